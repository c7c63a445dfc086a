"""Make room for documents and the claims found in them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of documents and of their claims."""
    op.create_table(
        "document",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("html", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("published_at", sa.Date),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("store_revision", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("checked_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "document_claim",
        sa.Column("document_id", sa.Text, sa.ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("detected", sa.JSON, nullable=False),
        sa.Column("check_id", sa.Text, sa.ForeignKey("claim_check.id")),
        sa.Column("previous_check_id", sa.Text, sa.ForeignKey("claim_check.id")),
    )

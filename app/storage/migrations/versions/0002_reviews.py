"""Make room for editors' reviews, and for what a check set aside because of them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of reviews, and the column of rejected statements."""
    op.create_table(
        "review",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("check_id", sa.Text, sa.ForeignKey("claim_check.id", ondelete="CASCADE"), nullable=False),
        sa.Column("claim_key", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.Column("statement_id", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_review_check_id", "review", ["check_id", "id"])
    op.create_index("ix_review_claim_key", "review", ["claim_key", "id"])
    op.add_column("claim_check", sa.Column("rejected", sa.JSON, nullable=False, server_default="[]"))

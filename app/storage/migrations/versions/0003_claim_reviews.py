"""Make room for finished reviews, the words they are found by, and what could not be read."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_claim_review()
    op.create_table(
        "claim_review_term",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column(
            "number",
            sa.Integer,
            sa.ForeignKey("claim_review.number", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
    )
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("original", sa.Text, nullable=False),
        sa.Column("quarantined_at", sa.DateTime, nullable=False),
    )


def _make_claim_review() -> None:
    op.create_table(
        "claim_review",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("check_id", sa.Text, sa.ForeignKey("claim_check.id", ondelete="CASCADE")),
        sa.Column("claim_key", sa.Text, nullable=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("claimant", sa.Text),
        sa.Column("claimant_url", sa.Text),
        sa.Column("claim_date", sa.Date),
        sa.Column("appearances", sa.JSON, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("published_at", sa.Date),
        sa.Column("expires", sa.Date),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("publisher_url", sa.Text),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("rating", sa.JSON, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.Column("based_on", sa.JSON, nullable=False),
        sa.Column("original", sa.Text),
        sa.Column("notes", sa.JSON, nullable=False),
    )
    op.create_index("ix_claim_review_claim_key", "claim_review", ["claim_key"])
    op.create_index("ix_claim_review_site", "claim_review", ["site", "id"])

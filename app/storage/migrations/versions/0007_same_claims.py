"""Make room for the key that checks of one claim share; checks kept before have none."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and its index."""
    op.add_column("claim_check", sa.Column("claim_key", sa.Text))
    op.create_index("ix_claim_check_claim_key", "claim_check", ["claim_key", "id"])

"""Sort documents by the letters of their ids on PostgreSQL too, whatever the language of the server."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Set the collation; SQLite has no other."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute('ALTER TABLE document ALTER COLUMN id TYPE text COLLATE "C"')
        op.execute('ALTER TABLE document_claim ALTER COLUMN document_id TYPE text COLLATE "C"')

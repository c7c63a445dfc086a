"""Make the tables, the store's one row of state and, on SQLite, what search reads there."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Ids sort by their letters' numbers on every database, since pages follow that order."""

PUNCTUATION = r"""!#$%&()*+,-./:;<=>?@[\]^_`{|}~""" + "''" + '""'
"""Terms are made by the application, so that FTS5 must part them at spaces alone (both quotes are doubled for SQL)."""


def upgrade() -> None:
    """Make everything."""
    _make_source()
    _make_statement()
    _make_check()
    _make_state()
    if op.get_bind().dialect.name == "sqlite":
        _make_sqlite_search()


def _make_sqlite_search() -> None:
    _make_vectors()
    _make_word_index("statement_words", "text, context, source")
    _make_word_index("claim_words", "claim")
    op.execute("CREATE VIRTUAL TABLE statement_vocabulary USING fts5vocab(statement_words, 'row')")


def _make_source() -> None:
    op.create_table(
        "source",
        sa.Column("id", ID, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("reliability", sa.Float, nullable=False),
        sa.Column("url", sa.Text, unique=True),
        sa.Column("author", sa.Text),
        sa.Column("published_at", sa.Date),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("licence", sa.Text),
        sa.Column("syndicated_from", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
    )


def _make_statement() -> None:
    op.create_table(
        "statement",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("source_id", ID, sa.ForeignKey("source.id", ondelete="CASCADE"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("quote", sa.Text),
        sa.Column("locator", sa.Text),
        sa.Column("context", sa.Text),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_until", sa.Date),
        sa.Column("attributed_to", sa.Text),
        sa.Column("modality", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_statement_source_id", "statement", ["source_id", "id"])


def _make_vectors() -> None:
    op.create_table(
        "statement_vector",
        sa.Column("number", sa.Integer, sa.ForeignKey("statement.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("codes", sa.LargeBinary, nullable=False),
        sa.Column("written_at", sa.Integer, nullable=False, index=True),
    )
    op.create_table(
        "removed_vector",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("removed_at", sa.Integer, nullable=False, index=True),
    )


def _make_check() -> None:
    op.create_table(
        "claim_check",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("claimant", sa.Text),
        sa.Column("claim_date", sa.Date),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("explanation", sa.Text, nullable=False),
        sa.Column("evidence", sa.JSON, nullable=False),
        sa.Column("engine", sa.JSON, nullable=False),
        sa.Column("store_revision", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_claim_check_verdict", "claim_check", ["verdict", "id"])


def _make_state() -> None:
    op.create_table(
        "audit",
        sa.Column("store_revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject_kind", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Text, nullable=False),
        sa.Column("before", sa.JSON),
        sa.Column("after", sa.JSON),
    )
    op.create_index("ix_audit_subject_id", "audit", ["subject_id", "store_revision"])
    state = op.create_table(
        "store_state",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("statements", sa.Integer, nullable=False),
    )
    op.bulk_insert(state, [{"id": 1, "revision": 0, "statements": 0}])


def _make_word_index(name: str, columns: str) -> None:
    tokenizer = f"ascii tokenchars '{PUNCTUATION}'"
    op.get_bind().exec_driver_sql(f'CREATE VIRTUAL TABLE {name} USING fts5({columns}, tokenize="{tokenizer}")')

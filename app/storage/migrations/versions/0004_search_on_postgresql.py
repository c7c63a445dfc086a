"""Make what search reads on PostgreSQL: posting lists, embeddings and the words of claims; sort ids by letters."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = """
    CREATE EXTENSION IF NOT EXISTS vector;

    CREATE TABLE term (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        term text COLLATE "C" NOT NULL UNIQUE,
        statements integer NOT NULL
    );
    CREATE TABLE posting (
        term integer NOT NULL,
        number integer NOT NULL,
        text smallint NOT NULL,
        context smallint NOT NULL,
        source smallint NOT NULL,
        length smallint NOT NULL
    );
    CREATE UNIQUE INDEX ix_posting ON posting (term, number) INCLUDE (text, context, source, length);
    CREATE TABLE statement_words (
        number integer PRIMARY KEY REFERENCES statement (number) ON DELETE CASCADE,
        length smallint NOT NULL,
        terms integer[] NOT NULL
    );
    CREATE TABLE word_total (tokens bigint NOT NULL);
    INSERT INTO word_total (tokens) VALUES (0);

    CREATE TABLE statement_embedding (
        number integer PRIMARY KEY REFERENCES statement (number) ON DELETE CASCADE,
        codes halfvec NOT NULL,
        squares integer NOT NULL
    );

    CREATE TABLE claim_words (
        number integer PRIMARY KEY REFERENCES claim_check (number) ON DELETE CASCADE,
        words tsvector NOT NULL
    );
    CREATE INDEX ix_claim_words ON claim_words USING gin (words);

    ALTER TABLE review ALTER COLUMN id TYPE text COLLATE "C", ALTER COLUMN check_id TYPE text COLLATE "C";
    ALTER TABLE claim_review ALTER COLUMN id TYPE text COLLATE "C", ALTER COLUMN claim_key TYPE text COLLATE "C";
    ALTER TABLE quarantine ALTER COLUMN id TYPE text COLLATE "C";
"""


def upgrade() -> None:
    """Make everything; SQLite has its own since the first schema."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(TABLES)

"""What statements and claims are found by in PostgreSQL, written in the transaction of their rows.

Words of statements are posting lists in plain tables, from which BM25 is exact; words of claims a `tsvector`
(docs/adr/0013). Vectors are the int8 codes as a `halfvec`, which holds them exactly (docs/adr/0014).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from app.domain.ports import Vector
from app.storage.search_index import Terms, Words
from app.storage.tables import CHECK
from app.storage.vectors import quantise, require_width

LONGEST_TERM = 200
"""Code points of a term that are told apart: an index entry of PostgreSQL holds 2,704 bytes."""

NEAR_INDEX = "ix_statement_embedding_near"

_PUT_POSTINGS = sa.text("""
    WITH given AS (
        SELECT * FROM unnest(
            CAST(:number AS integer[]), CAST(:term AS text[]), CAST(:text AS smallint[]),
            CAST(:context AS smallint[]), CAST(:source AS smallint[]), CAST(:length AS smallint[])
        ) AS given (number, term, text, context, source, length)
    ),
    counted AS (SELECT term, count(*) AS statements FROM given GROUP BY term),
    known AS (
        UPDATE term SET statements = term.statements + counted.statements
        FROM counted WHERE term.term = counted.term RETURNING term.id, term.term
    ),
    new AS (
        INSERT INTO term (term, statements)
        SELECT term, statements FROM counted WHERE term NOT IN (SELECT term FROM known) RETURNING id, term
    ),
    numbered AS (SELECT id, term FROM known UNION ALL SELECT id, term FROM new),
    put AS (
        INSERT INTO posting (term, number, text, context, source, length)
        SELECT numbered.id, given.number, given.text, given.context, given.source, given.length
        FROM given JOIN numbered ON numbered.term = given.term
    ),
    named AS (
        INSERT INTO statement_words (number, length, terms)
        SELECT given.number, given.length, array_agg(numbered.id)
        FROM given JOIN numbered ON numbered.term = given.term GROUP BY given.number, given.length
    )
    UPDATE word_total
    SET tokens = tokens + (SELECT coalesce(sum(length), 0) FROM (SELECT DISTINCT number, length FROM given) AS each)
""")

_DROP_POSTINGS = sa.text("""
    WITH gone AS (
        DELETE FROM statement_words WHERE number = ANY(CAST(:numbers AS integer[])) RETURNING number, length, terms
    ),
    named AS (SELECT number, unnest(terms) AS term FROM gone),
    dropped AS (
        DELETE FROM posting USING named
        WHERE posting.term = named.term AND posting.number = named.number RETURNING posting.term
    ),
    counted AS (SELECT term, count(*) AS statements FROM dropped GROUP BY term),
    uncounted AS (
        UPDATE term SET statements = term.statements - counted.statements FROM counted WHERE term.id = counted.term
    )
    UPDATE word_total SET tokens = tokens - (SELECT coalesce(sum(length), 0) FROM gone)
""")

_PUT_VECTORS = sa.text("""
    INSERT INTO statement_embedding (number, codes, squares) VALUES (:number, CAST(:codes AS halfvec), :squares)
    ON CONFLICT (number) DO UPDATE SET codes = excluded.codes, squares = excluded.squares
""")

_PUT_CLAIM = sa.text(
    "INSERT INTO claim_words (number, words) VALUES (:number, array_to_tsvector(CAST(:terms AS text[])))"
)


class Posting(NamedTuple):
    """How often a statement holds a term in each of its texts; `length` counts all of its terms."""

    number: int
    term: str
    text: int
    context: int
    source: int
    length: int


class PostgresStatementIndex:
    """Keeps words as posting lists and vectors in pgvector."""

    def __init__(self, connection: Connection, *, terms: Terms) -> None:
        self._connection = connection
        self._terms = terms
        self._width: int | None = None

    def put_words(self, entries: Iterable[Words]) -> None:
        """Keep these words in the place of those that stand under the same numbers."""
        counted = cache(self._counted)  # statements of one source share its words
        kept = list(entries)
        self.drop_words([entry.number for entry in kept])
        postings = [posting for entry in kept for posting in self._postings(entry, counted(entry.source))]
        if postings:
            columns = zip(*postings, strict=True)
            self._connection.execute(_PUT_POSTINGS, dict(zip(Posting._fields, map(list, columns), strict=True)))

    def put_vectors(self, vectors: Iterable[tuple[int, Vector]], *, revision: int) -> None:  # noqa: ARG002  # no memory to renew
        """Keep these vectors in the place of those that stand under the same numbers."""
        rows = [(number, np.frombuffer(quantise(vector), np.int8)) for number, vector in vectors]
        for _, codes in rows:
            self._require_width(len(codes))
        if rows:
            self._connection.execute(_PUT_VECTORS, [_embedding(number, codes) for number, codes in rows])

    def drop_vectors(self, numbers: Sequence[int], *, revision: int) -> None:  # noqa: ARG002  # as above
        """Forget the vectors of these statements."""
        if numbers:
            gone = sa.text("DELETE FROM statement_embedding WHERE number = ANY(CAST(:numbers AS integer[]))")
            self._connection.execute(gone, {"numbers": list(numbers)})

    def drop_words(self, numbers: Sequence[int]) -> None:
        """Forget the words of these statements."""
        if numbers:
            self._connection.execute(_DROP_POSTINGS, {"numbers": list(numbers)})

    def _counted(self, text: str) -> Counter[str]:
        return Counter(tokens_of(self._terms(text)))

    def _postings(self, entry: Words, source: Counter[str]) -> Iterator[Posting]:
        text, context = self._counted(entry.text), self._counted(entry.context)
        length = text.total() + context.total() + source.total()
        for term in {**text, **context, **source}:
            yield Posting(entry.number, term, text[term], context[term], source[term], length)

    def _require_width(self, width: int) -> None:
        if self._width is None:
            self._width = kept_width(self._connection) or self._begin_width(width)
        require_width(width, kept=self._width)

    def _begin_width(self, width: int) -> int:
        """Make the index of nearness for vectors of the first one's width, while it costs nothing."""
        self._connection.exec_driver_sql(f"DROP INDEX IF EXISTS {NEAR_INDEX}")
        near = f"(codes::halfvec({width})) halfvec_cosine_ops"
        self._connection.exec_driver_sql(f"CREATE INDEX {NEAR_INDEX} ON statement_embedding USING hnsw ({near})")
        return width


class PostgresClaimIndex:
    """Keeps the words of checked claims as `tsvector`."""

    def __init__(self, connection: Connection, *, terms: Terms) -> None:
        self._connection = connection
        self._terms = terms

    def put(self, number: int, text: str) -> None:
        """Keep the words of a new claim."""
        self._connection.execute(_PUT_CLAIM, {"number": number, "terms": tokens_of(self._terms(text))})

    def holds(self, text: str) -> ColumnElement[bool]:
        """Return the condition that a check's claim holds all words of the text."""
        words = " & ".join(map(_quoted, tokens_of(self._terms(text))))
        if not words:
            return sa.true()
        matching = sa.text("SELECT number FROM claim_words WHERE words @@ CAST(:words AS tsquery)").bindparams(
            words=words
        )
        return CHECK.c.number.in_(matching.columns(sa.column("number", sa.Integer)))


def tokens_of(terms: Iterable[str]) -> list[str]:
    """Return terms as this index keeps them; those of which nothing is left are left out."""
    return [token for token in map(token_of, terms) if token]


def token_of(term: str) -> str:
    """Return a term as this index keeps it."""
    return term.replace("\0", "")[:LONGEST_TERM]


def kept_width(connection: Connection) -> int | None:
    """Return how many numbers the kept vectors have; None if there is none."""
    width: int | None = connection.exec_driver_sql(
        "SELECT vector_dims(codes) FROM statement_embedding LIMIT 1"
    ).scalar()
    return width


def halfvec(codes: "np.typing.NDArray[np.int8]") -> str:
    """Write codes as pgvector reads them."""
    return str(codes.tolist())


def _embedding(number: int, codes: "np.typing.NDArray[np.int8]") -> dict[str, int | str]:
    squares = int(np.square(codes.astype(np.int32)).sum())
    return {"number": number, "codes": halfvec(codes), "squares": squares}


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"

"""Search inside SQLite: FTS5 for words, an exact scan in memory for meaning.

The word index is written by the repositories, in the transaction of the rows (docs/adr/0010).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from app.domain.ports import Vector
from app.domain.source import Source
from app.domain.statement import Statement
from app.storage.fetching import FETCHED, in_order_asked
from app.storage.ledger import Ledger
from app.storage.memory import Memory
from app.storage.search_index import COLUMN_WEIGHTS, Terms, Words
from app.storage.tables import CHECK, REMOVED_VECTOR, STATEMENT, VECTOR
from app.storage.vectors import Change, Changes, Near, nearest_of, quantise, require_width

LOADED_AT_ONCE = 8_192

_BY_TERMS = f"""
    SELECT statement.id, -found.score AS score
    FROM (
        SELECT rowid AS number, bm25(statement_words, {", ".join(map(str, COLUMN_WEIGHTS))}) AS score
        FROM statement_words WHERE statement_words MATCH ? ORDER BY score LIMIT ?
    ) AS found
    JOIN statement ON statement.number = found.number
    ORDER BY found.score, statement.id
"""  # noqa: S608  # the weights are ours

_FREQUENCIES = """
    SELECT term, doc FROM statement_vocabulary WHERE term IN (SELECT value FROM json_each(?))
"""

_TERMS_STARTING = "SELECT term FROM statement_vocabulary WHERE term >= ? AND term < ? ORDER BY term LIMIT ?"

_WRITTEN_PAST = "SELECT number, codes, written_at FROM statement_vector WHERE written_at > ?"

_ALL_WRITTEN = f"{_WRITTEN_PAST} OR true"
"""Reads the table as it lies, where the index on revisions would leap about in it."""

_IDS = "SELECT number, id FROM statement WHERE number IN (SELECT value FROM json_each(?))"


class SqliteStatementIndex:
    """Keeps words in FTS5 and vectors in int8."""

    def __init__(self, connection: Connection, *, terms: Terms) -> None:
        self._connection = connection
        self._terms = terms
        self._width: int | None = None

    def put_words(self, entries: Iterable[Words]) -> None:
        """Keep these words in the place of those that stand under the same numbers."""
        tokens = cache(self._tokens)  # statements of one source share its words
        rows = [
            (entry.number, self._tokens(entry.text), self._tokens(entry.context), tokens(entry.source))
            for entry in entries
        ]
        if rows:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO statement_words (rowid, text, context, source) VALUES (?, ?, ?, ?)", rows
            )

    def put_vectors(self, vectors: Iterable[tuple[int, Vector]], *, revision: int) -> None:
        """Keep these vectors in the place of those that stand under the same numbers."""
        rows = [(number, self._codes(vector), revision) for number, vector in vectors]
        if rows:
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO statement_vector (number, codes, written_at) VALUES (?, ?, ?)", rows
            )

    def drop_vectors(self, numbers: Sequence[int], *, revision: int) -> None:
        """Forget the vectors of these statements."""
        if numbers:
            self._connection.execute(sa.delete(VECTOR).where(VECTOR.c.number == sa.bindparam("gone")), _each(numbers))
            self._connection.exec_driver_sql(
                "INSERT OR REPLACE INTO removed_vector (number, removed_at) VALUES (?, ?)",
                [(number, revision) for number in numbers],
            )

    def drop_words(self, numbers: Sequence[int]) -> None:
        """Forget the words of these statements."""
        if numbers:
            self._connection.exec_driver_sql(
                "DELETE FROM statement_words WHERE rowid = ?", [(number,) for number in numbers]
            )

    def _tokens(self, text: str) -> str:
        return " ".join(map(_token, self._terms(text)))

    def _codes(self, vector: Vector) -> bytes:
        codes = quantise(vector)
        if self._width is None:
            kept = self._connection.execute(sa.select(sa.func.length(VECTOR.c.codes)).limit(1)).scalar()
            self._width = kept or len(codes)
        require_width(len(codes), kept=self._width)
        return codes


class SqliteClaimIndex:
    """Keeps the words of checked claims in FTS5."""

    def __init__(self, connection: Connection, *, terms: Terms) -> None:
        self._connection = connection
        self._terms = terms

    def put(self, number: int, text: str) -> None:
        """Keep the words of a new claim."""
        tokens = " ".join(map(_token, self._terms(text)))
        self._connection.exec_driver_sql("INSERT INTO claim_words (rowid, claim) VALUES (?, ?)", (number, tokens))

    def holds(self, text: str) -> ColumnElement[bool]:
        """Return the condition that a check's claim holds all words of the text."""
        words = " AND ".join(map(_quoted, self._terms(text)))
        if not words:
            return sa.true()
        matching = sa.text("SELECT rowid FROM claim_words WHERE claim_words MATCH :words").bindparams(words=words)
        return CHECK.c.number.in_(matching.columns(sa.column("rowid", sa.Integer)))


class SqliteSearch:
    """Finds statement ids by words and by meaning."""

    def __init__(self, connection: Connection, *, ledger: Ledger, memory: Memory) -> None:
        self._connection = connection
        self._ledger = ledger
        self._matrix = memory.matrix
        self._frequencies = memory.frequencies

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Return for each term in how many statements it occurs (0 if in none)."""
        known = {} if self._ledger.moved else self._frequencies.at(self._ledger.revision())
        asked = [token for token in map(_token, terms) if token not in known]
        if asked:
            rows = self._connection.exec_driver_sql(_FREQUENCIES, (json.dumps(asked),))
            known.update({**dict.fromkeys(asked, 0), **{row[0]: row[1] for row in rows}})
        return {term: known[_token(term)] for term in terms}

    def terms_starting(self, prefix: str, *, limit: int) -> Sequence[str]:
        """Return at most `limit` terms of the store that begin with `prefix`, in order of their letters."""
        bounds = _token(prefix), _token(prefix) + "\U0010ffff", limit
        return [row[0] for row in self._connection.exec_driver_sql(_TERMS_STARTING, bounds)]

    def by_terms(self, terms: Sequence[str], *, limit: int) -> Sequence[tuple[str, float]]:
        """Return ids of statements that hold any of the terms with a BM25 score, best first."""
        query = " OR ".join(_quoted(term) for term in dict.fromkeys(terms) if _token(term))
        if not query or limit < 1:
            return []
        found = self._connection.exec_driver_sql(_BY_TERMS, (query, limit)).fetchall()  # row by row takes longer
        return [(row[0], row[1]) for row in found]

    def by_vector(self, vector: Vector, *, limit: int) -> Sequence[tuple[str, float]]:
        """Return ids of the statements nearest in meaning with their cosine, best first; ties by id."""
        near = self._near_in_transaction(vector, limit) if self._ledger.moved else self._near(vector, limit)
        ids = self._ids([number for number, _ in near])
        named = [(ids[number], cosine) for number, cosine in near if number in ids]
        return sorted(named, key=lambda pair: (-pair[1], pair[0]))[: max(0, limit)]

    def fetch(self, statement_ids: Sequence[str]) -> Sequence[tuple[Statement, Source]]:
        """Return the statements with their sources, in the order asked; ids that are gone are left out."""
        rows = self._connection.execute(_FETCHED, {"ids": json.dumps(statement_ids)})
        return in_order_asked(statement_ids, rows)

    def statement_count(self) -> int:
        """Return how many statements are searchable."""
        return self._ledger.statement_count()

    def _near(self, vector: Vector, most: int) -> list[Near]:
        revision = self._ledger.revision()
        while (since := self._matrix.revision) < revision:
            self._matrix.catch_up(self._changes_past(since), revision=revision, since=since)
        return self._matrix.search(vector, at=revision, most=most)

    def _near_in_transaction(self, vector: Vector, most: int) -> list[Near]:
        """Lay what this transaction sees over the shared matrix, which must never hold what may be rolled back."""
        since = self._matrix.revision
        changes = list(self._changes_past(since))
        touched = [change.number for part in changes for change in part.written]
        touched += [number for part in changes for number, _ in part.removed]
        kept = self._matrix.search(vector, at=since, most=most, without=touched)
        return [*kept, *nearest_of(changes, vector, most=most)]

    def _changes_past(self, revision: int) -> Iterator[Changes]:
        removed = sa.select(REMOVED_VECTOR.c.number, REMOVED_VECTOR.c.removed_at)
        gone = self._connection.execute(removed.where(REMOVED_VECTOR.c.removed_at > revision))
        yield Changes([], [(row[0], row[1]) for row in gone])
        rows = self._connection.exec_driver_sql(_ALL_WRITTEN if revision == 0 else _WRITTEN_PAST, (revision,))
        for part in rows.partitions(LOADED_AT_ONCE):
            yield Changes([Change(*row) for row in part], [])

    def _ids(self, numbers: Sequence[int]) -> Mapping[int, str]:
        rows = self._connection.exec_driver_sql(_IDS, (json.dumps(numbers),)).fetchall()
        return {row[0]: row[1] for row in rows}


_FETCHED = FETCHED.where(
    STATEMENT.c.id.in_(sa.text("SELECT value FROM json_each(:ids)").columns(sa.column("value", sa.Text)))
)


def _each(numbers: Sequence[int]) -> list[dict[str, int]]:
    return [{"gone": number} for number in numbers]


def _token(term: str) -> str:
    return term.replace("\0", "")  # FTS5 reads a query up to the first NUL


def _quoted(term: str) -> str:
    return '"' + _token(term).replace('"', '""') + '"'

"""Search inside PostgreSQL: BM25 over posting lists for words, pgvector for meaning.

Scores are those of SQLite's FTS5 to the last digit that matters, so that both engines give the same verdicts.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Connection

from app.domain.ports import Vector
from app.domain.source import Source
from app.domain.statement import Statement
from app.storage.fetching import FETCHED, in_order_asked
from app.storage.ledger import Ledger
from app.storage.postgres_index import halfvec, kept_width, token_of, tokens_of
from app.storage.search_index import COLUMN_WEIGHTS
from app.storage.tables import STATEMENT
from app.storage.vectors import quantise, require_width

EXACT_UP_TO = 20_000
"""Statements up to which every vector is compared; beyond it the index of nearness picks which (docs/adr/0014)."""

MOST_PICKED = 1_000
"""How far the index of nearness can be asked to look: pgvector's own limit of `hnsw.ef_search`."""

LEAST_PICKED = 400

LEAST_RARITY = 1e-6
"""What FTS5 counts for a term that more than half of the statements hold."""

_FREQUENCY = " + ".join(
    f"{weight}::float8 * posting.{text}"
    for text, weight in zip(("text", "context", "source"), COLUMN_WEIGHTS, strict=True)
)

_BY_TERMS = sa.text(f"""
    SELECT statement.id, found.score
    FROM (
        SELECT number, sum(rarity * (frequency * 2.2::float8 / (
            frequency + 1.2::float8 * (0.25::float8 + 0.75::float8 * length / CAST(:mean AS float8))
        )) ORDER BY place) AS score
        FROM (
            SELECT posting.number, posting.length, asked.rarity, asked.place,
                {_FREQUENCY} AS frequency
            FROM unnest(CAST(:terms AS integer[]), CAST(:rarities AS float8[]))
                WITH ORDINALITY AS asked (term, rarity, place)
            JOIN posting ON posting.term = asked.term
        ) AS held
        GROUP BY number ORDER BY score DESC, number LIMIT :most
    ) AS found
    JOIN statement ON statement.number = found.number
    ORDER BY found.score DESC, statement.id
""")  # noqa: S608  # the weights are ours

_TERMS = sa.text("SELECT term, id, statements FROM term WHERE term = ANY(CAST(:tokens AS text[]))")

_TERMS_STARTING = sa.text("""
    SELECT term FROM term WHERE term >= :prefix AND term < :end AND statements > 0 ORDER BY term LIMIT :most
""")

_COSINE = "-(codes <#> CAST(:query AS halfvec)) / sqrt(greatest(squares::float8 * :squares, 1))"

_NEAREST = """
    SELECT statement.id, near.cosine
    FROM (SELECT number, {cosine} AS cosine FROM {rows} ORDER BY cosine DESC FETCH FIRST :most ROWS WITH TIES) AS near
    JOIN statement ON statement.number = near.number
    ORDER BY near.cosine DESC, statement.id LIMIT :most
"""

_EXACTLY = sa.text(_NEAREST.format(cosine=_COSINE, rows="statement_embedding"))


class PostgresSearch:
    """Finds statement ids by words and by meaning."""

    def __init__(self, connection: Connection, *, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Return for each term in how many statements it occurs (0 if in none)."""
        known = self._known(terms)
        return {term: known[token][1] if (token := token_of(term)) in known else 0 for term in terms}

    def terms_starting(self, prefix: str, *, limit: int) -> Sequence[str]:
        """Return at most `limit` terms of the store that begin with `prefix`, in order of their letters."""
        bounds = {"prefix": token_of(prefix), "end": token_of(prefix) + "\U0010ffff", "most": limit}
        return list(self._connection.execute(_TERMS_STARTING, bounds).scalars())

    def by_terms(self, terms: Sequence[str], *, limit: int) -> Sequence[tuple[str, float]]:
        """Return ids of statements that hold any of the terms with a BM25 score, best first."""
        known = self._known(terms)
        asked = [known[token] for token in dict.fromkeys(tokens_of(terms)) if token in known]
        statements = self._ledger.statement_count()
        if not asked or limit < 1 or statements < 1:
            return []
        values = {
            "terms": [id_ for id_, _ in asked],
            "rarities": [_rarity(holding, statements) for _, holding in asked],
            "mean": self._tokens() / statements,
            "most": limit,
        }
        return [(row[0], row[1]) for row in self._connection.execute(_BY_TERMS, values)]

    def by_vector(self, vector: Vector, *, limit: int) -> Sequence[tuple[str, float]]:
        """Return ids of the statements nearest in meaning with their cosine, best first; ties by id."""
        codes = np.frombuffer(quantise(vector), np.int8)
        width = kept_width(self._connection)
        if width is None or limit < 1:
            return []
        require_width(len(codes), kept=width)
        squares = float(np.square(codes.astype(np.int32)).sum())
        values = {"query": halfvec(codes), "squares": squares, "most": limit}
        return [(row[0], row[1]) for row in self._nearest(values, width=width)]

    def fetch(self, statement_ids: Sequence[str]) -> Sequence[tuple[Statement, Source]]:
        """Return the statements with their sources, in the order asked; ids that are gone are left out."""
        asked = STATEMENT.c.id == sa.any_(sa.bindparam("ids", list(statement_ids), sa.ARRAY(sa.Text)))
        return in_order_asked(statement_ids, self._connection.execute(FETCHED.where(asked)))

    def statement_count(self) -> int:
        """Return how many statements are searchable."""
        return self._ledger.statement_count()

    def _known(self, terms: Sequence[str]) -> Mapping[str, tuple[int, int]]:
        rows = self._connection.execute(_TERMS, {"tokens": list(dict.fromkeys(tokens_of(terms)))})
        return {row.term: (row.id, row.statements) for row in rows}

    def _tokens(self) -> int:
        tokens: int = self._connection.exec_driver_sql("SELECT tokens FROM word_total").scalar_one()
        return tokens

    def _nearest(self, values: dict[str, Any], *, width: int) -> Iterable[sa.Row[str, float]]:
        if self._ledger.statement_count() <= EXACT_UP_TO or values["most"] > MOST_PICKED:
            return self._connection.execute(_EXACTLY, values)
        picked = min(MOST_PICKED, max(LEAST_PICKED, 2 * values["most"]))
        self._connection.exec_driver_sql(f"SET LOCAL hnsw.ef_search = {picked}")
        self._connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return self._connection.execute(_picked_by_index(width), {**values, "picked": picked})


def _picked_by_index(width: int) -> sa.TextClause:
    near = f"codes::halfvec({width}) <=> CAST(:query AS halfvec({width}))"
    rows = f"(SELECT number, codes, squares FROM statement_embedding ORDER BY {near} LIMIT :picked) AS picked"  # noqa: S608  # a number
    return sa.text(_NEAREST.format(cosine=_COSINE, rows=rows))


def _rarity(holding: int, statements: int) -> float:
    rarity = math.log((statements - holding + 0.5) / (holding + 0.5))
    return rarity if rarity > 0 else LEAST_RARITY

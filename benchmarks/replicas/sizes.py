"""What a statement takes in PostgreSQL, table by table, and what a search over them takes."""

import time
from dataclasses import dataclass
from itertools import islice
from statistics import mean

import numpy as np
import psycopg

from app.domain.ports import Vector
from app.main import open_toolbox
from app.retrieval.planning import plan_terms
from app.services.statements import embed_statements
from app.services.toolbox import Toolbox
from app.settings import Settings
from app.text.tokens import index_terms
from benchmarks.performance.stores import Floats, invented, pairs_of, perturbed
from benchmarks.performance.timing import Times, time_of

EMBEDDED = WRITTEN_AT_ONCE = 2_000
"""Written at once. The model embeds the first of them; later statements have a vector of these, moved at random."""

SEARCHES = 100
DEPTH = 200
"""Statements asked for by words and by meaning, as retrieval asks."""

DEEPER = 2_000
"""So deep a search compares every vector (docs/adr/0014)."""

_SIZES = """
    SELECT coalesce(owner.relname, it.relname), it.relkind = 'i', sum(pg_relation_size(it.oid))::bigint
    FROM pg_class AS it
    LEFT JOIN pg_index ON pg_index.indexrelid = it.oid
    LEFT JOIN pg_class AS owner ON owner.oid = pg_index.indrelid
    WHERE it.relnamespace = 'public'::regnamespace AND it.relkind IN ('r', 'i')
    GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Bytes of tables and of their indexes by name, and milliseconds of searches at the median."""

    statements: int
    tables: dict[str, int]
    indexes: dict[str, int]
    written_in_a_second: float
    by_words: float
    by_meaning: float
    recall: float

    @property
    def bytes_a_statement(self) -> float:
        """Return what one statement takes, with its share of everything."""
        return (sum(self.tables.values()) + sum(self.indexes.values())) / self.statements


def measure_sizes(database_url: str, *, statements: int) -> Sizes:
    """Fill an empty store with invented statements, and measure it."""
    with open_toolbox(Settings(database_url=database_url, seed=False)) as toolbox:
        start = time.perf_counter()
        _fill(toolbox, statements)
        seconds = time.perf_counter() - start
        tables, indexes = _vacuumed_sizes(database_url)
        claims = [one.claim for one in invented(statements)[:: max(1, statements // SEARCHES)]]
        vectors = toolbox.embedder.embed(claims)
        return Sizes(
            statements=statements,
            tables=tables,
            indexes=indexes,
            written_in_a_second=statements / seconds,
            by_words=Times([time_of(lambda claim: _by_words(toolbox, claim), claim) for claim in claims]).p50,
            by_meaning=Times([_time_by_meaning(toolbox, vector) for vector in vectors]).p50,
            recall=mean(_recall(toolbox, vector) for vector in vectors),
        )


def _fill(toolbox: Toolbox, statements: int) -> None:
    pairs = iter(pairs_of(invented(statements)))
    kept: Floats | None = None
    while part := list(islice(pairs, WRITTEN_AT_ONCE)):
        vectors = embed_statements(part, embedder=toolbox.embedder) if kept is None else perturbed(part, kept)
        if kept is None:
            kept = np.stack([np.frombuffer(vector, "<f4") for vector in vectors])
        with toolbox.database.session() as storage:
            for source in {source.id: source for _, source in part}.values():
                storage.sources.add(source)
            storage.statements.add_many(zip((one for one, _ in part), vectors, strict=True))


def _vacuumed_sizes(database_url: str) -> tuple[dict[str, int], dict[str, int]]:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        rows = connection.execute(_SIZES).fetchall()
    tables = {name: int(size) for name, is_index, size in rows if not is_index}
    return tables, {name: int(size) for name, is_index, size in rows if is_index}


def _by_words(toolbox: Toolbox, claim: str) -> None:
    with toolbox.database.reading() as storage:
        terms = plan_terms(claim, search=storage.search, terms=index_terms)
        storage.search.by_terms(terms, limit=DEPTH)


def _by_meaning(toolbox: Toolbox, vector: Vector, depth: int) -> list[str]:
    with toolbox.database.reading() as storage:
        return [id_ for id_, _ in storage.search.by_vector(vector, limit=depth)]


def _time_by_meaning(toolbox: Toolbox, vector: Vector) -> float:
    return time_of(lambda _: _by_meaning(toolbox, vector, DEPTH), "")


def _recall(toolbox: Toolbox, vector: Vector) -> float:
    """Return the share of the truly nearest that are found."""
    nearest = _by_meaning(toolbox, vector, DEEPER)[:DEPTH]
    return len(set(nearest).intersection(_by_meaning(toolbox, vector, DEPTH))) / len(nearest)

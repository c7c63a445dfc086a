"""Use case: bring the store in line with a folder of seed files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import NotFoundError
from app.domain.ports import Database, Embedder, Storage, Vector
from app.domain.source import Source
from app.domain.statement import Statement
from app.interchange.seed_files import Seed, read_seed_files
from app.interchange.stable_ids import is_stable
from app.services.statements import statement_for_embedding

EMBEDDED_AT_ONCE = 64
READ_AT_ONCE = 500

Vectors = Mapping[str, Vector]
"""Vectors by the text that was embedded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of one kind were written, and how."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedReport:
    """What seeding did."""

    sources: Tally
    statements: Tally


@dataclass(frozen=True, slots=True)
class _Difference:
    """What has to be written so that the store says what one seed says."""

    source: Source
    stored_source: Source | None
    created: Sequence[Statement]
    updated: Sequence[Statement]
    unchanged: Sequence[Statement]
    removed: Sequence[Statement]

    @property
    def source_differs(self) -> bool:
        return self.stored_source is not None and self.stored_source != self.source

    @property
    def retitled(self) -> bool:
        return self.stored_source is not None and self.stored_source.title != self.source.title

    def to_embed(self) -> Sequence[Statement]:
        kept = self.unchanged if self.retitled else ()
        return [*self.created, *self.updated, *kept]


def seed_empty_store(folder: Path, *, database: Database, embedder: Embedder) -> SeedReport | None:
    """Fill a store that holds no source; None if it holds any."""
    with database.reading() as storage:
        if storage.sources.count() > 0:
            return None
    return seed(folder, database=database, embedder=embedder)


def seed(folder: Path, *, database: Database, embedder: Embedder) -> SeedReport:
    """Bring the store in line with the seed files of a folder, in one transaction; raise UnreadableFileError.

    Sources that no file names stay, and so do statements that were added by hand; statements that came from a file
    and are in it no more are taken away. What was edited by hand is written over. Embedding is done before the write
    lock is taken.
    """
    seeds = read_seed_files(folder)
    with database.reading() as storage:
        vectors = _embedded([_difference(one, storage) for one in seeds], embedder)
    with database.session() as storage:
        differences = [_difference(one, storage) for one in seeds]
        for difference in differences:
            _write(difference, storage, {**vectors, **_embedded([difference], embedder, known=vectors)})
    return _report(differences)


def texts_embedded(folder: Path) -> list[str]:
    """Return the texts by whose meaning the statements of the seed files are found; raise UnreadableFileError."""
    seeds = read_seed_files(folder)
    return [statement_for_embedding(statement, one.source) for one in seeds for statement in one.statements]


def _difference(seed: Seed, storage: Storage) -> _Difference:
    stored_source = _stored_source(seed.source.id, storage)
    stored = {} if stored_source is None else {s.id: s for s in _stored_statements(seed.source.id, storage)}
    named = {statement.id for statement in seed.statements}
    known = [statement for statement in seed.statements if statement.id in stored]
    same = [statement for statement in known if _at(statement, stored[statement.id].revision) == stored[statement.id]]
    return _Difference(
        source=seed.source if stored_source is None else replace(seed.source, revision=stored_source.revision),
        stored_source=stored_source,
        created=[statement for statement in seed.statements if statement.id not in stored],
        updated=[statement for statement in known if statement not in same],
        unchanged=same,
        removed=[statement for id_, statement in stored.items() if id_ not in named and is_stable(id_)],
    )


def _at(statement: Statement, revision: int) -> Statement:
    return replace(statement, revision=revision)


def _stored_source(source_id: str, storage: Storage) -> Source | None:
    try:
        return storage.sources.get(source_id)
    except NotFoundError:
        return None


def _stored_statements(source_id: str, storage: Storage) -> Iterator[Statement]:
    after = None
    while part := storage.statements.page_of(source_id, after=after, limit=READ_AT_ONCE):
        yield from part
        after = part[-1].id


def _embedded(differences: Sequence[_Difference], embedder: Embedder, known: Vectors | None = None) -> Vectors:
    wanted = (
        statement_for_embedding(one, difference.source) for difference in differences for one in difference.to_embed()
    )
    texts = [text for text in dict.fromkeys(wanted) if text not in (known or {})]
    vectors: dict[str, Vector] = {}
    for start in range(0, len(texts), EMBEDDED_AT_ONCE):
        part = texts[start : start + EMBEDDED_AT_ONCE]
        vectors.update(zip(part, embedder.embed(part), strict=True))
    return vectors


def _write(difference: _Difference, storage: Storage, vectors: Vectors) -> None:
    def vector(statement: Statement) -> Vector:
        return vectors[statement_for_embedding(statement, difference.source)]

    if difference.stored_source is None:
        storage.sources.add(difference.source)
    elif difference.source_differs:
        storage.sources.update(difference.source, expected_revision=None)
    storage.statements.add_each([(statement, vector(statement)) for statement in difference.created])
    for statement in difference.updated:
        storage.statements.update(statement, vector=vector(statement), expected_revision=None)
    for statement in difference.removed:
        storage.statements.remove(statement.id, expected_revision=None)
    if difference.retitled:
        storage.statements.set_vectors((statement.id, vector(statement)) for statement in difference.unchanged)


def _report(differences: Sequence[_Difference]) -> SeedReport:
    created = sum(difference.stored_source is None for difference in differences)
    updated = sum(difference.source_differs for difference in differences)
    return SeedReport(
        sources=Tally(created=created, updated=updated, unchanged=len(differences) - created - updated),
        statements=Tally(
            created=sum(len(difference.created) for difference in differences),
            updated=sum(len(difference.updated) for difference in differences),
            unchanged=sum(len(difference.unchanged) for difference in differences),
            removed=sum(len(difference.removed) for difference in differences),
        ),
    )

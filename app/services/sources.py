"""Use cases on sources: keep, read, change, take away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.clock import Clock
from app.domain.errors import FieldProblem, InvalidInputError, NotFoundError
from app.domain.ports import Embedder, Storage
from app.domain.rules import source_problems
from app.domain.source import DEFAULT_RELIABILITY, Source, SourceKind
from app.domain.statement import Statement
from app.services.ids import new_id
from app.services.statements import embed_statements

CHANGEABLE = frozenset(Source.__dataclass_fields__) - {"id", "revision"}
EMBEDDED_AT_ONCE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """A source to be kept; without a reliability it takes the default of its kind."""

    title: str
    publisher: str
    kind: SourceKind
    url: str | None = None
    author: str | None = None
    published_at: date | None = None
    reliability: float | None = None
    language: str = "en"
    licence: str | None = None
    syndicated_from: str | None = None

    def under(self, source_id: str) -> Source:
        """Return the source under its id."""
        stated = {name: getattr(self, name) for name in CHANGEABLE}
        return Source(id=source_id, **{**stated, "reliability": _reliability(self.reliability, self.kind)})


def create_source(draft: SourceDraft, *, storage: Storage, clock: Clock) -> Source:
    """Keep a new source; raise InvalidInputError or DuplicateSourceError."""
    source = draft.under(new_id(clock.now()))
    _require_valid(source, storage)
    storage.sources.add(source)
    return source


def get_source(source_id: str, *, storage: Storage) -> Source:
    """Read a source; raise NotFoundError."""
    return storage.sources.get(source_id)


def list_sources(
    *,
    after: str | None,
    limit: int,
    storage: Storage,
    kind: SourceKind | None = None,
    publisher: str | None = None,
) -> Sequence[Source]:
    """Read sources in order of id, those past the id `after`."""
    return storage.sources.page(after=after, limit=limit, kind=kind, publisher=publisher)


def change_source(
    source_id: str,
    changes: Mapping[str, Any],
    *,
    expected_revision: int | None,
    storage: Storage,
    embedder: Embedder,
) -> Source:
    """Change the named fields of a source and return it; a reliability of None is the default of its kind.

    Its statements are found by the new title at once.
    """
    before = storage.sources.get(source_id)
    after = _changed(before, changes)
    _require_valid(after, storage)
    kept = storage.sources.update(after, expected_revision=expected_revision)
    if kept.title != before.title:
        embed_again(kept, storage=storage, embedder=embedder)
    return kept


def remove_source(source_id: str, *, expected_revision: int | None, storage: Storage) -> None:
    """Take a source and its statements away; checks keep what they saw."""
    storage.sources.remove(source_id, expected_revision=expected_revision)


def _changed(source: Source, changes: Mapping[str, Any]) -> Source:
    unknown = [FieldProblem(name, "is no field that can be changed.") for name in changes if name not in CHANGEABLE]
    if unknown:
        raise InvalidInputError("Some fields cannot be changed.", unknown)
    missing = [name for name in ("title", "publisher", "kind", "language") if name in changes and not changes[name]]
    if missing:
        problems = [FieldProblem(name, "cannot be taken away; give another value.") for name in missing]
        raise InvalidInputError("Some fields cannot be empty.", problems)
    changed = replace(source, **changes)
    return replace(changed, reliability=_reliability(changed.reliability, changed.kind))


def _reliability(stated: float | None, kind: SourceKind) -> float:
    return DEFAULT_RELIABILITY[kind] if stated is None else stated


def _require_valid(source: Source, storage: Storage) -> None:
    problems = source_problems(source) or list(_origin_problems(source, storage))
    if problems:
        raise InvalidInputError("The source cannot be kept as it was sent.", problems)


def _origin_problems(source: Source, storage: Storage) -> Iterator[FieldProblem]:
    if source.syndicated_from is None:
        return
    if source.syndicated_from == source.id:
        yield FieldProblem("syndicated_from", "names the source itself; name the original it reprints.")
        return
    try:
        storage.sources.get(source.syndicated_from)
    except NotFoundError:
        yield FieldProblem("syndicated_from", "is the id of no kept source; keep the original first.")


def embed_again(source: Source, *, storage: Storage, embedder: Embedder) -> None:
    """Let the statements of a source be found by its new title."""
    for part in _statements_of(source.id, storage):
        vectors = embed_statements([(statement, source) for statement in part], embedder=embedder)
        storage.statements.set_vectors(zip((statement.id for statement in part), vectors, strict=True))


def _statements_of(source_id: str, storage: Storage) -> Iterator[Sequence[Statement]]:
    after = None
    while part := storage.statements.page_of(source_id, after=after, limit=EMBEDDED_AT_ONCE):
        yield part
        after = part[-1].id

"""Use cases on statements: keep, read, change, take away, each found by its new words and meaning at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.clock import Clock
from app.domain.errors import FieldProblem, InvalidInputError
from app.domain.ports import Embedder, Storage, Vector
from app.domain.rules import statement_problems
from app.domain.source import Source
from app.domain.statement import Modality, Statement
from app.services.ids import new_id

CHANGEABLE = frozenset(Statement.__dataclass_fields__) - {"id", "source_id", "revision"}

SHORT_TITLE = 80
"""Titles up to this many characters are embedded with the statement; a longer one would drown it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """A statement to be kept."""

    text: str
    quote: str | None = None
    locator: str | None = None
    context: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    attributed_to: str | None = None
    modality: Modality = Modality.ASSERTED

    def under(self, statement_id: str, *, source_id: str) -> Statement:
        """Return the statement under its id."""
        return Statement(id=statement_id, source_id=source_id, **{name: getattr(self, name) for name in CHANGEABLE})


def statement_for_embedding(statement: Statement, source: Source) -> str:
    """Return the text whose meaning a statement is found by: context, text, and the source's title if it is short."""
    title = source.title if len(source.title) <= SHORT_TITLE else None
    return " ".join(part for part in (statement.context, statement.text, title and f"({title})") if part)


def embed_statements(pairs: Sequence[tuple[Statement, Source]], *, embedder: Embedder) -> Sequence[Vector]:
    """Return the vector of each statement of a source, in order."""
    return embedder.embed([statement_for_embedding(statement, source) for statement, source in pairs])


def create_statement(
    source_id: str, draft: StatementDraft, *, storage: Storage, embedder: Embedder, clock: Clock
) -> Statement:
    """Keep a new statement of a source; raise InvalidInputError, or NotFoundError if the source is not kept."""
    source = storage.sources.get(source_id)
    statement = draft.under(new_id(clock.now()), source_id=source_id)
    _require_valid(statement)
    storage.statements.add(statement, vector=_vector(statement, source, embedder))
    return statement


def get_statement(statement_id: str, *, storage: Storage) -> Statement:
    """Read a statement; raise NotFoundError."""
    return storage.statements.get(statement_id)


def list_statements(source_id: str, *, after: str | None, limit: int, storage: Storage) -> Sequence[Statement]:
    """Read the statements of a source in order of id, those past the id `after`; raise NotFoundError."""
    storage.sources.get(source_id)
    return storage.statements.page_of(source_id, after=after, limit=limit)


def change_statement(
    statement_id: str,
    changes: Mapping[str, Any],
    *,
    expected_revision: int | None,
    storage: Storage,
    embedder: Embedder,
) -> Statement:
    """Change the named fields of a statement and return it."""
    before = storage.statements.get(statement_id)
    after = _changed(before, changes)
    _require_valid(after)
    vector = _vector(after, storage.sources.get(after.source_id), embedder)
    return storage.statements.update(after, vector=vector, expected_revision=expected_revision)


def remove_statement(statement_id: str, *, expected_revision: int | None, storage: Storage) -> None:
    """Take a statement away; checks keep what they saw."""
    storage.statements.remove(statement_id, expected_revision=expected_revision)


def _changed(statement: Statement, changes: Mapping[str, Any]) -> Statement:
    unknown = [FieldProblem(name, "is no field that can be changed.") for name in changes if name not in CHANGEABLE]
    if unknown:
        raise InvalidInputError("Some fields cannot be changed.", unknown)
    if "modality" in changes and changes["modality"] is None:
        problem = FieldProblem("modality", "cannot be taken away; give another value.")
        raise InvalidInputError("Some fields cannot be empty.", [problem])
    return replace(statement, **changes)


def _require_valid(statement: Statement) -> None:
    problems = statement_problems(statement)
    if problems:
        raise InvalidInputError("The statement cannot be kept as it was sent.", problems)


def _vector(statement: Statement, source: Source, embedder: Embedder) -> Vector:
    return embed_statements([(statement, source)], embedder=embedder)[0]

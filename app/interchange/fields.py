"""Fields of sources and statements out of JSON: no guessing of types, every problem named."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from app.domain.errors import FieldProblem, InvalidInputError
from app.domain.rules import source_problems, statement_problems
from app.domain.source import DEFAULT_RELIABILITY, Source, SourceKind
from app.domain.statement import Modality, Statement

Choice = TypeVar("Choice", bound=StrEnum)
FieldReaders = Mapping[str, Callable[[Any], Any]]

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class UnreadableRecordError(InvalidInputError):
    """A record cannot be used; `problems` names its fields."""

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__("The record cannot be used.", problems)


def text_in(value: object) -> str:
    """Return a text without the spaces around it; raise ValueError with what to do."""
    if not isinstance(value, str):
        raise ValueError("must be text, in quotes.")
    return value.strip()


def id_in(value: object) -> str:
    """Return an id; raise ValueError with what to do."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError("must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -; or leave it out.")
    return value


def day_in(value: object) -> date:
    """Return a day; raise ValueError with what to do."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("must be a day written as YYYY-MM-DD, such as 2024-04-17.")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"names no day of the calendar: {value}.") from error


def number_in(value: object) -> float:
    """Return a number; raise ValueError with what to do."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number, without quotes.")
    try:
        return float(value)
    except OverflowError as error:
        raise ValueError("is too large a number.") from error


def revision_in(value: object) -> int:
    """Return a revision; raise ValueError with what to do."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value < 2**53:
        raise ValueError("must be a whole number from 1; or leave it out.")
    return value


def choice_in(choices: type[Choice]) -> Callable[[object], Choice]:
    """Return a reader of one of some words."""

    def reader(value: object) -> Choice:
        if not isinstance(value, str) or value not in set(choices):
            raise ValueError(f"must be one of {', '.join(choices)}.")
        return choices(value)

    return reader


SOURCE_READERS: FieldReaders = MappingProxyType(
    {
        "id": id_in,
        "title": text_in,
        "publisher": text_in,
        "kind": choice_in(SourceKind),
        "reliability": number_in,
        "url": text_in,
        "author": text_in,
        "published_at": day_in,
        "language": text_in,
        "licence": text_in,
        "syndicated_from": text_in,
        "revision": revision_in,
    }
)
STATEMENT_READERS: FieldReaders = MappingProxyType(
    {
        "id": id_in,
        "text": text_in,
        "quote": text_in,
        "locator": text_in,
        "context": text_in,
        "valid_from": day_in,
        "valid_until": day_in,
        "attributed_to": text_in,
        "modality": choice_in(Modality),
        "revision": revision_in,
    }
)


def source_from(found: Mapping[str, object]) -> Source:
    """Build a source; raise UnreadableRecordError that names every field at fault."""
    values, problems = _read(found, SOURCE_READERS, required=("title", "publisher", "kind"))
    if problems:
        raise UnreadableRecordError(*problems)
    stated = {"id": "", "reliability": DEFAULT_RELIABILITY[values["kind"]], **values}
    source = Source(**stated)
    return _valid(source, source_problems(source))


def statement_from(found: Mapping[str, object], *, source_id: str = "") -> Statement:
    """Build a statement; raise UnreadableRecordError that names every field at fault."""
    values, problems = _read(found, STATEMENT_READERS, required=("text",))
    if problems:
        raise UnreadableRecordError(*problems)
    statement = Statement(**{"id": "", "source_id": source_id, **values})
    return _valid(statement, statement_problems(statement))


Noun = TypeVar("Noun", Source, Statement)


def _valid(noun: Noun, problems: list[FieldProblem]) -> Noun:
    if problems:
        raise UnreadableRecordError(*problems)
    return noun


def _read(
    found: Mapping[str, object], readers: FieldReaders, *, required: tuple[str, ...]
) -> tuple[dict[str, Any], list[FieldProblem]]:
    """Read the fields that are there; null is the same as left out."""
    values: dict[str, Any] = {}
    problems = [FieldProblem(name, f"is not a field; use {', '.join(readers)}.") for name in found.keys() - readers]
    for name, reader in readers.items():
        if found.get(name) is not None:
            try:
                values[name] = reader(found[name])
            except ValueError as error:
                problems.append(FieldProblem(name, str(error)))
        elif name in required:
            problems.append(FieldProblem(name, "is missing."))
    return values, sorted(problems, key=lambda problem: problem.field)

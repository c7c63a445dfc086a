"""What a file brings in: one item a line, whatever the format; a new format yields these and needs no other change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.domain.claim_review import ClaimReview
from app.domain.errors import FieldProblem
from app.domain.source import Source
from app.domain.statement import Statement
from app.interchange.kept_records import Kept


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A source with statements that it makes; an id that is empty was not stated."""

    source: Source
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementItem:
    """Statements of a source that is kept already; `source` is its id or its url."""

    source: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class KeptItem:
    """Something that a service made itself, as its export told it: a check, a review, a record of the audit."""

    kept: Kept


@dataclass(frozen=True, slots=True)
class ClaimReviewItem:
    """A finished review of another publisher."""

    review: ClaimReview


@dataclass(frozen=True, slots=True)
class UnreadItem:
    """Something that should have been a review and cannot be read: kept as it came, with the reason."""

    place: str
    reason: str
    original: str


Item = SourceItem | StatementItem | KeptItem | ClaimReviewItem | UnreadItem


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of a file, counted from 1: an item, or what is wrong with the line."""

    number: int
    item: Item | None
    problems: tuple[FieldProblem, ...] = ()

    @classmethod
    def unreadable(cls, number: int, message: str, *, field: str = "") -> "ImportLine":
        """Return a line that holds no item, and why."""
        return cls(number, None, (FieldProblem(field, message),))


Reader = Callable[[BinaryIO], Iterator[ImportLine]]
"""Reads a file line by line, holding few of them at once; raises UnreadableFileError if the whole cannot be used."""

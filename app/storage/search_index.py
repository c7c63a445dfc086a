"""What each database must offer for search: an index kept in the same transaction as the rows."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import ColumnElement

from app.domain.ports import Vector

Terms = Callable[[str], Sequence[str]]
"""Turns a text into the normalised terms it is found by."""


COLUMN_WEIGHTS = (1.0, 0.8, 1.0)
"""BM25 weights of text, context and source; a title tells what a statement is about (docs/adr/0034)."""


class Words(NamedTuple):
    """The texts by which one statement is found by words; `source` is its source's title and publisher."""

    number: int
    text: str
    context: str
    source: str


class StatementIndex(Protocol):
    """Keeps words and vectors of statements."""

    def put_words(self, entries: Iterable[Words]) -> None:
        """Keep these words in the place of those that stand under the same numbers."""
        ...

    def put_vectors(self, vectors: Iterable[tuple[int, Vector]], *, revision: int) -> None:
        """Keep these vectors in the place of those that stand under the same numbers."""
        ...

    def drop_vectors(self, numbers: Sequence[int], *, revision: int) -> None:
        """Forget the vectors of these statements."""
        ...

    def drop_words(self, numbers: Sequence[int]) -> None:
        """Forget the words of these statements."""
        ...


class ClaimIndex(Protocol):
    """Keeps the words of checked claims."""

    def put(self, number: int, text: str) -> None:
        """Keep the words of a new claim."""
        ...

    def holds(self, text: str) -> ColumnElement[bool]:
        """Return the condition that a check's claim holds all words of the text."""
        ...

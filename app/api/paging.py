"""Pages of lists: bounded, with cursors that say nothing to the caller."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Query

from app.domain.errors import FieldProblem, InvalidInputError

MAX_PAGE = 100
_MARK = "after:"

Item = TypeVar("Item")

LimitQuery = Annotated[int, Query(ge=1, le=MAX_PAGE, description="How many items at most.")]
CursorQuery = Annotated[
    str | None,
    Query(
        max_length=200,
        pattern="^[A-Za-z0-9_-]+$",
        description="`next_cursor` of the page before; leave it out for the first page.",
    ),
]


def page_of(
    fetch: Callable[[int], Sequence[Item]], *, limit: int, key: Callable[[Item], object]
) -> tuple[Sequence[Item], str | None]:
    """Fetch one item more than asked for, to learn whether a next page exists; return the page and its cursor."""
    found = fetch(limit + 1)
    items = found[:limit]
    return items, _encoded(str(key(items[-1]))) if len(found) > limit else None


def after_id(cursor: str | None) -> str | None:
    """Return the id that a cursor stands for; raise InvalidInputError for one that never was given."""
    return None if cursor is None else _decoded(cursor)


def after_revision(cursor: str | None) -> int | None:
    """Return the store revision that a cursor stands for; raise InvalidInputError for one that never was given."""
    if cursor is None:
        return None
    revision = _decoded(cursor)
    if not revision.isascii() or not revision.isdigit():
        raise _unknown_cursor()
    return int(revision)


def _encoded(key: str) -> str:
    return base64.urlsafe_b64encode(f"{_MARK}{key}".encode()).decode().rstrip("=")


def _decoded(cursor: str) -> str:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise _unknown_cursor() from None
    if not text.startswith(_MARK):
        raise _unknown_cursor()
    return text.removeprefix(_MARK)


def _unknown_cursor() -> InvalidInputError:
    message = "is no cursor of this list; send `next_cursor` of the page before as it is, or leave it out."
    return InvalidInputError(f"cursor: {message}", [FieldProblem("cursor", message)])

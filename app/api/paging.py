"""Pages of lists: bounded, with cursors that callers hand back as they are."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Query

MAX_PAGE = 100
_MARK = "after_"

Item = TypeVar("Item")

LimitQuery = Annotated[int, Query(ge=1, le=MAX_PAGE, description="How many items at most.")]
IdCursor = Annotated[
    str | None,
    Query(
        alias="cursor",
        max_length=100,
        pattern=f"^{_MARK}[A-Za-z0-9_-]+$",
        description="`next_cursor` of the page before; leave it out for the first page.",
    ),
]
RevisionCursor = Annotated[
    str | None,
    Query(
        alias="cursor",
        max_length=20,
        pattern=f"^{_MARK}[0-9]+$",
        description="`next_cursor` of the page before; leave it out for the first page.",
    ),
]


def page_of(
    fetch: Callable[[int], Sequence[Item]], *, limit: int, key: Callable[[Item], object]
) -> tuple[Sequence[Item], str | None]:
    """Fetch one item more than asked for, to learn whether a next page exists; return the page and its cursor."""
    found = fetch(limit + 1)
    items = found[:limit]
    return items, f"{_MARK}{key(items[-1])}" if len(found) > limit else None


def after_id(cursor: str | None) -> str | None:
    """Return the id that a cursor stands for."""
    return None if cursor is None else cursor.removeprefix(_MARK)


def after_revision(cursor: str | None) -> int | None:
    """Return the store revision that a cursor stands for."""
    return None if cursor is None else int(cursor.removeprefix(_MARK))

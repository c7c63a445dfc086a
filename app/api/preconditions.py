"""Conditional writes: ETag out, If-Match in."""

import re
from typing import Annotated

from fastapi import Depends, Header
from fastapi.responses import Response

from app.domain.errors import FieldProblem, InvalidInputError

_ENTITY_TAG = re.compile(r'"(\d{1,15})"', re.ASCII)

IfMatchHeader = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=200,
        description='ETag of the last answer, such as `"1"`: the write happens only if nothing changed since.',
    ),
]


def entity_tag(revision: int) -> str:
    """Return the ETag of a revision."""
    return f'"{revision}"'


def set_entity_tag(response: Response, revision: int) -> None:
    """Tell the caller which revision the answer shows."""
    response.headers["ETag"] = entity_tag(revision)


def _expected_revision(if_match: IfMatchHeader = None) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    tag = _ENTITY_TAG.fullmatch(if_match.strip())
    if tag is None:
        message = 'must be the ETag of an earlier answer, such as "1" with its quotes, or *.'
        raise InvalidInputError(f"If-Match {message}", [FieldProblem("If-Match", message)])
    return int(tag[1])


ExpectedRevisionDep = Annotated[int | None, Depends(_expected_revision)]
"""The revision the caller last saw; None where any will do."""

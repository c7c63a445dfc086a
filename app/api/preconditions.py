"""Conditional writes: ETag out, If-Match in."""

import re
from typing import Annotated

from fastapi import Depends, Header
from fastapi.responses import Response
from pydantic import WithJsonSchema

from app.domain.errors import FieldProblem, InvalidInputError

_PATTERN = r'^("[0-9]{1,15}"|\*)$'
_NOT_NULLABLE = WithJsonSchema({"type": "string", "maxLength": 20, "pattern": _PATTERN})  # a header is there or not

IfMatchHeader = Annotated[
    Annotated[str | None, _NOT_NULLABLE],
    Header(
        alias="If-Match",
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
    if if_match is None or if_match == "*":
        return None
    if not re.fullmatch(_PATTERN, if_match):
        message = 'must be the ETag of an earlier answer, such as "1" with its quotes, or *.'
        raise InvalidInputError(f"If-Match {message}", [FieldProblem("If-Match", message)])
    return int(if_match.strip('"'))


ExpectedRevisionDep = Annotated[int | None, Depends(_expected_revision)]
"""The revision the caller last saw; None where any will do."""

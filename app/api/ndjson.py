"""NDJSON: one JSON text a line, read from a request and written as each is done."""

from collections.abc import Iterator
from email.message import Message

from fastapi import Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from pydantic_core import from_json
from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import Scope

from app.api.routing import ContractRoute
from app.domain.errors import FieldProblem, InvalidInputError

NDJSON = "application/x-ndjson"


class NdjsonRoute(ContractRoute):
    """Takes the requests whose body is NDJSON; stands before the route of the same path that takes JSON."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match the path and the method only where the body is NDJSON."""
        match, child = super().matches(scope)
        is_ours = match is Match.FULL and _media_type(Headers(scope=scope)) == NDJSON
        return (match, child) if is_ours else (Match.NONE, {})


def wants_ndjson(request: Request) -> bool:
    """Say whether the caller asks by name for an answer in NDJSON."""
    accepted = request.headers.get("accept", "").split(",")
    return any(part.partition(";")[0].strip().lower() == NDJSON for part in accepted)


async def lines_of(request: Request) -> list[object | InvalidInputError]:
    """Return what each line of the body holds, or what is wrong with the line; blank lines are left out."""
    lines = [line for line in (await request.body()).split(b"\n") if line.strip()]
    return [_read(line) for line in lines]


def streamed(answers: Iterator[BaseModel]) -> StreamingResponse:
    """Answer line by line: the next is asked for when the caller has taken the last, and none once he has left."""
    lines = (f"{answer.model_dump_json()}\n" for answer in answers)
    return StreamingResponse(lines, media_type=NDJSON, headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"})


def _read(line: bytes) -> object | InvalidInputError:
    try:
        read: object = from_json(line, allow_inf_nan=False)
    except ValueError as error:
        message = f"is not valid JSON in UTF-8: {str(error).replace(' at line 1 column', ' at column')}."
        return InvalidInputError(f"The line {message}", [FieldProblem("", message)])
    return read


def _media_type(headers: Headers) -> str:
    message = Message()
    message["content-type"] = headers.get("content-type", "")
    return message.get_content_type()

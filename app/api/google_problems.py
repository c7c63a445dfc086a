"""Errors in the form of Google's APIs, for the one path that existing clients of theirs call."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute
from pydantic import Field

from app.api.contract import Responses
from app.api.problems import field_problems, status_of, summary_of
from app.api.schemas.fields import ResponseModel
from app.domain.errors import ClaimcheckError, FieldProblem, InvalidInputError

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

SYSTEM_PARAMETERS = frozenset(
    "$.xgafv access_token alt callback fields key oauth_token prettyPrint quotaUser uploadType upload_protocol".split()
)
"""What every Google API takes, by its discovery document; taken here too, and without effect."""

_NAMES: Mapping[int, str] = {400: "INVALID_ARGUMENT", 503: "UNAVAILABLE"}


class GoogleErrorBody(ResponseModel):
    """What went wrong."""

    code: int = Field(ge=400, le=599)
    message: str
    status: str


class GoogleError(ResponseModel):
    """An error as Google's APIs put it."""

    error: GoogleErrorBody


class GoogleRoute(APIRoute):
    """A route that answers expected errors as Google's APIs do and refuses parameters that they do not know."""

    def get_route_handler(self) -> Handler:
        """Put the refusals before FastAPI's own handler and turn its errors."""
        handle = super().get_route_handler()
        known = {parameter.alias for parameter in self.dependant.query_params} | SYSTEM_PARAMETERS

        async def refuse_or_handle(request: Request) -> Response:
            try:
                _refuse_unknown_parameters(request, known)
                return await handle(request)
            except RequestValidationError as error:
                return _answer(400, summary_of(field_problems(error.errors())))
            except ClaimcheckError as error:
                return _answer(400 if isinstance(error, InvalidInputError) else status_of(error), str(error))

        return refuse_or_handle


def google_errors(*statuses: int) -> Responses:
    """Document the errors that an operation may answer in Google's form; 4XX keeps FastAPI from adding its own 422."""
    named: Responses = {status: {"model": GoogleError, "description": _NAMES[status]} for status in statuses}
    return {"4XX": {"model": GoogleError, "description": "The request is refused."}, **named}


def _refuse_unknown_parameters(request: Request, known: set[str]) -> None:
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        told = f'Unknown name "{unknown[0]}": Cannot bind query parameter.'
        raise InvalidInputError(told, [FieldProblem(name, "is not known.") for name in unknown])


def _answer(code: int, message: str) -> Response:
    body = GoogleErrorBody(code=code, message=message, status=_NAMES.get(code, "INTERNAL"))
    return JSONResponse(GoogleError(error=body).model_dump(), code)

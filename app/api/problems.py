"""Problem details (RFC 9457): the one place that turns errors into HTTP answers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import ConfigDict, Field
from starlette.exceptions import HTTPException

from app.api.routing import allowed_methods
from app.api.schemas.fields import ResponseModel
from app.domain.errors import (
    ClaimcheckError,
    DuplicateSourceError,
    FieldProblem,
    InvalidInputError,
    NotFoundError,
    StaleRevisionError,
    StoppingError,
    StoreError,
)

MEDIA_TYPE = "application/problem+json"

STATUS: Mapping[type[ClaimcheckError], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    DuplicateSourceError: HTTPStatus.CONFLICT,
    StaleRevisionError: HTTPStatus.PRECONDITION_FAILED,
    InvalidInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoppingError: HTTPStatus.SERVICE_UNAVAILABLE,
    ClaimcheckError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of each expected error; an error not named has that of its nearest ancestor."""

TITLES: Mapping[int, str] = {
    400: "The request cannot be read",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict with what is stored",
    412: "Changed since you read it",
    413: "The body is too large",
    415: "Unsupported media type",
    422: "The request cannot be used",
    500: "The service failed",
    503: "Not available now",
}
DETAILS: Mapping[int, str] = {
    400: "The body cannot be read; send valid JSON in UTF-8.",
    404: "Nothing is served at this path; /docs lists what is.",
    405: "This path does not answer that method; the Allow header names those it does.",
    500: "An unexpected error happened and was logged. Quote the X-Request-ID header when you report it.",
}


class ProblemField(ResponseModel):
    """What is wrong with one field of the request."""

    field: str = Field(description="Dotted path of the field; empty for the request as a whole.")
    message: str = Field(description="What is wrong with it, in plain words.")


class Problem(ResponseModel):
    """An error as RFC 9457 lays it down; `errors` is there only where fields are at fault."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    type: str = Field(description="Stable name of the kind of problem.", json_schema_extra={"format": "uri-reference"})
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(description="The HTTP status.", ge=400, le=599)
    detail: str = Field(description="What went wrong this time and what to do.")
    instance: str = Field(description="Path that was asked for.", json_schema_extra={"format": "uri-reference"})
    errors: list[ProblemField] | None = Field(default=None, description="The fields at fault, where fields are.")

    @classmethod
    def of(cls, status: int, detail: str, *, path: str, errors: Iterable[FieldProblem] = ()) -> "Problem":
        """Describe a problem met while answering a path; text that is no valid Unicode is escaped."""
        title = TITLES.get(status) or HTTPStatus(status).phrase
        fields = [ProblemField(field=_printable(e.field), message=_printable(e.message)) for e in errors]
        return cls(
            type=f"urn:claimcheck:problem:{HTTPStatus(status).phrase.lower().replace(' ', '-')}",
            title=title,
            status=status,
            detail=_printable(detail),
            instance=quote(path, safe="/:@!$&'()*+,;=~", errors="replace"),
            errors=fields or None,
        )

    @classmethod
    def of_error(cls, error: ClaimcheckError, *, path: str) -> "Problem":
        """Describe an expected error."""
        errors = error.problems if isinstance(error, InvalidInputError) else ()
        return cls.of(status_of(error), str(error), path=path, errors=errors)


def status_of(error: ClaimcheckError) -> HTTPStatus:
    """Look up the status of an expected error in the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with a problem."""
    body = problem.model_dump(mode="json", exclude_none=True)
    return Response(json.dumps(body, ensure_ascii=False), problem.status, headers=headers, media_type=MEDIA_TYPE)


def add_problem_handlers(api: FastAPI) -> None:
    """Make every error of the service a problem."""
    api.add_exception_handler(ClaimcheckError, _answer_expected_error)
    api.add_exception_handler(RequestValidationError, _answer_invalid_request)
    api.add_exception_handler(HTTPException, _answer_http_exception)


def field_problems(errors: Sequence[Any]) -> list[FieldProblem]:
    """Put pydantic's errors into plain words, one for each field."""
    described: dict[str, str] = {}
    for error in errors:
        described.setdefault(_dotted(error["loc"]), _plain_words(error))
    return [FieldProblem(field, message) for field, message in described.items()]


def _answer_expected_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ClaimcheckError)  # noqa: S101 - the handler is registered for this class
    return problem_response(Problem.of_error(error, path=request.url.path))


def _answer_invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - the handler is registered for this class
    unreadable = next((e for e in error.errors() if e["type"] == "json_invalid"), None)
    if unreadable is not None:
        detail = f"The body is not valid JSON: {unreadable['ctx']['error']} at position {unreadable['loc'][-1]}."
        return problem_response(Problem.of(400, detail, path=request.url.path))
    problems = field_problems(error.errors())
    return problem_response(Problem.of(422, summary_of(problems), path=request.url.path, errors=problems))


def _answer_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - the handler is registered for this class
    phrase = HTTPStatus(error.status_code).phrase
    spoken = error.detail if error.detail not in ("", phrase, "There was an error parsing the body") else None
    detail = spoken or DETAILS.get(error.status_code, phrase)
    headers = {"Allow": allowed_methods(request)} if error.status_code == 405 else error.headers
    return problem_response(Problem.of(error.status_code, detail, path=request.url.path), headers)


def summary_of(problems: Sequence[FieldProblem]) -> str:
    """Say in one sentence what is wrong with the fields."""
    first = problems[0]
    told = f"{first.field or 'The request'}: {first.message}"
    return told if len(problems) == 1 else f"{told} ({len(problems) - 1} more in errors)"


def _dotted(location: Sequence[int | str]) -> str:
    """Name a field without saying where in the request it travels, except for headers."""
    steps = [str(step) for step in location]
    return ".".join(steps[1:] if steps and steps[0] in ("body", "query", "path", "header") else steps)


def _plain_words(error: Mapping[str, Any]) -> str:
    context = error.get("ctx", {})
    template = _MESSAGES.get(error["type"])
    if template is None:
        return str(error["msg"])
    return template.format(**{name: str(value) for name, value in context.items()})


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


_MESSAGES: Mapping[str, str] = {
    "missing": "is required.",
    "extra_forbidden": "is not a field of this request; remove it or correct its name.",
    "string_type": "must be text.",
    "string_unicode": "holds half of a surrogate pair, which is no character; remove it.",
    "string_too_short": "must have at least {min_length} characters.",
    "string_too_long": "must have at most {max_length} characters.",
    "string_pattern_mismatch": "must match the pattern {pattern}.",
    "int_type": "must be a whole number.",
    "int_parsing": "must be a whole number.",
    "int_parsing_size": "is too large a number.",
    "int_from_float": "must be a whole number.",
    "float_type": "must be a number.",
    "float_parsing": "must be a number.",
    "finite_number": "must be a finite number.",
    "greater_than_equal": "must be {ge} or more.",
    "less_than_equal": "must be {le} or less.",
    "enum": "must be one of {expected}.",
    "literal_error": "must be {expected}.",
    "list_type": "must be a list.",
    "too_short": "must hold at least {min_length} item(s).",
    "too_long": "must hold at most {max_length} items.",
    "model_attributes_type": "must be a JSON object.",
    "model_type": "must be a JSON object.",
    "dict_type": "must be a JSON object.",
}

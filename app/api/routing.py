"""Routes that hold requests to the contract before anything is read: media type and query parameters."""

from collections.abc import Callable, Coroutine
from email.message import Message
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Match

from app.domain.errors import FieldProblem, InvalidInputError

_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ContractRoute(APIRoute):
    """A route that refuses bodies that are not JSON and query parameters it does not know."""

    def get_route_handler(self) -> Handler:
        """Put the refusals before FastAPI's own handler."""
        handle = super().get_route_handler()
        takes_body = self.body_field is not None
        known = {parameter.alias for parameter in self.dependant.query_params}

        async def refuse_or_handle(request: Request) -> Response:
            if takes_body:
                _require_json(request)
            _refuse_unknown_parameters(request, known)
            return await handle(request)

        return refuse_or_handle


def allowed_methods(request: Request) -> str:
    """Return every method that the path answers, for an Allow header: a route by itself knows only its own."""
    app: FastAPI = request.app
    scopes = {method: {**request.scope, "method": method} for method in _METHODS}
    answered = (m for m, scope in scopes.items() if any(r.matches(scope)[0] is Match.FULL for r in app.router.routes))
    return ", ".join(answered)


def _require_json(request: Request) -> None:
    message = Message()
    message["content-type"] = request.headers.get("content-type", "")
    subtype = message.get_content_subtype()
    if message.get_content_maintype() != "application" or not (subtype == "json" or subtype.endswith("+json")):
        raise HTTPException(415, "Send the body as JSON, with the header Content-Type: application/json.")


def _refuse_unknown_parameters(request: Request, known: set[str]) -> None:
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        allowed = f"known are {', '.join(sorted(known))}" if known else "this operation has none"
        problems = [FieldProblem(name, f"is not a query parameter of this operation; {allowed}.") for name in unknown]
        raise InvalidInputError(f"{unknown[0]}: {problems[0].message}", problems)

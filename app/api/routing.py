"""Routes that hold requests to the contract before anything is read: media type and query parameters."""

from collections.abc import Callable, Coroutine, Mapping
from email.message import Message
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from app.domain.errors import FieldProblem, InvalidInputError

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


def json_answer(body: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with a response body as it is, which FastAPI would check and rebuild before writing it."""
    return Response(body.model_dump_json(), status, headers=headers, media_type="application/json")


def allowed_methods(request: Request) -> str:
    """Return the methods of the path that was asked for, by the contract; pages stand in none and are only read."""
    app: FastAPI = request.app
    path = getattr(request.scope.get("route"), "path", "")
    operations = app.openapi()["paths"].get(path, {"get": None})
    return ", ".join(sorted(method.upper() for method in operations))


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

"""What wraps every request: its id, its line in the log, its time, the bound on its body, and the last resort."""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import DETAILS, Problem, problem_response

MAX_BODY_BYTES = 16 * 1024 * 1024
"""A batch of 1,000 claims of 2,000 code points at four bytes each takes 8 MB, with room for JSON around it."""

MAX_IMPORT_BYTES = 64 * 1024 * 1024
"""A hundred thousand statements with their sources; set down on disk as they arrive."""

_IMPORTS = "/v1/imports"
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")
_ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_access = logging.getLogger("claimcheck.access")
_failures = logging.getLogger("claimcheck.failures")


class JsonLines(logging.Formatter):
    """Writes each record as one line of JSON with the id of its request."""

    def format(self, record: logging.LogRecord) -> str:
        """Put the record's time, level, logger, request id, message and fields on one line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": getattr(record, "request_id", REQUEST_ID.get()),
            "message": record.getMessage(),
        } | getattr(record, "fields", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class Observation:
    """ASGI middleware: names, times and logs each request, and answers 500 where nothing else did.

    The log holds method, route, status and time, never a query or a body: claims stay out of it.
    """

    def __init__(self, app: ASGIApp, now: Callable[[], float] = time.perf_counter) -> None:
        self._app = app
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        REQUEST_ID.set(request_id)
        answer = _Answer(send, request_id=request_id, started=self._now(), now=self._now)
        try:
            await self._app(scope, _bounded(scope, receive), answer.send)
        except Exception:
            _failures.exception("unexpected error", extra={"request_id": request_id})
            await _answer_failure(scope, receive, answer)
        finally:
            _log(scope, answer)


class _Answer:
    """Sends an answer on, adding the headers every answer has, and remembers its status."""

    def __init__(self, send: Send, *, request_id: str, started: float, now: Callable[[], float]) -> None:
        self._send = send
        self._started = started
        self._now = now
        self.request_id = request_id
        self.status: int | None = None

    @property
    def milliseconds(self) -> float:
        return round((self._now() - self._started) * 1000, 2)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self.request_id
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Server-Timing"] = f"total;dur={self.milliseconds}"
        await self._send(message)


def _request_id(scope: Scope) -> str:
    """Keep the caller's id if it is fit for a log, else make one."""
    sent = Headers(scope=scope).get("x-request-id", "")
    return sent if _ACCEPTABLE_ID.fullmatch(sent) else uuid.uuid4().hex


def _bounded(scope: Scope, receive: Receive) -> Receive:
    """Refuse a body larger than the bound, by its declared length or as it arrives."""
    declared = Headers(scope=scope).get("content-length", "0")
    most = MAX_IMPORT_BYTES if scope["path"] == _IMPORTS else MAX_BODY_BYTES
    arrived = 0

    async def receive_within_bound() -> Message:
        nonlocal arrived
        if declared.isdigit() and int(declared) > most:
            raise _too_large(most)
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > most:
            raise _too_large(most)
        return message

    return receive_within_bound


def _too_large(most: int) -> HTTPException:
    bound = most // (1024 * 1024)
    return HTTPException(413, f"The body may have at most {bound} MiB; send it in parts.", {"Connection": "close"})


async def _answer_failure(scope: Scope, receive: Receive, answer: _Answer) -> None:
    if answer.status is None:
        problem = Problem.of(500, DETAILS[500], path=scope["path"])
        await problem_response(problem)(scope, receive, answer.send)


def _log(scope: Scope, answer: _Answer) -> None:
    route = scope.get("route")
    fields = {
        "method": scope["method"],
        "route": getattr(route, "path", None),
        "status": answer.status,
        "milliseconds": answer.milliseconds,
    }
    _access.info("request", extra={"request_id": answer.request_id, "fields": fields})

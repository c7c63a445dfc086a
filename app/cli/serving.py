"""Serving over HTTP from the command line."""

import logging
import math
import signal
import socket
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from app.api.application import api_over
from app.domain.errors import ClaimcheckError
from app.main import configure_logging, create_app, open_toolbox, prepare_store
from app.settings import Settings

SECONDS_TO_FINISH = 10
_SECONDS_TO_ANSWER = 120  # a worker that says nothing for so long is replaced; starting up, it is silent for seconds
_log = logging.getLogger("claimcheck.serving")


class AddressUnavailableError(ClaimcheckError):
    """The address to listen on cannot be had."""


def serve(settings: Settings) -> None:
    """Take the address, open the store, load the models and answer until interrupted."""
    with listening_socket(settings.host, settings.port) as listener:
        configure_logging(settings.log_level)
        serve_on = _serve_alone if settings.workers == 1 else _serve_by_workers
        serve_on(settings, listener)


def _serve_alone(settings: Settings, listener: socket.socket) -> None:
    with open_toolbox(settings) as toolbox:
        _log_address(settings, listener)
        config = _config(api_over(toolbox))
        server = DrainingServer(config, stopping=toolbox.stopping, drain_seconds=settings.drain_seconds)
        with suppress(KeyboardInterrupt):  # raised anew by uvicorn after it has ended well
            server.run(sockets=[listener])


def _serve_by_workers(settings: Settings, listener: socket.socket) -> None:
    """Let processes answer on one address; one that dies is replaced."""
    prepare_store(settings)
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as folder:
        app = partial(create_app, settings.model_copy(update={"seed": False}), shared=Path(folder))
        _log_address(settings, listener)
        Multiprocess(_config(app, factory=True, workers=settings.workers), sockets=[listener]).run()


def _log_address(settings: Settings, listener: socket.socket) -> None:
    _log.info("serving on http://%s:%d", settings.host, listener.getsockname()[1])


def _config(app: Callable[..., Any], *, factory: bool = False, workers: int = 1) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=factory,
        workers=workers,
        log_config=None,
        access_log=False,  # ours carries no query, and so no claim
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        timeout_worker_healthcheck=_SECONDS_TO_ANSWER,
        server_header=False,
    )


class DrainingServer(uvicorn.Server):
    """Told to end by SIGTERM, is no longer ready at once, but stops listening only after `drain_seconds`.

    Proxies notice meanwhile and turn elsewhere; what they have asked is answered. An interrupt, or a second SIGTERM,
    ends it without waiting.
    """

    def __init__(self, config: uvicorn.Config, *, stopping: Event, drain_seconds: float) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._drain_seconds = drain_seconds
        self._ends_at = math.inf

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end."""
        if sig != signal.SIGTERM or self._stopping.is_set():
            super().handle_exit(sig, frame)
            return
        self._stopping.set()
        self._ends_at = time.monotonic() + self._drain_seconds
        _log.info("told to stop: answering on for %g s, no longer ready", self._drain_seconds)

    async def on_tick(self, counter: int) -> bool:
        """Say whether it is time to stop listening."""
        return await super().on_tick(counter) or time.monotonic() >= self._ends_at


def listening_socket(host: str, port: int) -> socket.socket:
    """Take the address before anything slow happens; raise AddressUnavailableError if it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _unavailable(host, port, error) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise _unavailable(host, port, error) from error
    return listener


def _unavailable(host: str, port: int, error: OSError) -> AddressUnavailableError:
    why = error.strerror or str(error)
    return AddressUnavailableError(f"Cannot listen on {host}:{port}: {why}. Choose another with --host and --port.")

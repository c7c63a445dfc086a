"""Serving over HTTP from the command line."""

import logging
import socket
from contextlib import suppress

import uvicorn

from app.api.application import api_over
from app.domain.errors import ClaimcheckError
from app.main import configure_logging, open_toolbox
from app.settings import Settings

_SECONDS_TO_FINISH = 10
_log = logging.getLogger("claimcheck.serving")


class AddressUnavailableError(ClaimcheckError):
    """The address to listen on cannot be had."""


def serve(settings: Settings) -> None:
    """Take the address, open the store, load the models and answer until interrupted."""
    with listening_socket(settings.host, settings.port) as listener:
        configure_logging(settings.log_level)
        with open_toolbox(settings) as toolbox:
            _log.info("serving on http://%s:%d", settings.host, listener.getsockname()[1])
            server = uvicorn.Server(
                uvicorn.Config(
                    api_over(toolbox),
                    log_config=None,
                    access_log=False,  # ours carries no query, and so no claim
                    timeout_graceful_shutdown=_SECONDS_TO_FINISH,
                    server_header=False,
                )
            )
            with suppress(KeyboardInterrupt):  # raised anew by uvicorn after it has ended well
                server.run(sockets=[listener])


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

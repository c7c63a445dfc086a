"""Connections to PostgreSQL: how they are set up, and its errors in words a caller can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy import URL, Engine

from app.domain.errors import InvalidInputError, StoreError

CONNECTIONS = 10
MORE_CONNECTIONS = 10
"""Kept open, and opened beyond those under load, by each process; PostgreSQL allows 100 in all by default."""

ADVICE = {
    "08": "it does not answer; start the server, or look at the address",
    "0A": "the extension pgvector 0.8 or newer is not installed on the server; install it there",
    "22P02": "it does not fit this version of the program; start the service once so that it migrates",
    "25006": "it is read-only; name the primary server",
    "28": "the user or the password is refused; look at the url",
    "3D": "there is no database of this name; create it: createdb NAME",
    "40": "other transactions were in the way; try again",
    "42501": "this user may not do that; let it own the database",
    "42": "it does not fit this version of the program; start the service once so that it migrates",
    "53100": "the server's disk is full; free some space",
    "53300": "it has no connection left; raise max_connections, or run fewer replicas",
    "53": "the server is out of resources",
    "55P03": "other writers keep it locked; it is busy, try again",
    "57": "the server is shutting down or starting; try again",
    "58P01": "the extension pgvector 0.8 or newer is not installed on the server; install it there",
    "58": "the server's disk does not answer properly; look at the file system",
    "XX": "the server found it damaged; look at the server's log",
}
"""What to do about PostgreSQL's errors, by the beginning of their code; the longest that fits counts
(https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


def open_engine(url: URL, *, busy_seconds: float) -> Engine:
    """Return an engine whose writers wait for locks only so long."""
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        pool_timeout=busy_seconds,
        pool_pre_ping=True,  # connections do not survive a restart of the server; the service does
        connect_args={"connect_timeout": 10, "application_name": "claimcheck"},
    )
    settings = (
        f"SET lock_timeout = {round(busy_seconds * 1000)}; SET jit = off"  # compiling takes longer than any of ours
    )

    def set_up(connection: Any, _record: object) -> None:  # noqa: ANN401  # a driver's connection has no common type
        connection.execute(settings)
        connection.commit()

    sa.event.listen(engine, "connect", set_up)
    return engine


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Raise PostgreSQL's errors as StoreError, and text that no database can keep as InvalidInputError."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        _raise_plainly(name, error)
        raise
    except sa.exc.TimeoutError as error:
        raise StoreError(f"The database {name!r} is busy: every connection is in use; try again.") from error
    except UnicodeEncodeError as error:
        raise InvalidInputError("The text holds half of a surrogate pair; send whole Unicode characters.") from error


def _raise_plainly(name: str, error: sa.exc.DBAPIError) -> None:
    if isinstance(error.orig, psycopg.DataError) and "NUL" in str(error.orig):
        raise InvalidInputError("The text holds a NUL character; take it out.") from error
    advice = _advice(error.orig)
    if advice is not None:
        why = " ".join(str(error.orig).split())
        raise StoreError(f"The database {name!r} cannot be used: {advice} ({why}).") from error


def _advice(error: BaseException | None) -> str | None:
    if not isinstance(error, psycopg.Error) or isinstance(error, psycopg.IntegrityError):
        return None
    if error.sqlstate is None:  # the connection failed before the server could say anything
        return _refusal(str(error)) if isinstance(error, psycopg.OperationalError) else None
    fitting = [code for code in ADVICE if error.sqlstate.startswith(code)]
    return ADVICE[max(fitting, key=len)] if fitting else None


def _refusal(message: str) -> str:
    """Read why a connection was not had: libpq tells it in words alone."""
    if "does not exist" in message and "database" in message:
        return ADVICE["3D"]
    if "authentication" in message or "password" in message or "role" in message:
        return ADVICE["28"]
    return ADVICE["53300"] if "too many" in message or "slots" in message else ADVICE["08"]

"""Connections to SQLite: pragmas, locks, and its errors in words a caller can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine

from app.domain.errors import InvalidInputError, StoreError

ADVICE = {
    "SQLITE_NOTADB": "it is not a SQLite database; name another file, or restore this one from a backup",
    "SQLITE_CORRUPT": "it is damaged; restore it from a backup, or move it away to begin anew",
    "SQLITE_READONLY": "it is read-only; let this user write the file and its folder",
    "SQLITE_CANTOPEN": "it cannot be opened; let this user read and write the file and its folder",
    "SQLITE_PERM": "it cannot be opened; let this user read and write the file and its folder",
    "SQLITE_BUSY": "another process keeps it locked; try again, or end that process",
    "SQLITE_LOCKED": "another connection keeps it locked; try again",
    "SQLITE_FULL": "the disk is full; free some space",
    "SQLITE_IOERR": "the disk does not answer properly; look at the file system",
    "SQLITE_ERROR": "it does not fit this version of the program; start the service once so that it migrates",
}
"""What to do about each kind of SQLite's errors (https://www.sqlite.org/rescode.html, primary codes)."""


def open_engine(url: URL, *, read_only: bool, busy_seconds: float) -> Engine:
    """Return an engine whose transactions take the write lock at once, or can never write.

    A transaction that begins as a reader and writes later fails when another wrote in between, so writers lock first.
    """
    engine = sa.create_engine(url, connect_args={"timeout": busy_seconds, "check_same_thread": False}, max_overflow=-1)
    sa.event.listen(engine, "connect", _set_read_only if read_only else _set_up)
    sa.event.listen(engine, "begin", _begin if read_only else _begin_immediate)
    return engine


def file_of(url: URL) -> Path:
    """Return the file behind a database url; raise StoreError if there is none."""
    name = (url.database or "").removeprefix("file:").partition("?")[0]
    if name in ("", ":memory:"):
        raise StoreError("A database in memory would not outlive a request; name a file: sqlite:///claimcheck.db")
    return Path(name)


def make_folder(path: Path) -> None:
    """Make the folder of a new database file; raise StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder of the database {str(path)!r} cannot be made ({error.strerror}); "
            "name a folder that this user may write."
        ) from error


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Raise SQLite's errors as StoreError, and text that no database can keep as InvalidInputError."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        advice = _advice(error.orig)
        if advice is None:
            raise
        raise StoreError(f"The database {str(path)!r} cannot be used: {advice} ({error.orig}).") from error
    except UnicodeEncodeError as error:
        raise InvalidInputError("The text holds half of a surrogate pair; send whole Unicode characters.") from error


def _advice(error: BaseException | None) -> str | None:
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, sqlite3.IntegrityError):
        return None
    name = getattr(error, "sqlite_errorname", "")
    return next((advice for code, advice in ADVICE.items() if name.startswith(code)), None)


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401  # a driver's connection has no common type
    connection.isolation_level = None  # transactions are begun below, not guessed by the driver
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _set_read_only(connection: Any, _record: object) -> None:  # noqa: ANN401  # as above
    connection.isolation_level = None
    connection.execute("PRAGMA query_only = ON")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")

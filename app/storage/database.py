"""The database: opened by its url, migrated to the newest schema, used in transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection

from app.domain.errors import StoreError
from app.domain.ports import Storage
from app.storage.checks import SqlCheckRepository
from app.storage.claim_reviews import SqlClaimReviewRepository
from app.storage.ledger import Ledger, SqlAuditLog
from app.storage.memory import Memory
from app.storage.reviews import SqlReviewRepository
from app.storage.search_index import Terms
from app.storage.sources import SqlSourceRepository
from app.storage.sqlite_engine import file_of, make_folder, open_engine, told_plainly
from app.storage.sqlite_search import SqliteClaimIndex, SqliteSearch, SqliteStatementIndex
from app.storage.statements import SqlStatementRepository

MIGRATIONS = Path(__file__).parent / "migrations"


def _now() -> datetime:
    return datetime.now(UTC)


class SqlStorage:
    """Every repository on one connection."""

    def __init__(self, connection: Connection, *, terms: Terms, memory: Memory, now: Callable[[], datetime]) -> None:
        ledger = Ledger(connection, now=now)
        index = SqliteStatementIndex(connection, terms=terms)
        self.state = ledger
        self.sources = SqlSourceRepository(connection, ledger=ledger, index=index)
        self.statements = SqlStatementRepository(connection, ledger=ledger, index=index)
        self.checks = SqlCheckRepository(connection, index=SqliteClaimIndex(connection, terms=terms))
        self.reviews = SqlReviewRepository(connection, ledger=ledger)
        self.claim_reviews = SqlClaimReviewRepository(connection)
        self.audit = SqlAuditLog(connection)
        self.search = SqliteSearch(connection, ledger=ledger, memory=memory)


class Database:
    """One store; share it between threads, and open a session for each request.

    `terms` turns a text into the terms it is found by; it must be the same for the whole life of a store. Processes
    that serve it together may share what they hold in memory in a folder, empty at first (`shared`).
    """

    def __init__(
        self,
        url: str,
        *,
        terms: Terms,
        now: Callable[[], datetime] = _now,
        busy_seconds: float = 5.0,
        shared: Path | None = None,
    ) -> None:
        parsed = _parsed(url)
        self._path = file_of(parsed)
        self._terms = terms
        self._now = now
        self._memory = Memory.shared_in(shared)
        self._busy_seconds = busy_seconds
        self._writing = Lock()
        self._writers = open_engine(parsed, read_only=False, busy_seconds=busy_seconds)
        self._readers = open_engine(parsed, read_only=True, busy_seconds=busy_seconds)

    def migrate(self) -> None:
        """Bring the schema to the newest version; processes that start together wait for one another."""
        make_folder(self._path)
        with told_plainly(self._path), self._writers.begin() as connection:
            command.upgrade(_alembic(connection), "head")

    @contextmanager
    def session(self) -> Iterator[Storage]:
        """Open a transaction that may write: kept at a clean exit, undone by an error.

        It holds the store's only write lock: read and compute with `reading` before.
        """
        with self._turn(), told_plainly(self._path), self._writers.begin() as connection:
            yield self._storage(connection)

    @contextmanager
    def reading(self) -> Iterator[Storage]:
        """Open a transaction that sees the store as of one revision and cannot write; it never waits for writers."""
        with told_plainly(self._path), self._readers.begin() as connection:
            yield self._storage(connection)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let the threads of this process write in turn; SQLite alone would have them poll for its lock."""
        if not self._writing.acquire(timeout=self._busy_seconds):
            raise StoreError(f"The database {str(self._path)!r} is busy with other writes; try again.")
        try:
            yield
        finally:
            self._writing.release()

    def check_ready(self) -> None:
        """Raise StoreError unless the database answers and has the newest schema."""
        with told_plainly(self._path), self._readers.begin() as connection:
            if MigrationContext.configure(connection).get_current_revision() != _newest(connection):
                raise StoreError(f"The database {str(self._path)!r} is not migrated; start the service to migrate it.")
            self._storage(connection).state.revision()

    def close(self) -> None:
        """Give every connection back."""
        self._readers.dispose()
        self._writers.dispose()

    def _storage(self, connection: Connection) -> SqlStorage:
        return SqlStorage(connection, terms=self._terms, memory=self._memory, now=self._now)


def _parsed(url: str) -> URL:
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise StoreError(f"{url!r} is not a database url; write one like sqlite:///claimcheck.db") from error
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(f"Databases of the kind {parsed.drivername!r} are not known; use sqlite:///claimcheck.db")
    return parsed


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _newest(connection: Connection) -> str | None:
    return ScriptDirectory.from_config(_alembic(connection)).get_current_head()

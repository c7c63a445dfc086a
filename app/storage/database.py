"""The database: opened by its url, migrated to the newest schema, used in transactions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import URL, Connection

from app.domain.errors import StoreError
from app.domain.ports import Storage
from app.storage.backends import Backend, Finding
from app.storage.checks import SqlCheckRepository
from app.storage.claim_reviews import SqlClaimReviewRepository
from app.storage.documents import SqlDocumentRepository
from app.storage.ledger import Ledger, SqlAuditLog
from app.storage.migrating import is_newest, migrate
from app.storage.reviews import SqlReviewRepository
from app.storage.search_index import Terms
from app.storage.sources import SqlSourceRepository
from app.storage.sqlite_backend import SqliteBackend
from app.storage.statements import SqlStatementRepository

EXAMPLES = "sqlite:///claimcheck.db or postgresql://user:password@host/claimcheck"


def _now() -> datetime:
    return datetime.now(UTC)


class SqlStorage:
    """Every repository on one connection."""

    def __init__(self, connection: Connection, *, ledger: Ledger, finding: Finding) -> None:
        self.state = ledger
        self.sources = SqlSourceRepository(connection, ledger=ledger, index=finding.statements)
        self.statements = SqlStatementRepository(connection, ledger=ledger, index=finding.statements)
        self.checks = SqlCheckRepository(connection, index=finding.claims)
        self.reviews = SqlReviewRepository(connection, ledger=ledger)
        self.claim_reviews = SqlClaimReviewRepository(connection)
        self.documents = SqlDocumentRepository(connection)
        self.audit = SqlAuditLog(connection, ledger=ledger)
        self.search = finding.search


class Database:
    """One store, on SQLite or PostgreSQL by its url; share it between threads, and open a session for each request.

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
        self._backend = _backend_for(url, terms=terms, busy_seconds=busy_seconds, shared=shared)
        self._now = now

    def migrate(self) -> None:
        """Bring the schema to the newest version; processes that start together wait for one another."""
        with self._backend.migrating() as connection:
            if not is_newest(connection):
                migrate(connection)

    @contextmanager
    def session(self) -> Iterator[Storage]:
        """Open a transaction that may write: kept at a clean exit, undone by an error.

        It holds the store's only write lock: read and compute with `reading` before.
        """
        with self._backend.writing() as connection:
            yield self._storage(connection)

    @contextmanager
    def adding(self) -> Iterator[Storage]:
        """Open a transaction that only adds checks; where the database can, it waits for no writer."""
        with self._backend.adding() as connection:
            yield self._storage(connection)

    @contextmanager
    def reading(self) -> Iterator[Storage]:
        """Open a transaction that sees the store as of one revision and cannot write; it never waits for writers."""
        with self._backend.reading() as connection:
            yield self._storage(connection)

    def check_ready(self) -> None:
        """Raise StoreError unless the database answers and has the newest schema."""
        with self._backend.reading() as connection:
            if not is_newest(connection):
                raise StoreError(
                    f"The database {self._backend.name!r} is not migrated; start the service to migrate it."
                )
            self._storage(connection).state.revision()

    def close(self) -> None:
        """Give every connection back."""
        self._backend.close()

    def _storage(self, connection: Connection) -> SqlStorage:
        ledger = Ledger(connection, now=self._now)
        return SqlStorage(connection, ledger=ledger, finding=self._backend.finding(connection, ledger=ledger))


def _backend_for(url: str, *, terms: Terms, busy_seconds: float, shared: Path | None) -> Backend:
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteBackend(parsed, terms=terms, busy_seconds=busy_seconds, shared=shared)
    if parsed.drivername in ("postgresql", "postgresql+psycopg"):
        from app.storage.postgres_backend import PostgresBackend  # here, since its driver takes 0.1 s to import

        return PostgresBackend(parsed, terms=terms, busy_seconds=busy_seconds)
    raise StoreError(f"Databases of the kind {parsed.drivername!r} are not known; use {EXAMPLES}")


def _parsed(url: str) -> URL:
    try:
        return sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise StoreError(f"{url!r} is not a database url; write one like {EXAMPLES}") from error

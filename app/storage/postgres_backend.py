"""PostgreSQL: any number of replicas on one store, search by posting lists and pgvector."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import URL, Connection

from app.storage.backends import Finding
from app.storage.ledger import Ledger
from app.storage.postgres_engine import open_engine, told_plainly
from app.storage.postgres_index import PostgresClaimIndex, PostgresStatementIndex
from app.storage.postgres_search import PostgresSearch
from app.storage.search_index import Terms

MIGRATION_LOCK = 0x636C61696D  # "claim": any number that other programs on the server are unlikely to take


class PostgresBackend:
    """A store on a server; nothing of it is remembered between transactions."""

    def __init__(self, url: URL, *, terms: Terms, busy_seconds: float) -> None:
        self._url = url
        self._terms = terms
        self._engine = open_engine(url, busy_seconds=busy_seconds)
        self._is_closed = False
        sa.event.listen(self._engine, "checkin", self._end_if_closed)
        self._reading = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @property
    def name(self) -> str:
        """Name the database by its url, without its password."""
        return self._url.render_as_string(hide_password=True)

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Open the transaction of a migration: processes that start together take turns."""
        with told_plainly(self.name), self._engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that holds the store's row of state, which every writer locks first."""
        with self.adding() as connection:
            connection.exec_driver_sql("SELECT id FROM store_state FOR UPDATE")
            yield connection

    @contextmanager
    def adding(self) -> Iterator[Connection]:
        """Open a transaction that may write and waits for nobody."""
        with told_plainly(self.name), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state, cannot write and never waits for writers."""
        with told_plainly(self.name), self._reading.begin() as connection:
            yield connection

    def finding(self, connection: Connection, *, ledger: Ledger) -> Finding:
        """Bind search to a transaction."""
        return Finding(
            statements=PostgresStatementIndex(connection, terms=self._terms),
            claims=PostgresClaimIndex(connection, terms=self._terms),
            search=PostgresSearch(connection, ledger=ledger),
        )

    def close(self) -> None:
        """Give every connection back; those still in use, when they are no longer."""
        self._is_closed = True
        self._engine.dispose()

    def _end_if_closed(self, connection: Any, _record: object) -> None:  # noqa: ANN401  # a driver's connection
        if self._is_closed and connection is not None:
            connection.close()

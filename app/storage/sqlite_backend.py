"""SQLite: one file, one writer, search in FTS5 and in memory."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection

from app.domain.errors import StoreError
from app.storage.backends import Finding
from app.storage.ledger import Ledger
from app.storage.memory import Memory
from app.storage.search_index import Terms
from app.storage.sqlite_engine import file_of, make_folder, open_engine, told_plainly
from app.storage.sqlite_search import SqliteClaimIndex, SqliteSearch, SqliteStatementIndex


class SqliteBackend:
    """A store in one file."""

    def __init__(self, url: URL, *, terms: Terms, busy_seconds: float, shared: Path | None) -> None:
        self._path = file_of(url)
        self._terms = terms
        self._memory = Memory.shared_in(shared)
        self._busy_seconds = busy_seconds
        self._turns = Lock()
        self._writers = open_engine(url, read_only=False, busy_seconds=busy_seconds)
        self._readers = open_engine(url, read_only=True, busy_seconds=busy_seconds)

    @property
    def name(self) -> str:
        """Name the database by its file."""
        return str(self._path)

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Open the transaction of a migration; the folder of a new file is made first."""
        make_folder(self._path)
        with told_plainly(self._path), self._writers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that holds the store's only write lock."""
        with self._turn(), told_plainly(self._path), self._writers.begin() as connection:
            yield connection

    def adding(self) -> AbstractContextManager[Connection]:
        """Open a transaction that holds the lock all the same: SQLite has one writer."""
        return self.writing()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state, cannot write and never waits for writers."""
        with told_plainly(self._path), self._readers.begin() as connection:
            yield connection

    def finding(self, connection: Connection, *, ledger: Ledger) -> Finding:
        """Bind search to a transaction."""
        return Finding(
            statements=SqliteStatementIndex(connection, terms=self._terms),
            claims=SqliteClaimIndex(connection, terms=self._terms),
            search=SqliteSearch(connection, ledger=ledger, memory=self._memory),
        )

    def close(self) -> None:
        """Give every connection back."""
        self._readers.dispose()
        self._writers.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let the threads of this process write in turn; SQLite alone would have them poll for its lock."""
        if not self._turns.acquire(timeout=self._busy_seconds):
            raise StoreError(f"The database {self.name!r} is busy with other writes; try again.")
        try:
            yield
        finally:
            self._turns.release()

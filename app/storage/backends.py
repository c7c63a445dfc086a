"""What each kind of database does in its own way; everything else in this room is common to all."""

from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from app.domain.ports import StatementSearch
from app.storage.ledger import Ledger
from app.storage.search_index import ClaimIndex, StatementIndex


class Finding(NamedTuple):
    """Search on one connection, and the indexes that it reads."""

    statements: StatementIndex
    claims: ClaimIndex
    search: StatementSearch


class Backend(Protocol):
    """Opens transactions on one database and searches in it; its errors become StoreError, in words to act on."""

    @property
    def name(self) -> str:
        """Name the database for people, without its password."""
        ...

    def migrating(self) -> AbstractContextManager[Connection]:
        """Open the transaction of a migration: processes that start together take turns."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction that holds the store's write lock from its beginning."""
        ...

    def adding(self) -> AbstractContextManager[Connection]:
        """Open a transaction that may write without the lock, if writers need not take turns for rows of their own."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that sees one state, cannot write and never waits for writers."""
        ...

    def finding(self, connection: Connection, *, ledger: Ledger) -> Finding:
        """Bind search to a transaction."""
        ...

    def close(self) -> None:
        """Give every connection back."""
        ...

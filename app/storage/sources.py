"""Keeps sources."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy import Connection

from app.domain.audit import AuditAction
from app.domain.errors import DuplicateSourceError, NotFoundError, StaleRevisionError
from app.domain.source import Source, SourceKind
from app.storage.ledger import Ledger, Write
from app.storage.rows import Values, source_from, source_values
from app.storage.search_index import StatementIndex, Words
from app.storage.tables import SOURCE, STATEMENT


def words_of(source: Source) -> str:
    """Return the words of a source by which its statements are found too."""
    return f"{source.title} {source.publisher}"


class SqlSourceRepository:
    """Keeps sources in one transaction."""

    def __init__(self, connection: Connection, *, ledger: Ledger, index: StatementIndex) -> None:
        self._connection = connection
        self._ledger = ledger
        self._index = index

    def add(self, source: Source) -> None:
        """Keep a new source; raise DuplicateSourceError if its url is taken."""
        self._require_free_url(source)
        self._connection.execute(sa.insert(SOURCE).values(**source_values(source)))
        self._record(AuditAction.CREATED, source.id, after=source_values(source))

    def get(self, source_id: str) -> Source:
        """Return the source; raise NotFoundError."""
        row = self._connection.execute(sa.select(SOURCE).where(SOURCE.c.id == source_id)).mappings().one_or_none()
        if row is None:
            raise NotFoundError("source", source_id)
        return source_from(row)

    def find_by_url(self, url: str) -> Source | None:
        """Return the source with this url."""
        row = self._connection.execute(sa.select(SOURCE).where(SOURCE.c.url == url)).mappings().one_or_none()
        return None if row is None else source_from(row)

    def page(
        self, *, after: str | None, limit: int, kind: SourceKind | None = None, publisher: str | None = None
    ) -> Sequence[Source]:
        """Return at most `limit` sources in order of id, those past the id `after`."""
        query = sa.select(SOURCE).order_by(SOURCE.c.id).limit(limit)
        if after is not None:
            query = query.where(SOURCE.c.id > after)
        if kind is not None:
            query = query.where(SOURCE.c.kind == kind.value)
        if publisher is not None:
            query = query.where(SOURCE.c.publisher == publisher)
        return [source_from(row) for row in self._connection.execute(query).mappings()]

    def update(self, source: Source, *, expected_revision: int | None) -> Source:
        """Replace the source of this id and return it with its new revision."""
        before = self._at_revision(source.id, expected_revision)
        self._require_free_url(source)
        after = replace(source, revision=before.revision + 1)
        self._connection.execute(sa.update(SOURCE).where(SOURCE.c.id == source.id).values(**source_values(after)))
        if words_of(before) != words_of(after):
            self._index.put_words(self._words_of_statements(after))
        self._record(AuditAction.UPDATED, source.id, before=source_values(before), after=source_values(after))
        return after

    def remove(self, source_id: str, *, expected_revision: int | None) -> None:
        """Take away the source and its statements; checks keep what they saw."""
        before = self._at_revision(source_id, expected_revision)
        numbers = self._statement_numbers(source_id)
        revision = self._record(AuditAction.DELETED, source_id, before=source_values(before), statements=-len(numbers))
        self._index.drop_vectors(numbers, revision=revision)
        self._index.drop_words(numbers)
        self._connection.execute(sa.delete(SOURCE).where(SOURCE.c.id == source_id))

    def count(self) -> int:
        """Return how many sources are kept."""
        return self._connection.execute(sa.select(sa.func.count()).select_from(SOURCE)).scalar_one()

    def _at_revision(self, source_id: str, expected: int | None) -> Source:
        stored = self.get(source_id)
        if expected is not None and stored.revision != expected:
            raise StaleRevisionError("source", source_id, expected=expected, actual=stored.revision)
        return stored

    def _require_free_url(self, source: Source) -> None:
        holder = None if source.url is None else self.find_by_url(source.url)
        if holder is not None and source.url is not None and holder.id != source.id:
            raise DuplicateSourceError(source.url, holder.id)

    def _statement_numbers(self, source_id: str) -> list[int]:
        query = sa.select(STATEMENT.c.number).where(STATEMENT.c.source_id == source_id)
        return list(self._connection.execute(query).scalars())

    def _words_of_statements(self, source: Source) -> list[Words]:
        columns = (STATEMENT.c.number, STATEMENT.c.text, STATEMENT.c.context)
        rows = self._connection.execute(sa.select(*columns).where(STATEMENT.c.source_id == source.id))
        return [Words(row.number, row.text, row.context or "", words_of(source)) for row in rows]

    def _record(
        self,
        action: AuditAction,
        source_id: str,
        *,
        before: Values | None = None,
        after: Values | None = None,
        statements: int = 0,
    ) -> int:
        write = Write(
            action=action,
            subject_kind="source",
            subject_id=source_id,
            before=before,
            after=after,
            statements=statements,
        )
        return self._ledger.record(write)

"""Keeps statements with the words and vectors they are found by."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import sqlalchemy as sa
from sqlalchemy import Connection

from app.domain.audit import AuditAction
from app.domain.errors import NotFoundError, StaleRevisionError
from app.domain.ports import Vector
from app.domain.source import Source
from app.domain.statement import Statement
from app.storage.ledger import Ledger, Write
from app.storage.rows import source_from, statement_from, statement_values
from app.storage.search_index import StatementIndex, Words
from app.storage.sources import words_of
from app.storage.tables import SOURCE, STATEMENT

WRITTEN_AT_ONCE = 1_000

Embedded = tuple[Statement, Vector | None]


class SqlStatementRepository:
    """Keeps statements in one transaction."""

    def __init__(self, connection: Connection, *, ledger: Ledger, index: StatementIndex) -> None:
        self._connection = connection
        self._ledger = ledger
        self._index = index

    def add(self, statement: Statement, *, vector: Vector | None) -> None:
        """Keep a new statement of a kept source; raise NotFoundError if the source is not kept."""
        sources = self._sources_of([statement])
        revision = self._record(AuditAction.CREATED, after=statement)
        self._insert([(statement, vector)], sources, revision=revision)

    def add_each(self, statements: Sequence[Embedded]) -> None:
        """Keep new statements as `add` would one by one, in fewer steps."""
        if statements:
            sources = self._sources_of([statement for statement, _ in statements])
            writes = [self._write(AuditAction.CREATED, after=statement) for statement, _ in statements]
            self._insert(statements, sources, revision=self._ledger.record_each(writes))

    def add_many(self, statements: Iterable[Embedded]) -> int:
        """Keep many new statements and return how many; one audit record and revision step for all of them."""
        upcoming = self._ledger.revision() + 1
        count, first, last = 0, "", ""
        for part in _parts(statements):
            self._insert(part, self._sources_of([statement for statement, _ in part]), revision=upcoming)
            first, last, count = first or part[0][0].id, part[-1][0].id, count + len(part)
        if count:
            self._record_many({"count": count, "first_id": first, "last_id": last})
        return count

    def get(self, statement_id: str) -> Statement:
        """Return the statement; raise NotFoundError."""
        return self._numbered(statement_id)[1]

    def page_of(self, source_id: str, *, after: str | None, limit: int) -> Sequence[Statement]:
        """Return at most `limit` statements of a source in order of id, those past the id `after`."""
        query = sa.select(STATEMENT).where(STATEMENT.c.source_id == source_id).order_by(STATEMENT.c.id).limit(limit)
        if after is not None:
            query = query.where(STATEMENT.c.id > after)
        return [statement_from(row) for row in self._connection.execute(query).mappings()]

    def known(self, *, ids: Collection[str], source_id: str, texts: Collection[str]) -> Sequence[Statement]:
        """Return the statements that have one of these ids, or one of these texts in the source, in order of id."""
        worded = (STATEMENT.c.source_id == source_id) & STATEMENT.c.text.in_(texts)
        query = sa.select(STATEMENT).where(STATEMENT.c.id.in_(ids) | worded).order_by(STATEMENT.c.id)
        return [statement_from(row) for row in self._connection.execute(query).mappings()]

    def update(self, statement: Statement, *, vector: Vector | None, expected_revision: int | None) -> Statement:
        """Replace the statement of this id and return it with its new revision."""
        number, before = self._at_revision(statement.id, expected_revision)
        sources = self._sources_of([statement])
        after = replace(statement, revision=before.revision + 1)
        values = statement_values(after)
        self._connection.execute(sa.update(STATEMENT).where(STATEMENT.c.number == number).values(**values))
        revision = self._record(AuditAction.UPDATED, before=before, after=after)
        self._index.put_words([_words(number, after, sources)])
        self._put_vector(number, vector, revision=revision)
        return after

    def set_vectors(self, vectors: Iterable[tuple[str, Vector]]) -> None:
        """Replace what statements are found by in meaning; their words and revisions stay."""
        numbered = [(self._numbered(statement_id)[0], vector) for statement_id, vector in vectors]
        if numbered:
            self._index.put_vectors(numbered, revision=self._ledger.move())

    def remove(self, statement_id: str, *, expected_revision: int | None) -> None:
        """Take the statement away."""
        number, before = self._at_revision(statement_id, expected_revision)
        revision = self._record(AuditAction.DELETED, before=before)
        self._index.drop_vectors([number], revision=revision)
        self._index.drop_words([number])
        self._connection.execute(sa.delete(STATEMENT).where(STATEMENT.c.number == number))

    def count(self) -> int:
        """Return how many statements are kept."""
        return self._ledger.statement_count()

    def _insert(self, part: Sequence[Embedded], sources: Mapping[str, Source], *, revision: int) -> None:
        rows = [statement_values(statement) for statement, _ in part]
        inserted = self._connection.execute(_INSERT, rows)
        numbers = {row.id: row.number for row in inserted}
        self._index.put_words([_words(numbers[statement.id], statement, sources) for statement, _ in part])
        vectors = [(numbers[statement.id], vector) for statement, vector in part if vector is not None]
        self._index.put_vectors(vectors, revision=revision)

    def _put_vector(self, number: int, vector: Vector | None, *, revision: int) -> None:
        if vector is None:
            self._index.drop_vectors([number], revision=revision)
        else:
            self._index.put_vectors([(number, vector)], revision=revision)

    def _numbered(self, statement_id: str) -> tuple[int, Statement]:
        query = sa.select(STATEMENT).where(STATEMENT.c.id == statement_id)
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFoundError("statement", statement_id)
        return row["number"], statement_from(row)

    def _at_revision(self, statement_id: str, expected: int | None) -> tuple[int, Statement]:
        number, stored = self._numbered(statement_id)
        if expected is not None and stored.revision != expected:
            raise StaleRevisionError("statement", statement_id, expected=expected, actual=stored.revision)
        return number, stored

    def _sources_of(self, statements: Sequence[Statement]) -> Mapping[str, Source]:
        wanted = {statement.source_id for statement in statements}
        rows = self._connection.execute(sa.select(SOURCE).where(SOURCE.c.id.in_(wanted))).mappings()
        found = {row["id"]: source_from(row) for row in rows}
        for source_id in wanted - found.keys():
            raise NotFoundError("source", source_id)
        return found

    def _record(self, action: AuditAction, *, before: Statement | None = None, after: Statement | None = None) -> int:
        return self._ledger.record(self._write(action, before=before, after=after))

    def _write(self, action: AuditAction, *, before: Statement | None = None, after: Statement | None = None) -> Write:
        subject = after or before
        return Write(
            action=action,
            subject_kind="statement",
            subject_id="" if subject is None else subject.id,
            before=None if before is None else statement_values(before),
            after=None if after is None else statement_values(after),
            statements=_SIZE_CHANGE[action],
        )

    def _record_many(self, after: Mapping[str, str | int]) -> None:
        write = Write(
            action=AuditAction.CREATED,
            subject_kind="statement",
            subject_id=str(after["first_id"]),
            after=dict(after),
            statements=int(after["count"]),
        )
        self._ledger.record(write)


_INSERT = sa.insert(STATEMENT).returning(STATEMENT.c.id, STATEMENT.c.number)

_SIZE_CHANGE: Mapping[AuditAction, int] = {AuditAction.CREATED: 1, AuditAction.UPDATED: 0, AuditAction.DELETED: -1}


def _parts(statements: Iterable[Embedded]) -> Iterator[Sequence[Embedded]]:
    rest = iter(statements)
    while part := list(islice(rest, WRITTEN_AT_ONCE)):
        yield part


def _words(number: int, statement: Statement, sources: Mapping[str, Source]) -> Words:
    return Words(number, statement.text, statement.context or "", words_of(sources[statement.source_id]))

"""The store revision and the record of writes, moved together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from app.domain.audit import AuditAction, AuditRecord
from app.storage.rows import Values, in_json
from app.storage.tables import AUDIT, STATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One write to sources or statements; `statements` is by how many their number changed."""

    action: AuditAction
    subject_kind: str
    subject_id: str
    before: Values | None = None
    after: Values | None = None
    statements: int = 0


class Ledger:
    """Moves the store revision once for each write and leaves the audit record of it."""

    def __init__(self, connection: Connection, *, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now
        self._state: tuple[int, int] | None = None
        self.moved = False

    def revision(self) -> int:
        """Return the store revision as this transaction sees it."""
        return self._read()[0]

    def statement_count(self) -> int:
        """Return how many statements are kept."""
        return self._read()[1]

    def record(self, write: Write) -> int:
        """Note a write and return the revision it led to."""
        return self.record_each([write])

    def record_each(self, writes: Sequence[Write]) -> int:
        """Note writes, each with a revision step of its own, and return the revision that the last led to."""
        revision, _ = self._read()
        told = told_already(writes, self._connection)
        steps = enumerate(writes, start=revision + 1)
        rows = [
            {"store_revision": step, "at": self._now(), **_audited(write)}
            for step, write in steps
            if write.subject_id not in told
        ]
        if rows:
            self._connection.execute(sa.insert(AUDIT), rows)
        return self.move(statements=sum(write.statements for write in writes), steps=len(writes))

    def lay_down(self, record: AuditRecord) -> None:
        """Take over a record of another store and move the store revision to it."""
        values = {name: getattr(record, name) for name in AUDIT.c.keys()}  # noqa: SIM118  # a column collection
        self._connection.execute(sa.insert(AUDIT).values(**{**values, "action": record.action.value}))
        self.move(steps=record.store_revision - self.revision())

    def move(self, *, statements: int = 0, steps: int = 1) -> int:
        """Move the store revision without a record and return it."""
        revision, count = self._read()
        self._state = (revision + steps, count + statements)
        self._connection.execute(sa.update(STATE).values(revision=self._state[0], statements=self._state[1]))
        self.moved = True
        return self._state[0]

    def _read(self) -> tuple[int, int]:
        if self._state is None:
            row = self._connection.execute(sa.select(STATE.c.revision, STATE.c.statements)).one()
            self._state = (row.revision, row.statements)
        return self._state


class SqlAuditLog:
    """Reads the record of writes, and takes over that of another store."""

    def __init__(self, connection: Connection, *, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger

    def lay_down(self, record: AuditRecord) -> None:
        """Take over a record of another store, past all that are kept, and move the store revision to it."""
        self._ledger.lay_down(record)

    def page(self, *, subject_id: str | None, after: int | None, limit: int) -> Sequence[AuditRecord]:
        """Return records in order of store revision, those past the revision `after`."""
        query = sa.select(AUDIT).order_by(AUDIT.c.store_revision).limit(limit)
        if subject_id is not None:
            query = query.where(AUDIT.c.subject_id == subject_id)
        if after is not None:
            query = query.where(AUDIT.c.store_revision > after)
        return [_audit_record(row) for row in self._connection.execute(query)]


def _audited(write: Write) -> Values:
    return {
        "action": write.action.value,
        "subject_kind": write.subject_kind,
        "subject_id": write.subject_id,
        "before": None if write.before is None else in_json(write.before),
        "after": None if write.after is None else in_json(write.after),
    }


def _audit_record(row: Any) -> AuditRecord:  # noqa: ANN401  # SQLAlchemy's rows are untyped
    return AuditRecord(**{**row._mapping, "action": AuditAction(row.action)})


def told_already(writes: Sequence[Write], connection: Connection) -> set[str]:
    """Return the subjects whose creation, to the letter, a record that was laid down before tells already."""
    new = {write.subject_id: in_json(write.after) for write in writes if write.before is None and write.after}
    query = sa.select(AUDIT.c.subject_id, AUDIT.c.after, AUDIT.c.store_revision).where(AUDIT.c.subject_id.in_(new))
    last = {row.subject_id: row for row in connection.execute(query.order_by(AUDIT.c.store_revision))}
    return {id_ for id_, row in last.items() if row.after == new[id_] and not _went_with_its_source(row, connection)}


def _went_with_its_source(row: Any, connection: Connection) -> bool:  # noqa: ANN401  # SQLAlchemy's rows are untyped
    """Say whether a statement's source was taken away later, which is on record for the source alone."""
    source_id = row.after.get("source_id", row.subject_id)
    later = sa.select(AUDIT.c.store_revision).where(
        AUDIT.c.subject_id == source_id,
        AUDIT.c.action == AuditAction.DELETED.value,
        AUDIT.c.store_revision > row.store_revision,
    )
    return connection.execute(later.limit(1)).first() is not None

"""Keeps editors' decisions on checks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields

import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from app.domain.audit import AuditAction
from app.domain.check import Verdict
from app.domain.errors import NotFoundError
from app.domain.review import ON_A_STATEMENT, Decision, Review
from app.storage.ledger import Ledger, Write
from app.storage.rows import Values
from app.storage.tables import CHECK, REVIEW

_FIELDS = tuple(field.name for field in fields(Review))


class SqlReviewRepository:
    """Keeps reviews in one transaction."""

    def __init__(self, connection: Connection, *, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger

    def add(self, review: Review, *, claim_key: str) -> None:
        """Keep a new review of a check whose claim has this key; raise NotFoundError if the check is not kept."""
        self._require_check(review.check_id)
        self._connection.execute(sa.insert(REVIEW).values(**_values(review), claim_key=claim_key))
        after = {**_values(review), "created_at": review.created_at.isoformat()}
        write = Write(action=AuditAction.CREATED, subject_kind="review", subject_id=review.id, after=after)
        self._ledger.record(write)

    def page_of(self, check_id: str, *, after: str | None, limit: int) -> Sequence[Review]:
        """Return at most `limit` reviews of a check, oldest first, those past the id `after`."""
        query = _reviews_of(check_id).limit(limit)
        if after is not None:
            query = query.where(REVIEW.c.id > after)
        return [_review(row) for row in self._connection.execute(query).mappings()]

    def all_of(self, check_id: str) -> Sequence[Review]:
        """Return every review of a check, oldest first."""
        return [_review(row) for row in self._connection.execute(_reviews_of(check_id)).mappings()]

    def rejections(self, claim_keys: Collection[str]) -> Mapping[str, str]:
        """Return the statements that are no evidence on claims with these keys, each with the id of its review."""
        decisive = REVIEW.c.decision.in_([decision.value for decision in ON_A_STATEMENT])
        query = sa.select(REVIEW.c.statement_id, REVIEW.c.decision, REVIEW.c.id)
        query = query.where(REVIEW.c.claim_key.in_(claim_keys), decisive).order_by(REVIEW.c.id)
        last = {row.statement_id: row for row in self._connection.execute(query)}
        return {id_: row.id for id_, row in last.items() if row.decision == Decision.REJECT.value}

    def _require_check(self, check_id: str) -> None:
        if self._connection.execute(sa.select(CHECK.c.id).where(CHECK.c.id == check_id)).one_or_none() is None:
            raise NotFoundError("check", check_id)


def _reviews_of(check_id: str) -> sa.Select[tuple[object, ...]]:
    return sa.select(*(REVIEW.c[name] for name in _FIELDS)).where(REVIEW.c.check_id == check_id).order_by(REVIEW.c.id)


def _values(review: Review) -> Values:
    verdict = None if review.verdict is None else review.verdict.value
    stated = {name: getattr(review, name) for name in _FIELDS}
    return {**stated, "decision": review.decision.value, "verdict": verdict}


def _review(row: RowMapping) -> Review:
    verdict = None if row["verdict"] is None else Verdict(row["verdict"])
    return Review(**{**row, "decision": Decision(row["decision"]), "verdict": verdict})

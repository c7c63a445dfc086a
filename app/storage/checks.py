"""Keeps checks."""

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from app.domain.check import Check, Judgement, Rejection, Verdict
from app.domain.claim import Claim
from app.domain.errors import NotFoundError
from app.storage.rows import Values
from app.storage.search_index import ClaimIndex
from app.storage.snapshots import engine_from, engine_snapshot, evidence_from, evidence_snapshot
from app.storage.tables import CHECK


class SqlCheckRepository:
    """Keeps checks in one transaction."""

    def __init__(self, connection: Connection, *, index: ClaimIndex) -> None:
        self._connection = connection
        self._index = index

    def add(self, check: Check, *, claim_key: str | None = None) -> None:
        """Keep a new check; checks with one `claim_key` are of the same claim, one without is of no other's."""
        number = self._connection.execute(_INSERT, _values(check) | {"claim_key": claim_key}).scalar_one()
        self._index.put(number, check.claim.text)

    def first_of(self, claim_key: str) -> str | None:
        """Return the id of the first check with this key."""
        query = sa.select(sa.func.min(CHECK.c.id)).where(CHECK.c.claim_key == claim_key)
        return self._connection.execute(query).scalar()

    def get(self, check_id: str) -> Check:
        """Return the check; raise NotFoundError."""
        row = self._connection.execute(READ_CHECK.where(CHECK.c.id == check_id)).mappings().one_or_none()
        if row is None:
            raise NotFoundError("check", check_id)
        return check_from(row)

    def page(
        self, *, after: str | None, limit: int, verdict: Verdict | None = None, text: str | None = None
    ) -> Sequence[Check]:
        """Return at most `limit` checks, newest first, those older than the id `after`."""
        query = READ_CHECK.order_by(CHECK.c.id.desc()).limit(limit)
        if after is not None:
            query = query.where(CHECK.c.id < after)
        if verdict is not None:
            query = query.where(CHECK.c.verdict == verdict.value)
        if text is not None:
            query = query.where(self._index.holds(text))
        return [check_from(row) for row in self._connection.execute(query).mappings()]


_INSERT = sa.insert(CHECK).returning(CHECK.c.number)
_EARLIER = CHECK.alias("earlier")
_FIRST = (
    sa.select(sa.func.min(_EARLIER.c.id))
    .where(_EARLIER.c.claim_key == CHECK.c.claim_key, _EARLIER.c.id < CHECK.c.id)
    .scalar_subquery()
)
READ_CHECK = sa.select(CHECK, _FIRST.label("same_claim_as"))
"""Reads checks with their links; `check_from` builds them."""


def _values(check: Check) -> Values:
    return {
        "id": check.id,
        "claim": check.claim.text,
        "claimant": check.claim.claimant,
        "claim_date": check.claim.claim_date,
        "as_of": check.claim.as_of,
        "verdict": check.judgement.verdict.value,
        "confidence": check.judgement.confidence,
        "explanation": check.judgement.explanation,
        "evidence": [evidence_snapshot(evidence) for evidence in check.judgement.evidence],
        "engine": engine_snapshot(check.engine),
        "store_revision": check.store_revision,
        "created_at": check.created_at,
        "rejected": [asdict(rejection) for rejection in check.judgement.rejected],
    }


def check_from(row: RowMapping) -> Check:
    """Build a check from its row."""
    return Check(
        id=row["id"],
        claim=Claim(text=row["claim"], as_of=row["as_of"], claimant=row["claimant"], claim_date=row["claim_date"]),
        judgement=Judgement(
            verdict=Verdict(row["verdict"]),
            confidence=row["confidence"],
            explanation=row["explanation"],
            evidence=tuple(evidence_from(snapshot) for snapshot in row["evidence"]),
            rejected=tuple(Rejection(**kept) for kept in row["rejected"]),
        ),
        engine=engine_from(row["engine"]),
        store_revision=row["store_revision"],
        created_at=row["created_at"],
        same_claim_as=row.get("same_claim_as"),
    )

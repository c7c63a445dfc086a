"""Whether what a check was decided by still stands: "needs a recheck" is another thing than "contradicted"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.check import Check
from app.domain.evidence import Evidence, Stance
from app.domain.source import Source
from app.domain.statement import Statement, Validity


class Staleness(StrEnum):
    """What became of a statement that decided."""

    CHANGED = "changed"  # the statement or its source reads otherwise now
    REMOVED = "removed"  # it is kept no more
    EXPIRED = "expired"  # it held when the claim was checked, and no longer holds


@dataclass(frozen=True, slots=True)
class RecheckReason:
    """Why a check should be done again."""

    staleness: Staleness
    statement_id: str
    message: str


def deciding_evidence(check: Check) -> tuple[Evidence, ...]:
    """Return the evidence that decided: current on the claim's day, for or against it."""
    pieces = check.judgement.evidence
    return tuple(e for e in pieces if e.stance is not Stance.NEUTRAL and e.status is Validity.CURRENT)


def recheck_reasons(
    check: Check, kept: Mapping[str, tuple[Statement, Source]], *, today: date
) -> tuple[RecheckReason, ...]:
    """Say what became of the statements that decided; `kept` holds by id those that are still in the store."""
    reasons = (_reason(check, piece, kept.get(piece.statement.id), today) for piece in deciding_evidence(check))
    return tuple(reason for reason in reasons if reason is not None)


def _reason(check: Check, piece: Evidence, now: tuple[Statement, Source] | None, today: date) -> RecheckReason | None:
    seen, publisher = piece.statement, piece.source.publisher
    if now is None:
        return RecheckReason(Staleness.REMOVED, seen.id, f"A statement of {publisher} that decided is kept no more.")
    if now[0].revision != seen.revision or now[1].revision != piece.source.revision:
        return RecheckReason(Staleness.CHANGED, seen.id, f"A statement of {publisher} that decided was changed since.")
    if seen.valid_until is not None and check.created_at.date() <= seen.valid_until < today:
        told = f"A statement of {publisher} that decided held until {seen.valid_until.isoformat()}."
        return RecheckReason(Staleness.EXPIRED, seen.id, told)
    return None

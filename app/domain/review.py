"""What editors decide on checks, and which decision stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.check import Check, Verdict
from app.domain.evidence import Stance


class Decision(StrEnum):
    """What an editor decided."""

    CONFIRM = "confirm"  # the verdict is right: publish it
    OVERRIDE = "override"  # another verdict is right: publish that one
    WITHDRAW = "withdraw"  # take back what was published
    REJECT = "reject"  # one statement is no evidence on this claim, now and in later checks
    RESTORE = "restore"  # the statement may be evidence again
    NOTE = "note"  # a remark; nothing changes


PUBLISHING = frozenset({Decision.CONFIRM, Decision.OVERRIDE})
ON_A_STATEMENT = frozenset({Decision.REJECT, Decision.RESTORE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An editor's decision on a check.

    `verdict` comes with an override alone, `statement_id` with what decides on one statement, `url` (where the review
    can be read by the public) with what publishes.
    """

    id: str
    check_id: str
    reviewer: str
    decision: Decision
    created_at: datetime
    verdict: Verdict | None = None
    statement_id: str | None = None
    note: str | None = None
    url: str | None = None


def standing_review(check: Check, reviews: Sequence[Review]) -> Review | None:
    """Return the decision by which a check is published, given its reviews oldest first; None while it is not.

    A confirmation falls when a statement that decided is rejected: what was confirmed no longer stands on its evidence.
    """
    deciding = {e.statement.id for e in check.judgement.evidence if e.stance is not Stance.NEUTRAL}
    standing = None
    for review in reviews:
        if review.decision in PUBLISHING:
            standing = review
        elif _takes_back(review, standing, deciding):
            standing = None
    return standing


def _takes_back(review: Review, standing: Review | None, deciding: Collection[str]) -> bool:
    if review.decision is Decision.WITHDRAW:
        return True
    confirmed = standing is not None and standing.decision is Decision.CONFIRM
    return confirmed and review.decision is Decision.REJECT and review.statement_id in deciding

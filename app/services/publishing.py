"""Use cases: put a check into the form in which reviews of claims are published, publish it, take it back."""

from collections.abc import Sequence
from datetime import UTC, date

from app.domain.check import Check, Verdict
from app.domain.claim_review import LABELS, ClaimReview, Publisher, Rating
from app.domain.evidence import Evidence, Stance
from app.domain.ports import Storage
from app.domain.review import Decision, Review, standing_review
from app.services.claim_reviews import keep_claim_review

_DECIDING = {
    Verdict.SUPPORTED: {Stance.SUPPORTS},
    Verdict.CONTRADICTED: {Stance.CONTRADICTS},
    Verdict.DISPUTED: {Stance.SUPPORTS, Stance.CONTRADICTS},
    Verdict.NOT_ENOUGH_EVIDENCE: set[Stance](),
}


def claim_review_of(check_id: str, *, storage: Storage, publisher: Publisher) -> ClaimReview:
    """Return the ClaimReview of a check, a draft while no editor has published it; raise NotFoundError."""
    check = storage.checks.get(check_id)
    standing = standing_review(check, storage.reviews.all_of(check_id))
    return as_claim_review(check, standing, publisher=publisher)


def publish_or_withdraw(check: Check, *, storage: Storage, publisher: Publisher) -> None:
    """Make what is published of a check agree with the editors' decision that stands."""
    standing = standing_review(check, storage.reviews.all_of(check.id))
    if standing is None:
        storage.claim_reviews.remove(check.id)
    else:
        keep_claim_review(as_claim_review(check, standing, publisher=publisher), storage=storage)


def as_claim_review(check: Check, standing: Review | None, *, publisher: Publisher) -> ClaimReview:
    """Put a check, with the review by which it is published, into the form of the field.

    An override brings its own reason: the evidence of the check led to another verdict and is not named.
    """
    verdict = standing.verdict if standing is not None and standing.verdict is not None else check.judgement.verdict
    overridden = standing is not None and standing.decision is Decision.OVERRIDE
    deciding = [] if overridden else [e for e in check.judgement.evidence if e.stance in _DECIDING[verdict]]
    explanation = standing.note if overridden and standing is not None else check.judgement.explanation
    return ClaimReview(
        id=check.id,
        check_id=check.id,
        claim=check.claim.text,
        url=_url(check, standing, publisher),
        rating=Rating.of(verdict, explanation),
        publisher=publisher,
        title=f"{LABELS[verdict]}: {check.claim.text}",
        language="en",
        published_at=(standing or check).created_at.astimezone(UTC).date(),
        claimant=check.claim.claimant,
        claim_date=check.claim.claim_date,
        verdict=verdict,
        expires=_last_day(deciding),
        based_on=tuple(dict.fromkeys(e.source.url for e in deciding if e.source.url)),
        is_published=standing is not None,
    )


def _url(check: Check, standing: Review | None, publisher: Publisher) -> str:
    own = standing.url if standing is not None else None
    return own or f"{publisher.url}/v1/checks/{check.id}"


def _last_day(deciding: Sequence[Evidence]) -> date | None:
    """Return the first of the days on which a deciding statement ends to hold."""
    ends = [e.statement.valid_until for e in deciding if e.statement.valid_until is not None]
    return min(ends, default=None)

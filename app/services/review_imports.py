"""Use cases of imports: keep other publishers' finished reviews, and what could not be read as one."""

from app.domain.claim_review import ClaimReview, QuarantinedItem
from app.domain.clock import Clock
from app.domain.ports import Storage
from app.interchange.import_items import UnreadItem
from app.interchange.stable_ids import unread_id
from app.services.claim_reviews import keep_claim_review


def import_claim_review(review: ClaimReview, *, storage: Storage) -> ClaimReview | None:
    """Keep a finished review and return the one that was kept in its place before."""
    kept = storage.claim_reviews.find(review.id)
    if kept != review:
        keep_claim_review(review, storage=storage)
    return kept


def quarantine(item: UnreadItem, *, storage: Storage, clock: Clock) -> None:
    """Keep what could not be read as it came, with the reason; the same thing once."""
    storage.claim_reviews.quarantine(
        QuarantinedItem(
            id=unread_id(item.original),
            place=item.place,
            reason=item.reason,
            original=item.original,
            quarantined_at=clock.now(),
        )
    )

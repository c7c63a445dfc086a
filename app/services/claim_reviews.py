"""Use cases on finished reviews, ours and others': keep them, read them back, find them by words."""

from collections.abc import Mapping, Sequence
from math import log

from app.domain.claim_review import ClaimReview, QuarantinedItem, ReviewedClaim, ReviewFilter
from app.domain.errors import NotFoundError
from app.domain.ports import Storage
from app.text.tokens import index_terms
from app.text.wording import wording_key

LEAST_SHARE = 0.5
"""Share of the asked words, rarer ones weighing more, that a review must hold: a convention, not measured."""

_ROUNDING = 1e-9


def keep_claim_review(review: ClaimReview, *, storage: Storage) -> None:
    """Keep a finished review in the place of the one of its id, found by claim, title and claimant."""
    words = " ".join(filter(None, (review.claim, review.title, review.claimant)))
    storage.claim_reviews.put(review, claim_key=wording_key(review.claim), terms=index_terms(words))


def get_claim_review(review_id: str, *, storage: Storage) -> ClaimReview:
    """Read a finished review; raise NotFoundError."""
    review = storage.claim_reviews.find(review_id)
    if review is None:
        raise NotFoundError("finished review", review_id)
    return review


def list_claim_reviews(
    *, after: str | None, limit: int, ours: bool | None, site: str | None, storage: Storage
) -> Sequence[ClaimReview]:
    """Read finished reviews, the last id first, those before the id `after`."""
    return storage.claim_reviews.page(after=after, limit=limit, ours=ours, site=site)


def list_quarantined(*, after: str | None, limit: int, storage: Storage) -> Sequence[QuarantinedItem]:
    """Read what could not be read as a review."""
    return storage.claim_reviews.quarantined(after=after, limit=limit)


def search_claims(
    query: str, *, only: ReviewFilter, offset: int, limit: int, storage: Storage
) -> Sequence[ReviewedClaim]:
    """Find reviewed claims by words, the best first; without words, all that pass the filter, the newest first."""
    if not query.strip():
        return storage.claim_reviews.search(None, least=0.0, only=only, offset=offset, limit=limit)
    weights = _weights(query, storage)
    if not weights:
        return ()
    least = LEAST_SHARE * sum(weights.values()) - _ROUNDING
    return storage.claim_reviews.search(weights, least=least, only=only, offset=offset, limit=limit)


def _weights(query: str, storage: Storage) -> Mapping[str, float]:
    """Return the weight of each asked word: the rarer, the heavier; one that no review holds counts as the rarest."""
    frequencies = storage.claim_reviews.term_frequencies(set(index_terms(query)))
    count = storage.claim_reviews.count()
    return {term: log(1 + max(count, 1) / max(frequency, 1)) for term, frequency in frequencies.items()}

"""What services need to keep and find reviews; nothing here commits."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from app.domain.claim_review import ClaimReview, QuarantinedItem, ReviewedClaim, ReviewFilter
from app.domain.review import Review


class ReviewRepository(Protocol):
    """Keeps editors' decisions; every write leaves an audit record and moves the store revision.

    The revision moves because a rejection changes what later checks answer.
    """

    def add(self, review: Review, *, claim_key: str) -> None:
        """Keep a new review of a check whose claim has this key; raise NotFoundError if the check is not kept."""
        ...

    def page_of(self, check_id: str, *, after: str | None, limit: int) -> Sequence[Review]:
        """Return at most `limit` reviews of a check, oldest first, those past the id `after`."""
        ...

    def all_of(self, check_id: str) -> Sequence[Review]:
        """Return every review of a check, oldest first."""
        ...

    def rejections(self, claim_keys: Collection[str]) -> Mapping[str, str]:
        """Return the statements that are no evidence on claims with these keys, each with the id of its review."""
        ...


class ClaimReviewRepository(Protocol):
    """Keeps finished reviews, ours and others', with what they are found by, and what could not be read."""

    def put(self, review: ClaimReview, *, claim_key: str, terms: Collection[str]) -> None:
        """Keep a review in the place of the one of its id; `terms` are the words it is found by."""
        ...

    def find(self, review_id: str) -> ClaimReview | None:
        """Return the review of this id."""
        ...

    def remove(self, review_id: str) -> None:
        """Take the review of this id away, if there is one."""
        ...

    def page(
        self, *, after: str | None, limit: int, ours: bool | None = None, site: str | None = None
    ) -> Sequence[ClaimReview]:
        """Return at most `limit` reviews, the last id first, those before the id `after`; `ours` came from checks.

        Ids of ours sort by the time of their checks.
        """
        ...

    def count(self) -> int:
        """Return how many reviews are kept."""
        ...

    def term_frequencies(self, terms: Collection[str]) -> Mapping[str, int]:
        """Return for each term by how many reviews it is held (0 if by none)."""
        ...

    def search(
        self, weights: Mapping[str, float] | None, *, least: float, only: ReviewFilter, offset: int, limit: int
    ) -> Sequence[ReviewedClaim]:
        """Return the claims, at most `limit` past `offset`, of which a review holds terms that weigh `least` together.

        The weightiest first, then the newest. Without weights every review that passes the filter is found.
        """
        ...

    def quarantine(self, item: QuarantinedItem) -> bool:
        """Keep what could not be read; say whether it was not kept yet."""
        ...

    def quarantined(self, *, after: str | None, limit: int) -> Sequence[QuarantinedItem]:
        """Return at most `limit` items that could not be read in order of id, those past the id `after`."""
        ...

"""What services need to keep and find reviews; nothing here commits."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

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

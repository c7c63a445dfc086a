"""Finished reviews over HTTP, in our own words."""

from datetime import UTC, date, datetime

from pydantic import Field

from app.api.schemas.fields import ResponseModel
from app.domain.check import Verdict
from app.domain.claim_review import ClaimReview, QuarantinedItem


class PublisherResponse(ResponseModel):
    """Who published a review."""

    name: str
    url: str | None


class RatingResponse(ResponseModel):
    """What a review makes of its claim."""

    text: str
    explanation: str | None
    value: float | None
    worst: float | None
    best: float | None


class ClaimReviewResponse(ResponseModel):
    """One publisher's finished review of one claim."""

    id: str
    claim: str
    claimant: str | None
    claimant_url: str | None
    claim_date: date | None
    appearances: list[str]
    url: str
    title: str | None
    language: str | None
    published_at: date | None
    expires: date | None
    publisher: PublisherResponse
    rating: RatingResponse
    verdict: Verdict | None = Field(description="The rating in our words; null where it cannot be told for certain.")
    check_id: str | None = Field(description="The check it came from; null where it is another publisher's.")
    based_on: list[str]
    notes: list[str] = Field(description="What reading it changed.")
    original: str | None = Field(description="The text it was read from; null where it is ours.")

    @classmethod
    def from_domain(cls, review: ClaimReview) -> "ClaimReviewResponse":
        """Put a review into the words of the contract."""
        return cls.model_validate(review, from_attributes=True)


class ClaimReviewPage(ResponseModel):
    """Some finished reviews."""

    items: list[ClaimReviewResponse]
    next_cursor: str | None = Field(description="Send it as `cursor` for what follows; null at the end.")


class QuarantinedItemResponse(ResponseModel):
    """Something that could not be read as a review."""

    id: str
    place: str = Field(description="Where in what was sent it stood.")
    reason: str
    original: str
    quarantined_at: datetime

    @classmethod
    def from_domain(cls, item: QuarantinedItem) -> "QuarantinedItemResponse":
        """Put an item into the words of the contract."""
        return cls(
            id=item.id,
            place=item.place,
            reason=item.reason,
            original=item.original,
            quarantined_at=item.quarantined_at.astimezone(UTC),
        )


class QuarantinePage(ResponseModel):
    """Some items that could not be read, in order of id."""

    items: list[QuarantinedItemResponse]
    next_cursor: str | None = Field(description="Send it as `cursor` for what follows; null at the end.")

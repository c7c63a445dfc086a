"""Editors' reviews over HTTP."""

from datetime import UTC, datetime

from pydantic import Field

from app.api.schemas.fields import Id, Line, Passage, RequestModel, ResponseModel, WebAddress
from app.domain.check import Verdict
from app.domain.review import Decision, Review
from app.services.reviews import ReviewDraft

_DECISIONS = """\
`confirm`: the verdict is right, publish it. `override`: `verdict` is right, publish that one. `withdraw`: take back
what was published. `reject`: the statement `statement_id` is no evidence on this claim, now and in later checks of it.
`restore`: it may be evidence again. `note`: a remark, nothing else changes."""


class ReviewRequest(RequestModel):
    """An editor's decision on a check."""

    reviewer: Line = Field(description="Who decides.")
    decision: Decision = Field(description=_DECISIONS)
    verdict: Verdict | None = Field(default=None, description="The right verdict; with `override` alone.")
    statement_id: Id | None = Field(default=None, description="A statement of the check; with `reject` and `restore`.")
    note: Passage | None = Field(default=None, description="Why; required with `override` and `note`.")
    url: WebAddress | None = Field(
        default=None, description="Where the public reads the review; with `confirm` and `override`."
    )

    def draft(self) -> ReviewDraft:
        """Return the decision to be kept."""
        return ReviewDraft(**dict(self))


class ReviewResponse(ResponseModel):
    """A decision as it is kept."""

    id: str
    check_id: str
    reviewer: str
    decision: Decision
    verdict: Verdict | None
    statement_id: str | None
    note: str | None
    url: str | None
    created_at: datetime

    @classmethod
    def from_domain(cls, review: Review) -> "ReviewResponse":
        """Put a review into the words of the contract."""
        kept = cls.model_validate(review, from_attributes=True)
        return kept.model_copy(update={"created_at": review.created_at.astimezone(UTC)})


class ReviewPage(ResponseModel):
    """Some reviews of a check, oldest first."""

    items: list[ReviewResponse]
    next_cursor: str | None = Field(description="Send it as `cursor` for what follows; null at the end.")

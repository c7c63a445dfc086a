"""The request and response of Google's Fact Check Tools API, `claims:search`."""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from datetime import date

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.api.schemas.fields import ResponseModel
from app.domain.claim_review import ClaimReview, ReviewedClaim
from app.domain.errors import FieldProblem, InvalidInputError

MAX_OFFSET = 10_000


class GoogleModel(ResponseModel):
    """A message in Google's names; what is empty is left out."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, json_schema_serialization_defaults_required=False
    )


class PublisherMessage(GoogleModel):
    """Who published a review."""

    name: str | None = None
    site: str | None = None


class ClaimReviewMessage(GoogleModel):
    """One review of a claim."""

    publisher: PublisherMessage
    url: str
    title: str | None = None
    review_date: str | None = Field(default=None, description="RFC 3339.")
    textual_rating: str
    language_code: str | None = None

    @classmethod
    def from_domain(cls, review: ClaimReview) -> "ClaimReviewMessage":
        """Put a review into Google's words."""
        return cls(
            publisher=PublisherMessage(name=review.publisher.name, site=review.site or None),
            url=review.url,
            title=review.title,
            review_date=_moment(review.published_at),
            textual_rating=review.rating.text,
            language_code=review.language,
        )


class ClaimMessage(GoogleModel):
    """A claim with its reviews."""

    text: str
    claimant: str | None = None
    claim_date: str | None = Field(default=None, description="RFC 3339.")
    claim_review: list[ClaimReviewMessage]

    @classmethod
    def from_domain(cls, claim: ReviewedClaim) -> "ClaimMessage":
        """Put a reviewed claim into Google's words; what one review leaves out, the next one may say."""
        reviews = claim.reviews
        return cls(
            text=reviews[0].claim,
            claimant=next((review.claimant for review in reviews if review.claimant), None),
            claim_date=_moment(next((review.claim_date for review in reviews if review.claim_date), None)),
            claim_review=[ClaimReviewMessage.from_domain(review) for review in reviews],
        )


class ClaimsSearchResponse(GoogleModel):
    """What was found; `{}` where nothing was."""

    claims: list[ClaimMessage] | None = None
    next_page_token: str | None = None


def page_token(asked: Sequence[object], offset: int) -> str:
    """Return the token of the page that begins at an offset of what was asked."""
    content = json.dumps([_fingerprint(asked), offset], separators=(",", ":"))
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def offset_in(token: str, asked: Sequence[object]) -> int:
    """Return the offset that a token stands for; raise InvalidInputError if something else was asked before."""
    try:
        content = json.loads(base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True))
        fingerprint, offset = content
    except (binascii.Error, ValueError, TypeError):
        raise _refused("is no token that this service gave; leave it out for the first page.") from None
    if fingerprint != _fingerprint(asked) or not isinstance(offset, int) or not 0 <= offset <= MAX_OFFSET:
        raise _refused("belongs to another request: with it, every other parameter must be as before.")
    return offset


def _fingerprint(asked: Sequence[object]) -> str:
    told = json.dumps(asked)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _refused(message: str) -> InvalidInputError:
    return InvalidInputError(f"pageToken {message}", [FieldProblem("pageToken", message)])


def _moment(day: date | None) -> str | None:
    return None if day is None else f"{day.isoformat()}T00:00:00Z"

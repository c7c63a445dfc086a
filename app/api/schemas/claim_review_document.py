"""ClaimReview as schema.org JSON-LD, in the shape that search engines and Data Commons read."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal

from fastapi.responses import JSONResponse
from pydantic import AliasGenerator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.api.schemas.fields import ResponseModel
from app.domain.claim_review import ClaimReview, Publisher, Rating

MEDIA_TYPE = "application/ld+json"

_KEYWORDS: Mapping[str, str] = MappingProxyType({"context": "@context", "type": "@type", "id": "@id"})


class JsonLdResponse(JSONResponse):
    """An answer in JSON-LD."""

    media_type = MEDIA_TYPE


def _name(field: str) -> str:
    return _KEYWORDS.get(field) or to_camel(field)


class JsonLd(ResponseModel):
    """A node of JSON-LD: schema.org's names; what is not known is left out."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(alias=_name),
        populate_by_name=True,
        json_schema_serialization_defaults_required=False,
    )


class AgentNode(JsonLd):
    """A publisher or a claimant; without a type where it is not known whether it is a person."""

    type: Literal["Organization"] | None = None
    name: str
    url: str | None = None
    same_as: str | None = None


class RatingNode(JsonLd):
    """What the review makes of the claim."""

    type: Literal["Rating"] = "Rating"
    alternate_name: str
    rating_explanation: str | None = None
    rating_value: float | None = None
    best_rating: float | None = None
    worst_rating: float | None = None

    @classmethod
    def from_domain(cls, rating: Rating) -> "RatingNode":
        """Put a rating into schema.org's words."""
        return cls(
            alternate_name=rating.text,
            rating_explanation=rating.explanation,
            rating_value=rating.value,
            best_rating=rating.best,
            worst_rating=rating.worst,
        )


class AppearanceNode(JsonLd):
    """Where the claim was made."""

    type: Literal["CreativeWork"] = "CreativeWork"
    url: str


class ClaimNode(JsonLd):
    """The claim that is reviewed."""

    type: Literal["Claim"] = "Claim"
    text: str
    author: AgentNode | None = None
    date_published: date | None = None
    first_appearance: AppearanceNode | None = None
    appearance: list[AppearanceNode] | None = None


class ClaimReviewDocument(JsonLd):
    """A review of a claim (https://schema.org/ClaimReview)."""

    context: Literal["https://schema.org"] | None = "https://schema.org"
    type: Literal["ClaimReview"] = "ClaimReview"
    id: str | None = None
    url: str
    name: str | None = None
    claim_reviewed: str
    review_rating: RatingNode
    author: AgentNode
    item_reviewed: ClaimNode
    date_published: date | None = None
    expires: date | None = None
    in_language: str | None = None
    is_based_on: list[str] | None = None
    creative_work_status: Literal["Draft", "Published"] = Field(
        default="Published", description="`Draft` until an editor confirms or overrides the check."
    )

    @classmethod
    def from_domain(cls, review: ClaimReview, *, alone: bool = True) -> "ClaimReviewDocument":
        """Put a review into schema.org's words; one that does not stand alone has its context from around it."""
        return cls(
            context="https://schema.org" if alone else None,
            url=review.url,
            name=review.title,
            claim_reviewed=review.claim,
            review_rating=RatingNode.from_domain(review.rating),
            author=_publisher(review.publisher),
            item_reviewed=_claim(review),
            date_published=review.published_at,
            expires=review.expires,
            in_language=review.language,
            is_based_on=list(review.based_on) or None,
            creative_work_status="Published" if review.is_published else "Draft",
        )


class FeedItemNode(JsonLd):
    """One page of a feed with the reviews on it."""

    type: Literal["DataFeedItem"] = "DataFeedItem"
    url: str
    date_created: date | None = None
    item: list[ClaimReviewDocument]

    @classmethod
    def from_domain(cls, review: ClaimReview) -> "FeedItemNode":
        """Put a review on its page."""
        document = ClaimReviewDocument.from_domain(review, alone=False)
        return cls(url=review.url, date_created=review.published_at, item=[document])


class FeedDocument(JsonLd):
    """Published reviews as a feed (https://schema.org/DataFeed), as Data Commons reads it."""

    context: Literal["https://schema.org"] = "https://schema.org"
    type: Literal["DataFeed"] = "DataFeed"
    name: str
    provider: AgentNode
    date_modified: date | None = None
    data_feed_element: list[FeedItemNode]

    @classmethod
    def from_domain(cls, reviews: Sequence[ClaimReview], publisher: Publisher) -> "FeedDocument":
        """Put reviews into a feed."""
        return cls(
            name=f"Fact checks by {publisher.name}",
            provider=_publisher(publisher),
            date_modified=max((r.published_at for r in reviews if r.published_at is not None), default=None),
            data_feed_element=[FeedItemNode.from_domain(review) for review in reviews],
        )


def _publisher(publisher: Publisher) -> AgentNode:
    return AgentNode(type="Organization", name=publisher.name, url=publisher.url)


def _claim(review: ClaimReview) -> ClaimNode:
    author = None if review.claimant is None else AgentNode(name=review.claimant, same_as=review.claimant_url)
    places = [AppearanceNode(url=url) for url in review.appearances]
    return ClaimNode(
        text=review.claim,
        author=author,
        date_published=review.claim_date,
        first_appearance=places[0] if places else None,
        appearance=places[1:] or None,
    )

"""Claim detection over HTTP: claims with the words they were found in."""

from datetime import date

from pydantic import Field

from app.api.schemas.evidence import SpanResponse
from app.api.schemas.fields import Day, DocumentText, RequestModel, ResponseModel
from app.api.schemas.offsets import Offsets
from app.domain.document import ClaimKind, DetectedClaim


class DetectionRequest(RequestModel):
    """A text to find claims in."""

    text: DocumentText = Field(description="Plain text; offsets of the answer count in it as it was sent.")
    published_at: Day | None = Field(
        default=None, description="When it was published: what `last year` and `in May` count from."
    )


class ResolutionResponse(ResponseModel):
    """Words of the text that the claim puts otherwise, so that it stands alone."""

    span: SpanResponse = Field(description="The words in the text; empty where the claim adds words.")
    replaced_by: str = Field(description="What the claim says instead; empty where it leaves the words out.")


class ResolvedDateResponse(ResponseModel):
    """Date words that count from the day of publication, and the days they mean."""

    span: SpanResponse
    earliest: date
    latest: date


class DetectedClaimResponse(ResponseModel):
    """One claim; `text` is the words of `span` with the resolutions applied, as a sentence of its own."""

    text: str
    span: SpanResponse = Field(description="The words that make the claim.")
    sentence: SpanResponse = Field(description="The sentence they stand in.")
    kind: ClaimKind
    check_worthiness: float = Field(ge=0, le=1, description="Is it checkable, and of consequence?")
    claimant: str | None = Field(description="Who is held to say so, where the text does not say it itself.")
    resolutions: list[ResolutionResponse]
    unresolved: list[SpanResponse] = Field(description="Words that refer to something which could not be named.")
    dates: list[ResolvedDateResponse]
    said: SpanResponse | None = Field(
        description="Of an attribution or a quotation: which part of `text` the claimant is held to have said."
    )

    @classmethod
    def from_domain(cls, claim: DetectedClaim, offsets: Offsets) -> "DetectedClaimResponse":
        """Put a claim of a text into the words of the contract."""
        return cls(
            text=claim.text,
            span=offsets.span(claim.span),
            sentence=offsets.span(claim.sentence),
            kind=claim.kind,
            check_worthiness=claim.check_worthiness,
            claimant=claim.claimant,
            resolutions=[
                ResolutionResponse(span=offsets.span(one.span), replaced_by=one.replaced_by)
                for one in claim.resolutions
            ],
            unresolved=[offsets.span(span) for span in claim.unresolved],
            dates=[
                ResolvedDateResponse(span=offsets.span(day.span), earliest=day.earliest, latest=day.latest)
                for day in claim.dates
            ],
            said=None if claim.said is None else SpanResponse.from_domain(claim.said, claim.text),
        )


class DetectionResponse(ResponseModel):
    """The claims of the text, in the order of their words."""

    claims: list[DetectedClaimResponse]

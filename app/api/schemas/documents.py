"""Documents over HTTP: a text with its claims, each with its check."""

from datetime import UTC, date, datetime
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from app.api.schemas.checks import MAX_EVIDENCE, CheckResponse, SourceIds
from app.api.schemas.detection import DetectedClaimResponse
from app.api.schemas.evidence import SpanResponse
from app.api.schemas.fields import (
    Day,
    DocumentText,
    Html,
    Line,
    RequestModel,
    ResponseModel,
    Share,
    WebAddress,
    Whole,
)
from app.api.schemas.offsets import Offsets
from app.domain.check import Verdict
from app.domain.document import ClaimKind, Document, DocumentClaim, DocumentSummary
from app.services.checks import Bounds
from app.services.documents import DocumentDraft
from app.services.rechecks import Reasons

_ONE_OF_TWO: JsonDict = {
    "oneOf": [
        {"required": ["text"], "properties": {"text": {"type": "string"}}},
        {"required": ["html"], "properties": {"html": {"type": "string"}}},
    ]
}


class _Looking(RequestModel):
    """How far to look for evidence on each claim."""

    max_evidence: Annotated[Whole, Field(ge=1, le=MAX_EVIDENCE)] = Field(
        default=3, description="How many statements each list of a check holds at most, weightiest first."
    )
    min_reliability: Share = Field(default=0.0, description="Leave out sources less reliable than this.")
    source_ids: SourceIds | None = Field(default=None, description="Look at these sources alone.")

    @property
    def bounds(self) -> Bounds:
        """Return how far to look."""
        chosen = None if self.source_ids is None else frozenset(self.source_ids)
        return Bounds(max_evidence=self.max_evidence, min_reliability=self.min_reliability, source_ids=chosen)


class DocumentRequest(_Looking):
    """A document to check: its text, or the HTML of its page."""

    model_config = ConfigDict(json_schema_extra=_ONE_OF_TWO)

    text: DocumentText | None = Field(default=None, description="Plain text; the answer's offsets count in it.")
    html: Html | None = Field(
        default=None, description="The HTML of a page; its article is read, and offsets are given in both."
    )
    title: Line | None = None
    url: WebAddress | None = Field(default=None, description="Where it was published; it is not fetched.")
    published_at: Day | None = Field(
        default=None, description="What `last year` counts from; without it, what the page states."
    )
    as_of: Day | None = Field(
        default=None, description="Day for which to judge; without it, the day of publication, else today (UTC)."
    )

    @model_validator(mode="after")
    def _require_one_text(self) -> Self:
        if (self.text is None) == (self.html is None):
            raise PydanticCustomError("one_text", "send either text or html, and not both.")
        return self

    @property
    def draft(self) -> DocumentDraft:
        """Return the document as it was sent."""
        return DocumentDraft(
            text=self.text,
            html=self.html,
            title=self.title,
            url=self.url,
            published_at=self.published_at,
            as_of=self.as_of,
        )


class RecheckRequest(_Looking):
    """How to check a document's claims again."""

    as_of: Day | None = Field(default=None, description="Another day for which to judge; without it, the same.")


class DocumentClaimResponse(DetectedClaimResponse):
    """A claim of a document with its check."""

    html_span: SpanResponse | None = Field(
        description="Where it stands in the HTML that was sent, tags between its words included."
    )
    check: CheckResponse | None = Field(description="Its newest check; null where it was not checked.")
    not_checked_because: str | None = Field(description="Why it has no check.")
    previous_verdict: Verdict | None = Field(description="The verdict before the last recheck.")

    @classmethod
    def of(cls, claim: DocumentClaim, offsets: Offsets, html: Offsets | None, stale: Reasons) -> Self:
        """Put a claim of a document into the words of the contract."""
        detected = DetectedClaimResponse.from_domain(claim.detected, offsets)
        previous = claim.previous_check
        reasons = () if claim.check is None else stale.get(claim.check.id, ())
        return cls(
            **dict(detected),
            html_span=None if claim.html_span is None or html is None else html.span(claim.html_span),
            check=None if claim.check is None else CheckResponse.from_domain(claim.check, reasons),
            not_checked_because=_why_not(claim) if claim.check is None else None,
            previous_verdict=None if previous is None else previous.judgement.verdict,
        )


class DocumentResponse(ResponseModel):
    """A document with its claims in the order of their words."""

    id: str
    title: str | None
    url: str | None
    published_at: date | None
    as_of: date = Field(description="Day for which its claims were judged.")
    text: str = Field(description="What the offsets count in: the text sent, or the article read out of the page.")
    read_from_html: bool
    claims: list[DocumentClaimResponse]
    verdicts: dict[Verdict, int] = Field(description="How many claims got which verdict.")
    needs_recheck: bool = Field(description="A statement that decided a claim has changed, gone or expired since.")
    store_revision: int = Field(ge=0)
    created_at: datetime
    checked_at: datetime

    @classmethod
    def from_domain(cls, document: Document, stale: Reasons) -> "DocumentResponse":
        """Put a document into the words of the contract."""
        offsets = Offsets(document.text)
        html = None if document.html is None else Offsets(document.html)
        return cls(
            id=document.id,
            title=document.title,
            url=document.url,
            published_at=document.published_at,
            as_of=document.as_of,
            text=document.text,
            read_from_html=document.html is not None,
            claims=[DocumentClaimResponse.of(claim, offsets, html, stale) for claim in document.claims],
            verdicts=_verdicts(document),
            needs_recheck=bool(stale),
            store_revision=document.store_revision,
            created_at=document.created_at.astimezone(UTC),
            checked_at=document.checked_at.astimezone(UTC),
        )


class DocumentSummaryResponse(ResponseModel):
    """A document in a list."""

    id: str
    title: str | None
    url: str | None
    published_at: date | None
    as_of: date
    claims: int = Field(ge=0)
    verdicts: dict[Verdict, int]
    store_revision: int = Field(ge=0)
    created_at: datetime
    checked_at: datetime

    @classmethod
    def from_domain(cls, summary: DocumentSummary) -> "DocumentSummaryResponse":
        """Put a summary into the words of the contract."""
        return cls(
            id=summary.id,
            title=summary.title,
            url=summary.url,
            published_at=summary.published_at,
            as_of=summary.as_of,
            claims=summary.claims,
            verdicts=dict(summary.verdicts),
            store_revision=summary.store_revision,
            created_at=summary.created_at.astimezone(UTC),
            checked_at=summary.checked_at.astimezone(UTC),
        )


class DocumentPage(ResponseModel):
    """Some documents, newest first."""

    items: list[DocumentSummaryResponse]
    next_cursor: str | None = Field(description="Send it as `cursor` for what follows; null at the end.")


def _verdicts(document: Document) -> dict[Verdict, int]:
    given = [claim.check.judgement.verdict for claim in document.claims if claim.check is not None]
    return {verdict: given.count(verdict) for verdict in Verdict}


def _why_not(claim: DocumentClaim) -> str:
    detected = claim.detected
    if detected.kind is ClaimKind.QUESTION:
        return "A question asserts nothing."
    if detected.kind is ClaimKind.OPINION:
        return "An opinion is not a matter of fact."
    unnamed = ", ".join(f"“{span.text}”" for span in detected.unresolved)
    return f"What {unnamed} refers to could not be told."

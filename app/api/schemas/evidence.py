"""Evidence over HTTP: statements read against a claim, with the words that decided."""

from datetime import date

from pydantic import Field

from app.api.schemas.fields import ResponseModel
from app.domain.evidence import Evidence, Facet, Reason, ReasonKind, Span, Stance, StanceProbabilities
from app.domain.source import SourceKind
from app.domain.statement import Modality, Validity


class SpanResponse(ResponseModel):
    """Words in a text, counted in code points and in UTF-16 units."""

    start: int = Field(ge=0, description="First code point of the words.")
    end: int = Field(ge=0, description="Code point after the words.")
    text: str = Field(description="The words themselves.")
    start_utf16: int = Field(ge=0, description="`start` in UTF-16 units, as JavaScript counts.")
    end_utf16: int = Field(ge=0, description="`end` in UTF-16 units, as JavaScript counts.")

    @classmethod
    def from_domain(cls, span: Span, text: str) -> "SpanResponse":
        """Put a span of `text` into the words of the contract."""
        start_utf16 = _utf16_length(text[: span.start])
        return cls(
            start=span.start,
            end=span.end,
            text=span.text,
            start_utf16=start_utf16,
            end_utf16=start_utf16 + _utf16_length(span.text),
        )


class ReasonResponse(ResponseModel):
    """One agreement or discrepancy between claim and statement."""

    kind: ReasonKind
    facet: Facet
    claim_span: SpanResponse | None = Field(description="The deciding words of the claim.")
    statement_span: SpanResponse | None = Field(
        description="The deciding words of the statement; null where its context, title or publisher says it."
    )
    message: str

    @classmethod
    def from_domain(cls, reason: Reason, *, claim_text: str, statement_text: str) -> "ReasonResponse":
        """Put a reason into the words of the contract."""
        return cls(
            kind=reason.kind,
            facet=reason.facet,
            claim_span=_span(reason.claim_span, claim_text),
            statement_span=_span(reason.statement_span, statement_text),
            message=reason.message,
        )


class ProbabilitiesResponse(ResponseModel):
    """Probabilities of the three stances; they sum to 1."""

    supports: float = Field(ge=0, le=1)
    contradicts: float = Field(ge=0, le=1)
    neutral: float = Field(ge=0, le=1)

    @classmethod
    def from_domain(cls, probabilities: StanceProbabilities) -> "ProbabilitiesResponse":
        """Put probabilities into the words of the contract."""
        return cls.model_validate(probabilities, from_attributes=True)


class EvidenceStatement(ResponseModel):
    """The statement as it was when the claim was checked."""

    id: str
    text: str
    quote: str | None
    locator: str | None
    context: str | None
    valid_from: date | None
    valid_until: date | None
    attributed_to: str | None
    modality: Modality


class EvidenceSource(ResponseModel):
    """The source as it was when the claim was checked."""

    id: str
    title: str
    publisher: str
    url: str | None
    published_at: date | None
    kind: SourceKind
    reliability: float = Field(ge=0, le=1)


class EvidenceResponse(ResponseModel):
    """A statement read against the claim."""

    statement: EvidenceStatement
    source: EvidenceSource
    stance: Stance
    confidence: float = Field(ge=0, le=1, description="Probability of the stance.")
    status: Validity = Field(description="Only current statements decide.")
    probabilities: ProbabilitiesResponse
    reasons: list[ReasonResponse]

    @classmethod
    def from_domain(cls, evidence: Evidence, *, claim_text: str) -> "EvidenceResponse":
        """Put evidence into the words of the contract."""
        return cls(
            statement=EvidenceStatement.model_validate(evidence.statement, from_attributes=True),
            source=EvidenceSource.model_validate(evidence.source, from_attributes=True),
            stance=evidence.stance,
            confidence=evidence.reading.confidence,
            status=evidence.status,
            probabilities=ProbabilitiesResponse.from_domain(evidence.reading.probabilities),
            reasons=reasons_of(evidence.reading.reasons, claim_text, evidence.statement.text),
        )


def reasons_of(reasons: tuple[Reason, ...], claim_text: str, statement_text: str) -> list[ReasonResponse]:
    """Put the reasons of one statement into the words of the contract."""
    return [ReasonResponse.from_domain(r, claim_text=claim_text, statement_text=statement_text) for r in reasons]


def _span(span: Span | None, text: str) -> SpanResponse | None:
    return None if span is None else SpanResponse.from_domain(span, text)


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

"""Verifications over HTTP: statements sent along with the claim, nothing stored."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.evidence import ProbabilitiesResponse, ReasonResponse, reasons_of
from app.api.schemas.fields import ClaimText, RequestModel, ResponseModel, StatementText
from app.domain.evidence import Reading, Stance

MAX_STATEMENTS = 100

Statements = Annotated[list[StatementText], Field(min_length=1, max_length=MAX_STATEMENTS)]


class VerificationRequest(RequestModel):
    """A claim and the statements to read against it."""

    claim: ClaimText = Field(description="One checkable assertion.")
    statements: Statements = Field(description="Sentences to read against it, each by itself.")


class ReadingResponse(ResponseModel):
    """What one statement says of the claim."""

    stance: Stance
    confidence: float = Field(ge=0, le=1, description="Probability of the stance.")
    probabilities: ProbabilitiesResponse
    reasons: list[ReasonResponse]


class VerificationResponse(ResponseModel):
    """A reading for each statement, in the order sent."""

    results: list[ReadingResponse]

    @classmethod
    def from_domain(cls, request: VerificationRequest, readings: list[Reading]) -> "VerificationResponse":
        """Put readings into the words of the contract."""
        pairs = zip(request.statements, readings, strict=True)
        return cls(results=[_reading(reading, request.claim, statement) for statement, reading in pairs])


def _reading(reading: Reading, claim_text: str, statement_text: str) -> ReadingResponse:
    return ReadingResponse(
        stance=reading.stance,
        confidence=reading.confidence,
        probabilities=ProbabilitiesResponse.from_domain(reading.probabilities),
        reasons=reasons_of(reading.reasons, claim_text, statement_text),
    )

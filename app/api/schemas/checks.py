"""Checks over HTTP."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from app.api.problems import Problem
from app.api.schemas.evidence import EvidenceResponse
from app.api.schemas.fields import ClaimText, Day, Id, Line, RequestModel, ResponseModel, Share, Whole
from app.domain.check import Check, Engine, Verdict
from app.domain.claim import Claim
from app.domain.evidence import Stance
from app.domain.recheck import RecheckReason, Staleness
from app.services.checks import Bounds

MAX_BATCH = 1_000
MAX_SOURCE_IDS = 100
MAX_EVIDENCE = 50

SourceIds = Annotated[list[Id], Field(min_length=1, max_length=MAX_SOURCE_IDS)]


class CheckRequest(RequestModel):
    """A claim to check, and how far to look."""

    claim: ClaimText = Field(description="One checkable assertion, in one sentence.")
    claimant: Line | None = Field(default=None, description="Who made the claim.")
    claim_date: Day | None = Field(default=None, description="When the claim was made.")
    as_of: Day | None = Field(default=None, description="Day for which to judge; without it, today (UTC).")
    max_evidence: Annotated[Whole, Field(ge=1, le=MAX_EVIDENCE)] = Field(
        default=10, description="How many statements each of the three lists holds at most, weightiest first."
    )
    min_reliability: Share = Field(default=0.0, description="Leave out sources less reliable than this.")
    source_ids: SourceIds | None = Field(default=None, description="Look at these sources alone.")

    def claim_on(self, today: date) -> Claim:
        """Return the claim, judged for `today` unless another day was asked for."""
        return Claim(text=self.claim, as_of=self.as_of or today, claimant=self.claimant, claim_date=self.claim_date)

    @property
    def bounds(self) -> Bounds:
        """Return how far to look."""
        chosen = None if self.source_ids is None else frozenset(self.source_ids)
        return Bounds(max_evidence=self.max_evidence, min_reliability=self.min_reliability, source_ids=chosen)


class RecheckReasonResponse(ResponseModel):
    """Why a check should be done again."""

    staleness: Staleness
    statement_id: str
    message: str


class EngineResponse(ResponseModel):
    """What gave the verdict."""

    version: str
    model: str | None = Field(description="Hash of the trained model; null where none took part.")
    thresholds: dict[str, float]

    @classmethod
    def from_domain(cls, engine: Engine) -> "EngineResponse":
        """Put an engine into the words of the contract."""
        return cls(version=engine.version, model=engine.model, thresholds=dict(engine.thresholds))


class RejectionResponse(ResponseModel):
    """A statement that was found and, since an editor rejected it as evidence on this claim, not read."""

    statement_id: str
    review_id: str = Field(description="The review that rejected it.")


class CheckResponse(ResponseModel):
    """A claim with its verdict, the statements on both sides and the words that decided."""

    id: str
    claim: str
    claimant: str | None
    claim_date: date | None
    as_of: date
    verdict: Verdict
    confidence: float = Field(ge=0, le=1, description="Of the verdicts given at 0.9, nine in ten should be right.")
    explanation: str
    supporting: list[EvidenceResponse] = Field(description="Statements that, if true, make the claim true.")
    contradicting: list[EvidenceResponse] = Field(description="Statements that cannot be true beside the claim.")
    neutral: list[EvidenceResponse] = Field(description="Statements on the matter that leave the claim open.")
    same_claim_as: str | None = Field(description="Id of the first check of the same claim; null: this is the first.")
    rejected: list[RejectionResponse] = Field(description="Statements that an editor's review set aside.")
    engine: EngineResponse
    store_revision: int = Field(ge=0)
    created_at: datetime
    needs_recheck: bool = Field(description="A statement that decided has changed, gone or expired since.")
    recheck_reasons: list[RecheckReasonResponse]

    @classmethod
    def from_domain(cls, check: Check, stale: tuple[RecheckReason, ...] = ()) -> "CheckResponse":
        """Put a check into the words of the contract; `stale` says why it should be done again."""
        return cls(
            id=check.id,
            claim=check.claim.text,
            claimant=check.claim.claimant,
            claim_date=check.claim.claim_date,
            as_of=check.claim.as_of,
            verdict=check.judgement.verdict,
            confidence=check.judgement.confidence,
            explanation=check.judgement.explanation,
            supporting=_evidence_with(check, Stance.SUPPORTS),
            contradicting=_evidence_with(check, Stance.CONTRADICTS),
            neutral=_evidence_with(check, Stance.NEUTRAL),
            same_claim_as=check.same_claim_as,
            rejected=[RejectionResponse.model_validate(r, from_attributes=True) for r in check.judgement.rejected],
            engine=EngineResponse.from_domain(check.engine),
            store_revision=check.store_revision,
            created_at=check.created_at.astimezone(UTC),
            needs_recheck=bool(stale),
            recheck_reasons=[RecheckReasonResponse.model_validate(one, from_attributes=True) for one in stale],
        )


class CheckPage(ResponseModel):
    """Some checks, newest first."""

    items: list[CheckResponse]
    next_cursor: str | None = Field(description="Send it as `cursor` for what follows; null at the end.")


BatchClaim = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                {"$ref": "#/components/schemas/CheckRequest"},
                {"description": "Anything else is answered by a problem in its place."},
            ]
        }
    ),
]


class BatchRequest(RequestModel):
    """Claims to check in one go."""

    claims: Annotated[list[BatchClaim], Field(min_length=1, max_length=MAX_BATCH)] = Field(
        description="Each as it would be sent to `POST /v1/checks`."
    )


class BatchItem(ResponseModel):
    """The check of one claim, or the problem with it."""

    index: int = Field(ge=0, description="Place of the claim in the request.")
    check: CheckResponse | None = Field(description="The check; null if there was a problem.")
    problem: Problem | None = Field(description="What was wrong with the claim; null if it was checked.")


class BatchResponse(ResponseModel):
    """An item for each claim, in the order sent."""

    items: list[BatchItem]


def _evidence_with(check: Check, stance: Stance) -> list[EvidenceResponse]:
    return [EvidenceResponse.from_domain(e, claim_text=check.claim.text) for e in check.evidence_with(stance)]

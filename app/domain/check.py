"""Claims with their verdicts, as they are kept."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.claim import Claim
from app.domain.evidence import Evidence, Stance


class Verdict(StrEnum):
    """What the stored statements, taken together, say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"  # weighty evidence on both sides
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"  # nothing stored decides; silence is never a verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What gave a verdict: enough to give it again."""

    version: str
    model: str | None = None
    thresholds: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A statement that was set aside because an editor's review rejects it as evidence on this claim."""

    statement_id: str
    review_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict with its confidence (0..1) and a reason in one or two sentences; evidence weightiest first.

    `rejected` names what was found and, by an editor's decision, not read.
    """

    verdict: Verdict
    confidence: float
    explanation: str
    evidence: tuple[Evidence, ...]
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A claim with its judgement, kept under an id.

    Evidence is kept as it was seen: a statement that changes or goes later does not change a check. `same_claim_as` is
    the id of the first check of the same claim, None for that check itself; it is told by the store and no part of what
    is kept.
    """

    id: str
    claim: Claim
    judgement: Judgement
    engine: Engine
    store_revision: int
    created_at: datetime
    same_claim_as: str | None = field(default=None, compare=False)

    def evidence_with(self, stance: Stance) -> tuple[Evidence, ...]:
        """Return the evidence that takes one stance, weightiest first."""
        return tuple(evidence for evidence in self.judgement.evidence if evidence.stance is stance)

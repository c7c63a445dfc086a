"""What comparing a claim with a statement finds, facet by facet."""

from dataclasses import dataclass, field
from enum import Enum

from app.domain.evidence import Facet, Reason, ReasonKind, Span


class Weight(Enum):
    """What a finding does to the stance."""

    AGREES = "agrees"
    DIFFERS = "differs"  # hard: both cannot be true
    LEAVES_OPEN = "leaves open"  # the statement does not say: it decides nothing
    FALLS_SHORT = "falls short"  # the statement says less, or of something else: it cannot support


@dataclass(frozen=True, slots=True)
class Finding:
    """One anchor or facet of the claim and what the statement makes of it."""

    weight: Weight
    facet: Facet
    claim_span: Span | None
    statement_span: Span | None
    message: str
    alone: bool = False  # decides whatever else the claim says: "Google's Mixtral showed that …"
    by_opposite: bool = False  # of two opposed events, each of which may be true of its own time and thing
    turned: bool = False  # who does and who undergoes, the other way round: both names stand in the statement by nature
    clashes: bool = (
        False  # of what is left open: the statement's figure cannot be the claim's, if they measure one thing
    )
    doubted: bool = False  # what the claim says stands in the statement too, in another place

    def reason(self) -> Reason | None:
        """Return the reason to show, none for what is left open without words on both sides."""
        if self.weight in {Weight.LEAVES_OPEN, Weight.FALLS_SHORT} and self.facet is not Facet.MODALITY:
            return None
        kind = ReasonKind.AGREEMENT if self.weight is Weight.AGREES else ReasonKind.DISCREPANCY
        return Reason(kind, self.facet, self.claim_span, self.statement_span, self.message)


@dataclass(slots=True)
class Comparison:
    """Everything found; `coverage` is the share (0..1) of the claim's other words that the statement says too."""

    findings: list[Finding] = field(default_factory=list)
    coverage: float = 0.0
    uncovered: tuple[Span, ...] = ()
    missing_weight: float = 0.0
    events_met: bool = False
    is_cut: bool = False  # the claim says more than was read

    def with_weight(self, weight: Weight) -> list[Finding]:
        """Return the findings of one weight."""
        return [finding for finding in self.findings if finding.weight is weight]

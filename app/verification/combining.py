"""From findings and a trained reader's probabilities to one stance; hard discrepancies veto support."""

from dataclasses import dataclass

from app.domain.evidence import Facet, Reading, Reason, ReasonKind, Stance, StanceProbabilities
from app.verification.combination import Combination
from app.verification.features import Read, features
from app.verification.findings import Comparison, Weight
from app.verification.stance import clashes, facet_stance, reasons
from app.verification.thresholds import Thresholds

_VETOED = 0.02  # what is left of support's probability once a hard discrepancy is found


@dataclass(frozen=True, slots=True)
class Scale:
    """What findings and probabilities are weighed on, and from which probability (0..1) a stance is taken.

    `least_unbacked` is for a contradiction that no hard discrepancy bears out.
    """

    weights: Combination
    least_support: float
    least_contradict: float
    least_unbacked: float

    @classmethod
    def of_given(cls, weights: Combination, thresholds: Thresholds) -> "Scale":
        """Return the scale for statements that somebody chose for the claim."""
        return cls(weights, thresholds.given_support, thresholds.least_contradict, thresholds.least_contradict)

    @classmethod
    def of_found(cls, weights: Combination, thresholds: Thresholds) -> "Scale":
        """Return the scale for statements that retrieval found."""
        return cls(weights, thresholds.found_support, thresholds.least_contradict, thresholds.found_unbacked)


def combine(comparison: Comparison, read: Read, scale: Scale, thresholds: Thresholds) -> Reading:
    """Weigh what was found and what was read; reasons that speak against the stance are left out."""
    by_facets = facet_stance(comparison, thresholds)
    weighed = scale.weights.probabilities(features(comparison, by_facets, read))
    probabilities = _vetoed(weighed, comparison)
    stance = _decide(probabilities, scale, is_backed=differs(comparison))
    return Reading(stance, probabilities, _fitting(comparison, stance))


def _vetoed(weighed: StanceProbabilities, comparison: Comparison) -> StanceProbabilities:
    """Take support away where it is forbidden.

    Before a discrepancy its probability goes to the other two as they stand to each other: on the tuned half of the
    labelled rows that was right more often than silence. A plan or hearsay leaves the claim open.
    """
    supports = min(weighed.supports, _VETOED)
    if differs(comparison):
        others = weighed.contradicts + weighed.neutral
        contradicts = round((1 - supports) * weighed.contradicts / others, 4) if others > 0 else 0.0
        return StanceProbabilities(supports, contradicts, round(1 - supports - contradicts, 4))
    if is_unsure(comparison):
        return StanceProbabilities(supports, weighed.contradicts, round(1 - supports - weighed.contradicts, 4))
    return weighed


def differs(comparison: Comparison) -> bool:
    """Say whether a hard discrepancy is found, or a figure that only another stands for.

    A discrepancy in doubt (`app.verification.elsewhere`) is left to the combination. On the tuned half of the labelled
    rows one in ten of the others was none, and of the figures that only another stands for, one in eight.
    """
    differing = any(not finding.doubted for finding in comparison.with_weight(Weight.DIFFERS))
    return differing or bool(clashes(comparison))


def is_unsure(comparison: Comparison) -> bool:
    """Say whether the statement has as a plan, a possibility or hearsay what the claim puts as fact."""
    return any(finding.facet is Facet.MODALITY for finding in comparison.with_weight(Weight.LEAVES_OPEN))


def _decide(probabilities: StanceProbabilities, scale: Scale, *, is_backed: bool) -> Stance:
    """Take the likeliest stance; one that decides must also be likely enough."""
    likeliest = max(Stance, key=probabilities.of)
    least_contradict = scale.least_contradict if is_backed else scale.least_unbacked
    needed = {Stance.SUPPORTS: scale.least_support, Stance.CONTRADICTS: least_contradict}
    return likeliest if probabilities.of(likeliest) >= needed.get(likeliest, 0.0) else Stance.NEUTRAL


def _fitting(comparison: Comparison, stance: Stance) -> tuple[Reason, ...]:
    """Return the reasons that bear the stance out.

    A supporting statement's are free of the discrepancies in doubt that were outweighed. A contradicting one's, where
    nothing else differs, are the figures and dates that cannot both be true if they are of one thing.
    """
    found = reasons(comparison)
    if stance is Stance.SUPPORTS:
        return tuple(reason for reason in found if reason.kind is ReasonKind.AGREEMENT)
    explained = any(reason.kind is ReasonKind.DISCREPANCY for reason in found)
    return (*clashes(comparison), *found) if stance is Stance.CONTRADICTS and not explained else found

"""From findings alone to a stance: what agrees, what differs, what stays open."""

from app.domain.evidence import Facet, Reading, Reason, ReasonKind, Stance, StanceProbabilities
from app.verification.findings import Comparison, Finding, Weight
from app.verification.thresholds import Thresholds


def take_stance(comparison: Comparison, thresholds: Thresholds) -> Reading:
    """Decide how the statement stands to the claim, with the reasons that decided.

    A hard discrepancy forbids support; it contradicts only where everything else in the claim is met. Anything that the
    statement leaves open forbids both.
    """
    stance = facet_stance(comparison, thresholds)
    return Reading(stance, _probabilities(stance, comparison), reasons(comparison))


def facet_stance(comparison: Comparison, thresholds: Thresholds) -> Stance:
    """Return the stance that the findings amount to when nobody else is asked."""
    if comparison.is_cut or not comparison.events_met or not _shares_subject(comparison):
        return Stance.NEUTRAL
    if any(finding.alone for finding in comparison.with_weight(Weight.DIFFERS)):
        return Stance.CONTRADICTS
    if comparison.with_weight(Weight.LEAVES_OPEN):
        return Stance.NEUTRAL
    if _tells_another_event(comparison) or _differs_doubtfully(comparison):
        return Stance.NEUTRAL
    if comparison.with_weight(Weight.DIFFERS):
        figured = _is_figured(comparison, Weight.DIFFERS)
        needed = thresholds.figured_contradict_coverage if figured else thresholds.contradict_coverage
        return Stance.CONTRADICTS if comparison.coverage >= needed else Stance.NEUTRAL
    if comparison.with_weight(Weight.FALLS_SHORT) or comparison.missing_weight > thresholds.most_missing:
        return Stance.NEUTRAL
    figured = _is_figured(comparison, Weight.AGREES)
    needed = thresholds.figured_support_coverage if figured else thresholds.support_coverage
    return Stance.SUPPORTS if comparison.coverage >= needed else Stance.NEUTRAL


def _tells_another_event(comparison: Comparison) -> bool:
    """Say whether opposed events also differ in place, thing, date or figure: one closed here, another opened there."""
    differing = comparison.with_weight(Weight.DIFFERS)
    others = [f for f in differing if f.facet not in {Facet.POLARITY, Facet.SCOPE}]
    return bool(others) and any(f.by_opposite for f in differing)


def _differs_doubtfully(comparison: Comparison) -> bool:
    """Say whether only a place or the polarity differs and the statement falls short as well.

    On the development part such discrepancies were wrong as often as right (13 to 13); the others, 8 to 15.
    """
    facets = {finding.facet for finding in comparison.with_weight(Weight.DIFFERS)}
    doubtful = bool(facets) and facets <= {Facet.POLARITY, Facet.PLACE}
    return doubtful and any(f.facet is not Facet.SCOPE for f in comparison.with_weight(Weight.FALLS_SHORT))


def _is_figured(comparison: Comparison, weight: Weight) -> bool:
    """Say whether a name is met and a figure or date has the weight: so much in common is hardly chance."""
    named = any(f.facet in {Facet.ACTOR, Facet.ENTITY, Facet.PLACE} for f in comparison.with_weight(Weight.AGREES))
    return named and any(f.facet in {Facet.QUANTITY, Facet.DATE} for f in comparison.with_weight(weight))


def _shares_subject(comparison: Comparison) -> bool:
    """Say whether a name, date or figure is met: without one nothing shows that both speak of one thing."""
    anchors = {Facet.ACTOR, Facet.ENTITY, Facet.PLACE, Facet.ROLE, Facet.DATE, Facet.QUANTITY}
    met = any(f.facet in anchors for f in comparison.with_weight(Weight.AGREES))
    swapped = any(f.facet is Facet.ROLE for f in comparison.with_weight(Weight.DIFFERS))
    return met or swapped


def _probabilities(stance: Stance, comparison: Comparison) -> StanceProbabilities:
    """Return probabilities that grow with coverage; facets alone are never certain."""
    if stance is Stance.NEUTRAL:
        lean = 0.04 if comparison.with_weight(Weight.DIFFERS) else 0.08
        return StanceProbabilities(supports=lean, contradicts=0.12 - lean, neutral=0.88)
    sure = round(0.75 + 0.22 * min(1.0, comparison.coverage), 4)
    rest = round(1 - sure, 4)
    if stance is Stance.SUPPORTS:
        return StanceProbabilities(supports=sure, contradicts=round(rest * 0.2, 4), neutral=round(rest * 0.8, 4))
    return StanceProbabilities(supports=round(rest * 0.2, 4), contradicts=sure, neutral=round(rest * 0.8, 4))


def reasons(comparison: Comparison) -> tuple[Reason, ...]:
    """Return the reasons, discrepancies first."""
    order = {Weight.DIFFERS: 0, Weight.LEAVES_OPEN: 1, Weight.FALLS_SHORT: 2, Weight.AGREES: 3}
    findings: list[Finding] = sorted(comparison.findings, key=lambda f: order[f.weight])
    return tuple(reason for finding in findings if (reason := finding.reason()) is not None)


def clashes(comparison: Comparison) -> tuple[Reason, ...]:
    """Return the figures and dates that clash if claim and statement measure one thing, where that is not in doubt."""
    left_open = comparison.with_weight(Weight.LEAVES_OPEN)
    return tuple(
        Reason(ReasonKind.DISCREPANCY, finding.facet, finding.claim_span, finding.statement_span, finding.message)
        for finding in left_open
        if finding.clashes and not finding.doubted
    )

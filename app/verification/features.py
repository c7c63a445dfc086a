"""What a comparison and a reading amount to, as numbers by name."""

import math
from collections.abc import Iterable

from app.domain.evidence import Facet, Stance
from app.verification.findings import Comparison, Finding, Weight
from app.verification.sums import shows_sum

Read = tuple[float, float, float]
"""What a trained reader says of a pair: probabilities of supports, contradicts, neutral."""

_GROUPS = {
    "name": frozenset({Facet.ACTOR, Facet.ENTITY}),
    "place": frozenset({Facet.PLACE}),
    "role": frozenset({Facet.ROLE}),
    "quantity": frozenset({Facet.QUANTITY}),
    "date": frozenset({Facet.DATE}),
    "polarity": frozenset({Facet.POLARITY}),
    "scope": frozenset({Facet.SCOPE}),
    "modality": frozenset({Facet.MODALITY}),
}
_MOST = 2  # findings of one kind that are counted: a long claim is not more wrong for its length
_FLOOR = 1e-3  # a reader is never surer than this of what is not so


def features(comparison: Comparison, facet_stance: Stance, read: Read) -> dict[str, float]:
    """Return the features by name: counts of findings (0..2), shares (0..1), log odds of the reader's stances."""
    found = _counts(comparison)
    found["coverage"] = comparison.coverage
    found["missing"] = min(comparison.missing_weight, 3.0)
    found["told"] = float(comparison.events_met)
    found["facets support"] = float(facet_stance is Stance.SUPPORTS)
    found["facets contradict"] = float(facet_stance is Stance.CONTRADICTS and not _in_doubt(comparison))
    found["facets contradict, in doubt"] = float(facet_stance is Stance.CONTRADICTS and _in_doubt(comparison))
    for group in ("name", "place", "role"):
        found[f"differs, else covered: {group}"] = found[f"differs: {group}"] * comparison.coverage
    return found | _reader(read)


def _counts(comparison: Comparison) -> dict[str, float]:
    found: dict[str, float] = {}
    for weight in Weight:
        findings = comparison.with_weight(weight)
        for name, facets in _GROUPS.items():
            of_group = [f for f in findings if f.facet in facets]
            if weight is Weight.DIFFERS:
                found[f"differs: {name}"] = _few(f for f in of_group if not f.doubted)
                found[f"differs, in doubt: {name}"] = _few(f for f in of_group if f.doubted)
            else:
                found[f"{weight.value}: {name}"] = _few(f for f in of_group if not _is_open_clash(f))
    for weight in (Weight.AGREES, Weight.DIFFERS):
        found[f"{weight.value}: sum"] = _few(f for f in comparison.with_weight(weight) if shows_sum(f.message))
    for name in ("quantity", "date"):
        clashing = [f for f in comparison.with_weight(Weight.LEAVES_OPEN) if f.facet in _GROUPS[name]]
        found[f"clashes: {name}"] = _few(f for f in clashing if _is_open_clash(f))
    return found


def _is_open_clash(finding: Finding) -> bool:
    return finding.weight is Weight.LEAVES_OPEN and finding.clashes and not finding.doubted


def _few(findings: Iterable[Finding]) -> float:
    return float(min(_MOST, sum(1 for _ in findings)))


def _in_doubt(comparison: Comparison) -> bool:
    return all(finding.doubted for finding in comparison.with_weight(Weight.DIFFERS))


def _reader(read: Read) -> dict[str, float]:
    supports, contradicts, neutral = (math.log(max(_FLOOR, p)) for p in read)
    return {
        "reader: supports over neutral": supports - neutral,
        "reader: contradicts over neutral": contradicts - neutral,
        "reader: supports": read[0],
        "reader: contradicts": read[1],
    }

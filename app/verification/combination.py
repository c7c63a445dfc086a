"""One calibrated stance from everything read: what the facets found and what the trained reader thinks.

A multinomial logistic regression over a handful of named features, small enough to be read; `training/combine.py` fits
it and `combination.json` holds it. Hard discrepancies veto support whatever it says (`app.verification.stance`).
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from app.domain.evidence import Facet, Stance, StanceProbabilities
from app.verification.findings import Comparison, Finding, Weight

_NAMES = frozenset({Facet.ACTOR, Facet.ENTITY, Facet.PLACE, Facet.ROLE})
_FIGURES = frozenset({Facet.QUANTITY, Facet.DATE})
_MANNER = frozenset({Facet.POLARITY, Facet.SCOPE, Facet.MODALITY})
_GROUPS = (("names", _NAMES), ("figures", _FIGURES), ("manner", _MANNER))
_MOST = 3  # findings of one kind that are counted: a long claim is not more wrong for its length
_FLOOR = 1e-4


def features(comparison: Comparison, facet_stance: Stance, read: tuple[float, float, float]) -> dict[str, float]:
    """Return the features by name: counts, shares 0..1, and log odds of the reader's stances against neutral."""
    found: dict[str, float] = {
        "coverage": comparison.coverage,
        "missing": min(comparison.missing_weight, 3.0),
        "told": float(comparison.events_met),
        "facets support": float(facet_stance is Stance.SUPPORTS),
        "facets contradict": float(facet_stance is Stance.CONTRADICTS),
    }
    for weight in Weight:
        for name, facets in _GROUPS:
            found[f"{weight.value}: {name}"] = float(min(_MOST, _count(comparison.with_weight(weight), facets)))
    supports, contradicts, neutral = (max(_FLOOR, p) for p in read)
    found["reader supports"] = math.log(supports / neutral)
    found["reader contradicts"] = math.log(contradicts / neutral)
    found["reader's support"] = supports
    found["reader's contradiction"] = contradicts
    return found


def _count(findings: Sequence[Finding], facets: frozenset[Facet]) -> int:
    return sum(finding.facet in facets for finding in findings)


@dataclass(frozen=True, slots=True)
class Combination:
    """Weights by stance and feature, as they are written; `bias` by stance."""

    weights: Mapping[str, Mapping[str, float]]
    bias: Mapping[str, float]

    @classmethod
    def load(cls) -> "Combination":
        """Read the packaged weights."""
        packed = json.loads(files("app.verification").joinpath("combination.json").read_text("utf-8"))
        return cls(weights=packed["weights"], bias=packed["bias"])

    def probabilities(self, found: Mapping[str, float]) -> StanceProbabilities:
        """Return the probabilities of the three stances for features by name."""
        scores = {
            stance: self.bias[stance] + sum(weight * found[name] for name, weight in weights.items())
            for stance, weights in self.weights.items()
        }
        highest = max(scores.values())
        odds = {stance: math.exp(score - highest) for stance, score in scores.items()}
        total = sum(odds.values())
        shares = {stance: round(value / total, 4) for stance, value in odds.items()}
        supports, contradicts = shares["supports"], shares["contradicts"]
        return StanceProbabilities(supports, contradicts, round(1 - supports - contradicts, 4))

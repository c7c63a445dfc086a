"""One calibrated stance from everything read: what the facets found and what the trained reader thinks.

A multinomial logistic regression over named features, small enough to be read. `combination.json` holds its weights;
`python -m benchmarks.combination` fits them on rows that no figure is reported on, kept apart by family.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from app.domain.evidence import Stance, StanceProbabilities


@dataclass(frozen=True, slots=True)
class Combination:
    """Weights by stance and feature, as they are written; `bias` by stance."""

    weights: Mapping[str, Mapping[str, float]]
    bias: Mapping[str, float]

    @classmethod
    def load(cls, form: str) -> "Combination":
        """Read the packaged weights for statements that are "given" with the claim, or "found" by retrieval."""
        packed = json.loads(files("app.verification").joinpath("combination.json").read_text("utf-8"))[form]
        return cls(weights=packed["weights"], bias=packed["bias"])

    def probabilities(self, found: Mapping[str, float]) -> StanceProbabilities:
        """Return the probabilities of the three stances for features by name."""
        scores = {
            stance: self.bias[stance] + math.fsum(weight * found[name] for name, weight in weights.items())
            for stance, weights in self.weights.items()
        }
        highest = max(scores.values())
        odds = {stance: math.exp(score - highest) for stance, score in scores.items()}
        total = math.fsum(odds.values())
        supports, contradicts = (round(odds[stance] / total, 4) for stance in (Stance.SUPPORTS, Stance.CONTRADICTS))
        return StanceProbabilities(supports, contradicts, round(1 - supports - contradicts, 4))

"""How well a model reads labelled pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 15


@dataclass(frozen=True, slots=True)
class Scores:
    """What a model does on one set.

    `wrong_support` is the share of contradicted pairs called supported; `ece` the mean distance of confidence and
    accuracy over fifteen bins of confidence.
    """

    rows: int
    accuracy: float
    macro_f1: float
    wrong_support: float
    ece: float


def scores(probabilities: np.ndarray, truth: Sequence[int]) -> Scores:
    """Compare probabilities (pairs by stances) with the index of each pair's true stance."""
    labels = np.asarray(truth)
    said = probabilities.argmax(axis=1)
    contradicted = labels == 1
    return Scores(
        rows=len(labels),
        accuracy=float((said == labels).mean()),
        macro_f1=float(np.mean([_f1(said == stance, labels == stance) for stance in np.unique(labels)])),
        wrong_support=float((said[contradicted] == 0).mean()) if contradicted.any() else 0.0,
        ece=_ece(probabilities.max(axis=1), said == labels),
    )


def _f1(said: np.ndarray, true: np.ndarray) -> float:
    return float(2 * (said & true).sum() / max(1, said.sum() + true.sum()))


def _ece(confidence: np.ndarray, right: np.ndarray) -> float:
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = (
        abs(right[bins == at].mean() - confidence[bins == at].mean()) * (bins == at).mean() for at in np.unique(bins)
    )
    return float(sum(gaps))

"""Multinomial logistic regression with a ridge, by accelerated gradient descent: a convex problem of few weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.evidence import Stance
from benchmarks.quality.pairs.regression import Floats, softmax

STANCES = tuple(stance.value for stance in Stance)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by stance and feature, as they apply to features as they are, and biases by stance."""

    weights: dict[str, dict[str, float]]
    bias: dict[str, float]


def fit(
    found: Sequence[Mapping[str, float]], truth: Sequence[Stance], counts: Sequence[float], *, ridge: float = 3.0
) -> Fitted:
    """Fit the weights of the features by name; `ridge` is the penalty in rows."""
    names = sorted(found[0])
    raw = np.array([[row[name] for name in names] for row in found])
    scale = np.where(raw.std(axis=0) > 0, raw.std(axis=0), 1.0)
    table = np.hstack([raw / scale, np.ones((len(raw), 1))])
    aim = np.array([[float(stance.value == of) for of in STANCES] for stance in truth])
    weights = _descend(table, aim, np.array(counts), ridge)
    by_stance = {
        stance: {name: round(float(w / s), 4) for name, w, s in zip(names, weights[:-1, at], scale, strict=True)}
        for at, stance in enumerate(STANCES)
    }
    return Fitted(by_stance, {stance: round(float(weights[-1, at]), 4) for at, stance in enumerate(STANCES)})


def _descend(table: Floats, aim: Floats, counts: Floats, ridge: float, *, steps: int = 3_000) -> Floats:
    weights = np.zeros((table.shape[1], aim.shape[1]))
    momentum = np.zeros_like(weights)
    total = counts.sum()
    shrink = np.full((table.shape[1], 1), ridge / total)
    shrink[-1] = 0.0
    counted = table * np.sqrt(counts / total)[:, None]
    rate = 2.0 / float(np.linalg.norm(counted, 2)) ** 2  # the softmax bends by at most half of this
    for step in range(steps):
        ahead = weights + (step / (step + 3)) * momentum
        gap = (softmax(table @ ahead) - aim) * (counts / total)[:, None]
        fresh = ahead - rate * (table.T @ gap + shrink * ahead)
        momentum, weights = fresh - weights, fresh
    return weights

"""Figures of merit of a ranking with binary relevance."""

import math
from collections.abc import Callable, Sequence, Set

Figure = Callable[[Sequence[str], Set[str]], float]


def ndcg_at_10(ranking: Sequence[str], relevant: Set[str]) -> float:
    """Return the normalised discounted cumulative gain of the first ten."""
    gain = sum(_discount(at) for at, id_ in enumerate(ranking[:10]) if id_ in relevant)
    return gain / sum(_discount(at) for at in range(min(10, len(relevant))))


def map_at_5(ranking: Sequence[str], relevant: Set[str]) -> float:
    """Return the average precision over the first five."""
    hits = [id_ in relevant for id_ in ranking[:5]]
    precisions = [sum(hits[: at + 1]) / (at + 1) for at, hit in enumerate(hits) if hit]
    return sum(precisions) / min(5, len(relevant))


def recall_at(depth: int) -> Figure:
    """Return the figure that says which share of the relevant is among the first `depth`."""
    return lambda ranking, relevant: len(relevant & set(ranking[:depth])) / len(relevant)


FIGURES: dict[str, Figure] = {
    "nDCG@10": ndcg_at_10,
    "MAP@5": map_at_5,
    "recall@5": recall_at(5),
    "recall@20": recall_at(20),
    "recall@50": recall_at(50),
}


def _discount(at: int) -> float:
    return 1 / math.log2(at + 2)

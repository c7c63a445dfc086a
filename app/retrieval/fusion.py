"""One order out of the order by words and the order by meaning."""

from collections.abc import Mapping, Sequence

Scored = Sequence[tuple[str, float]]
"""Ids with scores, best first."""

WEIGHT_OF_WORDS = 0.5


def fuse(words: Scored, meaning: Scored, *, weight_of_words: float = WEIGHT_OF_WORDS) -> Scored:
    """Return every id of either order with a score of 0 to 1, best first, ties by id.

    Each order is scaled by its own best score; an id that one of them lacks counts as little there as its last.
    """
    by_words, by_meaning = _scaled(words), _scaled(meaning)
    fused = {
        id_: weight_of_words * _of(by_words, id_) + (1 - weight_of_words) * _of(by_meaning, id_)
        for id_ in {*by_words, *by_meaning}
    }
    return sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))


def _scaled(scored: Scored) -> Mapping[str, float]:
    best = max((score for _, score in scored), default=0.0)
    return {id_: max(0.0, score) / best if best > 0 else 0.0 for id_, score in scored}


def _of(scaled: Mapping[str, float], id_: str) -> float:
    return scaled.get(id_, min(scaled.values(), default=0.0))

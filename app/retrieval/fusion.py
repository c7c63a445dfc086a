"""One order out of the order by words and the order by meaning."""

from collections.abc import Mapping, Sequence

Scored = Sequence[tuple[str, float]]
"""Ids with scores, best first."""

WEIGHT_OF_WORDS = 0.35
"""Share of the words in the fused score; meaning has the rest. Measured in docs/adr/0022."""


def fuse(words: Scored, meaning: Scored, *, weight_of_words: float = WEIGHT_OF_WORDS) -> Scored:
    """Return every id of either order with a score of 0 to 1, best first, ties by id.

    Each order is scaled so that its best is 1; an id that one of them lacks counts there as its last: it may be just
    behind it.
    """
    by_words, by_meaning = _scaled(words), _scaled(meaning)
    last_by_words, last_by_meaning = _last(by_words), _last(by_meaning)
    fused = {
        id_: weight_of_words * by_words.get(id_, last_by_words)
        + (1 - weight_of_words) * by_meaning.get(id_, last_by_meaning)
        for id_ in {**by_words, **by_meaning}
    }
    return sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))


def _scaled(scored: Scored) -> Mapping[str, float]:
    best = max((score for _, score in scored), default=0.0)
    return {id_: max(0.0, score) / best if best > 0 else 0.0 for id_, score in scored}


def _last(scaled: Mapping[str, float]) -> float:
    return min(scaled.values(), default=0.0)

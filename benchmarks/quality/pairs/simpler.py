"""Simpler ways to read a pair, learnt from the tuned half: likeness alone, or the claim alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, utils

from app.domain.evidence import Stance
from app.domain.ports import Embedder
from app.text.tokens import index_terms, tokenize
from benchmarks.quality.pairs.regression import Floats, Labels, fitted
from benchmarks.quality.pairs.ways import Said, Way, by_set
from training.rows import STANCES, Row

Likeness = Callable[[Row], float]
"""How like claim and statement are, 0..1."""

MOST_WORDS = 1_500
"""Words that the claim-only baseline knows of each set: the commonest."""

LEAST_SEEN = 2
"""Claims that a word must occur in to be learnt."""


def commonest(tuned: Sequence[Row]) -> Way:
    """Take the stance that is commonest in the set whatever the pair, as sure as it is common."""
    return by_set({name: _always(rows) for name, rows in _sets(tuned).items()})


def by_claim_words(tuned: Sequence[Row]) -> Way:
    """Guess from the claim's own words by logistic regression, learnt set by set: what the wording gives away."""
    return by_set({name: _learnt_from_words(rows) for name, rows in _sets(tuned).items()})


def by_likeness(likeness: Likeness, tuned: Sequence[Row]) -> Way:
    """Guess from one likeness and its square by logistic regression, learnt once over all sets."""
    probabilities = fitted(_curve(likeness, tuned), _labels(tuned), classes=len(STANCES))
    return lambda rows: [Said.likeliest(one) for one in probabilities(_curve(likeness, rows))]


def shared_words(row: Row) -> float:
    """Return the share of the claim's stems that the statement holds."""
    asked = frozenset(index_terms(row.claim))
    return len(asked & frozenset(index_terms(row.statement))) / max(1, len(asked))


def spelling(row: Row) -> float:
    """Return rapidfuzz's `token_set_ratio`, which forgives order and words that only one side has."""
    return fuzz.token_set_ratio(row.claim, row.statement, processor=utils.default_process) / 100


def cosine_by(embedder: Embedder) -> Likeness:
    """Return the cosine of the embeddings that the service keeps."""

    def cosine(row: Row) -> float:
        claim, statement = (np.frombuffer(vector, "<f4") for vector in embedder.embed([row.claim, row.statement]))
        return float(claim @ statement)

    return cosine


def _sets(rows: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    sets: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sets[row.set].append(row)
    return sets


def _always(rows: Sequence[Row]) -> Way:
    ((label, count),) = Counter(row.label for row in rows).most_common(1)
    return lambda asked: [Said(Stance(label), count / len(rows))] * len(asked)


def _learnt_from_words(rows: Sequence[Row]) -> Way:
    seen = Counter(word for row in rows for word in set(_words(row)))
    known = [word for word, count in seen.most_common(MOST_WORDS) if count >= LEAST_SEEN]
    at = {word: index for index, word in enumerate(known)}
    probabilities = fitted(_bags(rows, at), _labels(rows), classes=len(STANCES))
    return lambda asked: [Said.likeliest(one) for one in probabilities(_bags(asked, at))]


def _bags(rows: Sequence[Row], at: Mapping[str, int]) -> Floats:
    bags = np.zeros((len(rows), len(at)))
    for index, row in enumerate(rows):
        bags[index, [at[word] for word in set(_words(row)) if word in at]] = 1
    return bags


def _words(row: Row) -> list[str]:
    return [token.lower for token in tokenize(row.claim) if token.is_word]


def _curve(likeness: Likeness, rows: Sequence[Row]) -> Floats:
    values = np.array([likeness(row) for row in rows])
    return np.stack([values, values**2], axis=1)


def _labels(rows: Sequence[Row]) -> Labels:
    return np.array([STANCES.index(row.label) for row in rows], dtype=np.int64)

"""How worth checking a claim is, 0..1: checkable matter of public consequence high, small talk and taste low."""

import math

from app.domain.document import ClaimKind
from app.text.sentence import Sentence
from app.text.tags import Tag

_FIRST_PERSON = frozenset("i we you my our your me us".split())
_TALK = frozenset("well thank thanks please sorry okay yes hello welcome let".split())
_COMPARING = frozenset(
    "more less fewer most least highest lowest largest first last record rise fall increase cut".split()
)
_KIND_WEIGHT = {
    ClaimKind.FACTUAL: 0.0,
    ClaimKind.ATTRIBUTION: -0.4,
    ClaimKind.QUOTATION: -0.8,
    ClaimKind.PREDICTION: -1.0,
    ClaimKind.OPINION: -2.5,
    ClaimKind.QUESTION: -3.0,
}


def check_worthiness(sentence: Sentence, kind: ClaimKind, *, unresolved: bool = False) -> float:
    """Return the check-worthiness of a claim.

    A logistic sum of what the words show. The weights are set by hand, after what ClaimBuster (Hassan et al. 2017)
    reports as telling: figures, past tense, named parties; docs/claims.md has what they are worth.
    """
    words = sentence.words
    lower = {word.lower for word in words}
    length = sum(word.token.is_word for word in words)
    weight = (
        -1.0
        + 1.6 * min(2, len(sentence.quantities))
        + 0.6 * min(2, len(sentence.dates))
        + 0.5 * min(2, len(sentence.names))
        + 0.5 * any(word.tag in {Tag.PAST, Tag.HAVE} for word in words)
        + 0.5 * bool(lower & _COMPARING)
        + 0.4 * min(2.0, length / 12)
        - 0.7 * bool(lower & _FIRST_PERSON)
        - 1.0 * bool(lower & _TALK)
        - 1.0 * (length < 6)
        - 0.8 * unresolved
        + _KIND_WEIGHT[kind]
    )
    return round(1 / (1 + math.exp(-weight)), 3)

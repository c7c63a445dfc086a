"""Words that bound or blur a number: "more than", "nearly", "at most", "or so"."""

from collections.abc import Sequence
from enum import StrEnum

from app.text.figure_tokens import Token


class Comparator(StrEnum):
    """How the number written relates to the amount meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"  # just under
    JUST_OVER = "just over"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"


_BEFORE = {
    Comparator.ABOUT: (
        "near, about, around, approximately, approx, approx ., roughly, some, circa, ca ., ~, ≈, an estimated, "
        "estimated, estimated at, close to, in the region of, in the order of, on the order of, more or less, "
        "somewhere around, give or take, a total of about, an average of about"
    ),
    Comparator.NEARLY: (
        "nearly, almost, just under, just below, just short of, slightly under, slightly less than, slightly below, "
        "a little under, a little less than, approaching, not quite, close to but below, virtually"
    ),
    Comparator.JUST_OVER: (
        "just over, just above, slightly more than, slightly over, slightly above, a little over, a little more than, "
        "just more than, little more than"
    ),
    Comparator.MORE_THAN: (
        "more than, over, above, greater than, in excess of, exceeding, exceeds, exceeded, exceed, upwards of, "
        "upward of, north of, higher than, larger than, bigger than, longer than, older than, taller than, "
        "heavier than, well over, far more than, much more than, surpassing, surpassed, surpasses, topped, topping, >, "
        "beyond, better than, faster than, well above, at over, at above, in over, further than"
    ),
    Comparator.AT_LEAST: (
        "at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum, a minimum, ≥, "
        "as few as, as little as, minimum of, at the very least, at minimum, no lower than, > ="
    ),
    Comparator.LESS_THAN: (
        "less than, fewer than, lower than, under, below, short of, smaller than, shorter than, younger than, "
        "lighter than, cheaper than, well under, well below, far less than, much less than, far fewer than, <, "
        "slower than, not even, in less than, south of, not over, no longer than"
    ),
    Comparator.AT_MOST: (
        "at most, up to, no more than, not more than, a maximum of, maximum, maximum of, a maximum, ≤, as many as, "
        "as much as, at the most, no higher than, no greater than, not exceeding, not to exceed, < =, capped at, "
        "not above"
    ),
}
_AFTER = {
    Comparator.AT_LEAST: "or more, or higher, or above, or greater, and above, and over, or over, or older, or longer, "
    "plus, +, - plus, at least, and up, or better, and more",
    Comparator.AT_MOST: "or less, or fewer, or lower, or under, or below, and under, or younger, at most, at the most, "
    "and below, or shorter",
    Comparator.ABOUT: "or so, or thereabouts, - odd, odd, - ish, give or take",
}


def _table(rows: dict[Comparator, str]) -> dict[str, Comparator]:
    return {phrase: comparator for comparator, phrases in rows.items() for phrase in phrases.split(", ")}


_PHRASES_BEFORE, _PHRASES_AFTER = _table(_BEFORE), _table(_AFTER)
_LAST_WORDS = frozenset(phrase.rpartition(" ")[2] for phrase in _PHRASES_BEFORE)
_FIRST_WORDS = frozenset(phrase.partition(" ")[0] for phrase in _PHRASES_AFTER)
_LONGEST_BEFORE = max(phrase.count(" ") for phrase in _PHRASES_BEFORE) + 1
_LONGEST_AFTER = max(phrase.count(" ") for phrase in _PHRASES_AFTER) + 1


_LEAD = 3  # words of "the age of"
_MEASURES = frozenset("age amount cost figure height length level number price rate sum total value weight".split())


def _is_measure(words: Sequence[Token]) -> bool:
    article, noun, preposition = (word.low for word in words)
    return article in {"a", "an", "the"} and noun in _MEASURES and preposition == "of"


def compares_as(phrase: str) -> Comparator:
    """Read a whole phrase such as "longer than"; exact if it compares nothing."""
    return _PHRASES_BEFORE.get(phrase, Comparator.EXACT)


def comparator_before(tokens: Sequence[Token], at: int) -> tuple[Comparator, int]:
    """Read the comparator that ends just before token `at`, longest first; answer it and where it starts.

    Between it and the number may stand what is measured: "under the age of 65", "over a total of 30".
    """
    found = _ending_at(tokens, at)
    if found[0] is Comparator.EXACT and at > _LEAD and _is_measure(tokens[at - _LEAD : at]):
        further = _ending_at(tokens, at - _LEAD)
        return further if further[0] is not Comparator.EXACT else found
    return found


def _ending_at(tokens: Sequence[Token], at: int) -> tuple[Comparator, int]:
    if at > 0 and tokens[at - 1].low in _LAST_WORDS:
        for length in range(min(_LONGEST_BEFORE, at), 0, -1):
            phrase = " ".join([token.low for token in tokens[at - length : at]])
            if phrase in _PHRASES_BEFORE:
                return _PHRASES_BEFORE[phrase], at - length
    return Comparator.EXACT, at


def comparator_after(tokens: Sequence[Token], at: int) -> tuple[Comparator, int] | None:
    """Read the comparator that starts at token `at` ("or more", "or so"); answer it and the index after it."""
    if tokens[at].low not in _FIRST_WORDS:
        return None
    for length in range(min(_LONGEST_AFTER, len(tokens) - at), 0, -1):
        phrase = " ".join([token.low for token in tokens[at : at + length]])
        if phrase in _PHRASES_AFTER:
            return _PHRASES_AFTER[phrase], at + length
    return None

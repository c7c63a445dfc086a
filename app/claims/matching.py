"""Has this been checked before? Two claims are one if they have the same facets in the same words, however written."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.claim import Claim
from app.text.date_expression import DateExpression
from app.text.figures import Figures, read_figures
from app.text.quantity import Quantity
from app.text.tagging import is_code
from app.text.tokens import Token, fold, tokenize

_LEFT_OUT = frozenset({"a", "an", "the", "that", "also"})
"""Words that change nothing: articles and fillers. "only", "all", "no" and every preposition and auxiliary stay."""

_SPOKEN = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "ca": "can", "wo": "will"}
_CANNOT = "cannot"
_TELLING_SIGNS = frozenset("$€£¥%+#<>=&")
_ALSO_WORDS = frozenset("it us who un may aids is as or in am pm all to".split())
"""Acronyms that are words in lower case: "US" is not "us"."""

_ACRONYM = re.compile(r"[A-Z]{2,4}")
_OPEN_BOUND = frozenset({"in", "on", "during"})


def claim_key(text: str, *, anchor: date) -> str:
    """Return what claims that say the same share, and no others; relative dates count from `anchor`.

    Names, words and their order stay; case, articles, contractions, typography and the writing of figures and dates go.
    A question is no assertion, and has a key of its own.
    """
    tokens = tokenize(text)
    codes = [(t.start, t.end) for t in tokens if t.is_word and is_code(t.text) and not t.text[:1].isdigit()]
    figures = read_figures(text, ignore=codes, anchor=anchor)
    single = figures.dates[0] if len(figures.dates) == 1 else None
    words = " ".join(_words(tokens, figures, single))
    moved = "" if single is None else f" @{_day_key(single)}"
    return f"{words}{moved}{'?' if text.rstrip().endswith('?') else ''}"


def key_of(claim: Claim) -> str:
    """Return the key of a claim; its relative dates count from its own date or from the day it is judged for."""
    return claim_key(claim.text, anchor=claim.claim_date or claim.as_of)


def same_claim(one: str, other: str, *, anchor: date) -> bool:
    """Say whether two claims say the same."""
    return claim_key(one, anchor=anchor) == claim_key(other, anchor=anchor)


def _words(tokens: Sequence[Token], figures: Figures, single: DateExpression | None) -> Iterator[str]:
    stretches = {q.span.start: (q.span.end, _quantity_key(q)) for q in figures.quantities}
    stretches |= {d.span.start: (d.span.end, "" if d is single else f"@{_day_key(d)}") for d in figures.dates}
    end = 0
    for at, token in enumerate(tokens):
        if token.start < end:
            continue
        if token.start in stretches:
            end, key = stretches[token.start]
            yield from filter(None, (key,))
        elif not _introduces(tokens, at, single):
            yield from _word(token)


def _introduces(tokens: Sequence[Token], at: int, single: DateExpression | None) -> bool:
    """Say whether a word does no more than put the claim's one date in its place: "in" May, "on" 3 June."""
    following = tokens[at + 1].start if at + 1 < len(tokens) else None
    return single is not None and tokens[at].lower in _OPEN_BOUND and following == single.span.start


def _word(token: Token) -> Iterator[str]:
    if not token.is_word:
        if token.text in _TELLING_SIGNS:
            yield token.text
        return
    if token.lower == _CANNOT:
        yield from ("can", "not")
        return
    word = _SPOKEN.get(token.lower, fold(token.lower))
    if word not in _LEFT_OUT:
        yield f"{word}^" if _ACRONYM.fullmatch(token.text) and word in _ALSO_WORDS else word


def _quantity_key(quantity: Quantity) -> str:
    unit = quantity.unit
    named = "" if unit is None else f"{unit.dimension.value}/{unit.base}:"
    low, high = quantity.in_base(quantity.low), quantity.in_base(quantity.high)
    return f"#{quantity.kind.value}:{quantity.comparator.value}:{named}{low}..{high}"


def _day_key(day: DateExpression) -> str:
    placed = (day.earliest, day.latest, day.month, day.day, day.weekday)
    return f"{day.bound.value}:{day.granularity.value}:{':'.join(map(str, placed))}"

"""Numbers that name a thing and measure nothing: GPT-4, Boeing 737, Article 5, 8x22B, 9:54, [4]."""

from collections.abc import Sequence

from app.text.comparators import Comparator
from app.text.counted import is_open, is_plural
from app.text.figure_tokens import APOSTROPHES, HYPHENS, Token, listed
from app.text.number_words import SCALES
from app.text.units import Unit

_LABELS = listed(
    "article articles chapter chapters section sections paragraph clause page pages pp p figure fig table "
    "appendix volume vol issue episode episodes season part act verse psalm route highway interstate channel room "
    "gate flight apollo windows boeing airbus iphone galaxy playstation xbox model version v release level tier "
    "phase stage grade category type class group division district ward zone title book line track exhibit "
    "amendment resolution proposition directive regulation bulletin rfc iso vitamin formula studio area catch "
    "agenda covid"
)
_CAPITALISED_IN_PASSING = listed(
    "the a an in on at of for from by with as and or but about over under more less nearly almost some only just "
    "up between since until before after during around approximately roughly all these those its their his her "
    "our this that there here if when while where what which who another also than fewer exactly last next every "
    "no yes is was are were be has had have to out per both into within average total"
)

_TIES = HYPHENS | APOSTROPHES | frozenset("/:.")
_TIES_AHEAD = APOSTROPHES | frozenset(":/._")


def belongs_to_name(tokens: Sequence[Token], first: int, end: int, *, bare: bool) -> bool:
    """Tell whether the number at tokens `first` to `end` is part of a name, a time, a reference or a version.

    `bare` says that no unit, currency or range speaks for its being an amount.
    """
    if _is_attached(tokens, first, end) or _is_enumerator(tokens, first, end):
        return True
    return bare and (_follows_a_name(tokens, first, end) or (end - first == 1 and is_part_of_title(tokens, first)))


def _is_enumerator(tokens: Sequence[Token], first: int, end: int) -> bool:
    return first == 0 and (tokens[end].raw == ")" or (tokens[end].raw == "." and tokens[end].glued and end == 1))


def is_part_of_title(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number in words is capitalised in mid-sentence: Xbox One, First Lady, World War Two."""
    if at == 0 or not tokens[at].raw[0].isupper() or tokens[at + 1].low in SCALES:
        return False
    return tokens[at - 1].raw.isalnum() or tokens[at - 1].raw in (",", "-", "'")


def is_bare_year(tokens: Sequence[Token], first: int, end: int, comparator: Comparator, unit: Unit | None) -> bool:
    """Tell whether a four-digit number says nothing but a year, so that calling it an amount would be a guess."""
    if unit is not None or comparator is not Comparator.EXACT or end - first > 1:
        return False
    return is_year_like(tokens[first].raw)


def is_year_like(raw: str) -> bool:
    """Tell whether a numeral could be a year of our time or of the thousand years before."""
    return len(raw) == 4 and raw.isdecimal() and 1000 <= int(raw) <= 2100


def _is_attached(tokens: Sequence[Token], first: int, end: int) -> bool:
    here, after = tokens[first], tokens[end]
    if first > 0 and here.glued and _ties_backward(tokens, first - 1):
        return True
    if (after.glued and after.raw.isalnum()) or _is_clock_time(tokens, end):
        return True
    if after.glued and after.raw in _TIES_AHEAD and tokens[end + 1 : end + 2]:
        return tokens[end + 1].glued and tokens[end + 1].raw.isalnum()
    return here.glued and tokens[first - 1].raw == "[" and after.raw == "]"


def _is_clock_time(tokens: Sequence[Token], end: int) -> bool:
    words = [token.low for token in tokens[end : end + 3]]
    return words[0] in ("am", "pm") or words in (["a", ".", "m"], ["p", ".", "m"]) or words[2:] == ["clock"]


def _ties_backward(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at]
    if before.raw.isalnum() or before.raw in ("_", "@", "#", "&"):
        return True
    return before.raw in _TIES and before.glued and tokens[at - 1].raw.isalnum()


def _follows_a_name(tokens: Sequence[Token], first: int, end: int) -> bool:
    if first == 0 or end - first > 1 + tokens[end - 1].glued or not tokens[first].is_numeral:
        return False
    before = tokens[first - 2] if tokens[first - 1].is_numeral and first > 1 else tokens[first - 1]
    if before.low in _LABELS:
        return True
    if not before.raw[:1].isupper() or before.low in _CAPITALISED_IN_PASSING or not before.raw.isalnum():
        return False
    return is_year_like(tokens[first].raw) or not _counts_something(tokens, end)


def _counts_something(tokens: Sequence[Token], at: int) -> bool:
    if not (is_open(tokens[at]) and tokens[at].raw.islower()):
        return False
    return is_plural(tokens[at].low) or is_plural(tokens[at + 1].low)

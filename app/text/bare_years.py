"""When a bare four-digit number is a year, and when it is an amount."""

from collections.abc import Sequence

from app.text.counted import is_plural
from app.text.currencies import currency_after, currency_before
from app.text.figure_tokens import HYPHENS, Token, listed
from app.text.number_words import SCALES
from app.text.units import read_unit

_CUES = listed(
    "for in since by during of from after before until till through to between early late mid circa c. ca year years "
    "summer spring autumn fall winter around born died est established founded and or"
)
_OPENERS = frozenset({"(", "[", ",", "/", "c", "c.", "b", "b.", "the", "a", "an", "its", "his", "her", ":"}) | HYPHENS
_CLOSERS = frozenset({"", ".", ",", ";", ")", "]", ":", "?", "!", "/"}) | HYPHENS
_AMOUNT_WORDS = listed("than least most about nearly almost approximately roughly over under only exactly")
_ABBREVIATIONS = listed("c ca b d est")
_FIRST_PLAUSIBLE, _LAST_PLAUSIBLE = 1000, 2100


def year_at(tokens: Sequence[Token], at: int) -> int | None:
    """Give the year written as four bare digits at token `at`, whatever stands around it."""
    raw = tokens[at].raw
    if len(raw) != 4 or not raw.isdecimal():
        return None
    year = int(raw)
    return year if _FIRST_PLAUSIBLE <= year <= _LAST_PLAUSIBLE else None


def is_year(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the four digits at token `at` are a year by what stands around them: "in 2024", "the 2024 …"."""
    if year_at(tokens, at) is None or _is_attached(tokens, at) or _is_amount(tokens, at):
        return False
    before, after = tokens[at - 1] if at else tokens[-1], tokens[at + 1]
    if after.low in ("people", "times"):
        return False
    if before.raw == "." and tokens[at - 2].low in _ABBREVIATIONS:
        return True
    if before.low in _CUES or before.low in _OPENERS:
        return before.low in ("in", "since", "during") or not _counts(tokens, at + 1, strict=before.low != "the")
    return after.raw in _CLOSERS and _is_late_enough(tokens, at)


def _is_late_enough(tokens: Sequence[Token], at: int) -> bool:
    return 1700 <= int(tokens[at].raw) <= _LAST_PLAUSIBLE and not tokens[at - 1].raw[:1].isdecimal()


def _is_attached(tokens: Sequence[Token], at: int) -> bool:
    here, after = tokens[at], tokens[at + 1]
    if after.glued and (after.raw.isalnum() or after.raw in ":%"):
        return True
    if not here.glued or at == 0:
        return False
    before = tokens[at - 1]
    return (
        before.raw.isalnum()
        or before.raw in "#_$€£"
        or (before.raw == "-" and before.glued and not _ends_date(tokens, at))
    )


def _ends_date(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at - 2].low in ("mid", "early", "late", "pre", "post") or tokens[at - 2].raw.isdecimal()


def _is_amount(tokens: Sequence[Token], at: int) -> bool:
    compared = at > 0 and tokens[at - 1].low in _AMOUNT_WORDS and tokens[at - 2].low not in ("later", "earlier")
    if compared or (at and currency_before(tokens, at) is not None):
        return True
    if currency_after(tokens, at + 1) is not None or tokens[at + 1].low in SCALES:
        return True
    unit = read_unit(tokens, at + 1)
    return unit is not None and unit[0].name not in ("second", "quarter", "year")


def _counts(tokens: Sequence[Token], at: int, *, strict: bool) -> bool:
    """Tell whether a plural noun follows, as in "of 2000 jobs"; a lower-case adjective may stand between."""
    if is_plural(tokens[at].low) and tokens[at].raw.islower():
        return strict or tokens[at].low == "people"
    return strict and tokens[at].raw.islower() and at + 1 < len(tokens) and _is_counted_noun(tokens[at + 1])


def _is_counted_noun(token: Token) -> bool:
    return is_plural(token.low) and token.raw.islower()

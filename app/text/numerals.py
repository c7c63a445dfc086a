"""Numbers as they are written: the value, and how precisely it was given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.text.figure_tokens import Token
from app.text.number_words import FRACTION_GLYPHS, FREE_SHORT_SCALES, SCALES, SHORT_SCALES, SMALL, read_words

_LONGEST_NUMERAL = 40
_PLAIN = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
_GROUPED = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})(?:\.([0-9]+))?")
_SPACED = re.compile(r"([0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+)()")
_CONTINENTAL = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)|([0-9]{1,3}(?:\.[0-9]{3}){2,})")
_DOTTED_THOUSANDS = re.compile(r"([1-9][0-9]{0,2})\.000")  # "30.000 inhabitants": nobody writes thirty so precisely
_DECIMAL_COMMA = re.compile(r"([0-9]{1,3}),([0-9]{1,2})")
_NOT_DIGIT = re.compile(r"[^0-9]")
_ONE = Fraction(1)
_CAPITALS = frozenset("kKMBT")
_MILLION_AND_BILLION = frozenset("mMbB")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at tokens `first` to `end` (exclusive).

    `step` is the worth of the last digit that carries precision: 0.1 billion for "2.1 billion", 1 for "23,500".
    `digits` counts significant digits, trailing zeros of a whole number left out.
    """

    value: Fraction
    first: int
    end: int
    step: Fraction
    digits: int
    scale: int = 1
    spelled: bool = False

    def times(self, factor: int, *, end: int) -> "Number":
        """Give the same number, `factor` times as large, its scale written up to token `end`."""
        return replace(self, value=self.value * factor, step=self.step * factor, end=end, scale=self.scale * factor)


def read_number(tokens: Sequence[Token], at: int, *, money: bool = False) -> Number | None:
    """Read the number that starts at token `at`, with its scale: "2.1bn", "one hundred and five thousand", "10^25".

    `money` says that a currency stands before it, where "m" can only mean million.
    """
    number = _read_digits(tokens, at) if tokens[at].is_numeral else _read_spelled(tokens, at)
    if number is None:
        return None
    return _with_scale(tokens, _with_half(tokens, number), money=money)


def parse_numeral(raw: str) -> tuple[Fraction, Fraction, int] | None:
    """Give value, step and significant digits of a numeral, or nothing if it is a version, a list or the like."""
    if len(raw) > _LONGEST_NUMERAL:
        return None
    if raw.isdecimal():
        return Fraction(int(raw)), _ONE, _significant(raw, keep_zeros=False)
    mantissa, _, exponent = raw.lower().partition("e")
    found = _whole_and_decimals(mantissa)
    if found is None:
        return None
    whole, decimals = found
    power = int(exponent or 0) - len(decimals)
    figures = int(whole + decimals)
    scale = Fraction(10**power) if power >= 0 else Fraction(1, 10**-power)
    return figures * scale, scale, _significant(whole + decimals, keep_zeros=bool(decimals))


def _whole_and_decimals(raw: str) -> tuple[str, str] | None:
    if match := _DOTTED_THOUSANDS.fullmatch(raw):
        return f"{match[1]}000", ""
    if match := _PLAIN.fullmatch(raw) or _GROUPED.fullmatch(raw) or _SPACED.fullmatch(raw):
        return _NOT_DIGIT.sub("", match[1]), match[2] or ""
    if match := _CONTINENTAL.fullmatch(raw):
        return _NOT_DIGIT.sub("", match[1] or match[3]), match[2] or ""
    if match := _DECIMAL_COMMA.fullmatch(raw):
        return match[1], match[2]
    return None


def _significant(figures: str, *, keep_zeros: bool) -> int:
    bare = figures.lstrip("0")
    return max(1, len(bare if keep_zeros else bare.rstrip("0")))


def _read_digits(tokens: Sequence[Token], at: int) -> Number | None:
    parsed = parse_numeral(tokens[at].raw)
    if parsed is None or (_DECIMAL_COMMA.fullmatch(tokens[at].raw) and not _settles_comma(tokens[at + 1])):
        return None
    value, step, digits = parsed
    number = Number(value, at, at + 1, step, digits)
    return _with_power(tokens, number)


def _settles_comma(after: Token) -> bool:
    """Tell whether "2,5" can only be a decimal comma: a list of numbers is not followed by % or "million"."""
    return after.low in ("%", "percent", "per", "€") or after.low in SCALES or after.raw in FREE_SHORT_SCALES


def _with_power(tokens: Sequence[Token], number: Number) -> Number:
    if tokens[number.end].raw != "^" or not tokens[number.end].glued or not tokens[number.end + 1].glued:
        return number
    exponent = tokens[number.end + 1]
    if not exponent.raw.isdecimal() or len(exponent.raw) > 3 or abs(number.value) > 1000:
        return number
    value = number.value ** int(exponent.raw)
    return replace(number, value=value, step=Fraction(1), end=number.end + 2)


def _read_spelled(tokens: Sequence[Token], at: int) -> Number | None:
    low = tokens[at].low
    if low in FRACTION_GLYPHS:
        return Number(FRACTION_GLYPHS[low], at, at + 1, Fraction(1, 100), 2)
    if low in ("a", "an") and tokens[at + 1].low in SCALES:
        return Number(Fraction(1), at, at + 1, Fraction(1), 1, spelled=True)
    read = read_words(tokens, at) if low in SMALL else None
    if read is None:
        return None
    value, end = read
    scale = _scale_of_words(tokens, at, end)
    digits = _significant(str(value), keep_zeros=False)
    return Number(Fraction(value), at, end, Fraction(scale), digits, scale=scale, spelled=True)


def _scale_of_words(tokens: Sequence[Token], at: int, end: int) -> int:
    last = tokens[end - 1].low
    return SCALES[last] if end - at > 1 and last in SCALES and last != "hundred" else 1


def _with_half(tokens: Sequence[Token], number: Number) -> Number:
    following = tokens[number.end]
    if following.low in FRACTION_GLYPHS and following.glued:
        return _plus(number, FRACTION_GLYPHS[following.low], end=number.end + 1)
    words = [token.low for token in tokens[number.end : number.end + 3]]
    if words in (["and", "a", "half"], ["and", "one", "half"]):
        return _plus(number, Fraction(1, 2), end=number.end + 3)
    return number


def _plus(number: Number, part: Fraction, *, end: int) -> Number:
    return replace(number, value=number.value + part, step=Fraction(1, 10), digits=number.digits + 1, end=end)


def _with_scale(tokens: Sequence[Token], number: Number, *, money: bool) -> Number:
    while (scale := _scale_at(tokens, number, money=money)) is not None:
        factor, end = scale
        number = number.times(factor, end=end)
    return number


def _scale_at(tokens: Sequence[Token], number: Number, *, money: bool) -> tuple[int, int] | None:
    token = tokens[number.end]
    if token.low in SCALES:
        return SCALES[token.low], number.end + 1
    if token.raw == "-" and token.glued and tokens[number.end + 1].low in SCALES:
        return SCALES[tokens[number.end + 1].low], number.end + 2
    if number.scale > 1 or number.spelled or token.raw not in SHORT_SCALES:
        return None
    return (SHORT_SCALES[token.raw], number.end + 1) if _is_scale(tokens, number.end, money=money) else None


def _is_scale(tokens: Sequence[Token], at: int, *, money: bool) -> bool:
    token = tokens[at]
    if tokens[at + 1].glued and tokens[at + 1].raw.isalnum():
        return False
    if token.raw in FREE_SHORT_SCALES or (money and token.raw in _MILLION_AND_BILLION):
        return True
    if not token.glued:
        return False
    return money or token.raw in _CAPITALS or (token.raw in ("m", "b") and _counts_next(tokens[at + 1]))


def _counts_next(after: Token) -> bool:
    """Tell whether the word after "5m" is counted, so that m is million and not metre."""
    return (after.low.endswith("s") and after.low not in ("is", "was", "has", "as")) or after.low == "people"

"""Read ordinals ("third", "21st", "No. 1"), multiples ("twice", "threefold") and vague counts ("dozens")."""

from collections.abc import Sequence
from fractions import Fraction

from app.text.amounts import Found, bounds_around
from app.text.counted import read_counted, read_single
from app.text.figure_tokens import HYPHENS, Token, TokenisedText, listed
from app.text.named_numbers import is_part_of_title
from app.text.number_words import MULTIPLIERS, ORDINALS, SCALES, SMALL
from app.text.numerals import read_number
from app.text.quantity import Quantity, QuantityKind

_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_NO_ORDINAL_AFTER = frozenset({"at", "per", "every"})
_MULTIPLIED = listed("as the its their his her that what more larger bigger greater higher faster of")
_TIMES = frozenset({"times", "x", "\u00d7", "fold"})
_GROUPS: dict[str, tuple[int, int]] = {
    "dozens": (24, 99),
    "tens": (20, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 99_999),
    "millions": (2 * 10**6, 999_999_999),
    "billions": (2 * 10**9, 10**12 - 1),
    "trillions": (2 * 10**12, 10**15 - 1),
}
_SCALES = {**SCALES, "dozen": 12}
_FEW = {"few": (2, 9), "several": (3, 9)}


def read_ordinal(written: TokenisedText, at: int) -> Found | None:
    """Read "third", "twenty-first", "21st", "number 56" or "No. 1" at token `at`."""
    read = _ranked_at(written.tokens, at)
    if (
        read is None
        and not is_part_of_title(written.tokens, at)
        and (at == 0 or written.tokens[at - 1].low not in _NO_ORDINAL_AFTER)
    ):
        read = _ordinal_at(written.tokens, at)
    if read is None:
        return None
    value, end = read
    counted = read_single(written, end)
    span = written.span(at, end)
    amount = Fraction(value)
    kind = QuantityKind.ORDINAL
    return (Quantity(span, span, amount, amount, kind=kind, counted=counted),), end


def read_multiple(written: TokenisedText, at: int) -> Found | None:
    """Read "twice as", "double the", "threefold", "three times as", "10x" or "5-fold" at token `at`."""
    read = _multiple_word(written.tokens, at) or _counted_times(written.tokens, at)
    if read is None:
        return None
    value, end = read
    comparator, first, end = bounds_around(written.tokens, at, end)
    span, number = written.span(first, end), written.span(at, end)
    return (Quantity(span, number, value, value, kind=QuantityKind.MULTIPLE, comparator=comparator),), end


def read_vague(written: TokenisedText, at: int) -> Found | None:
    """Read "dozens", "hundreds of thousands", "a few hundred", "a couple of" or an exact "two dozen" at token `at`."""
    tokens = written.tokens
    read = _group(tokens, at) or _few(tokens, at)
    if read is not None:
        return _quantity(written, at, read, QuantityKind.VAGUE)
    read = _dozen(tokens, at)
    return _quantity(written, at, read, QuantityKind.AMOUNT) if read else None


def _ordinal_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    if token.is_numeral:
        attached = after.glued and after.low in _SUFFIXES and token.raw.isdecimal() and len(token.raw) < 7
        return (int(token.raw), at + 2) if attached else None
    if token.low in ORDINALS:
        return ORDINALS[token.low], at + 1
    tens, units = SMALL.get(token.low, 0), ORDINALS.get(tokens[at + 2].low, 0) if at + 2 < len(tokens) else 0
    if tens >= 20 and tens % 10 == 0 and after.raw in HYPHENS and 0 < units < 10:
        return tens + units, at + 3
    return None


def _ranked_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    if tokens[at].low not in ("number", "no", "#") or at + 1 >= len(tokens):
        return None
    number = at + 2 if tokens[at].low == "no" and tokens[at + 1].raw == "." else at + 1
    token = tokens[number]
    if (tokens[at].low == "no" and number == at + 1) or not (token.raw.isdecimal() and len(token.raw) < 5):
        return (SMALL["one"], number + 1) if tokens[at].low == "number" and token.low == "one" else None
    return int(token.raw), number + 1


def _multiple_word(tokens: Sequence[Token], at: int) -> tuple[Fraction, int] | None:
    low, after = tokens[at].low, tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low in MULTIPLIERS:
        return Fraction(MULTIPLIERS[low]), at + 1
    if low in ("twice", "double", "triple", "treble", "quadruple") and after in _MULTIPLIED:
        return Fraction({"triple": 3, "treble": 3, "quadruple": 4}.get(low, 2)), at + 1
    return None


def _counted_times(tokens: Sequence[Token], at: int) -> tuple[Fraction, int] | None:
    if not any(token.low in _TIMES for token in tokens[at + 1 : at + 6]):
        return None
    number = read_number(tokens, at) if tokens[at].is_numeral or tokens[at].low in SMALL else None
    if number is None:
        return None
    sign, after = tokens[number.end], tokens[number.end + 1] if number.end + 1 < len(tokens) else tokens[-1]
    if sign.low == "times" and _compares(tokens, number.end + 1):
        return number.value, number.end + 1
    if sign.raw in ("x", "\u00d7") and sign.glued and not (after.glued and after.raw.isalnum()):
        return number.value, number.end + 1
    if sign.low == "fold" or (sign.raw in HYPHENS and after.low == "fold"):
        return number.value, number.end + 1 + (sign.low != "fold")
    return None


def _compares(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "times" multiplies ("times as many as", "times the") and does not count occasions."""
    if tokens[at].low == "as":
        return "as" in [token.low for token in tokens[at + 2 : at + 4]] or tokens[at + 1].low in ("much", "many")
    return tokens[at].low in _MULTIPLIED or tokens[at].low.endswith("er")


def _group(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    low = tokens[at].low
    if low not in _GROUPS:
        return None
    least, most = _GROUPS[low]
    if tokens[at + 1].low != "of" or tokens[at + 2].low not in _GROUPS:
        return (least, most, at + 1) if low not in ("tens", "scores") else None
    scale = _GROUPS[tokens[at + 2].low][0] // 2
    return least * scale, most * scale, at + 3


def _few(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    if tokens[at].low == "a" and tokens[at + 1].low == "couple":
        scale = SCALES.get(tokens[at + 2].low, 1)
        return 2 * scale, 3 * scale, at + 2 + (scale > 1) + (tokens[at + 2].low == "of")
    few = at + 1 if tokens[at].low == "a" else at
    scale = _SCALES.get(tokens[few + 1].low, 1) if few + 1 < len(tokens) else 1
    if tokens[few].low not in _FEW or scale == 1:
        return None
    least, most = _FEW[tokens[few].low]
    return least * scale, most * scale, few + 2


def _dozen(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    count = 1 if tokens[at].low == "a" else SMALL.get(tokens[at].low, 0)
    if count == 0 or tokens[at + 1].low != "dozen":
        return None
    return 12 * count, 12 * count, at + 2


def _quantity(written: TokenisedText, at: int, read: tuple[int, int, int], kind: QuantityKind) -> Found:
    least, most, end = read
    comparator, first, last = bounds_around(written.tokens, at, end)
    after = end + 1 if written.tokens[end].low == "of" else end
    counted = read_counted(written, after)
    quantity = Quantity(
        written.span(first, last),
        written.span(at, end),
        Fraction(least),
        Fraction(most),
        kind=kind,
        comparator=comparator,
        counted=counted,
        spelled=True,
    )
    return (quantity,), last

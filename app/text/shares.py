"""Read parts of a whole: "half of", "two thirds", "one in five", "3/4 of", and ratings such as 7.5/10."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from app.text.amounts import Found, bounds_around, read_measured
from app.text.comparators import Comparator, comparator_before, compares_as
from app.text.counted import read_counted, read_hyphened
from app.text.figure_tokens import HYPHENS, Token, TokenisedText, listed
from app.text.number_words import ORDINALS, PARTS, SCALES, SMALL
from app.text.numerals import Number
from app.text.quantity import Counted, Quantity
from app.text.units import PERCENT, Unit, rating_out_of, read_unit

_SCALES_OF_RATINGS = frozenset({4, 5, 6, 10, 20, 100})
_LARGEST_GROUP = 1000
_WHOLES = listed("of the its their his her all our those these that what")
_CLOSERS = frozenset({"", ".", ",", ";", ")", ":", "and", "in", "to", "from", "by"})
_JOINTS = frozenset({"in", "/", "out"})
_HALF = Fraction(1, 2)


def read_part(written: TokenisedText, at: int) -> Found | None:
    """Read a part in words at token `at`: "half a trillion", "half of", "two-thirds of", "a quarter of a million"."""
    fraction = _fraction_at(written.tokens, at)
    if fraction is None:
        return None
    value, end = fraction
    return (
        _part_of_scale(written, at, end, value)
        or _part_of_unit(written, at, end, value)
        or _part_of_whole(written, at, end, value)
    )


def read_ratio(written: TokenisedText, at: int) -> Found | None:
    """Read "one in five", "nine out of ten doctors", "49 out of 100", "7.5/10" and "3/4 of" at token `at`."""
    tokens = written.tokens
    if not any(token.low in _JOINTS for token in tokens[at + 1 : at + 4]):
        return None
    first = read_measured(tokens, at)
    if first is None or first.unit is not None or first.first != at or first.number.scale > 1:
        return None
    joined = _joint(tokens, first.end)
    if joined is None:
        return None
    joint, second_at = joined
    second = read_measured(tokens, second_at)
    if second is None or second.unit is not None or second.first != second_at or second.value <= 0:
        return None
    return _ratio(written, at, second.end, first.number, second.value, joint)


def _fraction_at(tokens: Sequence[Token], at: int) -> tuple[Fraction, int] | None:
    if tokens[at].low == "half":
        return _HALF, at + 1
    count = 1 if tokens[at].low in ("a", "one") else SMALL.get(tokens[at].low, 0)
    part_at = at + 2 if tokens[at + 1].raw in HYPHENS and tokens[at + 1].glued else at + 1
    if not 0 < count < 20 or part_at >= len(tokens):
        return None
    word = tokens[part_at].low
    if PARTS.get(word, 0) <= count or (word.endswith("s") or word == "halves") != (count > 1):
        return None
    return Fraction(count, PARTS[word]), part_at + 1


def _part_of_scale(written: TokenisedText, at: int, end: int, value: Fraction) -> Found | None:
    tokens = written.tokens
    words = end + 1 if tokens[end].low == "of" else end
    words += tokens[words].low in ("a", "an") or tokens[words].raw in HYPHENS
    if words == end or words >= len(tokens) or (word := tokens[words].low) not in {**SCALES, "dozen": 12}:
        return None
    scale = 12 if word == "dozen" else SCALES[word]
    return _amount(written, at, words + 1, value * scale, None)


def _part_of_unit(written: TokenisedText, at: int, end: int, value: Fraction) -> Found | None:
    tokens = written.tokens
    unit_at = end + 1 if tokens[end].low == "of" else end
    if tokens[unit_at].low not in ("a", "an") and not (tokens[unit_at].raw in HYPHENS and tokens[unit_at].glued):
        return None
    read = read_unit(tokens, unit_at + 1) if unit_at + 1 < len(tokens) else None
    return _amount(written, at, read[1], value, read[0]) if read else None


def _part_of_whole(written: TokenisedText, at: int, end: int, value: Fraction) -> Found | None:
    if not _is_part(written.tokens, at, end):
        return None
    return _amount(written, at, end, 100 * value, PERCENT)


def _is_part(tokens: Sequence[Token], at: int, end: int) -> bool:
    before, after = tokens[at - 1].low if at else "", tokens[end].low
    if before in ORDINALS or before in ("other", "latter", "final", "opening", "better", "last", "this", "every"):
        return False
    if tokens[at].low in ("half", "a") or tokens[at].low == "one":
        compared = comparator_before(tokens, at)[0] is not Comparator.EXACT
        more = compares_as(f"{after} than") is not Comparator.EXACT  # "a quarter more", "a third higher"
        of_whole = after == "of" or (tokens[at].low == "half" and after in _WHOLES)
        return of_whole or compared or more or before in ("by", "in")
    return after in _WHOLES or after in _CLOSERS


def _amount(written: TokenisedText, at: int, end: int, value: Fraction, unit: Unit | None) -> Found:
    comparator, first, last = bounds_around(written.tokens, at, end)
    counted = _counted(written, end) if unit is None else None
    quantity = Quantity(
        written.span(first, last),
        written.span(at, end),
        value,
        value,
        comparator=comparator,
        unit=unit,
        counted=counted,
        step=value / 10,
        scaled=unit is None,
        spelled=True,
    )
    return (quantity,), last


def _counted(written: TokenisedText, end: int) -> Counted | None:
    hyphened = written.tokens[end - 2].raw in HYPHENS  # "a half-trillion parameter system"
    return read_hyphened(written, end) if hyphened else read_counted(written, end)


def _joint(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    low = tokens[at].low
    if low == "in" or low == "/":
        return low, at + 1
    return ("out of", at + 2) if low == "out" and tokens[at + 1].low == "of" else None


def _ratio(written: TokenisedText, at: int, end: int, number: Number, most: Fraction, joint: str) -> Found | None:
    count = number.value
    tokens = written.tokens
    rated = most in _SCALES_OF_RATINGS and count <= most and tokens[end].low != "of"
    if joint == "/":
        return _rating(written, at, end, number, most) if rated else _share_of(written, at, end, count / most)
    if count >= most + (joint == "out of") or most > _LARGEST_GROUP or read_unit(tokens, end) is not None:
        return None
    counts = read_counted(written, end)
    if joint == "out of" and rated and counts is None:
        return _rating(written, at, end, number, most)
    return _amount(written, at, end, 100 * count / most, PERCENT) if _is_group(joint, count, most) else None


def _is_group(joint: str, count: Fraction, most: Fraction) -> bool:
    return joint == "out of" or (count < 10 and count.denominator == 1 and most.denominator == 1)


def _rating(written: TokenisedText, at: int, end: int, number: Number, most: Fraction) -> Found:
    (quantity,), last = _amount(written, at, end, number.value, rating_out_of(int(most)))
    return (replace(quantity, step=number.step, digits=number.digits, spelled=False),), last


def _share_of(written: TokenisedText, at: int, end: int, value: Fraction) -> Found | None:
    return _amount(written, at, end, 100 * value, PERCENT) if value < 1 and written.tokens[end].low == "of" else None

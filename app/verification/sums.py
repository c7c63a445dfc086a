"""Sums over two or more amounts: their result with its bounds, and how it is written out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from app.text.quantity import Quantity
from app.text.units import Dimension, Unit
from app.verification.allowances import Outcome, Reckoned, judge
from app.verification.courses import Course
from app.verification.levels import Level
from app.verification.relation import Kind, Relation

_RESULT = re.compile(r" = -?\d")
_SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))


@dataclass(frozen=True, slots=True)
class Sum:
    """A result, the amounts it is made of, and the sum in writing; `is_signed` if it may fall below nothing."""

    reckoned: Reckoned
    terms: tuple[Level, ...]
    text: str
    is_signed: bool = False
    course: Course | None = None

    @classmethod
    def change(cls, first: Level, second: Level, course: Course | None) -> "Sum | None":
        """Return how many percent the first amount is more than the second."""
        if _low(second) <= 0 or first.amount < 0:
            return None
        a, b = _written(first), _written(second)
        reckoned = _bounds(lambda x, y: 100 * (x - y) / y, first, second)
        return cls(reckoned, (first, second), f"({a} - {b}) / {b} = {figure(reckoned.value)} %", True, course)

    @classmethod
    def difference(cls, first: Level, second: Level, course: Course | None) -> "Sum":
        """Return how much more the first amount is than the second, in the first's unit."""
        reckoned = _bounds(lambda x, y: x - y, first, second)
        text = f"{_written(first)} - {_written(second)} = {_named(reckoned.value, first)}"
        return cls(reckoned, (first, second), text, True, course)

    @classmethod
    def multiple(cls, first: Level, second: Level, course: Course | None) -> "Sum | None":
        """Return how many times the second amount the first is."""
        if _low(second) <= 0:
            return None
        reckoned = _bounds(lambda x, y: x / y, first, second)
        text = f"{_written(first)} / {_written(second)} = {figure(reckoned.value, 2)}"
        return cls(reckoned, (first, second), text, False, course)

    @classmethod
    def share(cls, part: Level, whole: Level) -> "Sum | None":
        """Return how many percent of the whole the part is."""
        if _low(whole) <= 0:
            return None
        reckoned = _bounds(lambda x, y: 100 * x / y, part, whole)
        return cls(reckoned, (part, whole), f"{_written(part)} / {_written(whole)} = {figure(reckoned.value)} %")

    @classmethod
    def total(cls, terms: Sequence[Level]) -> "Sum":
        """Return what amounts add up to, in the first's unit."""
        value = sum((_in_unit(t, terms[0].unit) for t in terms), Fraction(0))
        slack = sum((t.slack for t in terms), Fraction(0))
        text = f"{' + '.join(_written(t) for t in terms)} = {_named(value, terms[0], share='%')}"
        return cls(Reckoned(value, value - slack, value + slack), tuple(terms), text)

    @classmethod
    def reverse(cls, base: Level, relation: Relation) -> "Sum | None":
        """Return the amount that another is more, less or a multiple than: 1,420 is 160 more than 1,260."""
        amount, written = relation.amount.low, _written(base)
        if relation.kind is Kind.MULTIPLE:
            if amount <= 0:
                return None
            value, sign = base.amount / amount, f"/ {figure(amount, 2)}"
            slack = base.slack / amount
        elif not relation.sign:
            return None
        elif relation.kind is Kind.CHANGE:
            factor = 1 + relation.sign * amount / 100
            if factor <= 0:
                return None
            value, sign, slack = base.amount / factor, f"/ {figure(factor, 2)}", base.slack / factor
        else:
            if relation.amount.unit != base.unit:
                return None
            value, slack = base.amount - relation.sign * amount, base.slack
            sign = f"{'-' if relation.sign > 0 else '+'} {figure(amount)}"
        return cls(Reckoned(value, value - slack, value + slack), (base,), f"{written} {sign} = {_named(value, base)}")


def outcome_of(claimed: Quantity, sign: int, found: Sum) -> Outcome:
    """Judge the figure; where the claim says which is the greater, the other way round is a discrepancy."""
    reckoned = found.reckoned
    if not found.is_signed:
        return judge(claimed, reckoned)
    if sign and reckoned.value * sign < 0:
        return Outcome.DIFFERS if reckoned.low * sign < 0 and reckoned.high * sign < 0 else Outcome.OPEN
    return judge(claimed, reckoned if reckoned.value >= 0 else _turned(reckoned))


def _turned(reckoned: Reckoned) -> Reckoned:
    return Reckoned(-reckoned.value, -reckoned.high, -reckoned.low)


def as_told(claimed: Quantity, sign: int, result: Fraction) -> str:
    """Write the claim's figure as it stands, with its direction where the result's is another."""
    turned = sign and result * sign < 0
    return f"{'+' if sign > 0 else '-'}{claimed.span.text}" if turned else claimed.span.text


def shows_sum(message: str) -> bool:
    """Say whether a reason's message holds a sum."""
    return _RESULT.search(message) is not None


def figure(value: Fraction, places: int = 1) -> str:
    """Write a number as a newsroom does: "7.1", "1,260", "54.6 million"."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{_decimal(value / scale, 3)}{word}"
    return _decimal(value, places if value.denominator != 1 and abs(value) < 1000 else 2)


def _decimal(value: Fraction, places: int) -> str:
    text = f"{float(value):,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _written(level: Level) -> str:
    return figure(level.amount, 4)


def _named(value: Fraction, level: Level, *, share: str = "percentage points") -> str:
    is_share = level.unit is not None and level.unit.dimension is Dimension.SHARE
    return f"{figure(value, 4)} {share}" if is_share else figure(value, 4)


def _low(level: Level) -> Fraction:
    return level.amount - level.slack


def _in_unit(level: Level, unit: Unit | None) -> Fraction:
    return (
        level.amount * level.unit.factor / unit.factor if level.unit is not None and unit is not None else level.amount
    )


def _bounds(operation: Callable[[Fraction, Fraction], Fraction], first: Level, second: Level) -> Reckoned:
    """Return the result with the least and the most that rounding leaves possible."""
    x, y = first.amount, _in_unit(second, first.unit)
    slack = second.slack * (y / second.amount) if second.amount else second.slack
    ends = [operation(a, b) for a, b in product((x - first.slack, x + first.slack), (y - slack, y + slack))]
    return Reckoned(operation(x, y), min(ends), max(ends))

"""How the amount of a claim relates to the amount of a statement.

Every quantity is read twice, in the base of its unit. The *strict* reading holds the amounts that make the words
plainly true; the *loose* reading, never narrower, the amounts that a fair reader would let pass:

| comparator       | strict                  | loose                                            |
|------------------|-------------------------|--------------------------------------------------|
| exact v          | v                       | what rounds to v at the precision written        |
| exact a to b     | a..b                    | the same, both ends rounded                      |
| about v          | v ± 5 % (or rounding)   | v ± 15 %                                         |
| nearly v         | from v - 5 % up to v    | from v - 15 % up to and with v                   |
| just over v      | from v up to v + 5 %    | from and with v up to v + 15 %                   |
| more / less than | above / below v         | the same                                         |
| at least/at most | from / up to and with v | the same                                         |
| vague (dozens)   | the usual range         | half its low end to ten times its high end       |

5 % is what a newsroom lets "about" cover; beyond 15 % the word misleads. Between the two nothing is decided.

| relation | when                                                                                             |
|----------|--------------------------------------------------------------------------------------------------|
| equal    | same comparator, same strict reading                                                             |
| entailed | the statement's strict reading lies in the claim's, or the claim is the statement, rounded        |
| conflict | neither's strict reading meets the other's loose one, or one is at least v, the other at most v   |
| open     | otherwise                                                                                        |

A bare point against a bound ("more than 500" against 500) is judged strictly: rounding excuses another number, not
another direction. The other way round, a claim of 500 against "more than 500", the claim leaves out a word and is open;
this is the one place where conflict is not symmetric.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.text.comparators import Comparator
from app.text.quantity import Quantity, QuantityKind
from app.text.units import Dimension

_ABOUT = Fraction(5, 100)
_ABOUT_AT_MOST = Fraction(15, 100)
_ROUNDING_OF_ONE_DIGIT = Fraction(25, 1000)  # "2 billion" may stand for 2.04, hardly for 2.4
_ROUNDED = (Comparator.EXACT, Comparator.ABOUT)


class QuantityRelation(StrEnum):
    """What a statement's amount says about a claim's."""

    EQUAL = "equal"  # the same amount, however written
    ENTAILED = "entailed"  # the statement's amount makes the claim's true
    CONFLICT = "conflict"  # both cannot be true of the same thing
    OPEN = "open"  # compatible, and not decided
    INCOMPARABLE = "incomparable"  # of different dimensions, units or kinds


@dataclass(frozen=True, slots=True)
class _Interval:
    """Amounts from `low` to `high`; None is without end."""

    low: Fraction | None
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False

    def within(self, other: "_Interval") -> bool:
        return _reaches_low(self, other) and _reaches_high(self, other)

    def meets(self, other: "_Interval") -> bool:
        return not (_lies_below(self, other) or _lies_below(other, self))


def relate_quantities(claim: Quantity, statement: Quantity) -> QuantityRelation:
    """Tell what the statement's amount says about the claim's, by the tables above; nouns counted are not compared."""
    if not _comparable(claim, statement):
        return QuantityRelation.INCOMPARABLE
    if claim.kind is QuantityKind.SCORE:
        return _relate_scores(claim, statement)
    claimed, stated = _strict(claim), _strict(statement)
    if claimed == stated and claim.comparator is statement.comparator:
        return QuantityRelation.EQUAL
    if stated.within(claimed) or _is_rounding(claim, statement):
        return QuantityRelation.ENTAILED
    if _turns_bound(claim, statement):
        return QuantityRelation.CONFLICT
    if (
        _drops_bound(claim, statement)
        or claimed.meets(_loose(statement, claim))
        or _loose(claim, statement).meets(stated)
    ):
        return QuantityRelation.OPEN
    return QuantityRelation.CONFLICT


def _drops_bound(claim: Quantity, statement: Quantity) -> bool:
    """Tell whether the claim is the statement without its "more than" or "less than"."""
    if claim.comparator not in _ROUNDED or statement.comparator not in (Comparator.MORE_THAN, Comparator.LESS_THAN):
        return False
    return claim.is_point and claim.in_base(claim.low) == statement.in_base(statement.low)


def _turns_bound(claim: Quantity, statement: Quantity) -> bool:
    """Tell whether one says "at least" where the other says "at most": of one amount alone both hold."""
    comparators = {claim.comparator, statement.comparator}
    bound = claim.in_base(claim.low) == statement.in_base(statement.low) and claim.is_point and statement.is_point
    return bound and comparators == {Comparator.AT_LEAST, Comparator.AT_MOST}


def same_dimension(claim: Quantity, statement: Quantity) -> bool:
    """Tell whether two quantities measure the same sort of thing, be it in units that do not convert.

    Dollars and euros do, and percent and percentage points: equal numbers then speak of a changed unit.
    """
    return _same_kind(claim, statement) and claim.dimension is statement.dimension


def _comparable(claim: Quantity, statement: Quantity) -> bool:
    if not _same_kind(claim, statement):
        return False
    if claim.unit is None or statement.unit is None:
        return claim.unit is statement.unit
    return claim.unit.converts_to(statement.unit)


def _same_kind(claim: Quantity, statement: Quantity) -> bool:
    counts = {QuantityKind.AMOUNT, QuantityKind.VAGUE}
    return claim.kind is statement.kind or {claim.kind, statement.kind} == counts


def _relate_scores(claim: Quantity, statement: Quantity) -> QuantityRelation:
    if (claim.low, claim.high) == (statement.low, statement.high):
        return QuantityRelation.EQUAL
    turned = (claim.low, claim.high) == (statement.high, statement.low)
    return QuantityRelation.OPEN if turned else QuantityRelation.CONFLICT


def _strict(quantity: Quantity) -> _Interval:
    low, high = quantity.in_base(quantity.low), quantity.in_base(quantity.high)
    match quantity.comparator:
        case Comparator.EXACT:
            return _Interval(low, high)
        case Comparator.ABOUT:
            return _Interval(low - _slack(quantity, low), high + _slack(quantity, high))
        case Comparator.NEARLY:
            return _Interval(low - abs(low) * _ABOUT, high, open_high=True)
        case Comparator.JUST_OVER:
            return _Interval(low, high + abs(high) * _ABOUT, open_low=True)
        case _:
            return _bounded(quantity.comparator, low, high)


def _bounded(comparator: Comparator, low: Fraction, high: Fraction) -> _Interval:
    match comparator:
        case Comparator.MORE_THAN:
            return _Interval(low, None, open_low=True)
        case Comparator.AT_LEAST:
            return _Interval(low, None)
        case Comparator.LESS_THAN:
            return _Interval(None, high, open_high=True)
        case _:
            return _Interval(None, high)


def _loose(quantity: Quantity, other: Quantity) -> _Interval:
    """Read a quantity loosely, as it is held against `other`."""
    low, high = quantity.in_base(quantity.low), quantity.in_base(quantity.high)
    if quantity.kind is QuantityKind.VAGUE and quantity.comparator is Comparator.EXACT:
        return _Interval(low / 2, high * 10)
    match quantity.comparator:
        case Comparator.ABOUT:
            return _Interval(low - abs(low) * _ABOUT_AT_MOST, high + abs(high) * _ABOUT_AT_MOST)
        case Comparator.NEARLY:
            return _Interval(low - abs(low) * _ABOUT_AT_MOST, high)
        case Comparator.JUST_OVER:
            return _Interval(low, high + abs(high) * _ABOUT_AT_MOST)
        case Comparator.EXACT if other.comparator in _ROUNDED:
            half = _half_step(quantity)
            return _Interval(low - half, high + half, open_high=half > 0)
        case _:
            return _strict(quantity)


def _slack(quantity: Quantity, amount: Fraction) -> Fraction:
    return max(abs(amount) * _ABOUT, min(_half_step(quantity), abs(amount) * _ABOUT_AT_MOST))


def _half_step(quantity: Quantity) -> Fraction:
    """Give half the worth of the last digit that carries precision, in the base unit."""
    if quantity.kind is not QuantityKind.AMOUNT:
        return Fraction(0)
    factor = quantity.unit.factor if quantity.unit else Fraction(1)
    return rounding_unit(quantity) * factor / 2


def rounding_unit(quantity: Quantity) -> Fraction:
    """Give the unit, in the quantity's own, to which an amount may have been rounded; a plain whole count has none.

    Trailing zeros from thousands on ("20,000") count as rounding down to two digits.
    """
    if quantity.scaled or quantity.step < 1 or quantity.dimension is not Dimension.COUNT:
        return quantity.step
    if quantity.low >= 1000 and quantity.low % 1000 == 0:
        return Fraction(10 ** (len(str(int(quantity.low))) - 2))
    return Fraction(0)


def _is_rounding(claim: Quantity, statement: Quantity) -> bool:
    """Tell whether the claim is the statement's point, rounded at the precision that the claim writes."""
    if not (claim.is_point and statement.is_point and claim.comparator in _ROUNDED):
        return False
    if statement.comparator is not Comparator.EXACT or claim.kind is not QuantityKind.AMOUNT:
        return False
    if _half_step(claim) <= _half_step(statement):
        return False
    claimed, stated = claim.in_base(claim.low), statement.in_base(statement.low)
    half = _half_step(claim)
    close = claim.digits > 1 or abs(stated - claimed) <= abs(claimed) * _ROUNDING_OF_ONE_DIGIT
    return close and claimed - half <= stated < claimed + half


def _reaches_low(inner: _Interval, outer: _Interval) -> bool:
    if outer.low is None:
        return True
    if inner.low is None:
        return False
    return inner.low > outer.low or (inner.low == outer.low and (inner.open_low or not outer.open_low))


def _reaches_high(inner: _Interval, outer: _Interval) -> bool:
    if outer.high is None:
        return True
    if inner.high is None:
        return False
    return inner.high < outer.high or (inner.high == outer.high and (inner.open_high or not outer.open_high))


def _lies_below(lower: _Interval, upper: _Interval) -> bool:
    if lower.high is None or upper.low is None:
        return False
    return lower.high < upper.low or (lower.high == upper.low and (lower.open_high or upper.open_low))

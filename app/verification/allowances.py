"""How far a figure that was reckoned may lie from the one that a claim gives.

What is reckoned from rounded figures is itself known only within bounds: 212 million after 198 million is a rise of
7.1 %, or of anything from 6.5 to 7.6 % before rounding. The claim allows what its own words allow:

| the claim writes            | agrees                                      | may still be meant          |
|-----------------------------|---------------------------------------------|-----------------------------|
| digits ("7 percent", "6.4") | what rounds to it at the precision written  | the same                    |
| a word ("a fifth", "twice") | within a twentieth of it                    | within 15 %                 |
| "exactly" a word            | that alone                                  | the same                    |
| about                       | within a twentieth of it, or rounding       | within 15 %                 |
| nearly, just over           | up to a twentieth on that side              | up to 15 % on that side     |
| more than, at least         | from there to twice as much                 | from there on               |
| less than, at most          | from there down to half as much             | from there down             |

The shares are those of `app.text.quantity_relations`; the bounds end where another word would be fairer: nobody who
means four fifths says "more than a fifth". Between the two columns nothing is decided.
"""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from app.text.comparators import Comparator
from app.text.quantities import rounding_unit
from app.text.quantity import Quantity, QuantityKind

_NEAR = Fraction(5, 100)
_FAR = Fraction(15, 100)
_LOOSEST = 2
_UPWARDS = frozenset({Comparator.MORE_THAN, Comparator.AT_LEAST})
_DOWNWARDS = frozenset({Comparator.LESS_THAN, Comparator.AT_MOST})


class Outcome(Enum):
    """What a reckoned figure makes of the one claimed."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A figure with the bounds that the rounding of its terms leaves it."""

    value: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class _Range:
    """Amounts from `low` to `high`, ends included unless open; None is without end."""

    low: Fraction | None
    high: Fraction | None
    open_ends: bool = False

    def holds(self, amount: Fraction) -> bool:
        above = self.low is None or (self.low < amount if self.open_ends else self.low <= amount)
        below = self.high is None or (amount < self.high if self.open_ends else amount <= self.high)
        return above and below

    def meets(self, low: Fraction, high: Fraction) -> bool:
        above = self.low is None or (self.low < high if self.open_ends else self.low <= high)
        below = self.high is None or (low < self.high if self.open_ends else low <= self.high)
        return above and below


def judge(claimed: Quantity, reckoned: Reckoned) -> Outcome:
    """Hold a reckoned figure, in the claim's unit, against the one claimed."""
    agreeing, allowed = _ranges(claimed)
    if agreeing.holds(reckoned.value):
        return Outcome.AGREES
    return Outcome.OPEN if allowed.meets(reckoned.low, reckoned.high) else Outcome.DIFFERS


def half_step(quantity: Quantity) -> Fraction:
    """Return half of what the last digit that carries precision is worth, in the quantity's own unit."""
    return rounding_unit(quantity) / 2 if quantity.kind is QuantityKind.AMOUNT else Fraction(0)


def _ranges(claimed: Quantity) -> tuple[_Range, _Range]:
    """Return what agrees with the claim's figure and what it may still mean."""
    low, high = claimed.low, claimed.high
    if claimed.comparator in _UPWARDS:
        strict = claimed.comparator is Comparator.MORE_THAN
        return _Range(low, low * _LOOSEST, open_ends=strict), _Range(low, None, open_ends=strict)
    if claimed.comparator in _DOWNWARDS:
        strict = claimed.comparator is Comparator.LESS_THAN
        return _Range(high / _LOOSEST, high, open_ends=strict), _Range(None, high, open_ends=strict)
    if claimed.comparator is Comparator.NEARLY:
        return _Range(low - low * _NEAR, high, open_ends=True), _Range(low - low * _FAR, high)
    if claimed.comparator is Comparator.JUST_OVER:
        return _Range(low, high + high * _NEAR, open_ends=True), _Range(low, high + high * _FAR)
    return _around(claimed)


def _around(claimed: Quantity) -> tuple[_Range, _Range]:
    low, high = claimed.low, claimed.high
    rounding = Fraction(0) if _is_in_words(claimed) else half_step(claimed)
    if claimed.insisted and (claimed.kind is QuantityKind.MULTIPLE or claimed.spelled):
        return _Range(low, high), _Range(low, high)
    if claimed.comparator is Comparator.EXACT and not _is_in_words(claimed):
        return _Range(low - rounding, high + rounding), _Range(low - rounding, high + rounding)
    near = max(high * _NEAR, min(rounding, high * _FAR))
    return _Range(low - near, high + near), _Range(low - high * _FAR, high + high * _FAR)


def _is_in_words(claimed: Quantity) -> bool:
    """Say whether the figure is a fraction or multiple in words, which nobody takes to the digit."""
    return claimed.kind is QuantityKind.MULTIPLE or (claimed.spelled and claimed.step == claimed.low / 10)

"""A quantity: an amount as a text states it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.domain.evidence import Span
from app.text.comparators import Comparator
from app.text.units import Dimension, Unit


class QuantityKind(StrEnum):
    """What sort of figure a quantity is; figures of two sorts are not compared."""

    AMOUNT = "amount"  # 314 jobs, $2.1 billion, 5 %, half of, one in five
    ORDINAL = "ordinal"  # third, 21st, No. 1
    MULTIPLE = "multiple"  # twice as large, threefold
    VAGUE = "vague"  # dozens, hundreds of, a couple
    SCORE = "score"  # 3-1; low is the first side, high the second


@dataclass(frozen=True, slots=True)
class Counted:
    """The thing counted: `noun` in lower case and singular, `span` as written."""

    noun: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with everything around it that gives it its meaning.

    `low` and `high` are exact, in `unit`, and equal unless a range is written. `comparator` says how the amount meant
    relates to them. `step` is the worth of the last written digit that carries precision (0.1 billion for "2.1
    billion") and `digits` the number of significant digits. `spelled` and `scaled` say whether the number stands in
    words and whether it has a scale ("2.1 billion", "500B"), `insisted` whether "exactly" or "precisely" stands before.
    """

    span: Span
    number_span: Span
    low: Fraction
    high: Fraction
    kind: QuantityKind = QuantityKind.AMOUNT
    comparator: Comparator = Comparator.EXACT
    unit: Unit | None = None
    counted: Counted | None = None
    step: Fraction = Fraction(1)
    digits: int = 1
    scaled: bool = False
    spelled: bool = False
    insisted: bool = False

    @property
    def is_point(self) -> bool:
        """Say whether one number is written and not a range."""
        return self.low == self.high

    @property
    def is_ordinal(self) -> bool:
        """Say whether the figure is a place in an order."""
        return self.kind is QuantityKind.ORDINAL

    @property
    def dimension(self) -> Dimension:
        """Give what is measured; a number without a unit counts."""
        return self.unit.dimension if self.unit else Dimension.COUNT

    def in_base(self, amount: Fraction) -> Fraction:
        """Convert an amount in this quantity's unit to the unit's base."""
        return amount * self.unit.factor + self.unit.offset if self.unit else amount

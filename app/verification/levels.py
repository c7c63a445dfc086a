"""Plain amounts of a statement, ready to be reckoned with."""

from dataclasses import dataclass
from fractions import Fraction

from app.domain.evidence import Span
from app.text.comparators import Comparator
from app.text.quantity import Quantity, QuantityKind
from app.text.units import Dimension, Unit
from app.verification.allowances import half_step
from app.verification.readings import Anchor

_ROUNDING_OF_ONE_DIGIT = Fraction(25, 1000)  # as in app.text.quantity_relations


@dataclass(frozen=True, slots=True)
class Level:
    """An amount that a statement gives, with what its rounding leaves open either way."""

    anchor: Anchor
    amount: Fraction
    slack: Fraction
    unit: Unit | None
    noun: str | None

    @property
    def span(self) -> Span:
        """Return the words of the figure."""
        return self.anchor.span


def is_plain(anchor: Anchor) -> bool:
    """Say whether a figure is one exact amount, and no duration."""
    value = anchor.value
    if not isinstance(value, Quantity) or value.kind is not QuantityKind.AMOUNT or not value.is_point:
        return False
    return value.comparator is Comparator.EXACT and value.dimension is not Dimension.DURATION


def level_of(anchor: Anchor) -> Level:
    """Make a level of a plain amount."""
    quantity = anchor.value
    assert isinstance(quantity, Quantity)  # noqa: S101 - narrows the type: only plain amounts come here
    noun = quantity.counted.noun if quantity.counted is not None else None
    slack = half_step(quantity)
    if quantity.digits == 1:
        slack = min(slack, quantity.low * _ROUNDING_OF_ONE_DIGIT)
    return Level(anchor, quantity.low, slack, quantity.unit, noun)


def scale_of(level: Level) -> Fraction:
    """Return a thousand for "84 thousand", 1 for a plain number."""
    quantity = level.anchor.value
    if not isinstance(quantity, Quantity) or not quantity.scaled:
        return Fraction(1)
    decimals = len(quantity.number_span.text.partition(" ")[0].partition(".")[2])
    return quantity.step * Fraction(10) ** decimals


def is_in_unit_of(claimed: Quantity, level: Level) -> bool:
    """Say whether the claim's figure is in the amount's unit; points are of percent."""
    unit: Unit | None = claimed.unit
    if level.unit is not None and level.unit.dimension is Dimension.SHARE:
        return claimed.dimension is Dimension.SHARE or (claimed.counted is not None and claimed.counted.noun == "point")
    if unit is None or level.unit is None:
        return unit is level.unit
    return unit == level.unit

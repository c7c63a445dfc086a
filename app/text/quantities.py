"""Quantities of a text, and how two of them relate."""

from collections.abc import Sequence

from app.text.comparators import Comparator
from app.text.figures import read_figures
from app.text.quantity import Counted, Quantity, QuantityKind
from app.text.quantity_relations import QuantityRelation, relate_quantities, rounding_unit, same_dimension
from app.text.units import Dimension, Unit

__all__ = [
    "Comparator",
    "Counted",
    "Dimension",
    "Quantity",
    "QuantityKind",
    "QuantityRelation",
    "Unit",
    "find_quantities",
    "relate_quantities",
    "rounding_unit",
    "same_dimension",
]


def find_quantities(text: str, *, ignore: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in order and apart from its dates; `ignore` names stretches to pass over."""
    return read_figures(text, ignore=ignore).quantities

"""Figures that a statement does not print but that follow from two it does: a share, a difference."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from app.domain.evidence import Span
from app.text.comparators import Comparator
from app.text.quantity import Quantity
from app.text.units import Dimension
from app.verification.readings import Anchor, Prepared

_OUT_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the|its|their|his|her|all|those)?\s*", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_TO = re.compile(r"\s+(?:percent\s+)?to\s+", re.IGNORECASE)


def derived_quantities(claim: Quantity, statement: Prepared) -> Iterator[Anchor]:
    """Yield anchors for shares ("sixteen of the twenty": 80 %) and differences ("from 4.25 to 3.75": half a point).

    Each is in the claim's unit and spans the figures it is made of; it stands in the slots of the first.
    """
    for first, second in pairwise(statement.quantities):
        if not (isinstance(first.value, Quantity) and isinstance(second.value, Quantity)):
            continue
        amount = _share(claim, first.value, second.value, statement) or _difference(
            claim, first.value, second.value, statement
        )
        if amount is not None:
            span = Span.of(statement.sentence.text, first.span.start, second.span.end)
            value = replace(claim, span=span, number_span=span, low=amount, high=amount, comparator=Comparator.EXACT,
                            step=Fraction(1, 100))  # fmt: skip
            yield Anchor(value, span, first.slots)


def _between(first: Quantity, second: Quantity, statement: Prepared) -> str:
    return statement.sentence.text[first.number_span.end : second.number_span.start]


def _share(claim: Quantity, part: Quantity, whole: Quantity, statement: Prepared) -> Fraction | None:
    """Return the percentage that "part of whole" makes, if the claim speaks of one."""
    counts = part.dimension is whole.dimension is Dimension.COUNT
    if claim.dimension is not Dimension.SHARE or not counts or not whole.low or part.low > whole.low:
        return None
    return 100 * part.low / whole.low if _OUT_OF.fullmatch(_between(part, whole, statement)) else None


def _difference(claim: Quantity, first: Quantity, second: Quantity, statement: Prepared) -> Fraction | None:
    """Return how far "from first to second" goes, in the claim's unit."""
    text = statement.sentence.text
    ranged = _FROM.search(text[: first.span.start]) and _TO.fullmatch(_between(first, second, statement))
    unit = second.unit or first.unit
    if not ranged or unit is None or claim.unit is None:
        return None
    distance = abs(second.low - first.low)
    if claim.unit == unit and claim.dimension is not Dimension.SHARE:
        return distance
    points = claim.unit.name.startswith("percentage point")
    return distance if points and unit.dimension is Dimension.SHARE else None

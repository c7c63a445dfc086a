"""Read the figures of a text, quantities and dates, so that no number is read as both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.text.date_expression import DateExpression
from app.text.date_reading import read_dates
from app.text.figure_tokens import TokenisedText
from app.text.quantity import Quantity
from app.text.quantity_reading import read_quantities


@dataclass(frozen=True, slots=True)
class Figures:
    """The quantities and dates of one text, each in order; none shares its number with another."""

    quantities: tuple[Quantity, ...]
    dates: tuple[DateExpression, ...]


def read_figures(text: str, *, ignore: Sequence[tuple[int, int]] = (), anchor: date | None = None) -> Figures:
    """Read quantities and dates outside the `ignore` stretches (start, end), such as names with digits in them.

    Relative dates ("last year") count from `anchor`; without one they have no place in time.
    """
    written = TokenisedText.of(text)
    dates = read_dates(written, anchor=anchor, ignore=ignore)
    taken = [*ignore, *((each.span.start, each.span.end) for each in dates)]
    return Figures(read_quantities(written, taken), dates)

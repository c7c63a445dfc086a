"""Dates of a text, and how two of them relate."""

from collections.abc import Sequence
from datetime import date

from app.text.date_expression import DateBound, DateExpression, Granularity
from app.text.date_reading import read_dates
from app.text.date_relations import DateRelation, relate_dates
from app.text.figure_tokens import TokenisedText

__all__ = [
    "DateBound",
    "DateExpression",
    "DateRelation",
    "Granularity",
    "find_dates",
    "relate_dates",
]


def find_dates(
    text: str, *, anchor: date | None = None, ignore: Sequence[tuple[int, int]] = ()
) -> tuple[DateExpression, ...]:
    """Find the date expressions of a text, in order; relative ones count from `anchor`."""
    return read_dates(TokenisedText.of(text), anchor=anchor, ignore=ignore)

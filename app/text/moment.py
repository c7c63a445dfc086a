"""A date as it is being read, before anything bounds it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.text.calendar_words import Days
from app.text.date_expression import Granularity
from app.text.figure_tokens import Token


@dataclass(frozen=True, slots=True)
class Moment:
    """A date without its bounds, at tokens `first` to `end`."""

    first: int
    end: int
    days: Days | None
    granularity: Granularity
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    ambiguous: bool = False


def past_comma(tokens: Sequence[Token], at: int) -> int:
    """Give the index after the comma or full stop at token `at`, or `at` if there is none."""
    return at + 1 if tokens[at].raw in (",", ".") and at + 1 < len(tokens) else at

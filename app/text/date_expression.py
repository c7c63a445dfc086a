"""A date expression: a day, month, year or period as a text states it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.evidence import Span


class Granularity(StrEnum):
    """How fine a date expression is."""

    DAY = "day"
    MONTH_DAY = "month-day"  # 12 May, of no stated year
    WEEKDAY = "weekday"  # Monday, of no stated week
    MONTH_OF_YEAR = "month-of-year"  # May, of no stated year
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    FISCAL_YEAR = "fiscal year"
    DECADE = "decade"
    CENTURY = "century"
    PERIOD = "period"  # from one date to another
    RELATIVE = "relative"  # "last year", with nothing to count from


class DateBound(StrEnum):
    """How a date expression relates to the time meant."""

    AT = "at"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    FROM_TO = "from..to"
    BETWEEN = "between"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    CIRCA = "circa"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A time as written: `earliest` and `latest` enclose the date words themselves, first and last day included.

    "before June 2024" has the bounds of June 2024 and the bound `before`; "early 2024" has the bounds of its first
    third. Without a year the bounds are None and `month`, `day` or `weekday` (Monday is 1) say what is known. An
    `ambiguous` expression (03/04/2024) has bounds that enclose both readings and is decided by neither.
    """

    span: Span
    earliest: date | None
    latest: date | None
    granularity: Granularity
    bound: DateBound = DateBound.AT
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    ambiguous: bool = False

    @property
    def is_dated(self) -> bool:
        """Say whether the expression is placed in a calendar year."""
        return self.earliest is not None and self.latest is not None

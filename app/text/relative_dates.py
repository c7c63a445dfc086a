"""Read dates that count from another day: "yesterday", "last year", "two years ago"."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from app.text.calendar_words import (
    MONTHS,
    WEEKDAYS,
    Days,
    days_of_month,
    days_of_quarter,
    days_of_year,
    days_of_years,
)
from app.text.date_expression import Granularity
from app.text.figure_tokens import Token
from app.text.moment import Moment
from app.text.numerals import read_number

_DAY_WORDS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_SHIFTS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_AGO = frozenset({"ago", "earlier"})
_LONGEST_COUNT = 10_000
_YEARS_IN = {"decade": 10, "century": 100}  # "two decades ago" points at a year, not at a decade of the calendar
STARTS = frozenset(_DAY_WORDS) | frozenset(_SHIFTS)


def read_relative(tokens: Sequence[Token], at: int, anchor: date | None) -> Moment | None:
    """Read the relative date that starts at token `at`; without an anchor it has no place in time."""
    return _day_word(tokens, at, anchor) or _shifted(tokens, at, anchor) or _ago(tokens, at, anchor)


def _day_word(tokens: Sequence[Token], at: int, anchor: date | None) -> Moment | None:
    low = tokens[at].low
    if low not in _DAY_WORDS:
        return None
    day = _shift_days(anchor, _DAY_WORDS[low]) if anchor else None
    return _moment(at, at + 1, day, Granularity.DAY)


def _shifted(tokens: Sequence[Token], at: int, anchor: date | None) -> Moment | None:
    if tokens[at].low not in _SHIFTS:
        return None
    shift, word = _SHIFTS[tokens[at].low], tokens[at + 1].low
    if word in _PERIODS:
        granularity, place = _PERIODS[word]
        return _moment(at, at + 2, place(anchor, shift) if anchor else None, granularity)
    if word in WEEKDAYS:
        days = _weekday(anchor, shift, WEEKDAYS[word]) if anchor else None
        return _moment(at, at + 2, days, Granularity.DAY)
    if word in MONTHS and tokens[at + 1].raw[0].isupper():
        days = _named_month(anchor, shift, MONTHS[word]) if anchor else None
        return _moment(at, at + 2, days, Granularity.MONTH)
    return None


def _ago(tokens: Sequence[Token], at: int, anchor: date | None) -> Moment | None:
    read = _count(tokens, at) if any(token.low in _AGO for token in tokens[at + 2 : at + 6]) else None
    if read is None:
        return None
    count, unit_at = read
    if unit_at + 1 >= len(tokens) or tokens[unit_at + 1].low not in _AGO:
        return None
    word = tokens[unit_at].low.removesuffix("s")
    if word not in _PERIODS:
        return None
    if word in _YEARS_IN:
        count, word = count * _YEARS_IN[word], "year"
    granularity, place = _PERIODS[word]
    told = anchor if tokens[unit_at + 1].low == "ago" and count <= _LONGEST_COUNT else None
    return _moment(at, unit_at + 2, place(told, -count) if told else None, granularity)


def _count(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    if tokens[at].low in ("a", "an"):
        return 1, at + 1
    number = read_number(tokens, at)
    if number is None or number.value.denominator != 1:
        return None
    return int(number.value), number.end


def _moment(first: int, end: int, days: Days | None, granularity: Granularity) -> Moment:
    return Moment(first, end, days, granularity if days else Granularity.RELATIVE)


def _shift_days(anchor: date, count: int, length: int = 1) -> Days | None:
    try:
        start = anchor + timedelta(days=count)
        return start, start + timedelta(days=length - 1)
    except OverflowError:
        return None


def _week(anchor: date, shift: int) -> Days | None:
    return _shift_days(anchor, 7 * shift - anchor.weekday(), length=7)


def _month(anchor: date, shift: int) -> Days | None:
    months = 12 * anchor.year + anchor.month - 1 + shift
    return days_of_month(months // 12, months % 12 + 1)


def _quarter(anchor: date, shift: int) -> Days | None:
    quarters = 4 * anchor.year + (anchor.month - 1) // 3 + shift
    return days_of_quarter(quarters // 4, quarters % 4 + 1)


def _year(anchor: date, shift: int) -> Days | None:
    return days_of_year(anchor.year + shift)


def _decade(anchor: date, shift: int) -> Days | None:
    first = anchor.year - anchor.year % 10 + 10 * shift
    return days_of_years(first, first + 9)


def _century(anchor: date, shift: int) -> Days | None:
    first = (anchor.year - 1) // 100 * 100 + 1 + 100 * shift
    return days_of_years(first, first + 99)


def _weekday(anchor: date, shift: int, weekday: int) -> Days | None:
    """Place "last Monday" before the anchor, "next Monday" after it, "this Monday" in its week."""
    gap = weekday - anchor.isoweekday()
    if shift < 0:
        gap = gap - 7 if gap >= 0 else gap
    elif shift > 0:
        gap = gap + 7 if gap <= 0 else gap
    return _shift_days(anchor, gap)


def _named_month(anchor: date, shift: int, month: int) -> Days | None:
    """Place "last May" before the anchor's month, "next May" after it, "this May" in its year."""
    passed = month < anchor.month
    year = anchor.year + (0 if shift == 0 else -1 if shift < 0 and not passed else 1 if shift > 0 and passed else 0)
    if shift > 0 and month == anchor.month:
        year += 1
    return days_of_month(year, month)


_PERIODS: dict[str, tuple[Granularity, Callable[[date, int], Days | None]]] = {
    "day": (Granularity.DAY, _shift_days),
    "week": (Granularity.WEEK, _week),
    "month": (Granularity.MONTH, _month),
    "quarter": (Granularity.QUARTER, _quarter),
    "year": (Granularity.YEAR, _year),
    "decade": (Granularity.DECADE, _decade),
    "century": (Granularity.CENTURY, _century),
}

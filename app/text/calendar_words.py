"""Names of months, weekdays and seasons, and the calendar periods they open."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

Days = tuple[date, date]

_MONTH_NAMES = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
MONTHS: dict[str, int] = {name: at for at, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
FULL_MONTHS = frozenset(names.split()[0] for names in _MONTH_NAMES)
# As plain words these are more often not months: "may", "march", "mar".
DOUBTFUL_MONTHS = frozenset({"may", "march", "mar", "dec", "sep", "jan"})
WEEKDAYS: dict[str, int] = {
    name: at
    for at, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), start=1)
}
# Northern meteorological seasons; winter is the one that begins in December of the year before or of the year named,
# so its bounds enclose both readings.
SEASONS: dict[str, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
WINTER = "winter"


def days_of_year(year: int) -> Days | None:
    """Give the first and last day of a year, or nothing outside the calendar."""
    return (date(year, 1, 1), date(year, 12, 31)) if MINYEAR <= year <= MAXYEAR else None


def days_of_month(year: int, month: int) -> Days | None:
    """Give the first and last day of a month."""
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def days_of_months(year: int, first: int, last: int) -> Days | None:
    """Give the days from one month to another of the same year."""
    start, end = days_of_month(year, first), days_of_month(year, last)
    return (start[0], end[1]) if start and end else None


def day_of(year: int, month: int, day: int) -> Days | None:
    """Give the day as a period of one day, or nothing if the calendar has no such day."""
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError):
        return None
    return found, found


def days_of_quarter(year: int, quarter: int) -> Days | None:
    """Give the days of quarter 1 to 4, or nothing for any other number."""
    return days_of_months(year, 3 * quarter - 2, 3 * quarter) if 1 <= quarter <= 4 else None


def days_of_half(year: int, half: int) -> Days | None:
    """Give the days of half 1 or 2, or nothing for any other number."""
    return days_of_months(year, 6 * half - 5, 6 * half) if half in (1, 2) else None


def days_of_season(year: int, season: str) -> Days | None:
    """Give the days of a season, counted in whole months."""
    if season in SEASONS:
        return days_of_months(year, *SEASONS[season])
    before, after = days_of_month(year - 1, 12), days_of_month(year + 1, 2)
    return (before[0], after[1]) if before and after else None


def days_of_years(first: int, last: int) -> Days | None:
    """Give the days from one year to another."""
    start, end = days_of_year(first), days_of_year(last)
    return (start[0], end[1]) if start and end else None


def third_of(days: Days, part: int) -> Days:
    """Give the first (0), middle (1) or last (2) third of a period."""
    start, end = days
    length = (end - start).days + 1
    first, last = length * part // 3, length * (part + 1) // 3 - 1
    return start + timedelta(days=first), start + timedelta(days=max(first, last))

"""Days as reviews write them: ISO 8601, RFC 2822, Unix time or words; what is ambiguous is no day."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

import dateparser

FIRST_YEAR, LAST_YEAR = 1900, 2100

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_UNIX = re.compile(r"\d{10}(?:\d{3})?")
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_PARSING = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False}


def day_of(value: object) -> date | None:
    """Return the day that a value names; None if it names none, or if day and month cannot be told apart."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    day = _iso(text) or _unix(text) or _internet(text) or _figures(text) or _words(text)
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _iso(text: str) -> date | None:
    found = _ISO_DAY.match(text)
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _unix(text: str) -> date | None:
    if not _UNIX.fullmatch(text):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC).date()


def _internet(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if "," in text else None
    except ValueError:
        return None


def _figures(text: str) -> date | None:
    """Read 17/04/2024 or 04/17/2024, where one of the first two cannot be a month."""
    found = _FIGURES.match(text)
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    day, month = (first, second) if second <= 12 else (second, first)
    if first <= 12 and second <= 12 and first != second:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _words(text: str) -> date | None:
    if not any(char.isalpha() for char in text) or _ISO_DAY.match(text):
        return None
    read = dateparser.parse(text, settings=_PARSING)
    return None if read is None else read.date()

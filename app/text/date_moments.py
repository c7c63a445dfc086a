"""Read single dates: a day, month, quarter, half, season, year, decade or century, before anything bounds them."""

import re
from collections.abc import Callable, Sequence

from app.text.bare_years import is_year, year_at
from app.text.calendar_words import (
    DOUBTFUL_MONTHS,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    WINTER,
    day_of,
    days_of_month,
    days_of_year,
    days_of_years,
)
from app.text.date_expression import Granularity
from app.text.date_periods import (
    YEAR_WORDS,
    read_decade,
    read_fiscal_year,
    read_letter_period,
    read_ordinal_period,
    read_season,
)
from app.text.figure_tokens import HYPHENS, Token, listed
from app.text.moment import Moment, past_comma
from app.text.number_words import ORDINALS

_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_MONTH_CUES = listed(
    "in since by until till during from of last next this early mid late on before after through to between and -"
)


def read_moment(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read the date that starts at token `at`, or nothing."""
    token = tokens[at]
    if token.is_numeral:
        readers: Sequence[_Reader] = _FROM_NUMERAL
    elif token.low in MONTHS:
        readers = (_month_first,)
    else:
        readers = _FROM_WORD.get(token.low, ())
    for read in readers:
        if (moment := read(tokens, at)) is not None:
            return moment
    return None


_Reader = Callable[[Sequence[Token], int], Moment | None]


def day_number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read a day of the month ("17", "17th") at token `at`; answer it and the index after it."""
    raw = tokens[at].raw
    if not (raw.isdecimal() and len(raw) <= 2 and 1 <= int(raw) <= 31):
        return None
    suffixed = tokens[at + 1].glued and tokens[at + 1].low in _ORDINAL_SUFFIXES
    return int(raw), at + 1 + suffixed


def is_month(token: Token) -> bool:
    """Tell whether a token names a month; "may" and "march" only with a capital."""
    return token.low in MONTHS and (token.raw[0].isupper() or token.low not in DOUBTFUL_MONTHS)


def whole_day(first: int, end: int, year: int, month: int, day: int) -> Moment:
    """Give the moment of one day; a day the calendar lacks keeps its month and day and has no place in time."""
    return Moment(first, end, day_of(year, month, day), Granularity.DAY, month=month, day=day)


def _iso(tokens: Sequence[Token], at: int) -> Moment | None:
    parts = tokens[at : at + 5]
    if len(parts) < 5 or len(parts[0].raw) != 4 or not all(part.glued for part in parts[1:]):
        return None
    if [part.raw for part in parts[1::2]] not in (["-", "-"], ["/", "/"]):
        return None
    if not all(part.raw.isdecimal() and len(part.raw) <= 4 for part in parts[::2]):
        return None
    year, month, day = (int(part.raw) for part in parts[::2])
    return whole_day(at, at + 5, year, month, day) if 1 <= month <= 12 else None


def _numeric(tokens: Sequence[Token], at: int) -> Moment | None:
    if match := _DOTTED.fullmatch(tokens[at].raw):
        return _either_order(at, at + 1, int(match[1]), int(match[2]), int(match[3]))
    parts = tokens[at : at + 5]
    if len(parts) < 5 or parts[1].raw not in "/-" or parts[3].raw != parts[1].raw:
        return None
    if not all(part.glued for part in parts[1:]) or not all(part.raw.isdecimal() for part in parts[::2]):
        return None
    if len(parts[4].raw) != 4 or len(parts[0].raw) > 2 or len(parts[2].raw) > 2:
        return None
    return _either_order(at, at + 5, int(parts[0].raw), int(parts[2].raw), int(parts[4].raw))


def _either_order(first: int, end: int, one: int, two: int, year: int) -> Moment | None:
    readings = sorted({days for days in (day_of(year, two, one), day_of(year, one, two)) if days})
    if not readings:
        return None
    days = (readings[0][0], readings[-1][1])
    if len(readings) > 1:
        return Moment(first, end, days, Granularity.DAY, ambiguous=True)
    return Moment(first, end, days, Granularity.DAY, month=days[0].month, day=days[0].day)


def _day_first(tokens: Sequence[Token], at: int) -> Moment | None:
    read = day_number(tokens, at)
    if read is None or _continues_number(tokens, at):
        return None
    day, month_at = read
    month_at += tokens[month_at].low == "of"
    month_at += tokens[month_at].raw == "-" and tokens[month_at].glued
    if not is_month(tokens[month_at]):
        return None
    month = MONTHS[tokens[month_at].low]
    return _with_year(tokens, at, month_at + 1, month, day)


def _continues_number(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at].glued and (tokens[at - 1].raw.isalnum() or tokens[at - 1].raw in "$€£")


def _with_year(tokens: Sequence[Token], first: int, end: int, month: int, day: int) -> Moment:
    year_index = past_comma(tokens, end)
    year_index += tokens[year_index].low == "of"
    year_index += tokens[year_index].raw == "-" and tokens[year_index].glued
    if (year := year_at(tokens, year_index)) is not None:
        return whole_day(first, year_index + 1, year, month, day)
    return Moment(first, end, None, Granularity.MONTH_DAY, month=month, day=day)


def _month_first(tokens: Sequence[Token], at: int) -> Moment | None:
    if not is_month(tokens[at]):
        return None
    month = MONTHS[tokens[at].low]
    after = at + 1 + (tokens[at + 1].raw == "." and at + 2 < len(tokens))
    after += tokens[after].low == "the"
    if (read := day_number(tokens, after)) is not None and not _is_amount_after(tokens, read[1]):
        return _month_day(tokens, at, month, read)
    year_index = past_comma(tokens, at + 1)
    year_index += tokens[year_index].low == "of"
    if (year := year_at(tokens, year_index)) is not None:
        return Moment(at, year_index + 1, days_of_month(year, month), Granularity.MONTH, month=month)
    return _lone_month(tokens, at, month)


def _month_day(tokens: Sequence[Token], at: int, month: int, read: tuple[int, int]) -> Moment:
    day, end = read
    last = day_number(tokens, end + 1) if tokens[end].raw in HYPHENS else None
    if last is not None and last[0] > day:
        whole = _with_year(tokens, at, last[1], month, last[0])
        start = day_of(whole.days[0].year, month, day) if whole.days else None
        if start and whole.days:
            return Moment(at, whole.end, (start[0], whole.days[1]), Granularity.PERIOD)
        return Moment(at, last[1], None, Granularity.MONTH_OF_YEAR, month=month)
    return _with_year(tokens, at, end, month, day)


def _is_amount_after(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "May 12" goes on as an amount ("in May 12 million people")."""
    return tokens[at].low in ("%", "percent", "million", "billion", "people", "thousand", "hundred")


def _lone_month(tokens: Sequence[Token], at: int, month: int) -> Moment | None:
    before = tokens[at - 1].low if at else ""
    if before not in _MONTH_CUES or not tokens[at].raw[0].isupper():
        return None
    if tokens[at].low in DOUBTFUL_MONTHS and before in ("by", "to", "of", "and", "-", "from"):
        return None
    return Moment(at, at + 1, None, Granularity.MONTH_OF_YEAR, month=month)


def _year(tokens: Sequence[Token], at: int) -> Moment | None:
    if not is_year(tokens, at):
        return None
    year = int(tokens[at].raw)
    if (last := _short_year_after(tokens, at + 1, year)) is not None:
        return Moment(at, at + 3, days_of_years(year, last), Granularity.PERIOD)
    return Moment(at, at + 1, days_of_year(year), Granularity.YEAR)


def _short_year_after(tokens: Sequence[Token], joint: int, year: int) -> int | None:
    """Read the "-21" of "2019-21"."""
    if not (tokens[joint].glued and (tokens[joint].raw in HYPHENS or tokens[joint].raw == "/")):
        return None
    tail = tokens[joint + 1]
    if not (tail.glued and len(tail.raw) == 2 and tail.raw.isdecimal() and int(tail.raw) > year % 100):
        return None
    return year - year % 100 + int(tail.raw)


def _weekday(tokens: Sequence[Token], at: int) -> Moment | None:
    if not tokens[at].raw[0].isupper():
        return None
    dated = read_moment(tokens, past_comma(tokens, at + 1))
    if dated is not None and dated.granularity in (Granularity.DAY, Granularity.MONTH_DAY):
        return Moment(at, dated.end, dated.days, dated.granularity, month=dated.month, day=dated.day)
    return Moment(at, at + 1, None, Granularity.WEEKDAY, weekday=WEEKDAYS[tokens[at].low])


_FROM_NUMERAL: tuple[_Reader, ...] = (_iso, _numeric, _day_first, read_decade, read_ordinal_period, _year)
_FROM_WORD: dict[str, tuple[_Reader, ...]] = {
    **dict.fromkeys(WEEKDAYS, (_weekday,)),
    **dict.fromkeys((*SEASONS, WINTER), (read_season,)),
    **dict.fromkeys(ORDINALS, (read_ordinal_period,)),
    **dict.fromkeys(YEAR_WORDS, (read_fiscal_year,)),
    **dict.fromkeys(("q", "h"), (read_letter_period,)),
    "twenty": (read_ordinal_period,),
}

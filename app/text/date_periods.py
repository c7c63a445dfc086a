"""Read parts of the calendar larger than a month: quarters, halves, seasons, fiscal years, decades, centuries."""

from collections.abc import Sequence

from app.text.bare_years import year_at
from app.text.calendar_words import days_of_half, days_of_quarter, days_of_season, days_of_years
from app.text.date_expression import Granularity
from app.text.figure_tokens import APOSTROPHES, Token
from app.text.moment import Moment, past_comma
from app.text.number_words import ORDINALS, SMALL

YEAR_WORDS = frozenset({"fiscal", "fy", "financial"})
_ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_PERIODS: dict[str, Granularity] = {"quarter": Granularity.QUARTER, "half": Granularity.HALF}


def read_decade(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read "the 1990s", and "the 1900s" as a century."""
    raw, after = tokens[at].raw, tokens[at + 1]
    if not (raw.isdecimal() and len(raw) == 4 and raw.endswith("0")) or not after.glued:
        return None
    end = at + 2 if after.low == "s" else at + 3 if after.raw in APOSTROPHES and tokens[at + 2].low == "s" else 0
    if not end:
        return None
    if raw.endswith("00") and raw != "2000":  # "the 1900s" are a century, "the 2000s" as yet ten years
        return Moment(at, end, days_of_years(int(raw), int(raw) + 99), Granularity.CENTURY)
    return Moment(at, end, days_of_years(int(raw), int(raw) + 9), Granularity.DECADE)


def read_ordinal_period(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read "first quarter of 2026", "second half of 2024", "12th century"."""
    read = _ordinal(tokens, at)
    if read is None:
        return None
    ordinal, end = read
    end += tokens[end].raw == "-" and tokens[end].glued
    word = tokens[end].low
    if word == "century":
        return _century(tokens, at, end + 1, ordinal)
    if word not in _PERIODS:
        return None
    return _part_of_year(tokens, at, end + 1, _PERIODS[word], ordinal)


def _ordinal(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    token = tokens[at]
    if token.is_numeral:
        suffixed = tokens[at + 1].glued and tokens[at + 1].low in _ORDINAL_SUFFIXES and len(token.raw) <= 2
        return (int(token.raw), at + 2) if suffixed and token.raw.isdecimal() else None
    if token.low in ORDINALS:
        return ORDINALS[token.low], at + 1
    if token.low == "twenty" and at + 2 < len(tokens) and tokens[at + 1].raw == "-" and tokens[at + 2].low in ORDINALS:
        return SMALL["twenty"] + ORDINALS[tokens[at + 2].low], at + 3
    return None


def _century(tokens: Sequence[Token], first: int, end: int, ordinal: int) -> Moment | None:
    if tokens[end].low in ("bc", "bce") or not 1 <= ordinal <= 21:
        return None
    return Moment(first, end, days_of_years(max(1, 100 * ordinal - 99), 100 * ordinal), Granularity.CENTURY)


def read_letter_period(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read "Q1 2026" and "H2 2024"."""
    number = tokens[at + 1]
    if not number.glued or number.raw not in ("1", "2", "3", "4") or tokens[at].glued:
        return None
    granularity = Granularity.QUARTER if tokens[at].low == "q" else Granularity.HALF
    return _part_of_year(tokens, at, at + 2, granularity, int(number.raw))


def _part_of_year(tokens: Sequence[Token], first: int, end: int, granularity: Granularity, part: int) -> Moment | None:
    year_index = past_comma(tokens, end)
    year_index += tokens[year_index].low in ("of", "in")
    fiscal = tokens[year_index].low in YEAR_WORDS
    year_index += fiscal
    year = year_at(tokens, year_index)
    if year is None or fiscal:
        return None
    days = days_of_quarter(year, part) if granularity is Granularity.QUARTER else days_of_half(year, part)
    return Moment(first, year_index + 1, days, granularity) if days else None


def read_season(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read "spring 2022" and "summer of 2022"."""
    year_index = at + 1 + (tokens[at + 1].low == "of")
    year = year_at(tokens, year_index)
    if year is None:
        return None
    return Moment(at, year_index + 1, days_of_season(year, tokens[at].low), Granularity.SEASON)


def read_fiscal_year(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read "fiscal 2024", "fiscal year 2024" and "FY24": a year whose bounds the company sets, within two years."""
    index = at + 1 + (tokens[at + 1].low == "year")
    raw = tokens[index].raw
    short = tokens[at].low == "fy" and len(raw) == 2 and raw.isdecimal()
    year = 2000 + int(raw) if short else year_at(tokens, index)
    if year is None:
        return None
    return Moment(at, index + 1, days_of_years(year - 1, year), Granularity.FISCAL_YEAR)

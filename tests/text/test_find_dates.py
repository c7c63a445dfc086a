"""Which dates a text holds."""

from datetime import date

import pytest

from app.text.dates import DateBound, DateExpression, Granularity, find_dates
from app.text.figures import read_figures


def only_date(text: str, anchor: date | None = None) -> DateExpression:
    (expression,) = find_dates(text, anchor=anchor)
    return expression


def stretch(text: str, anchor: date | None = None) -> tuple[str, str]:
    expression = only_date(text, anchor)
    return str(expression.earliest), str(expression.latest)


@pytest.mark.parametrize(
    "text",
    [
        "17 April 2024",
        "April 17, 2024",
        "April 17 , 2024",
        "17 Apr. 2024",
        "Apr. 17, 2024",
        "17th April 2024",
        "the 17th of April 2024",
        "April 17th, 2024",
        "2024-04-17",
        "2024/04/17",
        "17/04/2024",
        "04/17/2024",
        "17.04.2024",
        "Wednesday, 17 April 2024",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    expression = only_date(text)

    assert (expression.earliest, expression.latest) == (date(2024, 4, 17), date(2024, 4, 17))
    assert (expression.granularity, expression.ambiguous) == (Granularity.DAY, False)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("in April 2024", "2024-04-01", "2024-04-30"),
        ("in Feb. 2024", "2024-02-01", "2024-02-29"),
        ("in 2024", "2024-01-01", "2024-12-31"),
        ("(ca. 1640)", "1640-01-01", "1640-12-31"),
        ("(1999)", "1999-01-01", "1999-12-31"),
        ("The 2011 QS World University Rankings", "2011-01-01", "2011-12-31"),
        ("the 1900s", "1900-01-01", "1999-12-31"),
        ("the 2000s", "2000-01-01", "2009-12-31"),
        ("the 2018 film", "2018-01-01", "2018-12-31"),
        ("Q1 2026", "2026-01-01", "2026-03-31"),
        ("the first quarter of 2026", "2026-01-01", "2026-03-31"),
        ("the fourth-quarter 2026", "2026-10-01", "2026-12-31"),
        ("H2 2024", "2024-07-01", "2024-12-31"),
        ("the second half of 2024", "2024-07-01", "2024-12-31"),
        ("spring 2022", "2022-03-01", "2022-05-31"),
        ("the summer of 2022", "2022-06-01", "2022-08-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("the 1990's", "1990-01-01", "1999-12-31"),
        ("the 12th century", "1101-01-01", "1200-12-31"),
        ("the twentieth century", "1901-01-01", "2000-12-31"),
        ("2019-2021", "2019-01-01", "2021-12-31"),
        ("2019\u201321", "2019-01-01", "2021-12-31"),
        ("from 2010 to 2014", "2010-01-01", "2014-12-31"),
        ("between March and May 2020", "2020-03-01", "2020-05-31"),
        ("28 July - 12 August 2012", "2012-07-28", "2012-08-12"),
        ("20\u201323 May 1973", "1973-05-20", "1973-05-23"),
        ("May 20-23, 1973", "1973-05-20", "1973-05-23"),
        ("from September 1994 to August 1995", "1994-09-01", "1995-08-31"),
        ("early 2024", "2024-01-01", "2024-05-01"),
        ("mid-2023", "2023-05-02", "2023-08-31"),
        ("late June 2011", "2011-06-21", "2011-06-30"),
    ],
)
def test_a_period_is_read_with_its_first_and_last_day(text: str, earliest: str, latest: str) -> None:
    assert stretch(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("in June 2024", DateBound.AT),
        ("before June 2024", DateBound.BEFORE),
        ("prior to June 2024", DateBound.BEFORE),
        ("after June 2024", DateBound.AFTER),
        ("since June 2024", DateBound.SINCE),
        ("from 2010 onwards", DateBound.SINCE),
        ("1973-present", DateBound.SINCE),
        ("until 1990", DateBound.UNTIL),
        ("by 2030", DateBound.BY),
        ("no later than 2030", DateBound.BY),
        ("from 2010 to 2014", DateBound.FROM_TO),
        ("between 2010 and 2014", DateBound.BETWEEN),
        ("early 2024", DateBound.EARLY),
        ("the beginning of 2024", DateBound.EARLY),
        ("mid-2024", DateBound.MID),
        ("the end of 2024", DateBound.LATE),
        ("c. 1850", DateBound.CIRCA),
        ("around 1850", DateBound.CIRCA),
    ],
)
def test_words_that_bound_a_date_are_read(text: str, bound: DateBound) -> None:
    assert only_date(text).bound is bound


@pytest.mark.parametrize(
    ("text", "granularity", "known"),
    [
        ("on 12 May", Granularity.MONTH_DAY, (5, 12, None)),
        ("on May 12", Granularity.MONTH_DAY, (5, 12, None)),
        ("in May", Granularity.MONTH_OF_YEAR, (5, None, None)),
        ("on Monday", Granularity.WEEKDAY, (None, None, 1)),
        ("31 April 2024", Granularity.DAY, (4, 31, None)),
    ],
)
def test_what_is_not_written_is_not_invented(
    text: str, granularity: Granularity, known: tuple[int | None, int | None, int | None]
) -> None:
    expression = only_date(text)

    assert not expression.is_dated
    assert (expression.granularity, (expression.month, expression.day, expression.weekday)) == (granularity, known)


def test_a_date_that_reads_two_ways_encloses_both() -> None:
    expression = only_date("03/04/2024")

    assert expression.ambiguous
    assert stretch("03/04/2024") == ("2024-03-04", "2024-04-03")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("yesterday", "2026-11-20", "2026-11-20"),
        ("today", "2026-11-21", "2026-11-21"),
        ("this week", "2026-11-16", "2026-11-22"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("two years ago", "2024-01-01", "2024-12-31"),
        ("a decade ago", "2016-01-01", "2016-12-31"),
        ("three days ago", "2026-11-18", "2026-11-18"),
        ("last Monday", "2026-11-16", "2026-11-16"),
        ("last May", "2026-05-01", "2026-05-31"),
        ("next May", "2027-05-01", "2027-05-31"),
        ("last December", "2025-12-01", "2025-12-31"),
    ],
)
def test_relative_dates_count_from_the_anchor(text: str, earliest: str, latest: str) -> None:
    assert stretch(text, anchor=date(2026, 11, 21)) == (earliest, latest)


@pytest.mark.parametrize("text", ["yesterday", "last year", "two years ago", "next month", "this week"])
def test_a_relative_date_without_an_anchor_has_no_place_in_time(text: str) -> None:
    expression = only_date(text)

    assert (expression.granularity, expression.is_dated) == (Granularity.RELATIVE, False)


@pytest.mark.parametrize(
    "text",
    [
        "2000 people came",
        "more than 2000 jobs",
        "2,024 jobs",
        "sold 2000 units",
        "$2024",
        "2000 dollars",
        "1500 metres",
        "he may march",
        "Theresa May said",
        "by May and her party",
        "the first quarter was good",
        "RFC 2024a",
    ],
)
def test_amounts_and_names_are_no_dates(text: str) -> None:
    assert find_dates(text) == ()


def test_a_number_is_never_both_a_date_and_a_quantity() -> None:
    figures = read_figures("As of 17 April 2020 , the state has 849 confirmed cases, up from 2019.")

    assert [each.span.text for each in figures.quantities] == ["849"]
    assert [each.span.text for each in figures.dates] == ["17 April 2020", "from 2019"]

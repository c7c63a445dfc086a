"""How the times of claim and statement relate."""

import pytest

from app.text.dates import DateExpression, DateRelation, find_dates, relate_dates

EQUAL = DateRelation.EQUAL
ENTAILED = DateRelation.ENTAILED
CONFLICT = DateRelation.CONFLICT
OPEN = DateRelation.OPEN
INCOMPARABLE = DateRelation.INCOMPARABLE


def only_date(text: str) -> DateExpression:
    (expression,) = find_dates(text)
    return expression


@pytest.mark.parametrize(
    ("claim", "statement", "relation"),
    [
        ("on 17 April 2024", "April 17, 2024", EQUAL),
        ("on 17 April 2024", "2024-04-17", EQUAL),
        ("on 17/04/2024", "17 Apr. 2024", EQUAL),
        ("in Q1 2026", "the first quarter of 2026", EQUAL),
        ("from 2019 to 2021", "2019-21", EQUAL),
        ("on 12 May", "May 12", EQUAL),
        ("fiscal 2024", "FY24", EQUAL),
        ("since March 2020", "since March 2020", EQUAL),
        ("in 2024", "on 17 April 2024", ENTAILED),
        ("in April 2024", "on 17 April 2024", ENTAILED),
        ("in Q2 2024", "in April 2024", ENTAILED),
        ("in the 1990s", "in 1994", ENTAILED),
        ("in the 20th century", "in 1994", ENTAILED),
        ("before June 2024", "on 17 April 2024", ENTAILED),
        ("before June 2024", "before May 2024", ENTAILED),
        ("after 2020", "on 17 April 2024", ENTAILED),
        ("by 2020", "in 2018", ENTAILED),
        ("by 2020", "in 2020", ENTAILED),
        ("between 2010 and 2020", "in 2018", ENTAILED),
        ("since 2020", "since March 2020", ENTAILED),
        ("in 2006", "since 2006", ENTAILED),
        ("since 2006", "in 2006", ENTAILED),
        ("on 12 May", "12 May 2020", ENTAILED),
        ("in May of that year, in May", "12 May 2020", ENTAILED),
        ("on Tuesday", "12 May 2020", ENTAILED),
        ("early 2024", "12 February 2024", ENTAILED),
        ("c. 1850", "in 1851", ENTAILED),
        ("in spring 2022", "in April 2022", ENTAILED),
        ("from 2010 to 2014", "from March 2010 to May 2014", ENTAILED),
        ("in 2023", "on 17 April 2024", CONFLICT),
        ("on 18 April 2024", "on 17 April 2024", CONFLICT),
        ("in May 2024", "on 17 April 2024", CONFLICT),
        ("before April 2024", "on 17 April 2024", CONFLICT),
        ("after April 2024", "on 17 April 2024", CONFLICT),
        ("by 2020", "in 2021", CONFLICT),
        ("before 2010", "after 2012", CONFLICT),
        ("since 2019", "since March 2020", CONFLICT),
        ("since 2006", "in 2004", CONFLICT),
        ("from 2010 to 2014", "from 2011 to 2014", CONFLICT),
        ("on 13 May", "12 May 2020", CONFLICT),
        ("12 May 2020", "on 13 May", CONFLICT),
        ("on Monday", "12 May 2020", CONFLICT),
        ("in early 2024", "in December 2024", CONFLICT),
        ("c. 1850", "in 1870", CONFLICT),
        ("fiscal 2024", "fiscal 2023", CONFLICT),
        ("in the 1980s", "in 1994", CONFLICT),
        ("03/04/2024", "in 2023", CONFLICT),
        ("on 17 April 2024", "in April 2024", OPEN),
        ("in April 2024", "in 2024", OPEN),
        ("in 2018", "by 2020", OPEN),
        ("in 2010", "since 2006", OPEN),
        ("in early 2024", "in June 2024", OPEN),
        ("until 1944", "in 1944", OPEN),
        ("03/04/2024", "3 April 2024", OPEN),
        ("12 May 2020", "on 12 May", OPEN),
        ("fiscal 2024", "in March 2024", OPEN),
        ("last year", "in 2024", INCOMPARABLE),
        ("31 April 2024", "in 2024", INCOMPARABLE),
        ("on Monday", "in 2024", INCOMPARABLE),
    ],
)
def test_a_statement_s_time_bears_on_a_claim_s(claim: str, statement: str, relation: DateRelation) -> None:
    assert relate_dates(find_dates(claim)[0], only_date(statement)) is relation


def test_an_ambiguous_date_within_the_claimed_year_makes_the_claim_true() -> None:
    assert relate_dates(only_date("in 2024"), only_date("03/04/2024")) is ENTAILED

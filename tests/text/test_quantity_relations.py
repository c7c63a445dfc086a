"""How the amounts of claim and statement relate."""

import pytest

from app.text.quantities import Quantity, QuantityRelation, find_quantities, relate_quantities, same_dimension

EQUAL = QuantityRelation.EQUAL
ENTAILED = QuantityRelation.ENTAILED
CONFLICT = QuantityRelation.CONFLICT
OPEN = QuantityRelation.OPEN
INCOMPARABLE = QuantityRelation.INCOMPARABLE


def only_quantity(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("claim", "statement", "relation"),
    [
        ("500 billion tokens", "500B tokens", EQUAL),
        ("0.5 trillion tokens", "half a trillion tokens", EQUAL),
        ("0.5T tokens", "500 billion tokens", EQUAL),
        ("$6.4B", "6,400 million US dollars", EQUAL),
        ("24 months", "two years", EQUAL),
        ("one in five", "20 percent", EQUAL),
        ("half of them", "50 %", EQUAL),
        ("1 km", "1,000 metres", EQUAL),
        ("32 °F", "0 °C", EQUAL),
        ("100 basis points", "1 percentage point", EQUAL),
        ("about 500 jobs", "around 500 jobs", EQUAL),
        ("a dozen eggs", "12 eggs", EQUAL),
        ("7.5/10", "75 out of 100", EQUAL),
        ("3-1", "3\u20131", EQUAL),
        ("twice as many", "double the number", EQUAL),
        ("more than 20,000 people", "23,500 people", ENTAILED),
        ("more than 20,000 people", "more than 23,500 people", ENTAILED),
        ("at least 20 people", "more than 20 people", ENTAILED),
        ("at most 20 people", "fewer than 20 people", ENTAILED),
        ("at most 20 people", "at least 20 people", CONFLICT),
        ("at least 20 people", "no more than 20 people", CONFLICT),
        ("at most 30 people", "at least 20 people", OPEN),
        ("less than 80 jobs", "at most 79 jobs", ENTAILED),
        ("about 13 km", "12.8 km", ENTAILED),
        ("nearly 13 km", "12.8 km", ENTAILED),
        ("just over 12 km", "12.3 km", ENTAILED),
        ("2.1 billion users", "2.13 billion users", ENTAILED),
        ("about 2.1 billion users", "2.13 billion users", ENTAILED),
        ("23 %", "23.2 %", ENTAILED),
        ("20,000 jobs", "20,412 jobs", ENTAILED),
        ("about 500 jobs", "nearly 500 jobs", ENTAILED),
        ("between 10 and 20 jobs", "12 jobs", ENTAILED),
        ("between 10 and 20 jobs", "12 to 15 jobs", ENTAILED),
        ("more than 9 jobs", "10 to 12 jobs", ENTAILED),
        ("more than 450 jobs", "about 500 jobs", ENTAILED),
        ("hundreds of jobs", "314 jobs", ENTAILED),
        ("dozens of people", "40 people", ENTAILED),
        ("more than 600 jobs", "500 jobs", CONFLICT),
        ("more than 500 jobs", "500 jobs", CONFLICT),
        ("23.5 million sales", "23 million sales", CONFLICT),
        ("less than 20 million sales", "more than 23.5 million sales", CONFLICT),
        ("more than 75 reviews", "74 reviews", CONFLICT),
        ("314 jobs", "315 jobs", CONFLICT),
        ("2.1 billion users", "2.2 billion users", CONFLICT),
        ("nearly 13 km", "13.2 km", CONFLICT),
        ("just over 13 km", "12.9 km", CONFLICT),
        ("about 500 jobs", "700 jobs", CONFLICT),
        ("700 jobs", "about 500 jobs", CONFLICT),
        ("25 jobs", "between 10 and 20 jobs", CONFLICT),
        ("hundreds of jobs", "12 jobs", CONFLICT),
        ("3-1", "3-2", CONFLICT),
        ("the third season", "the fourth season", CONFLICT),
        ("three times as many", "twice as many", CONFLICT),
        ("$5 million", "$6 million", CONFLICT),
        ("25 million sales", "more than 23 million sales", OPEN),
        ("5 jobs", "at least 5 jobs", OPEN),
        ("2.13 billion users", "about 2 billion users", OPEN),
        ("2.13 billion users", "2.1 billion users", OPEN),
        ("2 billion users", "2.4 billion users", OPEN),
        ("12 jobs", "between 10 and 20 jobs", OPEN),
        ("less than 23.5 million sales", "more than 23 million sales", OPEN),
        ("about 500 jobs", "560 jobs", OPEN),
        ("314 jobs", "hundreds of jobs", OPEN),
        ("lost 1-3", "won 3-1", OPEN),
        ("$5 million", "€5 million", INCOMPARABLE),
        ("5 %", "5 percentage points", INCOMPARABLE),
        ("5 km", "5 kg", INCOMPARABLE),
        ("5 jobs", "5 %", INCOMPARABLE),
        ("the third season", "three seasons", INCOMPARABLE),
        ("14 days", "1 month", INCOMPARABLE),
    ],
)
def test_a_statement_s_amount_bears_on_a_claim_s(claim: str, statement: str, relation: QuantityRelation) -> None:
    assert relate_quantities(only_quantity(claim), only_quantity(statement)) is relation


@pytest.mark.parametrize(
    ("one", "other"), [("$5 million", "€5 million"), ("5 %", "5 percentage points"), ("14 days", "a month and 1 month")]
)
def test_units_that_do_not_convert_may_share_a_dimension(one: str, other: str) -> None:
    assert same_dimension(find_quantities(one)[0], find_quantities(other)[0])


def test_money_and_length_share_no_dimension() -> None:
    assert not same_dimension(only_quantity("$5 million"), only_quantity("5 million km"))

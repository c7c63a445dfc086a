"""Which quantities a text holds."""

from decimal import Decimal
from fractions import Fraction

import pytest

from app.text.quantities import Comparator, Quantity, QuantityKind, find_quantities


def amounts(text: str) -> list[tuple[str, str, str]]:
    return [(_number(each), each.unit.name if each.unit else "", _noun(each)) for each in find_quantities(text)]


def _number(quantity: Quantity) -> str:
    ends = [f"{Decimal(end.numerator) / end.denominator:f}" for end in (quantity.low, quantity.high)]
    return ends[0] if quantity.is_point else "..".join(ends)


def _noun(quantity: Quantity) -> str:
    return quantity.counted.noun if quantity.counted else ""


def only_quantity(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("500B tokens", 500 * 10**9),
        ("0.5T tokens", 500 * 10**9),
        ("half a trillion tokens", 500 * 10**9),
        ("half-million users", 500_000),
        ("a quarter of a million users", 250_000),
        ("1.5-trillion tokens", 1_500 * 10**9),
        ("6,400 million users", 6_400 * 10**6),
        ("20k users", 20_000),
        ("20K users", 20_000),
        ("5m people", 5 * 10**6),
        ("5mn people", 5 * 10**6),
        ("5 bn people", 5 * 10**9),
        ("3 lakh voters", 300_000),
        ("2 crore voters", 20_000_000),
        ("1,00,000 voters", 100_000),
        ("12,34,567 voters", 1_234_567),
        ("20 000 voters", 20_000),
        ("20\u202f000 voters", 20_000),
        ("30.000 voters", 30_000),
        ("1.234.567 voters", 1_234_567),
        ("10^25 operations", 10**25),
        ("1e25 operations", 10**25),
        ("a million users", 10**6),
        ("a hundred users", 100),
        ("twenty-three users", 23),
        ("twenty three users", 23),
        ("one hundred and five thousand users", 105_000),
        ("two million three hundred thousand users", 2_300_000),
        ("nineteen hundred users", 1_900),
        ("22 millions users", 22 * 10**6),
        ("two and a half million users", 2_500_000),
        ("a dozen eggs", 12),
        ("two dozen eggs", 24),
        ("half a dozen eggs", 6),
        ("zero errors", 0),
        ("2024 jobs were cut", 2024),
        ("more than 2000 people", 2000),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, number: int) -> None:
    quantity = only_quantity(text)

    assert quantity.low == quantity.high == number
    assert quantity.counted is not None


@pytest.mark.parametrize(
    ("text", "money", "code"),
    [
        ("$6.4B", 6_400_000_000, "USD"),
        ("€2.3bn", 2_300_000_000, "EUR"),
        ("£4m", 4_000_000, "GBP"),
        ("$ 81.5 million", 81_500_000, "USD"),
        ("US$5 million", 5_000_000, "USD"),
        ("C$5 million", 5_000_000, "CAD"),
        ("A$5 million", 5_000_000, "AUD"),
        ("HK$5 million", 5_000_000, "HKD"),
        ("Rs 500 crore", 5_000_000_000, "INR"),
        ("Rs. 5 lakh", 500_000, "INR"),
        ("₹500 crore", 5_000_000_000, "INR"),
        ("¥100", 100, "JPY"),
        ("5 billion US dollars", 5_000_000_000, "USD"),
        ("5 billion Canadian dollars", 5_000_000_000, "CAD"),
        ("$5 million Canadian dollars", 5_000_000, "CAD"),
        ("USD 40 million", 40_000_000, "USD"),
        ("40 million USD", 40_000_000, "USD"),
        ("CHF 40 million", 40_000_000, "CHF"),
        ("3 million pounds", 3_000_000, "GBP"),
        ("200 yen", 200, "JPY"),
        ("200 yuan", 200, "CNY"),
        ("5,000 €", 5_000, "EUR"),
        ("one million dollars", 1_000_000, "USD"),
        ("a billion-dollar deal", 1_000_000_000, "USD"),
    ],
)
def test_money_is_read_with_its_currency(text: str, money: int, code: str) -> None:
    quantity = only_quantity(text)

    assert quantity.unit is not None
    assert quantity.low == money
    assert quantity.unit.base == code


def test_cents_are_hundredths_of_a_dollar() -> None:
    quantity = only_quantity("40 cents")

    assert quantity.in_base(quantity.low) == Fraction(40, 100)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("between 5% and 7%", ("5..7", "percent", "")),
        ("10-12%", ("10..12", "percent", "")),
        ("10 to 12 million people", ("10000000..12000000", "", "person")),
        ("$2\u20133", ("2..3", "USD", "")),
        ("100\u2013200 metres", ("100..200", "metre", "")),
        ("2,5 %", ("2.5", "percent", "")),
        ("12 per cent", ("12", "percent", "")),
        ("3 percentage points", ("3", "percentage point", "")),
        ("25 basis points", ("25", "basis point", "")),
        ("a four-year deal", ("4", "year", "")),
        ("a 43-year-old man", ("43", "year", "")),
        ("she is aged 43", ("43", "year", "")),
        ("a 550-page novel", ("550", "", "page")),
        ("a 55km road", ("55", "kilometre", "")),
        ("80GB of memory", ("80", "gigabyte", "")),
        ("13 km", ("13", "kilometre", "")),
        ("5 m tall", ("5", "metre", "")),
        ("40 km²", ("40", "square kilometre", "")),
        ("-5 °C", ("-5", "degree Celsius", "")),
        ("120 km/h", ("120", "kilometre per hour", "")),
        ("6.4 GWh", ("6.4", "gigawatt-hour", "")),
        ("80 GB", ("80", "gigabyte", "")),
        ("500 billion parameters", ("500000000000", "", "parameter")),
        ("849 confirmed cases", ("849", "", "case")),
        ("a 500-billion parameter model represents", ("500000000000", "", "parameter")),
        ("a half-trillion parameter system", ("500000000000", "", "parameter")),
        ("the 0.5T model delivers", ("500000000000", "", "")),
        ("one coherent training job", ("1", "", "job")),
        ("a few dozen engineers", ("24..108", "", "engineer")),
        ("the first confirmed case", ("1", "", "case")),
        ("270 new COVID-19 deaths", ("270", "", "death")),
        ("314 new jobs", ("314", "", "job")),
        ("23 women", ("23", "", "woman")),
        ("two of the three planes", ("2", "", "plane")),
        ("half of the voters", ("50", "percent", "")),
        ("two-thirds of voters", ("66.66666666666666666666666667", "percent", "")),
        ("one in five children", ("20", "percent", "")),
        ("nine out of ten doctors", ("90", "percent", "")),
        ("3/4 of voters", ("75", "percent", "")),
        ("7.5/10", ("7.5", "out of 10", "")),
        ("49 out of 100 from critics", ("49", "out of 100", "")),
        ("two and a half years", ("2.5", "year", "")),
        ("half an hour", ("0.5", "hour", "")),
        ("5+ years", ("5", "year", "")),
        ("dozens of people", ("24..99", "", "person")),
        ("hundreds of thousands of jobs", ("200000..999000", "", "job")),
        ("a couple of days", ("2..3", "", "day")),
        ("several hundred jobs", ("300..900", "", "job")),
    ],
)
def test_range_unit_and_counted_noun_are_read(text: str, found: tuple[str, str, str]) -> None:
    assert amounts(text)[0] == found


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("adults under the age of 65", Comparator.LESS_THAN),
        ("adults at the age of 65", Comparator.EXACT),
        ("more than a total of 30 ships", Comparator.MORE_THAN),
        ("more than 500 jobs", Comparator.MORE_THAN),
        ("over $ 500", Comparator.MORE_THAN),
        ("upwards of 500 jobs", Comparator.MORE_THAN),
        ("exceeding 500 jobs", Comparator.MORE_THAN),
        (">500 jobs", Comparator.MORE_THAN),
        ("at least 500 jobs", Comparator.AT_LEAST),
        ("no fewer than 500 jobs", Comparator.AT_LEAST),
        ("500 or more jobs", Comparator.AT_LEAST),
        ("500+ jobs", Comparator.AT_LEAST),
        ("fewer than 500 jobs", Comparator.LESS_THAN),
        ("under 500 jobs", Comparator.LESS_THAN),
        ("at most 500 jobs", Comparator.AT_MOST),
        ("no more than 500 jobs", Comparator.AT_MOST),
        ("up to 500 jobs", Comparator.AT_MOST),
        ("500 or fewer jobs", Comparator.AT_MOST),
        ("about 500 jobs", Comparator.ABOUT),
        ("~500 jobs", Comparator.ABOUT),
        ("some 500 jobs", Comparator.ABOUT),
        ("500 or so jobs", Comparator.ABOUT),
        ("nearly 500 jobs", Comparator.NEARLY),
        ("just under 500 jobs", Comparator.NEARLY),
        ("just over 500 jobs", Comparator.JUST_OVER),
        ("exactly 500 jobs", Comparator.EXACT),
        ("500 jobs", Comparator.EXACT),
    ],
)
def test_words_that_bound_a_number_are_read(text: str, comparator: Comparator) -> None:
    assert only_quantity(text).comparator is comparator


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("the third season", QuantityKind.ORDINAL, 3, 3),
        ("the 21st season", QuantityKind.ORDINAL, 21, 21),
        ("the twenty-first season", QuantityKind.ORDINAL, 21, 21),
        ("peaked at number 56", QuantityKind.ORDINAL, 56, 56),
        ("peaked at No. 1", QuantityKind.ORDINAL, 1, 1),
        ("twice as large", QuantityKind.MULTIPLE, 2, 2),
        ("three times the size", QuantityKind.MULTIPLE, 3, 3),
        ("three times as large as", QuantityKind.MULTIPLE, 3, 3),
        ("a tenfold rise", QuantityKind.MULTIPLE, 10, 10),
        ("profits doubled", QuantityKind.MULTIPLE, 2, 2),
        ("10x faster", QuantityKind.MULTIPLE, 10, 10),
        ("won 3-1", QuantityKind.SCORE, 3, 1),
        ("lost 0\u20132", QuantityKind.SCORE, 0, 2),
        ("a 2-0 victory", QuantityKind.SCORE, 2, 0),
    ],
)
def test_ordinals_multiples_and_scores_are_kinds_of_their_own(
    text: str, kind: QuantityKind, low: int, high: int
) -> None:
    quantity = only_quantity(text)

    assert quantity.kind is kind
    assert [quantity.low, quantity.high] == [Fraction(low), Fraction(high)]


@pytest.mark.parametrize(
    "text",
    [
        "Mixtral 8x22B",
        "GPT-4 and Llama 3.1",
        "Llama 3.1 405B, the largest",
        "another Grok 2.0 that benchmarks well",
        "a year or two",
        "COVID-19",
        "a Boeing 737",
        "an F-16",
        "under Article 5",
        "Windows 10 is old",
        "at 9:54 in the morning",
        "as shown before [4]",
        "version 3.1.4",
        "an H100 and 5G",
        "in 2024",
        "on 17 April 2024",
        "the 1990s",
        "Q1 2026",
        "two years ago",
        "one of them",
        "no one knows",
        "Xbox One",
        "the First Lady",
        "9/11",
        "24/7",
        "per second",
        "the film 2012 is long",
        "Blade Runner 2049 continues the story",
        "from 7 pm to 10 p.m. daily",
        "at 10 o'clock",
    ],
)
def test_names_times_and_dates_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_the_span_takes_in_comparator_currency_and_scale() -> None:
    quantity = only_quantity("It cost more than $2.1 billion, he said.")

    assert (quantity.span.text, quantity.number_span.text) == ("more than $2.1 billion", "2.1 billion")


def test_a_change_from_one_number_to_another_is_two_amounts() -> None:
    assert amounts("rose from 10 to 12 million") == [("10000000", "", ""), ("12000000", "", "")]


def test_ignored_stretches_hold_no_quantities() -> None:
    text = "Llama 3.1 405B has 405 billion parameters"

    assert [each.span.text for each in find_quantities(text, ignore=[(0, 14)])] == ["405 billion"]
    assert find_quantities(text, ignore=[(0, len(text))]) == ()


def test_precision_is_what_the_last_written_digit_is_worth() -> None:
    quantity = only_quantity("2.1 billion users")

    assert quantity.step == 100_000_000
    assert quantity.digits == 2

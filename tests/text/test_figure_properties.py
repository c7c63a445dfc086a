"""What must hold of figures in any text."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.evidence import Span
from app.text.dates import DateExpression, DateRelation, find_dates, relate_dates
from app.text.figures import Figures, read_figures
from app.text.quantities import Comparator, Quantity, QuantityRelation, find_quantities, relate_quantities

WORDS = """
0 1 2 3 5 10 12 17 21 31 99 500 1999 2024 2,5 3.1 1,000 20,000 1e25 1e999 3.1.4 9:54 [4] 8x22B
one two half third thirds twenty hundred thousand million bn B k dozen dozens few several a an couple
more than less at least most about nearly between and to from of in by since until or no number per
January May March Apr. Monday spring fiscal Q1 H2 century quarter year years ago last next week early mid
% $ US$ \u20ac \u00a3 Rs km \u00b0C kg GB people jobs cases
times twice fold x - \u2013 \u2014 / . , ( ) ' \u2019 st th s + ~ > ^
\u00b2 \u00bd \u0663 \u0130 \u200f \U0001f642 \u05e2\u05d1\u05e8\u05d9\u05ea
"""
PIECES = [*WORDS.split(), "per cent", "basis points", "\ud800", "\x00", "\n"]
FIGURE_TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", "", "  "]).map(lambda gap: gap.join(pieces))
)
ANY_TEXT = st.one_of(FIGURE_TEXTS, st.text(), st.text(st.characters(categories=["Cs", "Nd", "No", "L", "P"])))
COMPARATORS = ["", "about ", "nearly ", "just over ", "more than ", "at least ", "less than ", "at most "]
UNITS = [" people", " %", " km", " years", " million people", " billion people", "/10"]


def quantities() -> st.SearchStrategy[Quantity]:
    def read(words: tuple[str, str, str]) -> Quantity:
        return find_quantities("".join(words))[0]

    numbers = st.one_of(
        st.integers(1, 9_999).map(lambda number: f"{number:,}"),
        st.decimals("0.1", "999.9", places=1).map(str),
    )
    return st.tuples(st.sampled_from(COMPARATORS), numbers, st.sampled_from(UNITS[:-1])).map(read)


def counts() -> st.SearchStrategy[Quantity]:
    return st.tuples(st.sampled_from(COMPARATORS), st.integers(1, 60)).map(
        lambda pair: find_quantities(f"{pair[0]}{pair[1]} people")[0]
    )


DATED = st.tuples(
    st.sampled_from(["in ", "before ", "after ", "since ", "until ", "by ", "early ", "late ", "c. "]),
    st.one_of(
        st.integers(1990, 1996).map(str),
        st.tuples(st.sampled_from(["March", "June", "July"]), st.integers(1990, 1993)).map(
            lambda it: f"{it[0]} {it[1]}"
        ),
        st.dates(date(1990, 1, 1), date(1992, 12, 31)).map(lambda day: f"{day.day} {day:%B} {day.year}"),
    ),
).map(lambda words: find_dates("".join(words))[0])


@example("May \u00b2")
@example("number \u00b2")
@given(ANY_TEXT)
def test_every_text_can_be_read_and_every_span_slices_back(text: str) -> None:
    figures = read_figures(text, anchor=date(2026, 11, 21))

    for span in [*(each.span for each in figures.dates), *_quantity_spans(figures)]:
        assert text[span.start : span.end] == span.text != ""


def _quantity_spans(figures: Figures) -> list[Span]:
    spans = [span for each in figures.quantities for span in (each.span, each.number_span)]
    return spans + [each.counted.span for each in figures.quantities if each.counted]


@given(ANY_TEXT)
def test_figures_stand_in_order_and_share_no_number(text: str) -> None:
    figures = read_figures(text)
    taken = [each.span for each in figures.dates] + [each.number_span for each in figures.quantities]

    for spans in ([each.span for each in figures.quantities], [each.span for each in figures.dates], sorted(taken)):
        assert all(one.end <= other.start for one, other in pairwise(spans))


@given(ANY_TEXT)
def test_a_number_lies_within_its_quantity_and_low_within_high(text: str) -> None:
    for each in read_figures(text).quantities:
        assert each.span.start <= each.number_span.start <= each.number_span.end <= each.span.end
        assert each.low <= each.high or each.kind == "score"


@given(FIGURE_TEXTS, FIGURE_TEXTS)
def test_any_two_figures_can_be_related(one: str, other: str) -> None:
    left, right = read_figures(one, anchor=date(2026, 11, 21)), read_figures(other)

    for claim in left.quantities:
        assert all(relate_quantities(claim, each) in QuantityRelation for each in right.quantities)
    for time in left.dates:
        assert all(relate_dates(time, each) in DateRelation for each in right.dates)


@given(ANY_TEXT)
def test_every_figure_equals_itself(text: str) -> None:
    figures = read_figures(text)

    assert all(relate_quantities(each, each) is QuantityRelation.EQUAL for each in figures.quantities)
    assert all(relate_dates(each, each) is DateRelation.EQUAL for each in figures.dates if each.is_dated)


@given(st.integers(0, 10**15))
def test_a_grouped_whole_number_is_read_back(number: int) -> None:
    (quantity,) = find_quantities(f"{number:,} people")

    assert quantity.low == quantity.high == number


@given(st.decimals("0.01", "999.99", places=2), st.sampled_from([("million", 6), ("bn", 9), ("trillion", 12)]))
def test_a_scaled_decimal_is_read_back(number: Fraction, scale: tuple[str, int]) -> None:
    (quantity,) = find_quantities(f"${number} {scale[0]}")

    assert quantity.low == Fraction(number) * 10 ** scale[1]


@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    forms = [
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ]

    for form in forms:
        (expression,) = find_dates(form)
        assert (expression.earliest, expression.latest) == (day, day)


@given(quantities(), quantities())
def test_conflict_of_quantities_is_symmetric_but_for_a_dropped_bound(one: Quantity, other: Quantity) -> None:
    if {Comparator.MORE_THAN, Comparator.LESS_THAN}.isdisjoint({one.comparator, other.comparator}):
        there, back = relate_quantities(one, other), relate_quantities(other, one)
        assert (there is QuantityRelation.CONFLICT) == (back is QuantityRelation.CONFLICT)


@given(quantities(), quantities())
def test_equality_of_quantities_is_symmetric(one: Quantity, other: Quantity) -> None:
    there, back = relate_quantities(one, other), relate_quantities(other, one)

    assert (there is QuantityRelation.EQUAL) == (back is QuantityRelation.EQUAL)


@given(counts(), counts(), counts())
def test_entailment_of_counts_is_transitive(narrow: Quantity, middle: Quantity, wide: Quantity) -> None:
    follows = {QuantityRelation.EQUAL, QuantityRelation.ENTAILED}

    if relate_quantities(middle, narrow) in follows and relate_quantities(wide, middle) in follows:
        assert relate_quantities(wide, narrow) in follows


@given(counts(), counts(), counts())
def test_a_claim_that_follows_does_not_conflict_with_what_entails_it(
    one: Quantity, two: Quantity, own: Quantity
) -> None:
    follows = {QuantityRelation.EQUAL, QuantityRelation.ENTAILED}

    if relate_quantities(one, own) in follows and relate_quantities(two, own) in follows:
        assert relate_quantities(one, two) is not QuantityRelation.CONFLICT


@given(DATED, DATED)
def test_conflict_of_dates_is_symmetric(one: DateExpression, other: DateExpression) -> None:
    there, back = relate_dates(one, other), relate_dates(other, one)

    assert (there is DateRelation.CONFLICT) == (back is DateRelation.CONFLICT)

"""Read plain amounts: a number with its comparator, range, currency, unit and counted noun."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.text.comparators import Comparator, comparator_after, comparator_before
from app.text.counted import read_counted, read_hyphened, read_single
from app.text.currencies import POUND_STERLING, currency_after, currency_before, starts_currency
from app.text.figure_tokens import HYPHENS, Token, TokenisedText, listed
from app.text.named_numbers import belongs_to_name, is_bare_year
from app.text.number_words import SMALL
from app.text.numerals import Number, read_number
from app.text.quantity import Counted, Quantity, QuantityKind
from app.text.units import POUND_MASS, YEAR, Unit, read_unit

_HIGHEST_SCORE = 200
_MINUS = ("-", "\u2212")
_RANGE_VERBS = listed("range ranges ranged ranging vary varies varied varying anywhere somewhere")
_SCORING = listed(
    "won win wins winning beat beats beaten lost lose loss losing defeat defeats defeated draw drew drawn score "
    "scored scoring victory final record lead led leading trailed vote voted tie tied series"
)
_NOT_COUNTING_ONE = listed("no any every the which this that each some another only")
_LONE_WORDS_AFTER_ONE = listed("day another point side time")

Found = tuple[tuple[Quantity, ...], int]


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its currency or unit; tokens `first` to `end`."""

    number: Number
    first: int
    end: int
    unit: Unit | None
    negative: bool = False
    bound: Comparator = Comparator.EXACT

    @property
    def value(self) -> Fraction:
        """Give the number with its sign."""
        return -self.number.value if self.negative else self.number.value


def read_amount(written: TokenisedText, at: int) -> Found | None:
    """Read the amount, range or score whose first number starts at token `at`; answer it and the index after it."""
    measured = read_measured(written.tokens, at)
    if measured is None or _is_pronoun(written.tokens, measured):
        return None
    second = _range_end(written.tokens, measured)
    if second is not None and (pair := _read_pair(written, measured, second)) is not None:
        return pair
    if belongs_to_name(written.tokens, measured.first, measured.end, bare=measured.unit is None):
        return None
    return _read_single(written, measured)


def read_measured(tokens: Sequence[Token], at: int) -> Measured | None:
    """Read a number with the currency before it or the unit or currency after it."""
    money = currency_before(tokens, at)
    number = read_number(tokens, at, money=money is not None)
    if number is None:
        return None
    first = money[1] if money else at
    negative = _is_minus(tokens, first - 1)
    unit, end = _unit_after(tokens, number.end, money[0] if money else None)
    if unit is None and (bound := comparator_after(tokens, number.end)) is not None:
        late_unit, late_end = _unit_after(tokens, bound[1], None)
        if late_unit is not None:
            return Measured(number, first - negative, late_end, _sterling(late_unit, number), negative, bound[0])
    return Measured(number, first - negative, end, _sterling(unit, number), negative)


def _sterling(unit: Unit | None, number: Number) -> Unit | None:
    """Read "5 million pounds" as money and "5 pounds" as weight."""
    return POUND_STERLING if unit is POUND_MASS and number.scale >= 10**6 else unit


def _is_minus(tokens: Sequence[Token], at: int) -> bool:
    if at < 0 or tokens[at].raw not in _MINUS or (tokens[at].glued and tokens[at - 1].raw not in "(["):
        return tokens[at].low == "minus" if at >= 0 else False
    return tokens[at + 1].glued


def _unit_after(tokens: Sequence[Token], at: int, money: Unit | None) -> tuple[Unit | None, int]:
    start = at
    after = currency_after(tokens, at)
    if after is not None and (money is None or after[0].base == money.base or money.base == "USD"):
        return after
    if money is not None:
        return money, at
    if tokens[at].raw in HYPHENS and tokens[at].glued and tokens[at + 1].glued:
        at += 1
    read = currency_after(tokens, at) or read_unit(tokens, at)
    if read is None:
        return None, start
    unit, end = read
    return unit, _past_old(tokens, end) if unit is YEAR else end


def _past_old(tokens: Sequence[Token], at: int) -> int:
    if tokens[at].low == "old":
        return at + 1
    return at + 2 if tokens[at].raw == "-" and tokens[at + 1].low == "old" else at


def _is_pronoun(tokens: Sequence[Token], measured: Measured) -> bool:
    """Tell whether "one" stands for a noun ("one of them", "the one who") and counts nothing."""
    at = measured.number.first
    if tokens[at - 1].low == "or" and measured.number.spelled and measured.unit is None:
        return True  # "a year or two"
    if tokens[at].low != "one" or measured.number.end > at + 1:
        return False
    if tokens[at - 1].low in _NOT_COUNTING_ONE or tokens[at + 1].low in _LONE_WORDS_AFTER_ONE:
        return True
    if tokens[at + 1].raw in HYPHENS or measured.unit is not None:
        return False
    return not tokens[at + 1].raw.isalpha() or tokens[at + 1].low in ("of", "who", "that", "is", "was", "s")


def _range_end(tokens: Sequence[Token], measured: Measured) -> Measured | None:
    at = measured.end
    joint = tokens[at]
    dashed = joint.raw in HYPHENS
    if not (dashed or joint.low == "to" or (joint.low == "and" and tokens[measured.first - 1].low == "between")):
        return None
    if dashed and joint.glued != tokens[at + 1].glued:
        return None
    start = at + 1
    while starts_currency(tokens[start]):
        start += 1
    if not (tokens[start].is_numeral or tokens[start].low in SMALL):
        return None
    second = read_measured(tokens, start)
    return second if second is not None and second.first == at + 1 else None


def _read_pair(written: TokenisedText, one: Measured, two: Measured) -> Found | None:
    tokens = written.tokens
    if belongs_to_name(tokens, one.first, one.end, bare=False):
        return None
    if _is_score(tokens, one, two):
        return (_score(written, one, two),), two.end
    one = _with_same_measure(one, two)
    if one.value >= two.value or not _same_unit(one, two) or (one.number.scale == 1 and _looks_like_years(one, two)):
        return None
    if tokens[one.first - 1].low == "from" and tokens[one.first - 2].low not in _RANGE_VERBS:
        first, _ = _read_single(written, replace(one, end=one.number.end))
        last, end = _read_single(written, two)
        return (*first, *last), end
    return _read_range(written, one, two)


def _looks_like_years(one: Measured, two: Measured) -> bool:
    return all(each.unit is None and 1000 <= each.value <= 2100 and each.number.digits >= 3 for each in (one, two))


def _is_score(tokens: Sequence[Token], one: Measured, two: Measured) -> bool:
    if one.unit or two.unit or not (one.number.end - one.number.first == 1 == two.number.end - two.number.first):
        return False
    if one.number.step != 1 or two.number.step != 1 or max(one.value, two.value) > _HIGHEST_SCORE:
        return False
    if tokens[one.end].low == "and" or one.number.spelled:
        return False
    scoring = any(token.low in _SCORING for token in tokens[max(0, one.first - 6) : one.first])
    return scoring or (one.value >= two.value and tokens[one.end].raw in HYPHENS)


def _score(written: TokenisedText, one: Measured, two: Measured) -> Quantity:
    span = written.span(one.first, two.end)
    return Quantity(span, span, one.value, two.value, kind=QuantityKind.SCORE)


def _with_same_measure(one: Measured, two: Measured) -> Measured:
    """Lend the first end of a range the scale and unit that only its second end has: "10 to 12 million", "10-12%"."""
    factor = two.number.scale
    if one.number.scale == 1 and factor > 1 and one.value < two.value / factor:
        one = replace(one, number=one.number.times(factor, end=one.number.end))
    return replace(one, unit=two.unit) if one.unit is None else one


def _same_unit(one: Measured, two: Measured) -> bool:
    return one.unit == two.unit or two.unit is None


def _read_range(written: TokenisedText, one: Measured, two: Measured) -> Found:
    tokens = written.tokens
    first = one.first - 1 if tokens[one.first - 1].low in ("between", "from") else one.first
    comparator, first = comparator_before(tokens, first)
    end, counted = two.end, _counted(written, two)
    quantity = Quantity(
        written.span(first, end),
        written.span(one.number.first, two.number.end),
        one.value,
        two.value,
        comparator=comparator,
        unit=two.unit if two.unit is not None else one.unit,
        counted=counted,
        step=two.number.step,
        digits=max(one.number.digits, two.number.digits),
        scaled=two.number.scale > 1,
        spelled=one.number.spelled,
    )
    return (quantity,), end


def _read_single(written: TokenisedText, measured: Measured) -> Found:
    tokens, number = written.tokens, measured.number
    comparator, first, end = bounds_around(tokens, measured.first, measured.end)
    comparator = measured.bound if comparator is Comparator.EXACT else comparator
    counted = _counted(written, replace(measured, end=end))
    if counted is None and is_bare_year(tokens, measured.first, measured.end, comparator, measured.unit):
        return (), end
    quantity = Quantity(
        written.span(first, end),
        written.span(number.first, number.end),
        measured.value,
        measured.value,
        comparator=comparator,
        unit=_age(tokens, measured),
        counted=counted,
        step=number.step,
        digits=number.digits,
        scaled=number.scale > 1,
        spelled=number.spelled,
    )
    return (quantity,), end


def bounds_around(tokens: Sequence[Token], first: int, end: int) -> tuple[Comparator, int, int]:
    """Read the comparator on either side of tokens `first` to `end`; answer it with the widened bounds."""
    comparator, start = comparator_before(tokens, first)
    if comparator is Comparator.EXACT and (after := comparator_after(tokens, end)) is not None:
        return after[0], start, after[1]
    return comparator, start, end


def _age(tokens: Sequence[Token], measured: Measured) -> Unit | None:
    if measured.unit is None and tokens[measured.first - 1].low in ("aged", "age"):
        return YEAR
    return measured.unit


def _counted(written: TokenisedText, measured: Measured) -> Counted | None:
    tokens, number, end = written.tokens, measured.number, measured.end
    if measured.unit is not None:
        return None
    if tokens[end].raw == "-" and tokens[end].glued:
        return read_hyphened(written, end + 1)
    if number.value == 1 and number.scale == 1:
        return read_single(written, end)
    if number.scale > 1 and "-" in [token.raw for token in tokens[number.first : number.end]]:
        return read_hyphened(written, end)
    attributive = tokens[number.end - 1].glued and number.scale > 1  # "the 0.5T model delivers" counts no models
    return read_counted(written, end, farthest=0) if attributive else read_counted(written, end)

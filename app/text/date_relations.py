"""How the time of a claim relates to the time of a statement.

A dated expression is read as the stretch of days in which the thing told may fall: "in 2024" is that year, "before June
2024" every day up to 31 May 2024, "by" includes the date, "since" runs on from it, "circa" takes one length of the date
more on either side. The relation is then one of stretches: the same is equal, the statement's within the claim's is
entailed, apart is a conflict, anything else is open. Where the edges are soft (early, mid, late, circa, seasons, fiscal
years) a conflict needs a distance beyond doubt.

"Since", "until" and "from..to" tell of lasting things, so two of a kind are held to the same beginning and end, and
"since 2006" is entailed by a beginning "in 2006".
"""

from datetime import MAXYEAR, date
from enum import StrEnum

from app.text.date_expression import DateBound, DateExpression, Granularity

Stretch = tuple[int, int]  # proleptic ordinals of the first and last day

_DAWN, _DUSK = 0, date(MAXYEAR, 12, 31).toordinal() + 1
_THIRDS = (DateBound.EARLY, DateBound.MID, DateBound.LATE)
_LASTING = (DateBound.SINCE, DateBound.UNTIL)
_YEARLESS = (Granularity.MONTH_DAY, Granularity.MONTH_OF_YEAR, Granularity.WEEKDAY)
_CIRCA_AT_MOST = 5  # lengths of the date; "circa 1850" may be 1855, hardly 1860
_SEASON_EDGE = 31  # days; seasons are counted from the month or from the solstice


class DateRelation(StrEnum):
    """What a statement's time says about a claim's."""

    EQUAL = "equal"  # the same time, however written
    ENTAILED = "entailed"  # the statement's time makes the claim's true
    CONFLICT = "conflict"  # both cannot be true of the same thing
    OPEN = "open"  # compatible, and not decided
    INCOMPARABLE = "incomparable"  # nothing places both in one calendar


def relate_dates(claim: DateExpression, statement: DateExpression) -> DateRelation:
    """Tell what the statement's time says about the claim's, by the rules above."""
    if claim.granularity in _YEARLESS or statement.granularity in _YEARLESS:
        return _relate_yearless(claim, statement)
    if not (claim.is_dated and statement.is_dated):
        return DateRelation.INCOMPARABLE
    if claim.ambiguous or statement.ambiguous:
        return _relate_ambiguous(claim, statement)
    if _is_same(claim, statement):
        return DateRelation.EQUAL
    if claim.granularity is statement.granularity is Granularity.FISCAL_YEAR:
        return DateRelation.CONFLICT if claim.bound is statement.bound is DateBound.AT else DateRelation.OPEN
    if claim.bound is statement.bound is DateBound.FROM_TO:
        return _relate_periods(claim, statement)
    if claim.bound in _LASTING or statement.bound in _LASTING:
        return _relate_lasting(claim, statement)
    return _relate_stretches(claim, statement)


def _is_same(claim: DateExpression, statement: DateExpression) -> bool:
    return (claim.bound, claim.earliest, claim.latest) == (statement.bound, statement.earliest, statement.latest)


def _relate_stretches(claim: DateExpression, statement: DateExpression) -> DateRelation:
    if _within(_strict(statement), _strict(claim)) and not _is_soft_inside(claim):
        return DateRelation.ENTAILED
    if _apart(_loose(claim), _loose(statement)):
        return DateRelation.CONFLICT
    return DateRelation.OPEN


def _is_soft_inside(claim: DateExpression) -> bool:
    """Tell whether days within a claim's bounds may yet lie outside what it means, as with a fiscal year."""
    return claim.granularity is Granularity.FISCAL_YEAR and claim.bound is DateBound.AT


def _relate_lasting(claim: DateExpression, statement: DateExpression) -> DateRelation:
    if claim.bound is statement.bound or {claim.bound, statement.bound} == {DateBound.AT, DateBound.SINCE}:
        claimed, stated = _days(claim), _days(statement)
        if _within(stated, claimed):
            return DateRelation.ENTAILED
        if claim.bound is statement.bound and _apart(claimed, stated):
            return DateRelation.CONFLICT
    return DateRelation.CONFLICT if _apart(_loose(claim), _loose(statement)) else DateRelation.OPEN


def _relate_periods(claim: DateExpression, statement: DateExpression) -> DateRelation:
    if [date.fromordinal(day).year for day in _days(claim)] != [date.fromordinal(day).year for day in _days(statement)]:
        return DateRelation.CONFLICT
    return DateRelation.ENTAILED if _within(_days(statement), _days(claim)) else DateRelation.OPEN


def _relate_ambiguous(claim: DateExpression, statement: DateExpression) -> DateRelation:
    if _is_same(claim, statement) and claim.ambiguous and statement.ambiguous:
        return DateRelation.EQUAL
    if claim.ambiguous is False and _within(_strict(statement), _strict(claim)):
        return DateRelation.ENTAILED
    return DateRelation.CONFLICT if _apart(_loose(claim), _loose(statement)) else DateRelation.OPEN


def _days(expression: DateExpression) -> Stretch:
    return (expression.earliest or date.min).toordinal(), (expression.latest or date.max).toordinal()


def _strict(expression: DateExpression) -> Stretch:
    first, last = _days(expression)
    match expression.bound:
        case DateBound.BEFORE:
            return _DAWN, first - 1
        case DateBound.AFTER:
            return last + 1, _DUSK
        case DateBound.SINCE:
            return first, _DUSK
        case DateBound.UNTIL | DateBound.BY:
            return _DAWN, last
        case DateBound.CIRCA:
            return _padded((first, last), last - first + 1)
        case _:
            return first, last


def _loose(expression: DateExpression) -> Stretch:
    first, last = _days(expression)
    length = last - first + 1
    if expression.bound in _THIRDS:
        return _padded((first, last), length)
    if expression.bound is DateBound.CIRCA:
        return _padded((first, last), _CIRCA_AT_MOST * length)
    edge = _SEASON_EDGE if expression.granularity is Granularity.SEASON else 0
    return _padded(_strict(expression), edge)


def _padded(stretch: Stretch, days: int) -> Stretch:
    return stretch[0] - days, stretch[1] + days


def _within(inner: Stretch, outer: Stretch) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _apart(one: Stretch, other: Stretch) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _relate_yearless(claim: DateExpression, statement: DateExpression) -> DateRelation:
    if Granularity.RELATIVE in (claim.granularity, statement.granularity):
        return DateRelation.INCOMPARABLE
    if claim.bound is not statement.bound:
        return DateRelation.OPEN
    pairs = list(zip(_recurring(claim), _recurring(statement), strict=True))
    if any(one is not None and other is not None and one != other for one, other in pairs):
        return DateRelation.CONFLICT if claim.bound is DateBound.AT else DateRelation.OPEN
    if all(one is None or other is None for one, other in pairs):
        return DateRelation.INCOMPARABLE if claim.granularity is not statement.granularity else DateRelation.OPEN
    return _relate_agreeing(claim, statement)


def _relate_agreeing(claim: DateExpression, statement: DateExpression) -> DateRelation:
    known, told = _recurring(claim), _recurring(statement)
    if known == told and claim.is_dated is statement.is_dated is False:
        return DateRelation.EQUAL
    covered = all(part is None or part == other for part, other in zip(known, told, strict=True))
    return DateRelation.ENTAILED if covered and not claim.is_dated else DateRelation.OPEN


def _recurring(expression: DateExpression) -> tuple[int | None, int | None, int | None]:
    """Give month, day and weekday, as far as they are known."""
    single = expression.earliest if expression.granularity is Granularity.DAY and not expression.ambiguous else None
    weekday = single.isoweekday() if single else expression.weekday
    return expression.month, expression.day, weekday

"""Read every date of a tokenised text: single dates, ranges, and the words that bound them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.text.calendar_words import MONTHS, SEASONS, WEEKDAYS, WINTER, Days, day_of, days_of_month, third_of
from app.text.date_expression import DateBound, DateExpression, Granularity
from app.text.date_moments import day_number, read_moment
from app.text.figure_tokens import HYPHENS, Token, TokenisedText
from app.text.moment import Moment
from app.text.number_words import ORDINALS, SMALL
from app.text.relative_dates import STARTS, read_relative

_JOINTS = HYPHENS | {"to", "until", "till", "through", "thru"}
_OPEN_ENDS = frozenset({"present", "now", "today", "date"})
_STARTS = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset(SEASONS)
    | frozenset(ORDINALS)
    | frozenset(SMALL)
    | STARTS
    | {WINTER, "q", "h", "fiscal", "fy", "financial", "a", "an"}
)
_THIRDS = {"early": (DateBound.EARLY, 0), "mid": (DateBound.MID, 1), "late": (DateBound.LATE, 2)}
_EDGES = {
    "beginning": (DateBound.EARLY, 0),
    "start": (DateBound.EARLY, 0),
    "middle": (DateBound.MID, 1),
    "end": (DateBound.LATE, 2),
}
_BOUNDS: dict[str, DateBound] = {
    "before": DateBound.BEFORE,
    "prior to": DateBound.BEFORE,
    "earlier than": DateBound.BEFORE,
    "after": DateBound.AFTER,
    "later than": DateBound.AFTER,
    "following": DateBound.AFTER,
    "since": DateBound.SINCE,
    "starting": DateBound.SINCE,
    "starting in": DateBound.SINCE,
    "from": DateBound.AT,
    "until": DateBound.UNTIL,
    "till": DateBound.UNTIL,
    "up to": DateBound.UNTIL,
    "up until": DateBound.UNTIL,
    "through": DateBound.UNTIL,
    "by": DateBound.BY,
    "no later than": DateBound.BY,
    "not later than": DateBound.BY,
    "circa": DateBound.CIRCA,
    "c .": DateBound.CIRCA,
    "c": DateBound.CIRCA,
    "ca .": DateBound.CIRCA,
    "ca": DateBound.CIRCA,
    "around": DateBound.CIRCA,
    "about": DateBound.CIRCA,
    "approximately": DateBound.CIRCA,
    "roughly": DateBound.CIRCA,
}
_LONGEST_BOUND = 3


def read_dates(
    written: TokenisedText, *, anchor: date | None, ignore: Sequence[tuple[int, int]]
) -> tuple[DateExpression, ...]:
    """Give the dates outside the `ignore` stretches of text, in order."""
    found: list[DateExpression] = []
    tokens, floor = written.tokens, 0
    for at in written.places(_STARTS):
        token = tokens[at]
        if at < floor or any(start < token.end and token.start < end for start, end in ignore):
            continue
        if (moment := _read(tokens, at, anchor)) is not None:
            expression, floor = _expression(written, moment, floor, anchor)
            found.append(expression)
    return tuple(found)


def _read(tokens: Sequence[Token], at: int, anchor: date | None) -> Moment | None:
    return read_moment(tokens, at) or read_relative(tokens, at, anchor) or _day_of_range(tokens, at)


def _day_of_range(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read "20-23 May 1973" and "20 and 23 May 1973" as a period."""
    first = day_number(tokens, at) if tokens[at].is_numeral else None
    if first is None or not (tokens[first[1]].raw in HYPHENS or tokens[first[1]].low in ("to", "and")):
        return None
    last = read_moment(tokens, first[1] + 1)
    if last is None or last.day is None or last.month is None or last.day <= first[0] or not last.days:
        return None
    start = day_of(last.days[0].year, last.month, first[0])
    return Moment(at, last.end, (start[0], last.days[1]), Granularity.PERIOD) if start else None


def _expression(written: TokenisedText, moment: Moment, floor: int, anchor: date | None) -> tuple[DateExpression, int]:
    tokens = written.tokens
    moment, first, part = _narrowed(tokens, moment, floor)
    last = _range_end(tokens, moment, first, anchor)
    if last is not None:
        return _period(written, moment, first, last, floor)
    bound, first = _bound_before(tokens, first, floor)
    end, open_ended = _open_end(tokens, moment.end)
    if open_ended:
        bound = DateBound.SINCE
    elif moment.granularity is Granularity.PERIOD:
        bound = DateBound.FROM_TO
    if bound is DateBound.AT:
        bound = part or bound
    return _of(written, moment, first, end, bound), end


def _narrowed(tokens: Sequence[Token], moment: Moment, floor: int) -> tuple[Moment, int, DateBound | None]:
    """Take "early", "mid-", "the end of" before a date into its days."""
    first = moment.first
    at = first - 1
    if at >= floor and tokens[at].raw == "-":
        at -= 1
    if at >= floor and tokens[at].low in _THIRDS:
        bound, part = _THIRDS[tokens[at].low]
        return _cut(moment, part), at, bound
    at = first - 2 if first >= 1 and tokens[first - 1].low == "of" else first - 3
    if at >= floor and tokens[at].low in _EDGES and tokens[at + 1].low == "of":
        bound, part = _EDGES[tokens[at].low]
        return _cut(moment, part), at - (at > floor and tokens[at - 1].low == "the"), bound
    return moment, first, None


def _cut(moment: Moment, part: int) -> Moment:
    return replace(moment, days=third_of(moment.days, part)) if moment.days else moment


def _bound_before(tokens: Sequence[Token], first: int, floor: int) -> tuple[DateBound, int]:
    at = first - 1 if first > floor and tokens[first - 1].low == "the" else first
    for length in range(min(_LONGEST_BOUND, at - floor), 0, -1):
        phrase = " ".join([token.low for token in tokens[at - length : at]])
        if phrase in _BOUNDS:
            return _BOUNDS[phrase], at - length
    return DateBound.AT, first


def _open_end(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    if tokens[at].low in ("onwards", "onward"):
        return at + 1, True
    if tokens[at].low in _JOINTS and tokens[at + 1].low in _OPEN_ENDS:
        return at + 2, True
    return at, False


def _range_end(tokens: Sequence[Token], moment: Moment, first: int, anchor: date | None) -> Moment | None:
    joint, start = tokens[moment.end].low, moment.end + 1
    paired = joint == "and" and _is_between(tokens, first)
    if joint not in _JOINTS and not paired:
        return None
    start += tokens[start].low == "the"
    part = _THIRDS.get(tokens[start].low)
    if part:
        start += 1 + (tokens[start + 1].raw == "-")
    last = read_moment(tokens, start) or read_relative(tokens, start, anchor) if start < len(tokens) else None
    return _cut(last, part[1]) if last and part else last


def _is_between(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and "between" in (tokens[first - 1].low, tokens[first - 2].low if first > 1 else "")


def _period(written: TokenisedText, moment: Moment, first: int, last: Moment, floor: int) -> tuple[DateExpression, int]:
    days, end = _days_between(moment, last), last.end
    bound = DateBound.BETWEEN if _is_between(written.tokens, first) else DateBound.FROM_TO
    if days is None:
        return _alone(written, moment, first, floor)
    while first > floor and written.tokens[first - 1].low in ("between", "from", "the"):
        first -= 1
    return _of(written, Moment(first, end, days, Granularity.PERIOD), first, end, bound), end


def _alone(written: TokenisedText, moment: Moment, first: int, floor: int) -> tuple[DateExpression, int]:
    bound, first = _bound_before(written.tokens, first, floor)
    return _of(written, moment, first, moment.end, bound), moment.end


def _days_between(moment: Moment, last: Moment) -> Days | None:
    """Give the days from one moment to the other; the first may borrow the year of the second."""
    if last.days is None:
        return None
    start = moment.days or _in_year(moment, last.days[0].year)
    return (start[0], last.days[1]) if start and start[0] <= last.days[1] else None


def _in_year(moment: Moment, year: int) -> Days | None:
    if moment.month is None:
        return None
    return days_of_month(year, moment.month) if moment.day is None else day_of(year, moment.month, moment.day)


def _of(written: TokenisedText, moment: Moment, first: int, end: int, bound: DateBound) -> DateExpression:
    earliest, latest = moment.days or (None, None)
    return DateExpression(
        written.span(first, end),
        earliest,
        latest,
        moment.granularity,
        bound=bound,
        month=moment.month,
        day=moment.day,
        weekday=moment.weekday,
        ambiguous=moment.ambiguous,
    )

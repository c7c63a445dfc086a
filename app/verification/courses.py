"""One thing's amount before and after, and the dates of both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.text.date_expression import DateBound, DateExpression, Granularity
from app.text.date_relations import DateRelation, relate_dates
from app.verification.levels import Level
from app.verification.topics import Topics

_MET = frozenset({DateRelation.EQUAL, DateRelation.ENTAILED})


@dataclass(frozen=True, slots=True)
class Course:
    """One thing's amount before and after; `topics` are the words that say what it is an amount of."""

    before: Level
    after: Level
    topics: Topics
    before_date: DateExpression | None
    after_date: DateExpression | None

    def is_told_of(self, dates: Sequence[DateExpression]) -> bool:
        """Say whether a claim that has these dates can be of this course."""
        if len(dates) == 1 and self.after_date is not None:
            ends = self.before_date, self.after_date
            return _spans(dates[0], *ends) or relate_dates(dates[0], self.after_date) is not DateRelation.CONFLICT
        if len(dates) < 2:
            return True
        late, early = max(dates, key=_day), min(dates, key=_day)
        return _agree(late, self.after_date) and _agree(early, self.before_date)


def ends_of(span: DateExpression) -> tuple[DateExpression, DateExpression]:
    """Return the first and the last year of "between 2020 and 2025"."""
    assert span.earliest is not None  # noqa: S101 - narrows the type: only dated spans come here
    assert span.latest is not None  # noqa: S101 - as above
    first, last = (
        replace(span, earliest=date(year, 1, 1), latest=date(year, 12, 31), bound=DateBound.AT,
                granularity=Granularity.YEAR)
        for year in (span.earliest.year, span.latest.year)
    )  # fmt: skip
    return first, last


def year_before(year: DateExpression) -> DateExpression | None:
    """Return the year before a year, which "the year before" means."""
    if year.earliest is None or year.latest is None:
        return None
    return replace(year, earliest=date(year.earliest.year - 1, 1, 1), latest=date(year.earliest.year - 1, 12, 31))


def _day(dated: DateExpression) -> int:
    return dated.earliest.toordinal() if dated.earliest is not None else 0


def _agree(mine: DateExpression, theirs: DateExpression | None) -> bool:
    return theirs is None or relate_dates(mine, theirs) in _MET


def _spans(mine: DateExpression, first: DateExpression | None, last: DateExpression) -> bool:
    """Say whether "between 2022 and 2024" runs from the one date to the other."""
    if first is None or None in (mine.earliest, mine.latest, first.earliest, last.latest):
        return False
    return (mine.earliest, mine.latest) == (first.earliest, last.latest)

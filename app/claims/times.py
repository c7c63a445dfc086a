"""Dates that count from the day of the document: "last year", "in May", "on Monday"."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.claims.drafts import Replacement
from app.domain.document import ResolvedDate
from app.text.calendar_words import days_of_month
from app.text.date_expression import DateExpression, Granularity
from app.text.predicates import Predicate
from app.text.sentence import Sentence
from app.text.tags import Tag

_MONTHS = "January February March April May June July August September October November December".split()
_COUNTED = frozenset("last this next previous yesterday tomorrow tonight coming current".split())
_QUARTERS = ("first", "second", "third", "fourth")
_FORWARD = frozenset({"will", "'ll", "shall", "be to", "expect", "plan", "intend"})


def place_dates(sentence: Sentence, published_at: date) -> Iterator[tuple[ResolvedDate, Replacement | None]]:
    """Yield the dates that only the document's day places, each with words that say so by themselves if there are."""
    for expression in sentence.dates:
        if expression.is_dated:
            if _counts(expression):
                yield _resolved(expression, expression), _counted_words(sentence, expression)
            continue
        placed = _placed(sentence, expression, published_at)
        if placed is not None:
            yield ResolvedDate(expression.span, *placed), _named_words(expression, placed)


def _counts(expression: DateExpression) -> bool:
    words = expression.span.text.lower().split()
    return any(word in _COUNTED for word in words) or words[-1] == "ago"


def _resolved(expression: DateExpression, placed: DateExpression) -> ResolvedDate:
    if placed.earliest is None or placed.latest is None:
        raise ValueError(f"{expression.span.text!r} has no days")
    return ResolvedDate(expression.span, placed.earliest, placed.latest)


def _placed(sentence: Sentence, expression: DateExpression, published_at: date) -> tuple[date, date] | None:
    """Place a weekday or a month without its year next to the document's day: past, unless the verb looks ahead."""
    ahead = _looks_ahead(sentence, expression)
    if expression.granularity is Granularity.WEEKDAY and expression.weekday is not None:
        gap = (expression.weekday - published_at.isoweekday()) % 7
        day = published_at + timedelta(days=gap if ahead else -((7 - gap) % 7))
        return day, day
    if expression.granularity is Granularity.MONTH_OF_YEAR and expression.month is not None:
        later = expression.month > published_at.month
        year = published_at.year - (later and not ahead) + (ahead and expression.month < published_at.month)
        return days_of_month(year, expression.month)
    return None


def _looks_ahead(sentence: Sentence, expression: DateExpression) -> bool:
    words = sentence.words
    at = sentence.word_at(expression.span.start)
    before = [p for p in sentence.structure.predicates if p.finite and p.start <= at]
    governing: Predicate | None = before[-1] if before else None
    if governing is None:
        return False
    present = words[governing.start].tag is Tag.VERB or words[governing.start].lower in {"is", "are"}
    return bool({*governing.leading, governing.lemma} & _FORWARD) or (present and governing.lemma != "be")


def _counted_words(sentence: Sentence, expression: DateExpression) -> Replacement | None:
    """Return "in 2023" for "last year"; after a preposition or an article the bare date, and weeks keep their words."""
    named = _name(expression)
    if named is None:
        return None
    start, end = expression.span.start, expression.span.end
    first = sentence.word_at(start)
    core = _core_start(sentence, expression)
    if sentence.text[start : start + 4].lower() == "the " or (core and sentence.words[core - 1].lower == "the"):
        return None
    if end < len(sentence.text) and sentence.text[end : end + 2] in {"'s", "’s"}:
        return None
    governed = core != first or (core and sentence.words[core - 1].tag in {Tag.PREPOSITION, Tag.DATE})
    if governed:
        return Replacement(sentence.words[core].start, end, named)
    preposition = "on" if expression.granularity is Granularity.DAY else "in"
    return Replacement(sentence.words[core].start, end, f"{preposition} {named}")


def _core_start(sentence: Sentence, expression: DateExpression) -> int:
    """Return the first word of "last year" inside "since last year"."""
    first, last = sentence.word_at(expression.span.start), sentence.word_at(expression.span.end - 1)
    return next((i for i in range(first, last + 1) if sentence.words[i].lower in _COUNTED), first)


def _name(expression: DateExpression) -> str | None:
    day = expression.earliest
    if day is None:
        return None
    match expression.granularity:
        case Granularity.YEAR:
            return str(day.year)
        case Granularity.MONTH:
            return f"{_MONTHS[day.month - 1]} {day.year}"
        case Granularity.QUARTER:
            return f"the {_QUARTERS[(day.month - 1) // 3]} quarter of {day.year}"
        case Granularity.DAY if expression.span.text.lower() not in {"today", "this day"}:
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return None


def _named_words(expression: DateExpression, placed: tuple[date, date]) -> Replacement:
    """Return "May 2024" for "May", "Monday, 13 May 2024" for "Monday"."""
    day = placed[0]
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    exact = f", {day.day} {month}" if expression.granularity is Granularity.WEEKDAY else f" {day.year}"
    return Replacement(expression.span.end, expression.span.end, exact)

"""The amounts that a statement sets side by side: before and after, part and whole, one's and another's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from app.text.date_expression import DateBound, DateExpression, Granularity
from app.text.date_relations import DateRelation, relate_dates
from app.text.quantity import Quantity
from app.text.tagging import Tag, Word
from app.verification.courses import Course, ends_of, year_before
from app.verification.levels import Level, is_plain, level_of, scale_of
from app.verification.readings import Anchor, Prepared
from app.verification.topics import NAMING, Topics, is_same, topics_in, topics_told
from app.verification.words import Thesaurus

_EARLIER = re.compile(
    r"(?:,? )?(?:in )?(?:the )?(?:(?:year|season) (?:before|earlier)|(?:a|one) year (?:before|earlier|ago)"
    r"|(?:previous|preceding|prior) year)\b"
)
_BACKWARDS = re.compile(
    r"(?:.*?,? )?(?:(?:up|down)(?: sharply| slightly)? from|after|compared (?:with|to)|against|instead of|from"
    r"|as against)(?: an?)?(?: (?P<noun>\w+) of)?"
)
_OUT_OF = re.compile(r"(?:.*?,? )?(?:out )?of(?: [\w' ]*of)?")
_OF_WHICH = re.compile(r".*?,? of (?:which|whom|them|these)")
_TOGETHER_WITH = frozenset({"and", ",", "to", "at", "with", "but", "against", "then"})
_WITHIN = frozenset({Tag.ADJECTIVE, Tag.NOUN, Tag.MARK, Tag.CONJUNCTION})
_VERBS = frozenset({Tag.VERB, Tag.PAST, Tag.BE, Tag.HAVE, Tag.DO, Tag.MODAL})
_BREAKS = frozenset({Tag.SUBORDINATOR, Tag.RELATIVE})


@dataclass(frozen=True, slots=True)
class Part:
    """An amount that is part of another; `topics` say what the whole is."""

    part: Level
    whole: Level
    topics: Topics


class Account:
    """The amounts of one statement and how they stand to one another."""

    def __init__(self, statement: Prepared, thesaurus: Thesaurus) -> None:
        self.statement = statement
        self.thesaurus = thesaurus
        self.words = statement.sentence.words

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The plain, exact amounts in order."""
        return tuple(level_of(a) for a in self.statement.quantities if is_plain(a))

    def courses(self) -> Iterator[Course]:
        """Yield what is told as a change of one amount into another, in order."""
        for first, second in pairwise(self.levels):
            course = self._course(first, second)
            if course is not None:
                yield course

    def parts(self) -> Iterator[Part]:
        """Yield what is told as part of a whole: "nine of the fourteen", "of the 1,200 surveyed, 780"."""
        for first, second in pairwise(self.levels):
            between = self._text_between(first, second)
            if self._verbs_between(first, second):
                found = self._fronted_whole(first, second)
            elif _OF_WHICH.fullmatch(between):
                found = (second, first)
            elif _OUT_OF.fullmatch(between):
                found = (first, second)
            else:
                found = self._fronted_whole(first, second)
            if found is None:
                continue
            part, whole = self.lend(*found, both=True)
            if self.are_alike(part, whole) and 0 < part.amount <= whole.amount:
                yield Part(part, whole, self._topics_of_whole(part, whole))

    def _fronted_whole(self, first: Level, second: Level) -> tuple[Level, Level] | None:
        """Read "Of the 1,200 households, 780"; answer part and whole."""
        start = self._first(first)
        before = [w.lower for w in self.words[max(0, start - 2) : start] if w.tag is not Tag.DETERMINER]
        opens = start <= 2 and before[-1:] == ["of"]
        comma = any(w.lower == "," for w in self.words[self._last(first) : self._first(second)])
        bare = second.noun is None or second.noun == first.noun
        return (second, first) if opens and comma and bare else None

    def _topics_of_whole(self, part: Level, whole: Level) -> Topics:
        start, end = self._last(part) + 1, min(len(self.words), self._last(whole) + 4)
        return topics_in(self.statement, start, end, governed=NAMING | {"out of"}).with_heads([whole.noun])

    def runs(self) -> Iterator[tuple[Level, ...]]:
        """Yield the lists of amounts that stand side by side: "14 gold, 9 silver and 11 bronze medals"."""
        run: list[Level] = []
        for level in self.levels:
            if run and not self._continues(run[-1], level):
                yield from [tuple(run)] if len(run) > 1 else []
                run = []
            run.append(level)
        yield from [tuple(run)] if len(run) > 1 else []

    def _continues(self, before: Level, level: Level) -> bool:
        between = self.words[self._last(before) + 1 : self._first(level)]
        joined = any(w.lower in {"and", ","} for w in between)
        return joined and len(between) <= 4 and all(w.tag in _WITHIN for w in between) and self.are_alike(before, level)

    def owned(self, names: Sequence[Anchor]) -> dict[int, Level]:
        """Return the amount of each name, by the code point at which the name starts; `names` are the statement's.

        A name owns the amount right before it ("2,400 in Rydal") unless a list or clause ends between them, else the
        next one ("Oldbrae holds 96 million"), unless that is another's.
        """
        found: dict[int, Level] = {}
        taken: set[int] = set()
        for name in names:
            level = next((x for x in reversed(self.levels) if x.span.end <= name.span.start), None)
            if level is not None and self._belongs(level, name, names):
                found[name.span.start] = level
                taken.add(level.span.start)
        for name in names:
            following = next((x for x in self.levels if x.span.start >= name.span.end), None)
            if name.span.start in found or following is None or following.span.start in taken:
                continue
            between = [n for n in names if name.span.end <= n.span.start < following.span.start]
            if not between:
                found[name.span.start] = following
        counts = [level.span.start for level in found.values()]
        return {at: level for at, level in found.items() if counts.count(level.span.start) == 1}

    def _belongs(self, level: Level, name: Anchor, names: Sequence[Anchor]) -> bool:
        start, end = self._last(level) + 1, self.statement.sentence.word_at(name.span.start)
        between = self.words[start:end]
        ends = any(w.tag in {Tag.MARK, Tag.CONJUNCTION} | _VERBS | _BREAKS for w in between)
        governed = any(w.tag in {Tag.PREPOSITION, Tag.TO} for w in between)
        others = any(level.span.end <= n.span.start < name.span.start for n in names)
        return governed and not ends and not others

    def are_alike(self, left: Level, right: Level) -> bool:
        """Say whether two amounts can be added and divided: of one unit, of things that do not differ."""
        if (left.unit is None) != (right.unit is None):
            return False
        if left.unit is not None and right.unit is not None and not left.unit.converts_to(right.unit):
            return False
        return left.noun is None or right.noun is None or self.same(left.noun, right.noun)

    def same(self, left: str, right: str) -> bool:
        """Say whether two nouns name one thing."""
        return is_same(left, right, self.thesaurus)

    def _course(self, first: Level, second: Level) -> Course | None:
        if self._is_from_to(first, second):
            before, after = self.lend(first, second, both=True)
            return self._course_of(before, after, first, second)
        backwards = (
            None if self._verbs_between(first, second) else _BACKWARDS.fullmatch(self._text_between(first, second))
        )
        if backwards is not None and self._ends_well(second) and self._fits(backwards["noun"], first):
            after, before = self.lend(first, second)
            return self._course_of(before, after, first, second)
        return self._dated_course(*self.lend(first, second))

    def _fits(self, noun: str | None, level: Level) -> bool:
        """Say whether "after a loss of" speaks of what was lost."""
        return noun is None or any(self.same(noun, other) for other in self.topics(level, level).heads)

    def _course_of(self, before: Level, after: Level, first: Level, second: Level) -> Course | None:
        if not self.are_alike(before, after):
            return None
        before_date, after_date = self._dates(before, after, second)
        return Course(before, after, self.topics(first, second), before_date, after_date)

    def _dated_course(self, first: Level, second: Level) -> Course | None:
        """Read "3.1 million in 2024 and 2.4 million in 2025"."""
        one, other = self._date_of(first), self._date_of(second)
        between = {w.lower for w in self._between(first, second)}
        if one is None or other is None or not between <= _TOGETHER_WITH or not self.are_alike(first, second):
            return None
        if relate_dates(one, other) is not DateRelation.CONFLICT or one.earliest is None or other.earliest is None:
            return None
        topics = self.topics(first, second)
        if one.earliest < other.earliest:
            return Course(first, second, topics, one, other)
        return Course(second, first, topics, other, one)

    def _is_from_to(self, first: Level, second: Level) -> bool:
        start = self._first(first)
        between = [w.lower for w in self._between(first, second)]
        return start > 0 and self.words[start - 1].lower == "from" and between == ["to"]

    def _ends_well(self, level: Level) -> bool:
        """Say whether an amount ends its clause: nothing is done with "76 million" in "after 76 million"."""
        rest = self.words[self._last(level) + 1 :]
        following = next((w for w in rest if w.lower != (level.noun or "") and w.lemma != level.noun), None)
        ends = {Tag.MARK, Tag.DATE, Tag.PREPOSITION, Tag.DETERMINER, Tag.CONJUNCTION, Tag.SUBORDINATOR, Tag.NUMBER,
                Tag.ADVERB, Tag.ADJECTIVE}  # fmt: skip
        return following is None or (following.tag in ends and following.lower != "of")

    def _between(self, first: Level, second: Level) -> list[Word]:
        """Return the words between two amounts but dates, articles and what is counted."""
        words = self.words[self._last(first) + 1 : self._first(second)]
        passed = {Tag.DATE, Tag.DETERMINER, Tag.OWNER}
        kept = [w for w in words if w.tag not in passed and w.lemma != first.noun]
        return [w for w in kept if not (w.lower in {"in", "on", "at"} and self._is_before_date(w))]

    def _is_before_date(self, word: Word) -> bool:
        following = self.words[word.index + 1] if word.index + 1 < len(self.words) else None
        return following is not None and following.tag is Tag.DATE

    def _text_between(self, first: Level, second: Level) -> str:
        return " ".join(w.lower for w in self._between(first, second)).replace(" ,", ",")

    def _verbs_between(self, first: Level, second: Level) -> bool:
        between = self._between(first, second)
        return any(w.tag in _VERBS | _BREAKS | {Tag.NAME} and w.lower != "compared" for w in between)

    def _first(self, level: Level) -> int:
        return self.statement.sentence.word_at(level.span.start)

    def _last(self, level: Level) -> int:
        """Return the index of the last word of the amount and what it counts, "620 people"."""
        value = level.anchor.value
        end = level.span.end
        following = min((a.span.start for a in self.statement.quantities if a.span.start >= end), default=None)
        if isinstance(value, Quantity) and value.counted is not None and level.noun is not None:
            counted = value.counted.span
            end = max(end, counted.end) if following is None or counted.start < following else end
        return self.statement.sentence.word_at(end - 1)

    def lend(self, first: Level, second: Level, *, both: bool = False) -> tuple[Level, Level]:
        """Lend the second amount the first's unit; if `both`, the first the second's: "from 70 to 84 million euros"."""
        if both and first.unit is None and second.unit is not None and first.noun is None:
            first = replace(first, unit=second.unit)
        if second.unit is None and first.unit is not None and second.noun is None:
            second = replace(second, unit=first.unit)
        scale = scale_of(second)
        if both and scale > 1 and scale_of(first) == 1 and first.amount < scale:
            first = replace(first, amount=first.amount * scale, slack=scale / 2)
        return first, second

    def topics(self, first: Level, second: Level) -> Topics:
        """Return the words that say what the amounts are of: those of the clause they stand in."""
        start = self._first(first)
        while start > 0 and not self._opens(start - 1):
            start -= 1
        end = self._last(second) + 1
        while end < len(self.words) and end <= self._last(second) + 3 and self.words[end].tag is not Tag.MARK:
            end += 1
        return topics_told(self.statement, start, end).with_heads([first.noun, second.noun])

    def _opens(self, index: int) -> bool:
        """Say whether a clause can begin after the word: another amount, "while", a semicolon, "and" before a verb."""
        word = self.words[index]
        return word.tag in _BREAKS or word.lower == ";" or word.tag is Tag.NUMBER

    def _date_of(self, level: Level) -> DateExpression | None:
        """Return the date right after the amount, or right before it."""
        after = self.words[self._last(level) + 1 :]
        for word in after:
            if word.tag is Tag.DATE:
                return self._date_at(word)
            if word.tag is Tag.NUMBER or word.tag in _VERBS or word.tag in {Tag.MARK, Tag.CONJUNCTION}:
                break
        return None

    def _date_at(self, word: Word) -> DateExpression | None:
        dates = (a.value for a in self.statement.dates if a.span.start <= word.start < a.span.end)
        return next((d for d in dates if isinstance(d, DateExpression)), None)

    def _date_before(self, level: Level) -> DateExpression | None:
        for word in reversed(self.words[: self._first(level)]):
            if word.tag is Tag.NUMBER:
                return None
            if word.tag is Tag.DATE:
                return self._date_at(word)
        return None

    def _dates(self, before: Level, after: Level, second: Level) -> tuple[DateExpression | None, DateExpression | None]:
        """Return the dates of before and after; "the year before" counts from the latter's."""
        one, other = self._date_of(before), self._date_of(after)
        span = other if second is after or after.span == second.span else one
        if span is not None and span.bound in {DateBound.BETWEEN, DateBound.FROM_TO} and span.is_dated:
            return ends_of(span)
        if other is None and after.span.start < before.span.start:
            other = self._date_before(after)
        rest = " ".join(w.lower for w in self.words[self._last(before) + 1 :])
        if _EARLIER.match(rest) and other is not None and other.granularity is Granularity.YEAR:
            one = year_before(other)
        return one, other

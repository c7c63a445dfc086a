"""Figures that relate two amounts: "up 8 %", "three times as many as", "5 more than", "together", "a third of"."""

from collections.abc import Iterator
from fractions import Fraction

from app.domain.evidence import Span
from app.text.comparators import Comparator, compares_as
from app.text.quantity import Quantity, QuantityKind
from app.text.tagging import Tag, Word
from app.text.units import Dimension
from app.verification.events import AGENT, PATIENT, Event
from app.verification.readings import Anchor, Prepared, Slot
from app.verification.relation import Kind, Relation
from app.verification.topics import GENERIC, NAMING, NO_TOPICS, Topics, topics_in
from app.verification.words import Thesaurus

_RISE, _FALL = "rise", "fall"
_MORE = frozenset({Comparator.MORE_THAN, Comparator.AT_LEAST})
_LESS = frozenset({Comparator.LESS_THAN, Comparator.AT_MOST})
_DISTANCES = frozenset("lead gap margin majority difference advantage".split())
_TOGETHER = frozenset({"together", "combined", "altogether"})
_IN_ALL = (("in", "all"), ("in", "total"), ("all", "told"), ("a", "total", "of"), ("overall",))
_ANY_OF_CHANGE = NAMING | {"in"}  # "an increase in sales"
_NEAREST = 4  # words between a figure and the comparative it belongs to: "200 euros a month higher"
_IN_PHRASES = frozenset({Tag.DETERMINER, Tag.OWNER, Tag.ADJECTIVE, Tag.NOUN, Tag.NAME, Tag.POSSESSIVE})


def read_relations(prepared: Prepared, thesaurus: Thesaurus) -> Iterator[Relation]:
    """Yield the figures of a text that relate amounts, in order; a plain amount is none."""
    for figure in (*prepared.quantities, *_halves(prepared)):
        relation = _Figure(figure, prepared, thesaurus).relation()
        if relation is not None:
            yield relation


def _halves(prepared: Prepared) -> Iterator[Anchor]:
    """Yield "halved" and "half as many", which are read as words and not as figures."""
    words = prepared.sentence.words
    for word in words:
        following = words[word.index + 1].lower if word.index + 1 < len(words) else ""
        if word.lemma == "halve" or (word.lower == "half" and following == "as"):
            span = Span(word.start, word.end, word.token.text)
            if not any(span.overlaps(q.span) for q in prepared.sentence.quantities):
                comparator = compares_as(words[word.index - 1].lower) if word.index else Comparator.EXACT
                half = Quantity(span, span, Fraction(1, 2), Fraction(1, 2), kind=QuantityKind.MULTIPLE,
                                comparator=comparator, spelled=True)  # fmt: skip
                slots = tuple(Slot(e, "is", 0, word.lemma) for e in prepared.events if e.head == word.index)
                yield Anchor(half, span, slots)


class _Figure:
    """One figure among the words of its text."""

    def __init__(self, anchor: Anchor, prepared: Prepared, thesaurus: Thesaurus) -> None:
        assert isinstance(anchor.value, Quantity)  # noqa: S101 - narrows the type: only quantities come here
        self.anchor = anchor
        self.quantity = anchor.value
        self.prepared = prepared
        self.words = prepared.sentence.words
        self.thesaurus = thesaurus
        self.first = prepared.sentence.word_at(anchor.span.start)
        self.last = prepared.sentence.word_at(anchor.span.end - 1)

    def relation(self) -> Relation | None:
        if self.quantity.kind is QuantityKind.MULTIPLE:
            return self._multiple()
        if self.quantity.kind is not QuantityKind.AMOUNT or not self.quantity.is_point:
            return None
        return self._comparative() or self._distance() or self._change() or self._total() or self._share()

    @property
    def _is_share(self) -> bool:
        unit = self.quantity.unit
        return unit is not None and unit.name == "percent"

    def _measure(self) -> Kind:
        return Kind.CHANGE if self._is_share else Kind.DIFFERENCE

    def _multiple(self) -> Relation | None:
        following = [w.lower for w in self.words[self.last + 1 : self.last + 3]]
        if following[:1] == ["as"]:
            second = self._find({"as"}, self.last + 2)
            if second is None:
                return None
            return self._related(Kind.MULTIPLE, 0, second, range(self.last + 1, second + 1),
                                 self._nouns(self.last + 1, second, governed=NAMING | {"as"}))  # fmt: skip
        if following[:1] == ["the"] and len(following) > 1:
            of = self._find({"of"}, self.last + 2)
            if of is None or of > self.last + _NEAREST:
                return None
            measured = NO_TOPICS if following[1] in GENERIC else self._nouns(self.last + 1, of)
            return self._related(Kind.MULTIPLE, 0, of, range(self.last + 1, of + 1), measured)
        return self._multiplied()

    def _multiplied(self) -> Relation | None:
        """Read "doubled", "halved" and "rose threefold"."""
        lower = self.words[self.last].lower
        events = self._changing_events()
        verb = (lower.endswith("ed") and self.first == self.last) or self.words[self.last].lemma == "halve"
        doubled = lower.endswith(("led", "ved")) or verb
        if not doubled and not any(sign > 0 for _, sign in events):
            return None
        heads = {event.head for event, _ in events}
        topics = self._object_nouns() if doubled else self._topics_of([e for e, _ in events])
        sign = 1 if self.quantity.low > 1 else -1
        settled = frozenset({*range(self.first, self.last + 1), *heads})
        return Relation(Kind.MULTIPLE, sign, self.anchor, topics or self._subject_nouns(), settled)

    def _object_nouns(self) -> Topics:
        """Return what follows "doubled" at once: "doubled its workforce"; what stands before it otherwise."""
        return self._nouns(self.last + 1, self._phrase_end(self.last + 1)) or self._nouns(0, self.first)

    def _phrase_end(self, start: int) -> int:
        end = start
        while end < len(self.words) and self.words[end].tag in _IN_PHRASES:
            end += 1
        return end

    def _comparative(self) -> Relation | None:
        for word in self.words[self.last + 1 : self.last + 1 + _NEAREST]:
            sign = self._sign_of_comparative(word)
            if sign:
                than = self._find({"than"}, word.index + 1)
                if than is None and not self._is_share:
                    return None
                end = than if than is not None else len(self.words)
                settled = {word.index, *([than] if than is not None else [])}
                topics = self._nouns(word.index + 1, end) if word.index + 1 < end else NO_TOPICS
                return self._related(self._measure(), sign, than, settled, topics | self._counted())
            if word.tag not in {Tag.NOUN, Tag.DETERMINER}:
                return None
        return None

    def _sign_of_comparative(self, word: Word) -> int:
        if word.tag not in {Tag.ADJECTIVE, Tag.ADVERB, Tag.DETERMINER}:
            return 0
        comparator = compares_as(f"{word.lower} than")
        return 1 if comparator in _MORE else -1 if comparator in _LESS else 0

    def _distance(self) -> Relation | None:
        if self._is_share:
            return None
        before = [w for w in self.words[max(0, self.first - 3) : self.first] if w.lemma in _DISTANCES]
        after = [w for w in self.words[self.last + 1 : self.last + 1 + _NEAREST] if w.lemma in _DISTANCES]
        if before and self.words[self.first - 1].lower == "of":
            return self._between_names(0, {before[-1].index})
        if after and after[0].index <= self.last + 2:
            return self._between_names(0, {after[0].index})
        if self.words[self.first - 1].lower != "by":
            return None
        won = [s.event for s in self.anchor.slots if s.part == "by" and s.depth == 0 and self._is_won(s.event)]
        return self._between_names(1, {event.head for event in won}) if won else None

    def _is_won(self, event: Event) -> bool:
        return any(self.thesaurus.classes.classes(lemma) & {"win", "lead"} for lemma in event.lemmas)

    def _between_names(self, sign: int, settled: set[int]) -> Relation:
        before = tuple(n for n in self.prepared.names if n.span.end <= self.anchor.span.start)
        after = tuple(n for n in self.prepared.names if n.span.start >= self.anchor.span.end)
        return Relation(
            Kind.DIFFERENCE, sign, self.anchor, self._counted(), frozenset(settled), (*before, *after), compares=True
        )

    def _change(self) -> Relation | None:
        events = [(e, s) for e, s in self._changing_events()]
        noun = self._changing_noun_after()
        if noun is not None:
            topics = self._nouns_after(noun.index) or self._nouns(0, self.first)
            return self._changed(self._sign(noun.lemma), {noun.index}, topics)
        adverb = self.words[self.first - 1] if self.first else None
        if adverb is not None and adverb.lower in {"up", "down"}:
            return self._changed(1 if adverb.lower == "up" else -1, {adverb.index}, self._nouns(0, adverb.index))
        if not events:
            return None
        sign = events[0][1]
        heads = {event.head for event, _ in events}
        particles = {w.index for w in self.words if w.index - 1 in heads and w.lower in {"up", "down"}}
        return self._changed(sign, heads | particles, self._topics_of([e for e, _ in events]))

    def _changed(self, sign: int, settled: set[int], topics: Topics) -> Relation:
        return Relation(self._measure(), sign, self.anchor, topics or self._subject_nouns(), frozenset(settled))

    def _changing_events(self) -> list[tuple[Event, int]]:
        """Return the rises and falls that the figure is the measure of, each with its sign."""
        found = []
        own = {w.lemma for w in self.words[self.first : self.last + 1]}  # "more than 50" tells of no rise
        for slot in self.anchor.slots:
            sign = next((s for lemma in slot.event.lemmas if lemma not in own and (s := self._sign(lemma))), 0)
            measures = slot.part == "by" or slot.part == "is" or (slot.part in {PATIENT, "then"} and self._is_relative)
            if sign and measures and slot.depth == 0 and not (slot.event.is_noun and slot.part == "is"):
                found.append((slot.event, sign))
        return found

    @property
    def _is_relative(self) -> bool:
        """Say whether the figure can only measure a change: nobody raises 8 percent as they raise 8 million euros."""
        return (
            self.quantity.dimension is Dimension.SHARE
            or self.quantity.kind is QuantityKind.MULTIPLE
            or (self.words[self.first - 1].lower == "of")
        )

    def _changing_noun_after(self) -> Word | None:
        """Return the noun in "a 23 % increase", "a 5-million fall"."""
        word = self.words[self.last + 1] if self.last + 1 < len(self.words) else None
        return word if word is not None and word.tag is Tag.NOUN and self._sign(word.lemma) else None

    def _nouns_after(self, index: int) -> Topics:
        """Return the nouns of the phrase that hangs on a noun: "a 23 % increase in sales"."""
        following = self.words[index + 1] if index + 1 < len(self.words) else None
        if following is None or following.lower not in {"in", "of"}:
            return NO_TOPICS
        phrase = self.prepared.sentence.phrase_at(index + 2)
        return self._nouns(index + 2, phrase.end, governed=_ANY_OF_CHANGE) if phrase is not None else NO_TOPICS

    def _sign(self, lemma: str) -> int:
        classes = self.thesaurus.classes.classes(lemma)
        return (_RISE in classes) - (_FALL in classes)

    def _total(self) -> Relation | None:
        lowers = [w.lower for w in self.words]
        together = {i for i, lower in enumerate(lowers) if lower in _TOGETHER}
        listed = {
            at + k
            for phrase in _IN_ALL
            for at in range(len(lowers))
            if tuple(lowers[at : at + len(phrase)]) == phrase
            for k in range(len(phrase))
        }
        if not together and not listed:
            return None
        return Relation(Kind.TOTAL, 0, self.anchor, self._counted(), frozenset(together | listed), self.prepared.names,
                        is_list_total=not together)  # fmt: skip

    def _share(self) -> Relation | None:
        if not self._is_share:
            return None
        start = self.last + 2
        governed = self.words[start - 1].lower == "of" if start <= len(self.words) else False
        topics = self._nouns(start, self._phrase_end(start)) if governed else self._counted()
        return Relation(Kind.SHARE, 0, self.anchor, topics, frozenset()) if topics else None

    def _counted(self) -> Topics:
        counted = self.quantity.counted
        return NO_TOPICS.with_heads([counted.noun]) if counted is not None else NO_TOPICS

    def _related(
        self, kind: Kind, sign: int, than: int | None, settled: "range | set[int]", topics: Topics
    ) -> Relation:
        names = self.prepared.names
        if than is None:
            return Relation(kind, sign, self.anchor, topics, frozenset(settled))
        at = self.words[than].start
        beyond = tuple(n for n in names if n.span.start > at)
        before = tuple(n for n in names if n.span.end <= at)
        if beyond and self.words[than + 1].tag is Tag.PREPOSITION:
            before = tuple(n for n in before if self._preposition(n) == self.words[than + 1].lower)[-1:]
        elif beyond:
            before = before[:1]
        return Relation(kind, sign, self.anchor, topics or self._subject_nouns(), frozenset(settled), before,
                        beyond[:1], compares=True)  # fmt: skip

    def _preposition(self, name: Anchor) -> str:
        index = self.prepared.sentence.word_at(name.span.start) - 1
        return self.words[index].lower if index >= 0 else ""

    def _find(self, lowers: set[str], start: int) -> int | None:
        return next((w.index for w in self.words[start:] if w.lower in lowers), None)

    def _nouns(self, start: int, end: int, *, governed: frozenset[str | None] = NAMING) -> Topics:
        return topics_in(self.prepared, start, end, governed=governed)

    def _subject_nouns(self) -> Topics:
        return self._nouns(0, self.first) or self._nouns(self.last + 1, len(self.words))

    def _topics_of(self, events: list[Event]) -> Topics:
        """Return the nouns of what rises or is raised."""
        found = NO_TOPICS
        for event in events:
            for part in (PATIENT, AGENT, "in", "of"):
                phrases = [p for p in event.parts.get(part, ()) if not p.start <= self.first < p.end]
                inner = [q for p in phrases for q in (p, *p.details)]
                for phrase in inner:
                    found |= self._nouns(phrase.start, phrase.end, governed=_ANY_OF_CHANGE)
                if found:
                    return found
        return found

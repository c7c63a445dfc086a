"""A claim or statement prepared for comparison: its sentence, its events, and where each name and figure stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.evidence import Span
from app.text.date_expression import DateExpression
from app.text.names import Name
from app.text.quantity import Quantity
from app.text.sentence import Sentence
from app.text.syntax import Phrase
from app.verification.events import Event

MOST_ANCHORS = 24
"""Names, quantities and dates, each, that are compared: no single claim has more."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part in an event; `depth` is 0 for the part itself, more for what hangs on it ("the bank *of Varland*")."""

    event: Event
    part: str
    depth: int
    host: str


@dataclass(frozen=True)
class Anchor:
    """A name, quantity or date of a text with the slots it fills."""

    value: Name | Quantity | DateExpression
    span: Span
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Prepared:
    """A text ready to be compared; `background` holds what its context says and who speaks.

    `is_cut` says that the text tells more events than are kept.
    """

    sentence: Sentence
    events: tuple[Event, ...]
    background: tuple[Sentence, ...] = ()
    is_cut: bool = False

    @cached_property
    def names(self) -> tuple[Anchor, ...]:
        """The names with their slots, in order."""
        return tuple(
            Anchor(n, n.span, self._slots(n.words[0], n.words[1] - 1)) for n in self.sentence.names[:MOST_ANCHORS]
        )

    @cached_property
    def quantities(self) -> tuple[Anchor, ...]:
        """The quantities with their slots, in order."""
        return tuple(Anchor(q, q.span, self._slots_of(q.number_span)) for q in self.sentence.quantities[:MOST_ANCHORS])

    @cached_property
    def dates(self) -> tuple[Anchor, ...]:
        """The dates with their slots, in order."""
        return tuple(Anchor(d, d.span, self._slots_of(d.span)) for d in self.sentence.dates[:MOST_ANCHORS])

    @cached_property
    def background_names(self) -> tuple[Name, ...]:
        """Names that only the surroundings give."""
        return tuple(name for sentence in self.background for name in sentence.names)

    def _slots_of(self, span: Span) -> tuple[Slot, ...]:
        first = self.sentence.word_at(span.start)
        return self._slots(first, self.sentence.word_at(span.end - 1))

    def _slots(self, first: int, last: int) -> tuple[Slot, ...]:
        return tuple(
            Slot(event, part, depth, self.sentence.words[host.head].lemma)
            for event in self.events
            for part, phrases in event.parts.items()
            for phrase in phrases
            for depth, host in _depths(phrase, first, last)
        )

    def dates_of(self, event: Event) -> list[DateExpression]:
        """Return the dates that stand in the event's parts."""
        return [anchor.value for anchor in self.dates if isinstance(anchor.value, DateExpression)
                and any(slot.event is event for slot in anchor.slots)]  # fmt: skip

    def names_in(self, event: Event, part: str) -> list[tuple[Anchor, int]]:
        """Return the names that fill a part of the event, with their depths."""
        return [(a, slot.depth) for a in self.names for slot in a.slots if slot.event is event and slot.part == part]


def _depths(phrase: Phrase, first: int, last: int, depth: int = 0) -> Iterator[tuple[int, Phrase]]:
    """Yield how deep in the phrase the words stand, and the innermost phrase around them."""
    if phrase.start <= first and last < phrase.end:
        yield depth, phrase
    for inner in _inner(phrase):
        yield from _depths(inner, first, last, depth + 1)
    for other in (*phrase.appositions, *phrase.joined):
        yield from _depths(other, first, last, depth)


def _inner(phrase: Phrase) -> Sequence[Phrase]:
    return [*phrase.details, *([phrase.owner] if phrase.owner is not None else [])]

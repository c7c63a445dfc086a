"""One reading of a text: words, names, figures, phrases and predicates together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.text.date_expression import DateExpression
from app.text.event_classes import EventClasses
from app.text.figures import read_figures
from app.text.lexicon import Lexicon
from app.text.names import Name, find_names
from app.text.quantity import Quantity
from app.text.syntax import Phrase, Structure, parse
from app.text.tagging import Tag, Tagger, Word, is_code
from app.text.tokens import fold, tokenize

_CONTENT = {Tag.NOUN, Tag.VERB, Tag.PAST, Tag.GERUND, Tag.ADJECTIVE, Tag.ADVERB}


@dataclass(frozen=True)
class Sentence:
    """A text with everything read in it; indexes are those of `words`."""

    text: str
    structure: Structure
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateExpression, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The tagged words in order."""
        return self.structure.words

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """Words that carry meaning by themselves: no names, figures, units or words of grammar."""
        measured = [(q.span.start, q.counted.span.start if q.counted else q.span.end) for q in self.quantities]
        return tuple(
            word
            for word in self.words
            if word.tag in _CONTENT and not any(start <= word.start < end for start, end in measured)
        )

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The base forms of all words, names folded."""
        return frozenset(fold(word.lemma) for word in self.words if word.token.is_word)

    def word_at(self, offset: int) -> int:
        """Return the index of the word at or after a code point."""
        return next((word.index for word in self.words if word.end > offset), len(self.words) - 1)

    def phrase_at(self, index: int) -> Phrase | None:
        """Return the phrase that holds a word."""
        return next((p for p in self.structure.phrases if p.start <= index < p.end), None)


class Reader:
    """Reads sentences; holds the word list and the event classes."""

    def __init__(self, lexicon: Lexicon, classes: EventClasses) -> None:
        self.lexicon = lexicon
        self.classes = classes
        self._tagger = Tagger(lexicon)

    @classmethod
    def load(cls) -> "Reader":
        """Make a reader from the packaged knowledge."""
        return cls(Lexicon.load(), EventClasses.load())

    def read(self, text: str, *, names: Collection[str] = (), anchor: date | None = None) -> Sentence:
        """Read a text; `names` are lower-case words known to be in names, `anchor` is what "last year" counts from."""
        tokens = tokenize(text)
        codes = [(t.start, t.end) for t in tokens if t.is_word and is_code(t.text) and not _is_amount(t.text)]
        figures = read_figures(text, ignore=codes, anchor=anchor)
        words = self._tagger.tag(
            tokens,
            numbers=[(q.number_span.start, q.number_span.end) for q in figures.quantities],
            dates=[(d.span.start, d.span.end) for d in figures.dates],
            names=names,
        )
        found = find_names(text, words)
        inside = [(n.span.start, n.span.end) for n in found]
        quantities = tuple(q for q in figures.quantities if not _within(q.number_span.start, inside))
        structure = parse(words, is_verb=self._is_verb)
        return Sentence(text, structure, found, quantities, figures.dates)

    def _is_verb(self, lemma: str) -> bool:
        return self.lexicon.knows(lemma, "v") or bool(self.classes.classes(lemma))


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _is_amount(text: str) -> bool:
    """Say whether a word of digits and letters is a figure: 500B, 2.1bn."""
    digits = text.lstrip("+-").rstrip("abcdefghijklmnopqrstuvwxyzBKMT%")
    return bool(digits) and digits.replace(".", "").replace(",", "").isdigit()

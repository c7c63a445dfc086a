"""Shallow syntax: noun phrases, predicates, and who stands in which place of which predicate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.text.attachment import find_objects, settle_obliques
from app.text.leading import take_over_leading
from app.text.phrases import Phrase, find_phrases
from app.text.predicates import Predicate, find_predicates
from app.text.subjects import find_subjects
from app.text.tags import Word

__all__ = ["Phrase", "Predicate", "Structure", "parse"]


@dataclass(frozen=True, slots=True)
class Structure:
    """Phrases and predicates of a text in order."""

    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    predicates: tuple[Predicate, ...]


def parse(words: Sequence[Word], *, is_verb: Callable[[str], bool]) -> Structure:
    """Find the phrases and predicates of tagged words; `is_verb` knows phrasal verbs such as "take over"."""
    phrases = find_phrases(words)
    predicates = list(find_predicates(words, is_verb))
    find_objects(words, phrases, predicates)
    find_subjects(words, phrases, predicates)
    settle_obliques(words, phrases, predicates)
    take_over_leading(words, phrases, predicates)
    return Structure(tuple(words), tuple(phrases), tuple(predicates))

"""What an amount is an amount of, in nouns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.text.counted import singular_of
from app.text.tagging import Tag, Word
from app.verification.readings import Prepared
from app.verification.words import Likeness, Thesaurus

GENERIC = frozenset("number figure amount level total volume size sum count quantity".split())
"""Nouns that only say that something is measured."""
UNITS = frozenset("year month week day quarter decade time hour percent percentage point".split())
_CARRYING = frozenset("be have do make take get come go give show see report stand reach".split())
NAMING: frozenset[str | None] = frozenset({None, "of", "=", "&"})
_SURE = 0.9  # from here on two words name one thing


@dataclass(frozen=True, slots=True)
class Topics:
    """The `heads` of what is measured, and the nouns that narrow them: `details`, "ticket" in "ticket sales"."""

    heads: frozenset[str] = frozenset()
    details: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.heads)

    def __or__(self, other: "Topics") -> "Topics":
        return Topics(self.heads | other.heads, self.details | other.details)

    def with_heads(self, nouns: Iterable[str | None]) -> "Topics":
        """Add what is counted."""
        return Topics(self.heads | {noun for noun in nouns if noun and noun not in UNITS}, self.details)


NO_TOPICS = Topics()


def topics_in(prepared: Prepared, start: int, end: int, *, governed: frozenset[str | None] = NAMING) -> Topics:
    """Return what the words from `start` to `end` are about: nouns at the head of phrases so `governed`.

    "Profit margin" is a margin; "passenger numbers" are of passengers.
    """
    words = prepared.sentence.words
    heads: set[str] = set()
    details: set[str] = set()
    for word in words[start:end]:
        if not _is_noun(word) or word.lemma in UNITS:
            continue
        following = words[word.index + 1] if word.index + 1 < len(words) else None
        phrase = prepared.sentence.phrase_at(word.index)
        governor = phrase.preposition if phrase is not None else None
        if following is not None and _is_noun(following) and not is_generic(following):
            details |= {word.lemma} if governor in governed else set()
        elif governor in governed and not is_generic(word):
            heads.add(word.lemma)
        elif is_generic(word) and word.index > start and words[word.index - 1].tag is Tag.NAME:
            heads.add(words[word.index - 1].lemma)  # "Passenger numbers": a first word's capital says nothing
    return Topics(frozenset(heads), frozenset(details))


def topics_told(prepared: Prepared, start: int, end: int) -> Topics:
    """Return the same with the verbs that say what is measured, "carried": what a statement's clause is about."""
    verbs = {w.lemma for w in prepared.sentence.words[start:end] if w.tag in {Tag.VERB, Tag.PAST}} - _CARRYING
    return topics_in(prepared, start, end) | Topics(frozenset(verbs))


def are_met(claimed: Topics, told: Topics, thesaurus: Thesaurus) -> bool:
    """Say whether a statement's amount is of what the claim's figure is of."""
    around = told.heads | told.details
    heads = all(any(is_same(mine, other, thesaurus) for other in told.heads) for mine in claimed.heads)
    return heads and all(any(is_same(mine, other, thesaurus) for other in around) for mine in claimed.details)


def is_same(left: str, right: str, thesaurus: Thesaurus) -> bool:
    """Say whether two words name one thing, "sales" and "sell"."""
    relations = (thesaurus.relation(a, b) for a in _forms(left) for b in _forms(right))
    return any(r.likeness is Likeness.SAME and r.strength >= _SURE for r in relations)


def is_generic(word: Word) -> bool:
    """Say whether a noun only says that something is measured: "numbers"."""
    return any(form in GENERIC for form in _forms(word.lemma))


def _forms(word: str) -> Iterator[str]:
    yield word
    if (singular := singular_of(word)) != word:
        yield singular


def _is_noun(word: Word) -> bool:
    return word.tag in {Tag.NOUN, Tag.GERUND}

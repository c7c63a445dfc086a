"""Which of a claim's words to look statements up by."""

import re
from collections.abc import Callable, Mapping, Sequence

from app.domain.ports import StatementSearch
from app.text.similarity import most_slips, near_spellings
from app.text.tokens import tokenize

Terms = Callable[[str], Sequence[str]]
"""Turns a text into the normalised terms that statements are found by."""

MOST_POSTINGS = 5_000
"""Statements that the chosen terms may occur in, added up: bounds the time of a lookup whatever the store's size.
Measured in docs/adr/0022: at 100,000 statements 3 ms of processor time, where all terms take 19."""

NAME_ADVANTAGE = 4.0
"""A name or number is looked up before another word that is up to so many times rarer: it tells matters apart."""

SPELLINGS = 2
"""Near spellings that take the place of a name the store does not know."""

PREFIX = 2
"""Letters that a name and its near spellings must share at the start, so that the vocabulary need not be read whole."""

VOCABULARY_READ = 5_000

_ADDRESS = re.compile(r"(?:https?://|\bwww\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_TAG = re.compile(r"#(?=\w)")
_JOINT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where words of a tag meet: "#AustralianFires", "#FreeNHSNow"."""


def words_of(claim_text: str) -> str:
    """Return the claim without the addresses of pages and with its hashtags as words, as retrieval reads it.

    A claim that is nothing but addresses stays as it is. What this gains on posts is in docs/adr/0034.
    """
    plain = _ADDRESS.sub(" ", claim_text)
    pieces = _TAG.split(plain)
    words = " ".join("".join([pieces[0], *map(_parted, pieces[1:])]).split())
    return words or claim_text


def _parted(after_tag: str) -> str:
    """Part the tag that a text begins with into its words."""
    tag = re.match(r"\w*", after_tag)
    end = tag.end() if tag else 0
    return _JOINT.sub(" ", after_tag[:end]) + after_tag[end:]


def plan_terms(claim_text: str, *, search: StatementSearch, terms: Terms) -> Sequence[str]:
    """Return the claim's terms to look up, most telling first: names, numbers and rare words before common ones.

    A name that the store does not know stands for its near spellings in the store.
    """
    wanted = list(dict.fromkeys(terms(claim_text)))
    frequencies = dict(search.document_frequencies(wanted))
    names = {term for name in _names(claim_text) for term in terms(name)}
    spelled = _respelled([term for term in wanted if term in names and not frequencies[term]], search=search)
    frequencies |= search.document_frequencies(spelled)
    return _within_cap(frequencies, names=names.union(spelled))


def _names(text: str) -> Sequence[str]:
    """Return the words that are written like names or numbers."""
    return [token.text for token in tokenize(text) if token.is_word and _looks_like_name(token.text)]


def _looks_like_name(word: str) -> bool:
    return any(char.isupper() or char.isdigit() for char in word)


def _respelled(unknown: Sequence[str], *, search: StatementSearch) -> Sequence[str]:
    return [near for term in unknown if most_slips(term) for near in _near(term, search=search)]


def _near(term: str, *, search: StatementSearch) -> Sequence[str]:
    vocabulary = search.terms_starting(term[:PREFIX], limit=VOCABULARY_READ)
    return near_spellings(term, vocabulary, limit=SPELLINGS)


def _within_cap(frequencies: Mapping[str, int], *, names: set[str]) -> Sequence[str]:
    """Take terms in order of what they tell until the cap; the rarest is always taken."""

    def rank(term: str) -> tuple[float, str]:
        return frequencies[term] / (NAME_ADVANTAGE if term in names else 1.0), term

    chosen: list[str] = []
    room = MOST_POSTINGS
    for term in sorted((term for term, count in frequencies.items() if count), key=rank):
        if chosen and frequencies[term] > room:
            continue
        chosen.append(term)
        room -= frequencies[term]
    return chosen

"""Words of a text with their offsets, and the terms that statements are found by."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import snowballstemmer

_TOKEN = re.compile(
    r"""
    (?P<abbreviation>(?:[^\W\d_]\.){2,})            # U.S., e.g.
  | (?P<clitic>['’](?:s|S)(?!\w)|(?<=[sSxXzZ])['’](?!\w))  # possessive: 's, and s'
  | (?P<number>[+-]?\d+(?:[.,]\d+)*(?:%|[^\W\d_]+(?![^\W_]))?(?![^\W_]))  # 2.1, 2,100, 2.1bn, 5%
  | (?P<word>[^\W_]+(?:[.&+/'’‑-][^\W_]+)*)         # words, hyphenated words, 8x22B, GPT-4o, O'Neill, AT&T
  | (?P<symbol>[^\w\s])
    """,
    re.VERBOSE,
)
_CONTRACTED = re.compile(r"(?i)^(?:(ca|wo|[^\W\d_]+?)(n['’]t)|(.+)(['’](?:s|re|ve|ll|d|m)))$")

STOPWORDS = frozenset(
    """a an and are as at be been but by can could did do does for from had has have he her him his i if in into is it
    its may might more most my no nor not of on or our over shall she should so some such than that the their them then
    there these they this those to under up was we were what when where which while who whom whose will with would you
    your s t n't""".split()
)
"""Words too common to find a statement by."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark at `text[start:end]`; `lower` is its lower-case form with plain apostrophes."""

    start: int
    end: int
    text: str
    lower: str
    is_word: bool


def tokenize(text: str) -> list[Token]:
    """Cut the text into tokens in order; possessive and contracted endings stand alone."""
    return [token for match in _TOKEN.finditer(text) for token in _split(match)]


def _split(match: re.Match[str]) -> list[Token]:
    kind, start, whole = match.lastgroup, match.start(), match.group()
    if kind == "word" and ("'" in whole or "’" in whole):
        parts = _CONTRACTED.match(whole)
        if parts is not None:
            cut = start + len(parts.group(1) or parts.group(3))
            return [_token(match.string, start, cut, True), _token(match.string, cut, match.end(), True)]
    return [_token(match.string, start, match.end(), kind != "symbol")]


def _token(text: str, start: int, end: int, is_word: bool) -> Token:
    words = text[start:end]
    return Token(start, end, words, words.lower().replace("’", "'"), is_word)


def fold(text: str) -> str:
    """Return the text in lower case without accents and compatibility forms, for comparing."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_FOLDED_WORD = re.compile(r"[^\W_]+")
_FIGURE_ENDINGS = frozenset({"%", "k", "K", "m", "M", "mn", "bn", "B", "tn", "T"})
_FIGURE = re.compile(r"[+-]?(\d+(?:[.,]\d+)*)")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the Porter2 (Snowball English) stem of a folded word."""
    if not word.isalpha():
        return word
    stemmer: _Stemmer = snowballstemmer.stemmer("english")  # a new one, since it keeps the word it works on
    return stemmer.stemWord(word)


def index_terms(text: str) -> list[str]:
    """Return the folded, stemmed words of a text in order, common words left out: what statements are found by.

    A name that is written with marks is found by its parts and as a whole: "GPT-4" gives "gpt", "4" and "gpt4". Figures
    lose their grouping and their scale: "$2,100" gives "2100", "2.1bn" gives "2.1".
    """
    return [term for token in tokenize(text) if token.is_word for term in _terms_of(token.text, token.lower)]


@lru_cache(maxsize=100_000)
def _terms_of(word: str, lower: str) -> tuple[str, ...]:
    if lower in STOPWORDS:
        return ()
    figure = _FIGURE.match(word)
    if figure is not None and (figure.end() == len(word) or word[figure.end() :] in _FIGURE_ENDINGS):
        return (figure.group(1).replace(",", ""),)
    parts = [part for part in _FOLDED_WORD.findall(fold(word)) if part not in STOPWORDS]
    whole = ["".join(parts)] if len(parts) > 1 and any(char.isdigit() for char in word) else []
    return (*(stem(part) for part in parts), *whole)

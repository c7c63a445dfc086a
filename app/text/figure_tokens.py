"""Cut text into the small pieces from which figures (quantities and dates) are read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.evidence import Span

_PIECE = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9.,]*[0-9])"  # 20 000
    r"|[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]{1,3}(?![0-9A-Za-z]))?"  # 23,500  2.1  1e25
    r"|[^\W\d_]+"
    r"|\S"
)


HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
APOSTROPHES = frozenset("'\u2019")


def listed(words: str) -> frozenset[str]:
    """Give the words of a list written with blanks between them."""
    return frozenset(words.split())


class Token(NamedTuple):
    """A number, word or single sign of a text; `glued` when nothing parts it from the token before."""

    raw: str
    low: str
    start: int
    end: int
    glued: bool

    @property
    def is_numeral(self) -> bool:
        """Say whether the token is a number in digits."""
        return "0" <= self.raw[:1] <= "9"


def tokenise(text: str) -> list[Token]:
    """Cut `text` into tokens, in order, closed by one empty token so that looking ahead is always safe."""
    tokens: list[Token] = []
    before = -1
    for piece in _PIECE.finditer(text):
        raw = piece.group()
        start, end = piece.span()
        tokens.append(Token(raw, raw.lower(), start, end, start == before))
        before = end
    tokens.append(Token("", "", len(text), len(text), False))
    return tokens


@dataclass(frozen=True, slots=True)
class TokenisedText:
    """A text with its tokens."""

    text: str
    tokens: Sequence[Token]

    @classmethod
    def of(cls, text: str) -> "TokenisedText":
        """Cut a text into its tokens."""
        return cls(text, tokenise(text))

    def span(self, first: int, end: int) -> Span:
        """Give the span from token `first` to token `end` (exclusive)."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[end - 1].end)

    def lows(self, first: int, end: int) -> tuple[str, ...]:
        """Give the lower-cased tokens from `first` to `end` (exclusive), cut off at either end of the text."""
        return tuple([token.low for token in self.tokens[max(first, 0) : max(end, 0)]])

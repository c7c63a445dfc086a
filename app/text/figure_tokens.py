"""Cut text into the small pieces from which figures (quantities and dates) are read."""

import re
from collections.abc import Container, Sequence
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
    """A number, word or single sign of a text.

    `glued` says that nothing parts it from the token before, `is_numeral` that it is a number in digits.
    """

    raw: str
    low: str
    start: int
    end: int
    glued: bool
    is_numeral: bool


def tokenise(text: str) -> list[Token]:
    """Cut `text` into tokens, in order, closed by one empty token so that looking ahead is always safe."""
    tokens: list[Token] = []
    before = -1
    for piece in _PIECE.finditer(text):
        raw = piece.group()
        start, end = piece.span()
        tokens.append(Token(raw, raw.lower(), start, end, start == before, "0" <= raw[0] <= "9"))
        before = end
    tokens.append(Token("", "", len(text), len(text), False, False))
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

    def places(self, starts: Container[str]) -> list[int]:
        """Give the indices of the numerals and of the words in `starts`."""
        return [at for at, token in enumerate(self.tokens) if token.is_numeral or token.low in starts]

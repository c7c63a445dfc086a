"""Sentences of a text with their offsets."""

import re
from collections.abc import Iterator

import sentencex

from app.domain.evidence import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BULLET = re.compile(r"^(?:[•·▪‣◦*–—-]|\d{1,2}[.)])\s+(?=\S)")


def find_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text in order, without the space around them; each line stands for itself."""
    return tuple(span for line in _LINE.finditer(text) for span in _sentences_of(text, line.start(), line.end()))


def _sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    line = text[start:end]
    bullet = _BULLET.match(line.lstrip())
    skipped = len(line) - len(line.lstrip()) + (bullet.end() if bullet else 0)
    for found in sentencex.get_sentence_boundaries("en", line[skipped:]):
        first = start + skipped + found["start_index"]
        words = text[first : start + skipped + found["end_index"]]
        trimmed = words.strip()
        if trimmed:
            offset = first + len(words) - len(words.lstrip())
            yield Span(offset, offset + len(trimmed), trimmed)

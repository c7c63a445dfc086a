"""Footnote marks such as [4], and the list of references they point into."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.evidence import Span

_MARK = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_ENTRY = re.compile(r"^(?:\[(\d{1,3})\]:?|\(?(\d{1,3})[.)])\s+(\S.*)$")
_HEADING = re.compile(
    r"^(?:references|sources|notes|footnotes|bibliography|works cited|citations)\s*:?$", re.IGNORECASE
)
_TITLE_ENDS = re.compile(r"\s+[—–|]\s+|[,;:]\s|\.\s|\s[(“\"]|\shttps?://")
_LEADING_ARTICLE = re.compile(r"^(?:the|a|an)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReferenceMark:
    """A footnote mark with the space before it, and the numbers it gives."""

    start: int
    end: int
    numbers: tuple[str, ...]


def find_marks(sentence: str) -> tuple[ReferenceMark, ...]:
    """Return the footnote marks of a sentence in order."""
    return tuple(
        ReferenceMark(match.start(), match.end(), tuple(re.findall(r"\d+", match.group(1))))
        for match in _MARK.finditer(sentence)
    )


def find_reference_list(text: str) -> tuple[Mapping[str, str], int]:
    """Return who is referred to by each number, and where the list begins; the end of the text if there is none.

    A list is a last run of lines that begin with numbers in brackets, or any numbered lines under a heading.
    """
    lines = [(m.start(), m.group().strip()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    entries: dict[str, str] = {}
    start = len(text)
    for position, line in reversed(lines):
        entry = _ENTRY.match(line)
        if entry is None:
            if _HEADING.match(line.lstrip("# ").rstrip("#: ")) and entries:
                return entries, position
            break
        entries[entry.group(1) or entry.group(2)] = _name_of(entry.group(3))
        start = position
    bracketed = bool(entries) and text[start:].lstrip().startswith("[")
    return (entries, start) if bracketed else ({}, len(text))


def claimant_of(marks: Sequence[ReferenceMark], references: Mapping[str, str]) -> str | None:
    """Return who the marks of a claim refer to."""
    names = dict.fromkeys(references[number] for mark in marks for number in mark.numbers if number in references)
    return " and ".join(names) or None


def is_in_list(span: Span, start: int) -> bool:
    """Say whether a sentence belongs to the list of references."""
    return span.start >= start


def _name_of(entry: str) -> str:
    """Return the words before the first mark that parts a publisher from the rest: "The Verge, 26 May 2026"."""
    name = _TITLE_ENDS.split(entry.lstrip('"“* '), maxsplit=1)[0].strip(' "”.*')
    return name if _LEADING_ARTICLE.match(name) else f"the {name}" if " " in name else name

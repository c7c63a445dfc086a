"""Claims in the making: a stretch of a sentence with the words that are put otherwise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.document import ClaimKind
from app.domain.evidence import Span

_SPACE = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?)])")
_DOUBLED = re.compile(r"([,;:])\s*(?=[,.;:!?])")
_EDGES = " ,;:–—-"


@dataclass(frozen=True, slots=True)
class Replacement:
    """Code points `start` to `end` of a sentence in other words; empty words drop them."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Code points `start` to `end` of a sentence as a claim of its own."""

    start: int
    end: int
    kind: ClaimKind = ClaimKind.FACTUAL
    replacements: tuple[Replacement, ...] = ()
    claimant: str | None = None
    said: tuple[int, int] | None = None  # of an attribution: which code points of the sentence were said
    unresolved: tuple[Span, ...] = ()
    names_subject: bool = False  # what is added in front names the subject: the pronouns that follow mean it

    def with_replacements(self, more: Iterable[Replacement]) -> "Draft":
        """Add those replacements that lie inside, unless they touch one that is there."""
        kept = list(self.replacements)
        for one in more:
            inside = self.start <= one.start and one.end <= self.end and (one.start, one.end) != (self.start, self.end)
            if inside and not any(_touch(one, other) for other in kept):
                kept.append(one)
        return replace(self, replacements=tuple(sorted(kept, key=lambda r: (r.start, r.end))))


def _touch(one: Replacement, other: Replacement) -> bool:
    if one.start == one.end or other.start == other.end:
        return other.start < one.start < other.end or one.start < other.start < one.end
    return one.start < other.end and other.start < one.end


def render(sentence: str, start: int, end: int, replacements: Sequence[Replacement]) -> str:
    """Return the words with the replacements applied, on one line and without stray marks at the edges."""
    parts = []
    position = start
    for one in sorted(replacements, key=lambda r: (r.start, r.end)):
        if one.start < position:
            continue
        parts += [sentence[position : one.start], one.words]
        position = one.end
    parts.append(sentence[position:end])
    return tidy("".join(parts))


def tidy(words: str) -> str:
    """Mend the spaces and marks that dropped words leave behind."""
    plain = _SPACE.sub(" ", words)
    plain = _BEFORE_MARK.sub(r"\1", plain)
    return _DOUBLED.sub("", plain).strip(_EDGES)


def as_sentence(words: str) -> str:
    """Begin with a capital and end with a mark; words such as "xAI" keep their form."""
    if not words:
        return words
    first = words.split(maxsplit=1)[0]
    capital = words if any(char.isupper() for char in first[1:]) else words[0].upper() + words[1:]
    closed = capital.rstrip("”\"'’)")
    return capital if closed[-1:] in {".", "!", "?", "…"} else f"{capital}."

"""How many of the expected claims are found, word for word or nearly so, and of the right kind."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.document import ClaimKind
from app.domain.evidence import Span
from benchmarks.claims.sentences import Expected, Group

NEARLY = 0.8
"""Two claims whose words have this F1 are nearly the same: a title more, a surname for a name."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that was found, and where."""

    text: str
    kind: ClaimKind
    span: Span


Way = Callable[[str, date], Sequence[Found]]
"""Finds the claims of a text published on a day."""


@dataclass(slots=True)
class Tally:
    """Counts over a set."""

    sentences: int = 0
    expected: int = 0
    found: int = 0
    exact: int = 0
    near: int = 0
    right_kind: int = 0
    displaced: int = 0  # claims whose offsets do not give their words
    kinds: Counter[ClaimKind] = field(default_factory=Counter)


def tally(groups: Sequence[Group], way: Way) -> Tally:
    """Count what a way finds in a set."""
    counts = Tally()
    for group in groups:
        found = way(group.text, group.published_at)
        counts.displaced += sum(group.text[f.span.start : f.span.end] != f.span.text for f in found)
        for expected, mine in _by_sentence(group, found):
            _count(counts, expected, mine)
    return counts


def _by_sentence(group: Group, found: Sequence[Found]) -> Iterator[tuple[Sequence[Expected], list[Found]]]:
    position = 0
    for words, expected in group.sentences:
        start = group.text.index(words, position)
        position = start + len(words)
        yield expected, [one for one in found if start <= one.span.start < position]


def _count(counts: Tally, expected: Sequence[Expected], found: list[Found]) -> None:
    counts.sentences += 1
    counts.expected += len(expected)
    counts.found += len(found)
    left = list(found)
    for claim in expected:
        best = max(left, key=lambda one: (likeness(claim.text, one.text), one.kind is claim.kind), default=None)
        likely = 0.0 if best is None else likeness(claim.text, best.text)
        if best is None or likely < NEARLY:
            continue
        left.remove(best)
        counts.near += 1
        counts.exact += likely == 1.0 and _words(claim.text) == _words(best.text)
        counts.right_kind += best.kind is claim.kind


def likeness(left: str, right: str) -> float:
    """Return the F1 of two claims' words."""
    a, b = Counter(_words(left)), Counter(_words(right))
    return 2 * (a & b).total() / (a.total() + b.total()) if a and b else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Return the average precision of a ranking; of equal scores, the wrong ones count as first."""
    ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1]))
    hits, total = 0, 0.0
    for place, (_, right) in enumerate(ranked, start=1):
        if right:
            hits += 1
            total += hits / place
    return total / hits if hits else 0.0


def f1(decided: Sequence[tuple[bool, bool]]) -> float:
    """Return the F1 of decisions (decided, right)."""
    both = sum(a and b for a, b in decided)
    either = sum(a for a, _ in decided) + sum(b for _, b in decided)
    return 2 * both / either if either else 0.0

"""The set of sentences with the claims that they hold, as `development.txt` and `held_out.txt` keep it.

A group (`# name day`) is a short article published on that day; `S` is a sentence of it, and below stand the claims
that a reader finds in it: F factual, P prediction, O opinion, Q question, U quotation, A attribution, with the claimant
after a bar. A third of the groups is held out, by a hash of their names; it was parted off before any rule was written.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from app.domain.document import ClaimKind

FOLDER = Path(__file__).parent
PARTS = ("development", "held_out")
_KINDS = {
    "F": ClaimKind.FACTUAL,
    "P": ClaimKind.PREDICTION,
    "O": ClaimKind.OPINION,
    "Q": ClaimKind.QUESTION,
    "U": ClaimKind.QUOTATION,
    "A": ClaimKind.ATTRIBUTION,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """A claim that a sentence holds."""

    text: str
    kind: ClaimKind


@dataclass(frozen=True, slots=True)
class Group:
    """A short article: its sentences in order, each with the claims it holds."""

    name: str
    published_at: date
    sentences: tuple[tuple[str, tuple[Expected, ...]], ...]

    @property
    def text(self) -> str:
        """Return the article; with a list of references, each sentence stands on a line of its own."""
        listed = any(sentence == "References" for sentence, _ in self.sentences)
        return ("\n" if listed else " ").join(sentence for sentence, _ in self.sentences)

    @property
    def part(self) -> str:
        """Return the part that the hash of the name puts it in."""
        return "held_out" if int(sha256(self.name.encode()).hexdigest(), 16) % 3 == 0 else "development"


def read_groups(part: str) -> list[Group]:
    """Read one part of the set."""
    blocks = (FOLDER / f"{part}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return [_group(block.splitlines()) for block in blocks]


def _group(lines: list[str]) -> Group:
    _, name, day = lines[0].split()
    sentences: list[tuple[str, list[Expected]]] = []
    for mark, words in ((line[0], line[2:]) for line in lines[1:]):
        if mark == "S":
            sentences.append((words, []))
        else:
            sentences[-1][1].append(Expected(words.partition(" | ")[0], _KINDS[mark]))
    return Group(name, date.fromisoformat(day), tuple((words, tuple(claims)) for words, claims in sentences))

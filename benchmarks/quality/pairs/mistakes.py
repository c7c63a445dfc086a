"""Wrong readings of the tuned half, for people to sort by cause."""

from collections import defaultdict
from collections.abc import Iterator

from app.domain.evidence import Stance
from benchmarks.quality.pairs.figures import Read, is_right
from benchmarks.quality.pairs.ways import Said
from training.rows import Row

Kind = tuple[str, str]
"""The right stance and the stance taken."""


def mistakes(read: Read, *, most: int) -> Iterator[str]:
    """Yield at most `most` wrong readings of each kind as text, wrongly supported ones first, the surest first."""
    kinds: dict[Kind, list[tuple[Row, Said]]] = defaultdict(list)
    for row, said in read:
        if not is_right(row, said):
            kinds[row.label, said.stance].append((row, said))
    for kind in sorted(kinds, key=_gravity):
        yield f"### {kind[0]}, taken for {kind[1]}: {len(kinds[kind])}"
        surest = sorted(kinds[kind], key=lambda pair: -pair[1].confidence)
        yield from (_told(*pair) for pair in surest[:most])


def _gravity(kind: Kind) -> tuple[bool, bool, Kind]:
    right, given = kind
    return given != Stance.SUPPORTS, right != Stance.CONTRADICTS, kind


def _told(row: Row, said: Said) -> str:
    return f"{row.set}, at {said.confidence:.2f}\n  claim      {row.claim}\n  statement  {row.statement}"

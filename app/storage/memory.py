"""What a process remembers of the store between transactions; always checked against the store revision."""

from dataclasses import dataclass, field
from pathlib import Path

from app.storage.vectors import VectorMatrix, shared_in

MOST_TERMS = 50_000
"""About 6 MB."""


class Frequencies:
    """Document frequencies as of one store revision, since counting a common term takes milliseconds."""

    def __init__(self) -> None:
        self._kept: tuple[int, dict[str, int]] = (0, {})  # swapped as one, so that threads never mix revisions

    def at(self, revision: int) -> dict[str, int]:
        """Return the frequencies known of a revision, to be added to; those of an older one are forgotten."""
        kept = self._kept
        if revision < kept[0]:
            return {}
        if revision > kept[0] or len(kept[1]) > MOST_TERMS:
            kept = self._kept = (revision, {})
        return kept[1]


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of one process, shared by its threads."""

    matrix: VectorMatrix = field(default_factory=VectorMatrix)
    frequencies: Frequencies = field(default_factory=Frequencies)

    @classmethod
    def shared_in(cls, folder: Path | None) -> "Memory":
        """Return a memory whose vectors all processes share that name this folder; none: its own."""
        return cls() if folder is None else cls(VectorMatrix(shared_in(folder)))

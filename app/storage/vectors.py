"""Embeddings in int8 and the search over all of them: signs choose which rows are compared exactly.

Codes are whole numbers, so a dot product of two of them is exact in float32 (at most 384 * 127 * 127 < 2**24). Which
rows are compared, and what comes of it, is the same in every process, whatever the order in which rows were loaded.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import StoreError
from app.domain.ports import Vector
from app.storage.vector_blocks import BLOCK, FOREVER, Block, Codes, Distances, Numbers, Planes, Positions, Rows, signs

Cosines = NDArray[np.float64]
Floats = NDArray[np.float32]

COMPARED = 4_096
"""Rows compared exactly, those whose signs differ least from the query's (docs/adr/0024)."""

COMPARED_FOR_EACH = 10
"""Rows compared exactly for each one asked for, where that is more."""

CAST_AT_ONCE = 1_024
FAR = 0xFFFF
"""A distance that no two rows have: rows that are not to be found."""

OpenFile = Callable[[int], int]
"""Opens the file of a generation and returns its descriptor; a generation begins when dead rows are left behind."""


class Near(NamedTuple):
    """A row near a vector, by its statement's number."""

    number: int
    cosine: float


class Change(NamedTuple):
    """A vector as it stands since a revision."""

    number: int
    codes: bytes
    written_at: int


class Changes(NamedTuple):
    """What became of the vectors past a revision; `removed` holds (number, revision)."""

    written: Sequence[Change]
    removed: Sequence[tuple[int, int]]


def quantise(vector: Vector) -> bytes:
    """Scale a float32 vector so that its largest component is 127, and round it."""
    floats = np.frombuffer(vector, dtype="<f4")
    largest = float(np.abs(floats).max(initial=0.0))
    scaled = floats * (127.0 / largest) if largest > 0.0 else np.zeros_like(floats)
    return np.rint(scaled).astype(np.int8).tobytes()


def require_width(width: int, *, kept: int) -> None:
    """Raise StoreError if vectors of this width cannot stand beside those that are kept."""
    if width != kept:
        raise StoreError(
            f"The store holds embeddings of {kept} numbers and the model makes {width}: "
            "start with the model that filled the store, or fill a new store."
        )


def unshared(_generation: int) -> int:
    """Open a file that goes with this process."""
    with tempfile.TemporaryFile(prefix="claimcheck-") as file:
        return os.dup(file.fileno())


def shared_in(folder: Path) -> OpenFile:
    """Return how to open the files that all processes share that name the same folder."""
    return lambda generation: os.open(folder / f"vectors.{generation}", os.O_RDWR | os.O_CREAT, mode=0o600)


class VectorMatrix:
    """Every vector of the store as of a revision, in memory that threads and processes share."""

    def __init__(self, open_file: OpenFile = unshared) -> None:
        self._open = open_file
        self._lock = Lock()
        self._kept: Rows | None = None
        self._hidden: tuple[tuple[int, ...], Positions] = ((), np.empty(0, np.intp))

    @property
    def size(self) -> int:
        """Return how many rows are held, dead ones among them."""
        return self._rows().size

    @property
    def revision(self) -> int:
        """Return the store revision up to which every change is held."""
        return self._rows().revision

    def catch_up(self, changes: Iterable[Changes], *, revision: int, since: int) -> bool:
        """Take over what was committed past the revision `since`; say no if others have gone further meanwhile."""
        rows = self._rows()
        with self._lock, rows.locked():
            if rows.successor or rows.revision != since:
                return False
            if rows.size == 0:
                rows.complete_since = revision
            rows.size = _taken_over(changes, rows)
            rows.revision = revision
            if rows.dead >= max(BLOCK, rows.size / 4):
                self._compact(rows)
            return True

    def search(self, vector: Vector, *, at: int, most: int, without: Sequence[int] = ()) -> list[Near]:
        """Return the rows of revision `at` that are nearest, with all that tie with the last of them.

        A revision from before the rows were loaded is answered from the newest, which may hold more and less.
        """
        rows = self._rows()
        size = rows.size
        if size == 0 or most < 1:
            return []
        query = np.frombuffer(quantise(vector), np.int8)
        require_width(len(query), kept=rows.width)
        positions = self._promising(rows, query, size=size, at=at, most=most, without=without)
        return _best(*_compared(rows, query, positions, size=size), most)

    def _rows(self) -> Rows:
        """Return the newest generation of the rows."""
        rows = self._kept
        while rows is None or rows.successor:
            with self._lock:
                if self._kept is rows:
                    self._kept = Rows(self._open(0 if rows is None else rows.successor))
            rows = self._kept
        return rows

    def _promising(
        self, rows: Rows, query: Codes, *, size: int, at: int, most: int, without: Sequence[int]
    ) -> Positions:
        """Return the positions of rows to compare exactly."""
        wanted = max(COMPARED, COMPARED_FOR_EACH * most)
        distances = _distances(rows, signs(query[None, :]), size) if size > wanted else np.zeros(size, np.uint16)
        distances[self._hidden_at(rows, at, size)] = FAR
        if without:
            distances[_where(rows, size, lambda block: np.isin(block.numbers, list(without)))] = FAR
        return np.flatnonzero(distances <= _bar(distances, wanted, longest=len(query)))

    def _hidden_at(self, rows: Rows, at: int, size: int) -> Positions:
        """Return the positions of rows that are not alive at a revision; kept until another is asked for."""
        seen = at if at >= rows.complete_since else FOREVER - 1
        asked = (rows.generation, rows.revision, size, seen)
        known, hidden = self._hidden
        if known != asked:
            hidden = _where(rows, size, lambda block: (block.born > seen) | (block.died <= seen))
            self._hidden = asked, hidden
        return hidden

    def _compact(self, rows: Rows) -> None:
        """Let a new file with the living rows take this one's place; who reads this one may go on."""
        generation = rows.generation + 1
        fresh = Rows(self._open(generation))
        fresh.size = _taken_over(_living(rows), fresh)
        fresh.revision = fresh.complete_since = rows.revision
        fresh.generation = generation
        self._kept = fresh
        rows.successor = generation  # other processes open the file that this names


def nearest_of(changes: Iterable[Changes], vector: Vector, *, most: int) -> list[Near]:
    """Search changes that only one transaction sees."""
    matrix = VectorMatrix()
    matrix.catch_up(changes, revision=FOREVER - 1, since=0)
    return matrix.search(vector, at=FOREVER - 1, most=most)


def _taken_over(changes: Iterable[Changes], rows: Rows) -> int:
    """Write changes to the rows and return how many rows there are then."""
    size = rows.size
    for written, removed in changes:
        ends = dict(removed)
        ends |= {change.number: change.written_at for change in written}
        rows.end(ends, size=size)
        if written:
            codes = np.frombuffer(b"".join(change.codes for change in written), np.int8).reshape(len(written), -1)
            numbers = np.array([change.number for change in written])
            size = rows.append(codes, numbers, np.array([change.written_at for change in written]), after=size)
    return size


def _living(rows: Rows) -> Iterator[Changes]:
    for part, block in rows.blocks(rows.size):
        alive = np.flatnonzero(block.died[: part.stop - part.start] == FOREVER)
        yield Changes([Change(int(block.numbers[r]), block.codes[r].tobytes(), int(block.born[r])) for r in alive], [])


def _where(rows: Rows, size: int, is_meant: Callable[[Block], NDArray[np.bool_]]) -> Positions:
    found = [
        part.start + np.flatnonzero(is_meant(block)[: part.stop - part.start]) for part, block in rows.blocks(size)
    ]
    return np.concatenate(found)


def _distances(rows: Rows, query: Planes, size: int) -> Distances:
    """Return for each row how many signs differ from the query's."""
    distances = np.empty(size, np.uint16)
    differing, counts = np.empty((len(query), BLOCK), np.uint64), np.empty((len(query), BLOCK), np.uint8)
    for part, block in rows.blocks(size):
        np.bitwise_xor(block.planes, query, out=differing)
        np.bitwise_count(differing, out=counts)
        np.add.reduce(counts[:, : part.stop - part.start], axis=0, dtype=np.uint16, out=distances[part])
    return distances


def _bar(distances: Distances, wanted: int, *, longest: int) -> int:
    """Return the least distance within which at least as many rows lie as are wanted, or the longest."""
    low, high = 0, longest
    while low < high:
        middle = (low + high) // 2
        if np.count_nonzero(distances <= middle) >= wanted:
            high = middle
        else:
            low = middle + 1
    return low


def _compared(rows: Rows, query: Codes, positions: Positions, *, size: int) -> tuple[Numbers, Cosines]:
    """Return the numbers of the rows at these ascending positions and their cosines with the query."""
    numbers, codes = np.empty(len(positions), np.int64), np.empty((len(positions), len(query)), np.int8)
    for part, block in rows.blocks(size):
        first, last = np.searchsorted(positions, (part.start, part.stop))
        within = positions[first:last] - part.start
        numbers[first:last], codes[first:last] = block.numbers[within], block.codes[within]
    return numbers, _cosines(codes, query.astype(np.float32))


def _cosines(codes: Codes, query: Floats) -> Cosines:
    dots, squares = np.empty(len(codes), np.float32), np.empty(len(codes), np.float32)  # exact: whole numbers
    for start in range(0, len(codes), CAST_AT_ONCE):
        part = slice(start, start + CAST_AT_ONCE)
        floats = codes[part].astype(np.float32)
        dots[part], squares[part] = floats @ query, np.einsum("ij,ij->i", floats, floats)
    return dots / np.sqrt(np.maximum(squares.astype(np.float64) * float(query @ query), 1.0))


def _best(numbers: Numbers, cosines: Cosines, most: int) -> list[Near]:
    """Return the `most` nearest with all that tie with the last of them."""
    if len(cosines) > most:
        rows = np.flatnonzero(cosines >= np.partition(cosines, -most)[-most])
        numbers, cosines = numbers[rows], cosines[rows]
    return [Near(*pair) for pair in zip(numbers.tolist(), cosines.tolist(), strict=True)]

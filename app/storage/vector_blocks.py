"""Rows of int8 codes in a file that processes map together: blocks that only grow, under a header that says how far.

A row is alive at the revisions from `born` until before `died`. Nothing that the header has published changes later but
`died`, once, so that whoever reads at an older revision still finds what was alive then.
"""

import fcntl
import mmap
import os
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import StoreError

Codes = NDArray[np.int8]
Numbers = NDArray[np.int64]
Planes = NDArray[np.uint64]
Distances = NDArray[np.uint16]
Positions = NDArray[np.intp]

BLOCK = 8_192
"""Rows of a block: while distances are added up, the signs of one (390 kB) stay in a core's cache. Measured at
1,000,000 rows: 6.6 ms of processor time; with 2,048 rows 9.5, with 16,384 7.9."""

PAGE = mmap.ALLOCATIONGRANULARITY
FOREVER = int(np.iinfo(np.int64).max)


class _Word:
    """A whole number of the header, which processors read and write at one stroke."""

    def __init__(self, place: int) -> None:
        self._place = place

    def __get__(self, rows: "Rows", _: object = None) -> int:
        return int(rows.header[self._place])

    def __set__(self, rows: "Rows", value: int) -> None:
        rows.header[self._place] = value


class Block:
    """Arrays over a part of the mapped file; `planes` holds the signs of the codes, 64 of each row in a plane."""

    def __init__(self, mapped: mmap.mmap, offset: int, width: int) -> None:
        self._mapped, self._offset = mapped, offset
        self.planes: Planes = self._next(np.uint64, planes_of(width), BLOCK)
        self.numbers: Numbers = self._next(np.int64, BLOCK)
        self.born: Numbers = self._next(np.int64, BLOCK)
        self.died: Numbers = self._next(np.int64, BLOCK)
        self.codes: Codes = self._next(np.int8, BLOCK, width)

    def _next(self, kind: Any, *shape: int) -> NDArray[Any]:  # noqa: ANN401 - numpy's kinds of number have no type
        array = np.frombuffer(self._mapped, kind, int(np.prod(shape)), self._offset).reshape(shape)
        self._offset += array.nbytes
        return array


class Rows:
    """The rows of one file: many read while one, who holds `locked`, appends."""

    size = _Word(0)  # rows published
    width = _Word(1)  # codes of a row; 0 before the first
    revision = _Word(2)  # store revision up to which all is here
    complete_since = _Word(3)  # at older revisions rows may be missing
    highest = _Word(4)  # greatest number of a row
    dead = _Word(5)  # rows that died
    generation = _Word(6)  # files that stood in this one's place before
    successor = _Word(7)  # generation of the file that took this one's place; 0: none

    def __init__(self, file: int) -> None:
        """Map the file behind a descriptor, which is closed when these rows are no longer used."""
        self._file = file
        weakref.finalize(self, os.close, file)
        if os.fstat(file).st_size < PAGE:
            os.ftruncate(file, PAGE)
        self.header = np.frombuffer(mmap.mmap(file, PAGE), np.int64)
        self._mapped: list[Block] = []
        self._mapping = Lock()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from appending; the lock goes with a process that dies."""
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def blocks(self, size: int) -> Iterator[tuple[slice, Block]]:
        """Yield the blocks up to `size` rows, each with the positions it holds."""
        for at, start in enumerate(range(0, size, BLOCK)):
            yield slice(start, min(start + BLOCK, size)), self._block(at)

    def append(self, codes: Codes, numbers: Numbers, born: Numbers, *, after: int) -> int:
        """Write rows behind the first `after` and return how many there are now; `size` publishes them."""
        self.width = self.width or codes.shape[1]
        written = 0
        while written < len(codes):
            at, row = divmod(after + written, BLOCK)
            self._reserve(at)
            block, part = self._block(at), slice(written, written + BLOCK - row)
            rows = slice(row, row + len(codes[part]))
            block.planes[:, rows] = signs(codes[part])
            block.codes[rows], block.numbers[rows], block.born[rows] = codes[part], numbers[part], born[part]
            block.died[rows] = FOREVER
            written += len(codes[part])
        self.highest = max(self.highest, int(numbers.max(initial=0)))
        return after + written

    def end(self, ends: Mapping[int, int], *, size: int) -> None:
        """End the living rows of these numbers, each with its revision; to end them again changes nothing."""
        known = [number for number in ends if number <= self.highest]
        if not known:
            return
        for part, block in self.blocks(size):
            length = part.stop - part.start
            hit = np.flatnonzero(np.isin(block.numbers[:length], known) & (block.died[:length] == FOREVER))
            block.died[hit] = [ends[int(number)] for number in block.numbers[hit]]
            self.dead += len(hit)

    def _block(self, at: int) -> Block:
        if at >= len(self._mapped):
            with self._mapping:
                while at >= len(self._mapped):
                    self._map(max(1, len(self._mapped)))  # as many again each time, so that mappings stay few
        return self._mapped[at]

    def _map(self, blocks: int) -> None:
        size = _block_bytes(self.width)
        start = PAGE + len(self._mapped) * size
        mapped = mmap.mmap(self._file, blocks * size, offset=start)
        self._mapped += [Block(mapped, at * size, self.width) for at in range(blocks)]

    def _reserve(self, at: int) -> None:
        """Take the space of a block, since writing to a mapped file that cannot grow would end the process."""
        size = _block_bytes(self.width)
        mapped_then = 1 << at.bit_length()  # blocks that are mapped together with this one
        try:
            if os.fstat(self._file).st_size < PAGE + mapped_then * size:
                os.ftruncate(self._file, PAGE + mapped_then * size)
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(self._file, PAGE + at * size, size)
        except OSError as error:
            raise StoreError(
                f"There is no room for the vectors of the store ({error.strerror}); free some space in the folder for "
                "temporary files, or name another with TMPDIR."
            ) from error


def planes_of(width: int) -> int:
    """Return how many planes of 64 signs a row of so many codes has."""
    return -(-width // 64)


def signs(codes: Codes) -> Planes:
    """Return the signs of rows of codes as planes: one bit for each code above zero."""
    rows, width = codes.shape
    bits = np.zeros((rows, planes_of(width) * 8), np.uint8)
    bits[:, : -(-width // 8)] = np.packbits(codes > 0, axis=1)
    return bits.view(np.uint64).T


def _block_bytes(width: int) -> int:
    row = planes_of(width) * 8 + 3 * 8 + width
    return -(-row * BLOCK // PAGE) * PAGE

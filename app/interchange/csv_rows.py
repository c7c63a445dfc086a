"""Rows of CSV as spreadsheets write it, one at a time; a row that is broken never takes its neighbours along."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from app.interchange.lines import MAX_LINE_BYTES, UnreadableLine, lines_of

MAX_LINES_OF_A_ROW = 200
"""Line breaks stand inside quotes; a quote that is never closed must not swallow the rest of the file."""

Numbered = tuple[int, str | UnreadableLine]
Row = tuple[int, Sequence[str] | UnreadableLine]


class _UnreadableLineError(Exception):
    """The next line of a row is no text."""


class RowReader:
    """Reads rows one after the other, each by a reader of its own, so that one that is broken can be left behind."""

    def __init__(self, file: BinaryIO) -> None:
        csv.field_size_limit(MAX_LINE_BYTES)  # the standard library keeps it for the whole process
        self._lines = map(_decoded, lines_of(file))
        self._waiting: deque[Numbered] = deque()
        self._taken: list[Numbered] = []

    def header_line(self) -> str:
        """Return the first line that is not blank, without taking it; empty if there is none."""
        for number, line in self._lines:
            if isinstance(line, UnreadableLine) or line.strip():
                self._waiting.append((number, line))
                return "" if isinstance(line, UnreadableLine) else line
        return ""

    def skip_line(self) -> None:
        """Take the line that `header_line` returned."""
        self._waiting.popleft()

    def rows(self, delimiter: str) -> Iterator[Row]:
        """Yield each row that is not blank with the number of its first line, or what is wrong with it."""
        while True:
            self._taken = []
            try:
                row = next(csv.reader(self, delimiter=delimiter, strict=True))
            except StopIteration:
                return
            except (_UnreadableLineError, csv.Error) as error:
                number = self._taken[0][0]
                self._waiting.extendleft(reversed(self._taken[1:]))
                yield number, UnreadableLine(_told(error))
            else:
                if any(cell.strip() for cell in row):
                    yield self._taken[0][0], row

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Hand the next line to the reader of a row."""
        number, line = self._waiting.popleft() if self._waiting else next(self._lines)
        self._taken.append((number, line))
        if isinstance(line, UnreadableLine):
            raise _UnreadableLineError(line.reason if len(self._taken) == 1 else "a quote is opened and never closed.")
        if len(self._taken) > MAX_LINES_OF_A_ROW:
            raise csv.Error("unexpected end of data")
        return line


def _decoded(numbered: tuple[int, bytes | UnreadableLine]) -> Numbered:
    """Read a line as UTF-8, else as Windows-1252, which spreadsheets still write."""
    number, line = numbered
    if isinstance(line, UnreadableLine):
        return number, line
    for encoding in ("utf-8", "cp1252"):
        try:
            return number, line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return number, UnreadableLine("is neither UTF-8 nor Windows-1252; save the file as UTF-8.")


def _told(error: Exception) -> str:
    told = str(error)
    if told == "unexpected end of data":
        return "a quote is opened and never closed."
    if "expected after" in told:
        return "a quote stands inside a quoted cell; write it twice."
    return told if isinstance(error, _UnreadableLineError) else f"is not CSV: {told}."

"""Lines of files, read a block at a time and never longer than a bound."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

MAX_LINE_BYTES = 16 * 1024 * 1024
"""1,000 statements of 2,000 code points take 8 MB at the most, a document with 2,000,000 of HTML 13 MB."""

BLOCK = 64 * 1024
TOO_LONG = f"is longer than {MAX_LINE_BYTES // (1024 * 1024)} MiB; spread it over several lines."

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class UnreadableLine:
    """What is wrong with a line that is no text."""

    reason: str


def lines_of(file: BinaryIO) -> Iterator[tuple[int, bytes | UnreadableLine]]:
    """Yield each line with its number, from 1, and its end (LF, CRLF or CR); UTF-16 with a mark becomes UTF-8."""
    number, pending, skipping = 0, b"", False
    for block in chain(_utf_8(file), [None]):
        pending += block or b""
        parts = pending.splitlines(keepends=True)
        pending = parts.pop() if block is not None and parts and not parts[-1].endswith(b"\n") else b""
        for part in parts:
            number += 1
            yield number, UnreadableLine(TOO_LONG) if skipping or len(part) > MAX_LINE_BYTES else part
            skipping = False
        if len(pending) > MAX_LINE_BYTES:
            pending, skipping = b"", True


def _utf_8(file: BinaryIO) -> Iterator[bytes]:
    first = file.read(BLOCK)
    if first.startswith(_UTF_16_MARKS):
        yield from _from_utf_16(first, file)
        return
    yield first.removeprefix(codecs.BOM_UTF8)
    while block := file.read(BLOCK):
        yield block


def _from_utf_16(first: bytes, file: BinaryIO) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    block = first
    while block:
        yield decoder.decode(block).encode("utf-8", "replace")
        block = file.read(BLOCK)
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")

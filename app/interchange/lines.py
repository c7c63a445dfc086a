"""Lines of files, read one at a time and never longer than a bound."""

from collections.abc import Iterator
from typing import BinaryIO

MAX_LINE_BYTES = 8 * 1024 * 1024
"""A source with 1,000 statements of 2,000 code points takes 8 MB at the most."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def lines_of(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line that is not blank with its number, from 1, without its end; None stands for one too long."""
    number = 0
    while raw := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        raw = raw.removeprefix(_BYTE_ORDER_MARK) if number == 1 else raw
        if len(raw) > MAX_LINE_BYTES:
            _skip_rest(file, raw)
            yield number, None
        elif raw.strip():
            yield number, raw.rstrip(b"\r\n")


def _skip_rest(file: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = file.readline(MAX_LINE_BYTES)

"""Ids that sort by the time they were made (UUID version 7, RFC 9562)."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

RandomBits = Callable[[int], int]
"""Returns a whole number of that many random bits."""


def new_id(now: datetime, *, random_bits: RandomBits = secrets.randbits) -> str:
    """Return a new id; ids made in the same millisecond sort by their microseconds (RFC 9562, 6.2, method 3)."""
    microseconds = (now - EPOCH) // timedelta(microseconds=1)
    milliseconds, rest = divmod(microseconds, 1_000)
    fraction = rest * 4_096 // 1_000
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random_bits(62)
    return str(UUID(int=value))


def new_check_id(now: datetime, *, random_bits: RandomBits = secrets.randbits) -> str:
    """Return the id of a new check."""
    return new_id(now, random_bits=random_bits)

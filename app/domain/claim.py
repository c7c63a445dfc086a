"""What a caller submits to be checked."""

from dataclasses import dataclass
from datetime import date

MAX_CLAIM_LENGTH = 2_000
"""Longest claim in code points: a claim is one sentence; longer texts are documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable assertion.

    `as_of` is the day for which the claim is judged; only statements valid on it decide.
    """

    text: str
    as_of: date
    claimant: str | None = None
    claim_date: date | None = None

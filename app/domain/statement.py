"""Quotable assertions of a source: what claims are matched against."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Modality(StrEnum):
    """How firmly a statement is put."""

    ASSERTED = "asserted"  # the source says it is so
    REPORTED = "reported"  # the source says that somebody says so
    PREDICTED = "predicted"  # a plan, forecast or expectation
    OPINION = "opinion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One assertion of a source.

    `context` says what "it" or "the deal" refers to and is read with the text. `valid_from` and `valid_until` are
    inclusive days; an open end is None.
    """

    id: str
    source_id: str
    text: str
    quote: str | None = None
    locator: str | None = None
    context: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    attributed_to: str | None = None
    modality: Modality = Modality.ASSERTED
    revision: int = 1

    def validity_on(self, day: date) -> "Validity":
        """Say whether the statement holds on `day`, held before it, or will hold after it."""
        if self.valid_until is not None and day > self.valid_until:
            return Validity.SUPERSEDED
        if self.valid_from is not None and day < self.valid_from:
            return Validity.NOT_YET_VALID
        return Validity.CURRENT


class Validity(StrEnum):
    """A statement's standing on one day."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    NOT_YET_VALID = "not_yet_valid"

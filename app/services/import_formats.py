"""The formats that can be taken in: the one place where a new format is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.interchange.claim_reviews import read_claim_reviews
from app.interchange.csv_import import read_csv
from app.interchange.import_items import Reader
from app.interchange.jsonl import read_jsonl


class FormatName(StrEnum):
    """What a file can be."""

    JSONL = "jsonl"  # one source a line with its statements
    CSV = "csv"  # one statement a row with its source
    CLAIM_REVIEW = "claim-review"  # pages with ClaimReview as JSON-LD, and feeds of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file: its name, how it is announced over HTTP, how its files end, and what reads it."""

    name: FormatName
    media_types: Sequence[str]
    suffixes: Sequence[str]
    read: Reader


JSONL = Format(
    name=FormatName.JSONL,
    media_types=("application/x-ndjson", "application/jsonl", "application/ndjson", "application/x-jsonlines"),
    suffixes=(".jsonl", ".ndjson"),
    read=read_jsonl,
)
CSV = Format(
    name=FormatName.CSV,
    media_types=("text/csv", "application/csv", "text/tab-separated-values", "application/vnd.ms-excel"),
    suffixes=(".csv", ".tsv"),
    read=read_csv,
)
CLAIM_REVIEW = Format(
    name=FormatName.CLAIM_REVIEW,
    media_types=("application/ld+json",),
    suffixes=(".jsonld",),
    read=read_claim_reviews,
)
FORMATS: Sequence[Format] = (JSONL, CSV, CLAIM_REVIEW)


def format_named(name: FormatName) -> Format:
    """Return the format of this name."""
    return next(one for one in FORMATS if one.name is name)


def format_of(*, media_type: str = "", file_name: str = "") -> Format | None:
    """Return the format that a media type or, failing that, the end of a file's name tells; None if neither does."""
    announced = next((one for one in FORMATS if media_type.lower() in one.media_types), None)
    named = next((one for one in FORMATS if file_name.lower().endswith(tuple(one.suffixes))), None)
    return announced or named

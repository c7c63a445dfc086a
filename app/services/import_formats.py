"""The formats that can be taken in: the one place where a new format is named."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, cast

from app.domain.document_ports import ClaimDetector
from app.interchange.claim_reviews import read_claim_reviews
from app.interchange.csv_import import read_csv
from app.interchange.import_items import ImportLine, Reader
from app.interchange.jsonl import read_jsonl
from app.services.publications import Publication, read_html, read_text

PublicationReader = Callable[[BinaryIO, Publication, ClaimDetector], Iterator[ImportLine]]
"""Reads a text that does not say itself who published it."""


class FormatName(StrEnum):
    """What a file can be."""

    JSONL = "jsonl"  # one source a line with its statements
    CSV = "csv"  # one statement a row with its source
    TEXT = "text"  # one plain text, each assertive sentence a statement
    HTML = "html"  # the article of one web page, likewise
    CLAIM_REVIEW = "claim-review"  # pages with ClaimReview as JSON-LD, and feeds of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file: its name, how it is announced over HTTP, how its files end, and what reads it."""

    name: FormatName
    media_types: Sequence[str]
    suffixes: Sequence[str]
    read: Reader | PublicationReader

    def lines(self, file: BinaryIO, *, publication: Publication, detector: ClaimDetector) -> Iterator[ImportLine]:
        """Read a file; `publication` describes a text or a page, every other format says it itself."""
        if self.name in (FormatName.TEXT, FormatName.HTML):
            return cast("PublicationReader", self.read)(file, publication, detector)
        return cast("Reader", self.read)(file)


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
TEXT = Format(name=FormatName.TEXT, media_types=("text/plain",), suffixes=(".txt",), read=read_text)
HTML = Format(
    name=FormatName.HTML,
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=(".html", ".htm"),
    read=read_html,
)
FORMATS: Sequence[Format] = (JSONL, CSV, TEXT, HTML, CLAIM_REVIEW)


def format_named(name: FormatName) -> Format:
    """Return the format of this name."""
    return next(one for one in FORMATS if one.name is name)


def format_of(*, media_type: str = "", file_name: str = "") -> Format | None:
    """Return the format that a media type or, failing that, the end of a file's name tells; None if neither does."""
    announced = next((one for one in FORMATS if media_type.lower() in one.media_types), None)
    named = next((one for one in FORMATS if file_name.lower().endswith(tuple(one.suffixes))), None)
    return announced or named

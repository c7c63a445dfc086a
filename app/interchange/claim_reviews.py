"""Reads reviews of claims out of pages (ClaimReview as JSON-LD) and feeds (Data Commons, lists, lines)."""

from collections.abc import Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from app.domain.errors import UnreadableFileError
from app.interchange.claim_review_items import UnusableReviewError, original_of, read_review
from app.interchange.claim_review_nodes import Found, Unreadable, find_in_feed, find_in_page
from app.interchange.import_items import ClaimReviewItem, ImportLine, UnreadItem

MAX_BYTES = 512 * 1024 * 1024
"""Data Commons' largest feed takes about 150 MB."""


def read_claim_reviews(file: BinaryIO) -> Iterator[ImportLine]:
    """Yield every review of a page or feed in order, and what should have been one and cannot be read.

    Lines are counted by item, since feeds stand on one line. Raises UnreadableFileError if there is nothing to read.
    """
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(f"The file is larger than {MAX_BYTES:,} bytes; split it.")
    found = _find(_decoded(content))
    number = 0
    for number, one in enumerate(found, start=1):
        yield _line(number, one)
    if number == 0:
        raise UnreadableFileError("The file holds no ClaimReview; send a page with JSON-LD scripts, or a feed.")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return str(from_bytes(content).best() or content.decode("cp1252", "replace"))


def _find(text: str) -> Iterator[Found]:
    is_page = text.lstrip().startswith("<") and not text.lstrip().startswith("<!--{")
    return find_in_page(text) if is_page else find_in_feed(text)


def _line(number: int, found: Found) -> ImportLine:
    if isinstance(found, Unreadable):
        return _unread(number, found.place, found.reason, original_of(None, found.original))
    try:
        return ImportLine(number, ClaimReviewItem(read_review(found)))
    except UnusableReviewError as error:
        return _unread(number, found.place, str(error), original_of(found.node))


def _unread(number: int, place: str, reason: str, original: str) -> ImportLine:
    return ImportLine(number, UnreadItem(place=place, reason=reason, original=original))

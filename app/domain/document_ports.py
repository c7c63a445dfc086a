"""What services need from other rooms for documents; see `app.domain.ports` for the rest."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from app.domain.document import DetectedClaim, Document, DocumentSummary


class ClaimDetector(Protocol):
    """Finds the claims of a text."""

    def detect(self, text: str, *, published_at: date | None = None) -> Sequence[DetectedClaim]:
        """Return the claims in the order of their words; "last year" counts from `published_at`."""
        ...


class DocumentRepository(Protocol):
    """Keeps documents with their claims; the checks of the claims are kept by the checks."""

    def add(self, document: Document) -> None:
        """Keep a new document, whose checks are kept already."""
        ...

    def get(self, document_id: str) -> Document:
        """Return the document with its claims and their newest checks; raise NotFoundError."""
        ...

    def page(self, *, after: str | None, limit: int) -> Sequence[DocumentSummary]:
        """Return at most `limit` documents, newest first, those older than the id `after`."""
        ...

    def update_checks(self, document: Document) -> None:
        """Replace the checks of a document's claims, its day and its store revision; raise NotFoundError."""
        ...

    def remove(self, document_id: str) -> None:
        """Take the document away, without its checks; raise NotFoundError."""
        ...

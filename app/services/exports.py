"""Use case: write out what is kept, in an order of its own, so that it can be taken in again to the same store."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from app.domain.audit import AuditRecord
from app.domain.check import Check
from app.domain.claim_review import ClaimReview, QuarantinedItem
from app.domain.document import DocumentSummary
from app.domain.errors import FieldProblem, InvalidInputError
from app.domain.ports import Database, Storage
from app.domain.review import Review
from app.domain.source import Source
from app.interchange.csv_tables import (
    COLUMNS,
    STATEMENT_COLUMNS,
    csv_header,
    kept_rows,
    source_rows,
    statement_rows,
)
from app.interchange.document_records import DocumentRecord
from app.interchange.kept_records import field_names, kept_record
from app.interchange.records import Record, json_line, source_record, statement_record

READ_AT_ONCE = 250
"""Sources or statements read at once; one with more statements spans lines that are short enough to be taken in."""

FEW_AT_ONCE = 100
"""Things that hold many others, such as checks with their evidence, read at once."""

Noun = TypeVar("Noun")
Key = TypeVar("Key", str, int)


class ExportKind(StrEnum):
    """What can be written out."""

    SOURCES = "sources"  # each with its statements
    STATEMENTS = "statements"  # each naming its source
    CHECKS = "checks"
    DOCUMENTS = "documents"  # each with its claims, which name their checks
    REVIEWS = "reviews"  # editors' decisions on checks
    CLAIM_REVIEWS = "claim-reviews"  # finished reviews, ours and others'
    QUARANTINE = "quarantine"  # what could not be read as a finished review
    AUDIT = "audit"
    ALL = "all"  # everything, in the order in which an empty store can take it in


class ExportFormat(StrEnum):
    """How it is written."""

    JSONL = "jsonl"
    CSV = "csv"


Records = Callable[[Storage], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class _Table:
    """One kind as CSV: its columns, and the rows of one record."""

    columns: Sequence[str]
    rows: Callable[[Record], Iterable[bytes]]


def export(kind: ExportKind, *, database: Database, format_: ExportFormat = ExportFormat.JSONL) -> Iterator[bytes]:
    """Yield the lines of everything of one kind, as of one state of the store."""
    lines = _json_lines if format_ is ExportFormat.JSONL else _csv_lines
    with database.reading() as storage:
        yield from lines(kind, RECORDS[kind](storage))


def _json_lines(_: ExportKind, records: Iterable[Record]) -> Iterator[bytes]:
    return map(json_line, records)


def _csv_lines(kind: ExportKind, records: Iterable[Record]) -> Iterator[bytes]:
    if kind not in TABLES:
        told = "holds one kind of thing in one file; name the kind, or write everything as jsonl."
        raise InvalidInputError(f"CSV {told}", [FieldProblem("format", told)])
    table = TABLES[kind]
    yield csv_header(table.columns)
    for record in records:
        yield from table.rows(record)


def _sources(storage: Storage) -> Iterator[Record]:
    for source in _each_source(storage):
        parts = 0
        after = None
        while part := storage.statements.page_of(source.id, after=after, limit=READ_AT_ONCE):
            yield source_record(source, part)
            after, parts = part[-1].id, parts + 1
        if parts == 0:
            yield source_record(source, ())


def _statements(storage: Storage) -> Iterator[Record]:
    for source in _each_source(storage):
        after = None
        while part := storage.statements.page_of(source.id, after=after, limit=READ_AT_ONCE):
            yield from map(statement_record, part)
            after = part[-1].id


def _each_source(storage: Storage) -> Iterator[Source]:
    return _paged(lambda after: storage.sources.page(after=after, limit=READ_AT_ONCE), key=lambda source: source.id)


def _each_check(storage: Storage) -> Iterator[Check]:
    return _paged(lambda after: storage.checks.page(after=after, limit=FEW_AT_ONCE), key=lambda check: check.id)


def _checks(storage: Storage) -> Iterator[Record]:
    return map(kept_record, _each_check(storage))


def _documents(storage: Storage) -> Iterator[Record]:
    def page(after: str | None) -> Sequence[DocumentSummary]:
        return storage.documents.page(after=after, limit=FEW_AT_ONCE)

    for one in _paged(page, key=lambda document: document.id):
        yield kept_record(DocumentRecord.of(storage.documents.get(one.id)))


def _reviews(storage: Storage) -> Iterator[Record]:
    for check in _each_check(storage):
        yield from map(kept_record, storage.reviews.all_of(check.id))


def _claim_reviews(storage: Storage) -> Iterator[Record]:
    def page(after: str | None) -> Sequence[ClaimReview]:
        return storage.claim_reviews.page(after=after, limit=FEW_AT_ONCE)

    return map(kept_record, _paged(page, key=lambda review: review.id))


def _quarantine(storage: Storage) -> Iterator[Record]:
    def page(after: str | None) -> Sequence[QuarantinedItem]:
        return storage.claim_reviews.quarantined(after=after, limit=FEW_AT_ONCE)

    return map(kept_record, _paged(page, key=lambda item: item.id))


def _audit(storage: Storage) -> Iterator[Record]:
    def page(after: int | None) -> Sequence[AuditRecord]:
        return storage.audit.page(subject_id=None, after=after, limit=READ_AT_ONCE)

    return map(kept_record, _paged(page, key=lambda record: record.store_revision))


def _all(storage: Storage) -> Iterator[Record]:
    for records in (_audit, _sources, _checks, _documents, _reviews, _claim_reviews, _quarantine):
        yield from records(storage)


def _paged(page: Callable[[Key | None], Sequence[Noun]], *, key: Callable[[Noun], Key]) -> Iterator[Noun]:
    """Read page after page, each past the last key of the one before."""
    after = None
    while part := page(after):
        yield from part
        after = key(part[-1])


RECORDS: Mapping[ExportKind, Records] = MappingProxyType(
    {
        ExportKind.SOURCES: _sources,
        ExportKind.STATEMENTS: _statements,
        ExportKind.CHECKS: _checks,
        ExportKind.DOCUMENTS: _documents,
        ExportKind.REVIEWS: _reviews,
        ExportKind.CLAIM_REVIEWS: _claim_reviews,
        ExportKind.QUARANTINE: _quarantine,
        ExportKind.AUDIT: _audit,
        ExportKind.ALL: _all,
    }
)
TABLES: Mapping[ExportKind, _Table] = MappingProxyType(
    {
        ExportKind.SOURCES: _Table(COLUMNS, source_rows),
        ExportKind.STATEMENTS: _Table(("source_id", *STATEMENT_COLUMNS), statement_rows),
        ExportKind.CHECKS: _Table(field_names(Check), kept_rows),
        ExportKind.DOCUMENTS: _Table(field_names(DocumentRecord), kept_rows),
        ExportKind.REVIEWS: _Table(field_names(Review), kept_rows),
        ExportKind.CLAIM_REVIEWS: _Table(field_names(ClaimReview), kept_rows),
        ExportKind.QUARANTINE: _Table(field_names(QuarantinedItem), kept_rows),
        ExportKind.AUDIT: _Table(field_names(AuditRecord), kept_rows),
    }
)

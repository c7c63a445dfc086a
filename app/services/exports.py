"""Use case: write out what is kept, in an order of its own, so that it can be taken in again to the same store."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.domain.ports import Database, Storage
from app.domain.source import Source
from app.interchange.csv_tables import COLUMNS, STATEMENT_COLUMNS, csv_header, source_rows, statement_rows
from app.interchange.records import Record, json_line, source_record, statement_record

READ_AT_ONCE = 500
"""Sources or statements read at once; a source with more statements spans several lines."""


class ExportKind(StrEnum):
    """What can be written out."""

    SOURCES = "sources"  # each with its statements
    STATEMENTS = "statements"  # each naming its source


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
    after = None
    while part := storage.sources.page(after=after, limit=READ_AT_ONCE):
        yield from part
        after = part[-1].id


RECORDS: Mapping[ExportKind, Records] = MappingProxyType(
    {ExportKind.SOURCES: _sources, ExportKind.STATEMENTS: _statements}
)
TABLES: Mapping[ExportKind, _Table] = MappingProxyType(
    {
        ExportKind.SOURCES: _Table(COLUMNS, source_rows),
        ExportKind.STATEMENTS: _Table(("source_id", *STATEMENT_COLUMNS), statement_rows),
    }
)

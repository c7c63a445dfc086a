"""Use case: write out what is kept, in an order of its own, so that it can be taken in again to the same store."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from app.domain.ports import Database, Storage
from app.domain.source import Source
from app.interchange.records import Record, json_line, source_record, statement_record

READ_AT_ONCE = 500
"""Sources or statements read at once; a source with more statements spans several lines."""


class ExportKind(StrEnum):
    """What can be written out."""

    SOURCES = "sources"  # each with its statements
    STATEMENTS = "statements"  # each naming its source


Records = Callable[[Storage], Iterator[Record]]


def export(kind: ExportKind, *, database: Database) -> Iterator[bytes]:
    """Yield the lines of everything of one kind, as of one state of the store."""
    with database.reading() as storage:
        for record in RECORDS[kind](storage):
            yield json_line(record)


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

"""The columns of CSV files, and records as rows of them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from app.interchange.csv_cells import guarded
from app.interchange.records import SOURCE_FIELDS, STATEMENT_FIELDS, Record

BYTE_ORDER_MARK = "\ufeff"
"""Excel reads a file without it as Windows-1252."""


def _columns(fields: Sequence[str], noun: str) -> Mapping[str, str]:
    own = ("id", "revision")  # a source and a statement have one each
    return MappingProxyType({f"{noun}_{field}" if field in own else field: field for field in fields})


SOURCE_COLUMNS = _columns(SOURCE_FIELDS, "source")
STATEMENT_COLUMNS = _columns(STATEMENT_FIELDS, "statement")
COLUMNS = (*SOURCE_COLUMNS, *STATEMENT_COLUMNS)


def csv_header(columns: Sequence[str]) -> bytes:
    """Return the first row."""
    return BYTE_ORDER_MARK.encode() + _line(columns)


def source_rows(record: Record) -> Iterator[bytes]:
    """Yield the rows of a source: one for each statement, or one if there is none."""
    source = {name: record["source"].get(field) for name, field in SOURCE_COLUMNS.items()}
    for statement in record["statements"] or [{}]:
        stated = {name: statement.get(field) for name, field in STATEMENT_COLUMNS.items()}
        yield _line(map(_cell, (source | stated).values()))


def statement_rows(record: Record) -> Iterator[bytes]:
    """Yield the row of a statement that names its source."""
    statement = record["statement"]
    stated = [statement.get(field) for field in STATEMENT_COLUMNS.values()]
    yield _line(map(_cell, [statement["source_id"], *stated]))


def _cell(value: Any) -> str:  # noqa: ANN401  # values of every type that a field has
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else str(value)


def _line(cells: Iterable[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue().encode()

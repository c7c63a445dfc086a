"""The columns of CSV files, and records as rows of them."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from app.domain.audit import AuditRecord
from app.domain.check import Check
from app.domain.claim_review import ClaimReview, QuarantinedItem
from app.domain.review import Review
from app.interchange.csv_cells import guarded
from app.interchange.document_records import DocumentRecord
from app.interchange.kept_records import NOUNS, Kept
from app.interchange.records import SOURCE_FIELDS, STATEMENT_FIELDS, Record

BYTE_ORDER_MARK = "\ufeff"
"""Excel reads a file without it as Windows-1252."""


def _columns(fields: Sequence[str], noun: str) -> Mapping[str, str]:
    own = ("id", "revision")  # a source and a statement have one each
    return MappingProxyType({f"{noun}_{field}" if field in own else field: field for field in fields})


SOURCE_COLUMNS = _columns(SOURCE_FIELDS, "source")
STATEMENT_COLUMNS = _columns(STATEMENT_FIELDS, "statement")
COLUMNS = (*SOURCE_COLUMNS, *STATEMENT_COLUMNS)


JSON_COLUMNS: Mapping[type[Kept], frozenset[str]] = MappingProxyType(
    {
        Check: frozenset({"claim", "judgement", "engine", "store_revision"}),
        DocumentRecord: frozenset({"text", "html", "claims", "store_revision"}),
        Review: frozenset(),
        ClaimReview: frozenset({"rating", "publisher", "appearances", "based_on", "is_published", "original", "notes"}),
        QuarantinedItem: frozenset({"original"}),
        AuditRecord: frozenset({"store_revision", "before", "after"}),
    }
)
"""Columns whose cells hold JSON: numbers, lists, objects, and texts of several lines."""


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


def kept_rows(record: Record) -> Iterator[bytes]:
    """Yield the row of what the service itself made; cells that hold no plain text hold JSON."""
    [(key, values)] = record.items()
    in_json = JSON_COLUMNS[NOUNS[key]]
    cells = {name: _json(value) if name in in_json else _cell(value) for name, value in values.items()}
    yield _line(cells.values())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cell(value: Any) -> str:  # noqa: ANN401  # values of every type that a field has
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else str(value)


def _line(cells: Iterable[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue().encode()

"""Records as they are written to files: JSON's types, keys in one order, what is not there left out."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from app.domain.source import Source
from app.domain.statement import Statement

Record = dict[str, Any]

SOURCE_FIELDS = tuple(field.name for field in fields(Source))
STATEMENT_FIELDS = tuple(field.name for field in fields(Statement) if field.name != "source_id")


def source_record(source: Source, statements: Iterable[Statement]) -> Record:
    """Return a source with statements that it makes."""
    listed = [_stated(statement, STATEMENT_FIELDS) for statement in statements]
    return {"source": _stated(source, SOURCE_FIELDS), "statements": listed}


def statement_record(statement: Statement) -> Record:
    """Return a statement that names its source."""
    return {"statement": {"source_id": statement.source_id, **_stated(statement, STATEMENT_FIELDS)}}


def json_line(record: Record) -> bytes:
    """Return a record as one line of UTF-8."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _stated(noun: Source | Statement, names: Sequence[str]) -> Record:
    found = ((name, getattr(noun, name)) for name in names)
    return {name: _in_json(value) for name, value in found if value is not None}


def _in_json(value: Any) -> Any:  # noqa: ANN401  # values of every type that a field has
    return value.isoformat() if isinstance(value, date) else value

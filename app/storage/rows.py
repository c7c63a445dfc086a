"""Translates between rows and the nouns of the domain."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from app.domain.source import Source, SourceKind
from app.domain.statement import Modality, Statement

Values = dict[str, Any]
"""A row's values by column name, to be written."""

Kept = Mapping[str, Any] | RowMapping
"""The same, read back."""

SOURCE_FIELDS = tuple(field.name for field in fields(Source))
STATEMENT_FIELDS = tuple(field.name for field in fields(Statement))


def source_values(source: Source) -> Values:
    """Return the row of a source."""
    return {name: getattr(source, name) for name in SOURCE_FIELDS}


def statement_values(statement: Statement) -> Values:
    """Return the row of a statement, without its number."""
    return {name: getattr(statement, name) for name in STATEMENT_FIELDS}


def source_from(values: Kept) -> Source:
    """Build a source from its row or its snapshot."""
    known = {name: values[name] for name in SOURCE_FIELDS if name in values}
    return Source(**{**known, "kind": SourceKind(known["kind"])})


def statement_from(values: Kept) -> Statement:
    """Build a statement from its row or its snapshot."""
    known = {name: values[name] for name in STATEMENT_FIELDS if name in values}
    return Statement(**{**known, "modality": Modality(known["modality"])})


def in_json(values: Mapping[str, Any]) -> Values:
    """Return values in JSON's types: days as ISO 8601."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def with_days(values: Mapping[str, Any], *names: str) -> Values:
    """Return values out of JSON with these ones as days again."""
    days = {name: date.fromisoformat(values[name]) for name in names if values.get(name) is not None}
    return {**values, **days}

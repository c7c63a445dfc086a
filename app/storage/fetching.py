"""Statements with their sources, read in one query."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Row

from app.domain.source import Source
from app.domain.statement import Statement
from app.storage.rows import SOURCE_FIELDS, STATEMENT_FIELDS, source_from, statement_from
from app.storage.tables import SOURCE, STATEMENT

FETCHED = sa.select(
    *(STATEMENT.c[name] for name in STATEMENT_FIELDS), *(SOURCE.c[name] for name in SOURCE_FIELDS)
).join_from(STATEMENT, SOURCE, STATEMENT.c.source_id == SOURCE.c.id)


def in_order_asked(statement_ids: Sequence[str], rows: Iterable[Row[Any]]) -> list[tuple[Statement, Source]]:
    """Build the statements with their sources in the order asked; ids without a row are left out."""
    found = {pair[0].id: pair for pair in map(_pair, rows)}
    return [found[id_] for id_ in dict.fromkeys(statement_ids) if id_ in found]


def _pair(row: Row[Any]) -> tuple[Statement, Source]:
    width = len(STATEMENT_FIELDS)
    statement = dict(zip(STATEMENT_FIELDS, row[:width], strict=True))
    source = dict(zip(SOURCE_FIELDS, row[width:], strict=True))
    return statement_from(statement), source_from(source)

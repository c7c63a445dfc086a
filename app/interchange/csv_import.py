"""CSV: one statement a row with its source, or one source alone; columns may come in any order."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from app.domain.errors import FieldProblem, UnreadableFileError
from app.interchange.csv_cells import as_json, unguarded_text
from app.interchange.csv_rows import RowReader
from app.interchange.csv_tables import COLUMNS, JSON_COLUMNS, SOURCE_COLUMNS, STATEMENT_COLUMNS
from app.interchange.fields import UnreadableRecordError, source_from, statement_from
from app.interchange.import_items import ImportLine, Item, KeptItem, SourceItem, StatementItem
from app.interchange.kept_records import NOUNS, field_names, kept_from
from app.interchange.lines import UnreadableLine

DELIMITERS = ",;\t|"
_NAMING = {"id", "url"}
_KNOWN = {*COLUMNS, *(name for noun in NOUNS.values() for name in field_names(noun))}

Header = Sequence[str]


def read_csv(file: BinaryIO) -> Iterator[ImportLine]:
    """Read one statement or source a row; raise UnreadableFileError if the first row does not name the columns."""
    reader = RowReader(file)
    delimiter = _delimiter(reader)
    rows = reader.rows(delimiter)
    header = _header(next(rows, (1, ()))[1], delimiter)
    for number, row in rows:
        if isinstance(row, UnreadableLine):
            yield ImportLine.unreadable(number, row.reason)
        else:
            yield _read_row(number, row, header)


def _delimiter(reader: RowReader) -> str:
    """Return what Excel's first line `sep=;` says, else the delimiter that parts the most known columns."""
    first = reader.header_line()
    stated = first.strip().strip('"')
    if stated.lower().startswith("sep=") and len(stated) == len("sep=") + 1:
        reader.skip_line()
        return stated[-1]
    return max(DELIMITERS, key=lambda one: len(set(map(_column, first.split(one))) & _KNOWN))


def _header(row: Sequence[str] | UnreadableLine, delimiter: str) -> Header:
    if isinstance(row, UnreadableLine):
        raise UnreadableFileError(f"The first line {row.reason}")
    header = [_column(cell) for cell in row]
    named = [column for column in header if column]
    if _kept_key(header):
        return header
    unknown = [column for column in named if column not in COLUMNS]
    if unknown or not {"text", "title"} & set(named):
        raise UnreadableFileError(
            f"The first row must name the columns (read with {delimiter!r} between them); "
            + (f"{unknown[0]!r} is none. " if unknown else "neither text nor title is there. ")
            + f"Use {', '.join(COLUMNS)}."
        )
    if len(set(named)) < len(named):
        twice = next(column for column in named if named.count(column) > 1)
        raise UnreadableFileError(f"The column {twice!r} is there twice; keep one.")
    return header


def _kept_key(header: Header) -> str | None:
    """Return the key of what the service itself made, if the columns are those of its export."""
    return next((key for key, noun in NOUNS.items() if set(header) == set(field_names(noun))), None)


def _column(cell: str) -> str:
    return "_".join(cell.strip().strip('"').strip().lower().replace("-", " ").split())


def _read_row(number: int, row: Sequence[str], header: Header) -> ImportLine:
    surplus = [cell for cell in row[len(header) :] if cell.strip()]
    unnamed = [cell for cell, column in zip(row, header, strict=False) if cell.strip() and not column]
    if len(row) < len(header) or surplus or unnamed:
        told = f"has {len(row)} cells where the first row names {len([one for one in header if one])} columns"
        return ImportLine.unreadable(number, f"{told}; put quotes around cells that hold the separator.")
    try:
        return ImportLine(number, _item(dict(zip(header, row, strict=False))))
    except UnreadableRecordError as error:
        return ImportLine(number, None, error.problems)


def _kept(key: str, cells: Mapping[str, str]) -> Item:
    in_json = JSON_COLUMNS[NOUNS[key]]
    values = {name: _json_in(name, cell) if name in in_json else _text_in(cell) for name, cell in cells.items()}
    return KeptItem(kept_from(key, values))


def _text_in(cell: str) -> str | None:
    return unguarded_text(cell) if cell else None


def _json_in(name: str, cell: str) -> object:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise UnreadableRecordError(FieldProblem(name, f"is not JSON: {error}.")) from error


def _item(cells: Mapping[str, str]) -> Item:
    key = _kept_key(list(cells))
    if key is not None:
        return _kept(key, cells)
    source = as_json({SOURCE_COLUMNS[name]: cell for name, cell in cells.items() if name in SOURCE_COLUMNS})
    statement = as_json({STATEMENT_COLUMNS[name]: cell for name, cell in cells.items() if name in STATEMENT_COLUMNS})
    if source.keys() - _NAMING:
        return SourceItem(source_from(source), (statement_from(statement),) if statement else ())
    if not source:
        told = "names no source; fill title, publisher and kind, or source_id or url of a kept source, in every row."
        raise UnreadableRecordError(FieldProblem("", told))
    return StatementItem(source.get("id") or source["url"], (statement_from(statement),))

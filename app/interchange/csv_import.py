"""CSV: one statement a row with its source, or one source alone; columns may come in any order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from app.domain.errors import FieldProblem, UnreadableFileError
from app.interchange.csv_cells import as_json
from app.interchange.csv_rows import RowReader
from app.interchange.csv_tables import COLUMNS, SOURCE_COLUMNS, STATEMENT_COLUMNS
from app.interchange.fields import UnreadableRecordError, source_from, statement_from
from app.interchange.import_items import ImportLine, Item, SourceItem, StatementItem
from app.interchange.lines import UnreadableLine

DELIMITERS = ",;\t|"
_NAMING = {"id", "url"}

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
    return max(DELIMITERS, key=lambda one: len(set(map(_column, first.split(one))) & set(COLUMNS)))


def _header(row: Sequence[str] | UnreadableLine, delimiter: str) -> Header:
    if isinstance(row, UnreadableLine):
        raise UnreadableFileError(f"The first line {row.reason}")
    header = [_column(cell) for cell in row]
    named = [column for column in header if column]
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


def _item(cells: Mapping[str, str]) -> Item:
    source = as_json({SOURCE_COLUMNS[name]: cell for name, cell in cells.items() if name in SOURCE_COLUMNS})
    statement = as_json({STATEMENT_COLUMNS[name]: cell for name, cell in cells.items() if name in STATEMENT_COLUMNS})
    if source.keys() - _NAMING:
        return SourceItem(source_from(source), (statement_from(statement),) if statement else ())
    if not source:
        told = "names no source; fill title, publisher and kind, or source_id or url of a kept source, in every row."
        raise UnreadableRecordError(FieldProblem("", told))
    return StatementItem(source.get("id") or source["url"], (statement_from(statement),))

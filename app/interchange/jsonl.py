"""JSON Lines: one record a line, such as a source with its statements."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, BinaryIO

from app.domain.errors import FieldProblem, UnreadableFileError
from app.interchange.fields import UnreadableRecordError, id_in, source_from, statement_from
from app.interchange.import_items import ImportLine, Item, KeptItem, SourceItem, StatementItem
from app.interchange.kept_records import NOUNS, kept_from
from app.interchange.lines import UnreadableLine, lines_of

MAX_STATEMENTS = 1_000
"""Statements in one line; more of the same source stand on further lines that repeat the source."""

Record = dict[str, Any]


def read_jsonl(file: BinaryIO) -> Iterator[ImportLine]:
    """Read one record a line; a line that cannot be read is told and the others are read all the same."""
    filled = ((number, line) for number, line in lines_of(file) if isinstance(line, UnreadableLine) or line.strip())
    for place, (number, line) in enumerate(filled):
        if isinstance(line, UnreadableLine):
            yield ImportLine.unreadable(number, line.reason)
            continue
        if place == 0 and line.lstrip().startswith(b"["):
            raise UnreadableFileError(
                f"Line {number} begins a JSON array; write one object a line instead (jq -c '.[]' does it)."
            )
        yield _read_line(number, line)


def _read_line(number: int, line: bytes) -> ImportLine:
    try:
        return ImportLine(number, _item(_record(line)))
    except UnreadableRecordError as error:
        return ImportLine(number, None, error.problems)
    except UnicodeDecodeError as error:
        return ImportLine.unreadable(number, f"is not UTF-8 at byte {error.start + 1}; save the file as UTF-8.")
    except RecursionError:
        return ImportLine.unreadable(number, "is nested too deeply.")
    except ValueError as error:
        return ImportLine.unreadable(number, f"is not JSON: {error}.")


def _record(line: bytes) -> object:
    return json.loads(line.decode("utf-8"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> Record:
    record = dict(pairs)
    if len(record) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in record if keys.count(key) > 1)
        raise UnreadableRecordError(FieldProblem(twice, "is here twice; keep one."))
    return record


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _item(record: object) -> Item:
    fields = _object(record, "")
    for key, reader in _ITEM_READERS.items():
        if key in fields:
            return reader(fields)
    raise UnreadableRecordError(FieldProblem("", f"must hold one of the keys {', '.join(_ITEM_READERS)}."))


def _source_item(record: Record) -> Item:
    _require_keys(record, ("source", "statements"))
    listed = record.get("statements")
    statements, problems = _statements([] if listed is None else listed)
    try:
        source = source_from(_object(record["source"], "source"))
    except UnreadableRecordError as error:
        raise UnreadableRecordError(*_under("source", error), *problems) from error
    if problems:
        raise UnreadableRecordError(*problems)
    return SourceItem(source, statements)


def _statements(listed: object) -> tuple[tuple[Any, ...], list[FieldProblem]]:
    if not isinstance(listed, list):
        return (), [FieldProblem("statements", "must be a list.")]
    if len(listed) > MAX_STATEMENTS:
        told = f"holds {len(listed):,} statements; put at most {MAX_STATEMENTS:,} on a line and repeat the source."
        return (), [FieldProblem("statements", told)]
    statements, problems = [], []
    for index, entry in enumerate(listed):
        try:
            statements.append(statement_from(_object(entry, "")))
        except UnreadableRecordError as error:
            problems += _under(f"statements.{index}", error)
    return tuple(statements), problems


def _statement_item(record: Record) -> Item:
    _require_keys(record, ("statement",))
    fields = dict(_object(record["statement"], "statement"))
    try:
        source_id = id_in(fields.pop("source_id", None))
    except ValueError as error:
        raise UnreadableRecordError(FieldProblem("statement.source_id", str(error))) from error
    try:
        return StatementItem(source_id, (statement_from(fields),))
    except UnreadableRecordError as error:
        raise UnreadableRecordError(*_under("statement", error)) from error


def _object(value: object, field: str) -> Record:
    if not isinstance(value, dict):
        raise UnreadableRecordError(FieldProblem(field, "must be a JSON object."))
    return value


def _require_keys(record: Record, known: Sequence[str]) -> None:
    unknown = sorted(record.keys() - set(known))
    if unknown:
        told = f"is not known here; use {', '.join(known)}."
        raise UnreadableRecordError(*(FieldProblem(key, told) for key in unknown))


def _under(prefix: str, error: UnreadableRecordError) -> list[FieldProblem]:
    return [FieldProblem(f"{prefix}.{problem.field}".rstrip("."), problem.message) for problem in error.problems]


def _kept_item(key: str) -> Callable[[Record], Item]:
    def reader(record: Record) -> Item:
        _require_keys(record, (key,))
        return KeptItem(kept_from(key, record[key]))

    return reader


_ITEM_READERS: Mapping[str, Callable[[Record], Item]] = MappingProxyType(
    {"source": _source_item, "statement": _statement_item, **{key: _kept_item(key) for key in NOUNS}}
)

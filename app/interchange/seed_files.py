"""Reads a folder of seed files: YAML, one source a file with the statements it makes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from app.domain.errors import FieldProblem, UnreadableFileError
from app.domain.rules import source_problems, statement_problems
from app.domain.source import DEFAULT_RELIABILITY, Source, SourceKind
from app.domain.statement import Modality, Statement
from app.interchange.problems import LineProblem, refuse
from app.interchange.stable_ids import source_id, statement_id
from app.interchange.yaml_nodes import (
    Entries,
    Node,
    Sheet,
    day_in,
    entries,
    items,
    number_in,
    parse,
    read,
    text_in,
)

Choice = TypeVar("Choice", bound=StrEnum)
Readers = Mapping[str, Callable[[Node], Any]]


def _choice_in(choices: type[Choice]) -> Callable[[Node], Choice]:
    def reader(node: Node) -> Choice:
        try:
            return choices(text_in(node))
        except ValueError as error:
            raise ValueError(f"must be one of {', '.join(choices)}.") from error

    return reader


SOURCE_READERS: Readers = {
    "title": text_in,
    "publisher": text_in,
    "url": text_in,
    "author": text_in,
    "published_at": day_in,
    "kind": _choice_in(SourceKind),
    "reliability": number_in,
    "language": text_in,
    "licence": text_in,
    "syndicated_from": text_in,
}
STATEMENT_READERS: Readers = {
    "text": text_in,
    "quote": text_in,
    "locator": text_in,
    "context": text_in,
    "valid_from": day_in,
    "valid_until": day_in,
    "attributed_to": text_in,
    "modality": _choice_in(Modality),
}


@dataclass(frozen=True, slots=True)
class Seed:
    """One source with its statements, under ids made from url and text."""

    source: Source
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A seed with the lines of its parts."""

    file: str
    source: Source
    source_lines: Entries
    statements: tuple[tuple[Statement, int], ...]

    def problem(self, line: int, message: str) -> LineProblem:
        return LineProblem(self.file, line, message)


def read_seed_files(folder: Path) -> list[Seed]:
    """Read every *.yaml of a folder, in order of name.

    Raises UnreadableFileError that names file and line of everything that is wrong; nothing is returned then.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise UnreadableFileError(f"The folder {folder} holds no seed file (*.yaml); name the folder that does.")
    sheets = [Sheet(path.name) for path in paths]
    drafts = [draft for path, sheet in zip(paths, sheets, strict=True) if (draft := _read(path, sheet))]
    problems = [problem for sheet in sheets for problem in sheet.problems]
    refuse([*problems, *_url_problems(drafts)])
    refuse(list(_origin_problems(drafts)))
    return [_seed(draft) for draft in drafts]


def _read(path: Path, sheet: Sheet) -> _Draft | None:
    root = parse(path, sheet)
    keys = ("source", "statements")
    found = None if root is None else entries(root, sheet, known=keys, required=keys)
    if found is None or len(found.nodes) < len(keys):
        return None
    return _draft(path, found, sheet)


def _draft(path: Path, found: Entries, sheet: Sheet) -> _Draft | None:
    required = ("title", "publisher", "kind")
    lines = entries(found.nodes["source"], sheet, known=tuple(SOURCE_READERS), required=required)
    listed = items(found.nodes["statements"], sheet, name="statements")
    source = None if lines is None else _source(path, lines, sheet)
    if source is None or lines is None:
        return None
    statements = tuple(_statements(source, listed, sheet))
    return _Draft(path.name, source, lines, statements)


def _source(path: Path, lines: Entries, sheet: Sheet) -> Source | None:
    values = _values(lines, SOURCE_READERS, sheet)
    if not {"title", "publisher", "kind"} <= values.keys():
        return None
    reliability = values.pop("reliability", DEFAULT_RELIABILITY[values["kind"]])
    source = Source(id=source_id(values.get("url", path.stem)), reliability=reliability, **values)
    _note(source_problems(source), lines, sheet)
    return source


def _statements(source: Source, listed: Sequence[Node], sheet: Sheet) -> Iterator[tuple[Statement, int]]:
    seen: dict[str, int] = {}
    for node in listed:
        lines = entries(node, sheet, known=tuple(STATEMENT_READERS), required=("text",))
        statement = None if lines is None else _statement(source, lines, sheet)
        if statement is None or lines is None:
            continue
        line = lines.line_of("text")
        if statement.id in seen:
            sheet.note(line, f"text is the same as on line {seen[statement.id]}; keep one.")
        seen.setdefault(statement.id, line)
        yield statement, line


def _statement(source: Source, lines: Entries, sheet: Sheet) -> Statement | None:
    values = _values(lines, STATEMENT_READERS, sheet)
    text = values.get("text")
    if text is None:
        return None
    statement = Statement(id="", source_id=source.id, **values)
    problems = statement_problems(statement)
    _note(problems, lines, sheet)
    return None if problems else replace(statement, id=statement_id(source.id, text))


def _values(lines: Entries, readers: Readers, sheet: Sheet) -> dict[str, Any]:
    read_values = ((key, read(lines, key, reader, sheet)) for key, reader in readers.items())
    return {key: value for key, value in read_values if value is not None}


def _note(problems: Iterable[FieldProblem], lines: Entries, sheet: Sheet) -> None:
    for problem in problems:
        sheet.note(lines.line_of(problem.field), f"{problem.field} {problem.message}")


def _url_problems(drafts: Sequence[_Draft]) -> Iterator[LineProblem]:
    holders: dict[str, str] = {}
    for draft in drafts:
        url = draft.source.url
        if url in holders:
            yield draft.problem(draft.source_lines.line_of("url"), f"url is already that of {holders[url]}; keep one.")
        if url is not None:
            holders.setdefault(url, draft.file)


def _origin_problems(drafts: Sequence[_Draft]) -> Iterator[LineProblem]:
    urls = {draft.source.url for draft in drafts}
    for draft in drafts:
        origin = draft.source.syndicated_from
        line = draft.source_lines.line_of("syndicated_from")
        if origin is not None and origin not in urls:
            yield draft.problem(line, "syndicated_from is the url of no seed file; add the original.")
        elif origin is not None and origin == draft.source.url:
            yield draft.problem(line, "syndicated_from names the source itself; name the original it reprints.")


def _seed(draft: _Draft) -> Seed:
    origin = draft.source.syndicated_from
    source = replace(draft.source, syndicated_from=None if origin is None else source_id(origin))
    return Seed(source, tuple(statement for statement, _ in draft.statements))

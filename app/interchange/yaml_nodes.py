"""Reads YAML strictly, keeping the line of every value: no guessing of types, no key twice, no key unknown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import yaml

from app.interchange.problems import LineProblem

Node = yaml.nodes.Node
Scalar = yaml.nodes.ScalarNode
T = TypeVar("T")


@dataclass(slots=True)
class Sheet:
    """One file being read: its name, and what was found wrong with it so far."""

    file: str
    problems: list[LineProblem] = field(default_factory=list)

    def note(self, line: int, message: str) -> None:
        """Note what is wrong with a line."""
        self.problems.append(LineProblem(self.file, line, message))


@dataclass(frozen=True, slots=True)
class Entries:
    """The values of a mapping by key, each with its line; keys that are null are left out."""

    line: int
    nodes: Mapping[str, Node]

    def line_of(self, key: str) -> int:
        """Return the line of a value, or of the mapping if it is not there."""
        return line_of(self.nodes[key]) if key in self.nodes else self.line


def parse(path: Path, sheet: Sheet) -> Node | None:
    """Parse a file of one YAML document; None if it is not one."""
    try:
        text = path.read_bytes().decode("utf-8")
        node = _composed(text)
    except OSError as error:
        sheet.note(1, f"cannot be read ({error.strerror}).")
    except UnicodeDecodeError as error:
        sheet.note(error.object.count(b"\n", 0, error.start) + 1, "is not UTF-8; save the file as UTF-8.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sheet.note(1 if mark is None else mark.line + 1, f"is not YAML: {error.problem or error.context}.")
    except yaml.reader.ReaderError as error:
        sheet.note(text.count("\n", 0, error.position) + 1, f"holds a character that YAML forbids: {error.reason}.")
    except RecursionError:
        sheet.note(1, "is nested too deeply; write a source and its statements.")
    else:
        if node is None:
            sheet.note(1, "is empty; write a source and its statements.")
        return node
    return None


def entries(node: Node, sheet: Sheet, *, known: Sequence[str], required: Sequence[str]) -> Entries | None:
    """Return the entries of a mapping; None if it is not a mapping."""
    if not isinstance(node, yaml.nodes.MappingNode):
        sheet.note(line_of(node), f"must be a mapping with the keys {', '.join(required)}.")
        return None
    nodes: dict[str, Node] = {}
    for key, value in node.value:
        _take(nodes, key, value, sheet, known)
    found = Entries(line_of(node), {key: value for key, value in nodes.items() if not _is_null(value)})
    for key in required:
        if key not in found.nodes:
            sheet.note(line_of(nodes[key]) if key in nodes else found.line, f"{key} is missing.")
    return found


def items(node: Node, sheet: Sheet, *, name: str) -> Sequence[Node]:
    """Return the items of a list that is not empty."""
    if not isinstance(node, yaml.nodes.SequenceNode) or not node.value:
        sheet.note(line_of(node), f"{name} must be a list with at least one item.")
        return []
    listed: list[Node] = node.value
    return listed


def text_in(node: Node) -> str:
    """Return a text without the spaces around it; raise ValueError with what to do."""
    if not _is(node, "str"):
        raise ValueError("must be text; put it in quotes.")
    return str(node.value).strip()


def day_in(node: Node) -> date:
    """Return a day; raise ValueError with what to do."""
    if not (_is(node, "timestamp") or _is(node, "str")):
        raise ValueError("must be a day written as YYYY-MM-DD.")
    try:
        day = date.fromisoformat(node.value)
    except ValueError as error:
        raise ValueError(f"must be a day of the calendar written as YYYY-MM-DD, not {node.value}.") from error
    if day.isoformat() != node.value:
        raise ValueError(f"must be a day written as {day.isoformat()}.")
    return day


def number_in(node: Node) -> float:
    """Return a number; raise ValueError with what to do."""
    try:
        if _is(node, "int") or _is(node, "float"):
            return float(node.value)
    except ValueError:
        pass  # YAML's other spellings, such as .inf and 0x1F
    raise ValueError("must be a plain number without quotes, such as 0.8.")


def read(found: Entries, key: str, reader: Callable[[Node], T], sheet: Sheet) -> T | None:
    """Read one value; None if it is not there or not readable, which is noted."""
    node = found.nodes.get(key)
    try:
        return None if node is None else reader(node)
    except ValueError as error:
        sheet.note(found.line_of(key), f"{key} {error}")
        return None


def line_of(node: Node) -> int:
    """Return the line on which a value begins, counted from 1."""
    return int(node.start_mark.line) + 1


def _composed(text: str) -> Node | None:
    """Compose with libyaml; what it refuses is read again in Python, slower, which says more plainly what is wrong."""
    try:
        node: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    return node


def _take(nodes: dict[str, Node], key: Node, value: Node, sheet: Sheet, known: Sequence[str]) -> None:
    name = str(key.value)
    if name not in known:
        sheet.note(line_of(key), f"the key {name!r} is not known; use {', '.join(known)}.")
    elif name in nodes:
        sheet.note(line_of(key), f"the key {name!r} is here a second time; keep one.")
    else:
        nodes[name] = value


def _is(node: Node, kind: str) -> bool:
    return isinstance(node, Scalar) and node.tag == f"tag:yaml.org,2002:{kind}"


def _is_null(node: Node) -> bool:
    return _is(node, "null")

"""Fields of a ClaimReview node, whatever their spelling, nesting or wrapping; each reading that changes says so."""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml.etree import LxmlError

from app.interchange.claim_review_nodes import Node, local_name

NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "undefined", "nil", "?", "tbd"})
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_WRAPPED = ("@value", "name", "text", "url", "@id")
"""Where a value that is a node keeps its words, the telling ones first."""


class Fields:
    """The fields of one node by their local names; `properties` are laid under the node's own."""

    def __init__(self, node: Node, *, known: Mapping[str, Node], notes: list[str]) -> None:
        self._known = known
        self._notes = notes
        self._values = self._flattened(node)

    def value(self, *names: str) -> object:
        """Return the first of these fields that says something."""
        return next((self._values[name] for name in names if not _is_nothing(self._values.get(name))), None)

    def text(self, *names: str) -> str | None:
        """Return the words of the first of these fields that has any."""
        return next((text for name in names if (text := self.words(self._values.get(name)))), None)

    def texts(self, name: str) -> list[str]:
        """Return the words of every value of a field."""
        return [text for one in as_list(self._values.get(name)) if (text := self.words(one))]

    def inner(self, *names: str) -> "Fields | None":
        """Return the first node under these fields."""
        for name in names:
            for one in as_list(self._values.get(name)):
                node = self.resolved(one)
                if isinstance(node, dict):
                    return Fields(node, known=self._known, notes=self._notes)
        return None

    def inners(self, name: str) -> "list[Fields]":
        """Return every node under a field."""
        nodes = [self.resolved(one) for one in as_list(self._values.get(name))]
        return [Fields(node, known=self._known, notes=self._notes) for node in nodes if isinstance(node, dict)]

    def resolved(self, value: object) -> object:
        """Return the node that a bare reference stands for."""
        if isinstance(value, dict) and set(value) == {"@id"}:
            return self._known.get(str(value["@id"]), value)
        return value

    def words(self, value: object) -> str | None:
        """Return a value's words on one line, without markup; None if it says nothing."""
        value = self.resolved(next(iter(value), None) if isinstance(value, list) else value)
        if isinstance(value, dict):
            inner = {_inner_name(key): one for key, one in value.items()}
            return next((text for key in _WRAPPED if (text := self.words(inner.get(key)))), None)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        text = plain(str(value))
        return None if text.casefold() in NOTHING else text

    def note(self, told: str) -> None:
        """Say what reading changed, once."""
        if told not in self._notes:
            self._notes.append(told)

    def _flattened(self, node: Node) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, value in node.items():
            values.setdefault(_inner_name(name), value)
        nested = values.get("properties")
        if isinstance(nested, dict):
            self.note("Fields nested in `properties` were read.")
            inner = self._flattened(nested)
            values = inner | {name: value for name, value in values.items() if not _is_nothing(value)}
        return values


def as_list(value: object) -> list[object]:
    """Return a value's values."""
    return value if isinstance(value, list) else [value]


def plain(text: str) -> str:
    """Return a text without markup, entities and control characters, on one line."""
    if _MARKUP.search(text):
        text = _without_markup(text)
    text = html.unescape(text)
    kept = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if unicodedata.category(c) != "Cs")
    return " ".join(kept.split())


def web_address(stated: str | None, *, page: str | None) -> str | None:
    """Return a stated address in full, read against the page's; None if it does not begin with http:// or https://."""
    if stated is None:
        return None
    try:
        full = urljoin(page or "", stated if not stated.startswith("www.") else f"https://{stated}")
        parts = urlsplit(full)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in full
    except ValueError:
        return None
    return full if is_web and full.isprintable() else None


def _inner_name(name: str) -> str:
    return name if name.startswith("@") else local_name(name)


def _without_markup(text: str) -> str:
    try:
        fragment = lxml.html.fragment_fromstring(text, create_parent="div")
    except LxmlError:
        return text
    return " ".join(_pieces(fragment))


def _pieces(fragment: lxml.html.HtmlElement) -> Iterator[str]:
    for piece in fragment.itertext():
        yield str(piece)


def _is_nothing(value: object) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and value.strip().casefold() in NOTHING)

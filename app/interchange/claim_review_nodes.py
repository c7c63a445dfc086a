"""Where the reviews are in a page or a feed: scripts of JSON-LD, graphs, feeds and their items."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import lxml.html
from lxml.etree import LxmlError

from app.interchange.json_texts import JsonPart, read_values

Node = Mapping[str, object]

_DEEPEST = 40
_REVIEW = "claimreview"


@dataclass(frozen=True, slots=True)
class FoundNode:
    """A node that is a review, with the page it stands on and every node of the same text by its @id."""

    node: Node
    part: JsonPart
    place: str
    page: str | None = None
    known: Mapping[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that should have held a review and does not, or cannot be read."""

    place: str
    reason: str
    original: str


Found = FoundNode | Unreadable


def local_name(name: str) -> str:
    """Return a property or type without its vocabulary and spelling: "schema:claimReviewed" gives "claimreviewed"."""
    bare = name.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]
    return "".join(bare.split()).casefold()


def types_of(node: Node) -> set[str]:
    """Return the types that a node says it has."""
    stated = node.get("@type", node.get("type"))
    return {local_name(one) for one in (stated if isinstance(stated, list) else [stated]) if isinstance(one, str)}


def find_in_page(html: str) -> Iterator[Found]:
    """Yield the reviews in the scripts of a page."""
    document = _document(html)
    page = _address(document)
    for number, script in enumerate(_scripts(document), start=1):
        yield from _find_in_text(script, f"script {number}", page, is_feed=False)


def find_in_feed(text: str) -> Iterator[Found]:
    """Yield the reviews in a text of JSON: a feed, a list, lines, or one review."""
    yield from _find_in_text(text, "", None, is_feed=True)


def _document(html: str) -> lxml.html.HtmlElement:
    try:
        return lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except LxmlError:
        return lxml.html.document_fromstring("<p></p>")


def _scripts(document: lxml.html.HtmlElement) -> list[str]:
    scripts = document.iter("script")
    return [script.text or "" for script in scripts if "ld+json" in (script.get("type") or "").lower()]


def _address(document: lxml.html.HtmlElement) -> str | None:
    stated = document.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content')
    return next((str(address).strip() for address in stated if str(address).strip()), None)


def _find_in_text(text: str, place: str, page: str | None, *, is_feed: bool) -> Iterator[Found]:
    for number, part in enumerate(read_values(text), start=1):
        where = ", ".join(filter(None, (place, f"item {number}")))
        if part.reason is not None:
            if is_feed or _REVIEW in part.original.casefold():
                yield Unreadable(where, part.reason, part.original)
        else:
            yield from _find_in_value(part, where, page, is_feed=is_feed)


def _find_in_value(part: JsonPart, place: str, page: str | None, *, is_feed: bool) -> Iterator[Found]:
    known = dict(_named_nodes(part.value, 0))
    found = list(_walk(part.value, part, place, page, known, 0))
    if not found and (is_feed or _REVIEW in part.original.casefold()):
        found = [Unreadable(place, "holds no ClaimReview.", part.original)]
    yield from found


def _walk(
    value: object, part: JsonPart, place: str, page: str | None, known: Mapping[str, Node], depth: int
) -> Iterator[Found]:
    if depth > _DEEPEST:
        yield Unreadable(place, "is nested too deeply.", part.original)
    elif isinstance(value, dict):
        yield from _walk_node(value, part, place, page, known, depth)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            where = f"{place}.{number}" if len(value) > 1 else place
            yield from _walk(inner, part, where, page, known, depth + 1)
    elif isinstance(value, str) and value.lstrip().startswith(("{", "[")) and _REVIEW in value.casefold():
        yield from _find_in_text(value, place, page, is_feed=True)


def _walk_node(
    node: Node, part: JsonPart, place: str, page: str | None, known: Mapping[str, Node], depth: int
) -> Iterator[Found]:
    if _REVIEW in types_of(node) or "claimreviewed" in map(local_name, node):
        yield FoundNode(node, part, place, page, known)
        return
    elements = node.get("dataFeedElement")
    for number, element in enumerate(elements if isinstance(elements, list) else [], start=1):
        yield from _feed_item(element, part, f"{place}.{number}", known, depth)
    address = node.get("url") if "datafeeditem" in types_of(node) else None
    for name, inner in node.items():
        if isinstance(inner, dict | list | str) and name not in ("dataFeedElement", "@context"):
            yield from _walk(inner, part, place, address if isinstance(address, str) else page, known, depth + 1)


def _feed_item(element: object, part: JsonPart, place: str, known: Mapping[str, Node], depth: int) -> Iterator[Found]:
    found = list(_walk(element, part, place, None, known, depth + 1))
    yield from found or [Unreadable(place, "is an item of a feed without a ClaimReview.", str(element))]


def _named_nodes(value: object, depth: int) -> Iterator[tuple[str, Node]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        name = value.get("@id")
        if isinstance(name, str) and len(value) > 1:
            yield name, value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _named_nodes(inner, depth + 1)

"""JSON as it is found in pages and feeds: mended where no word is lost or invented, refused elsewhere."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import json_repair

_WRAPPING = re.compile(r"^(?:\s|﻿|/\*|\*/|//|<!\[CDATA\[|<!--|;)+|(?:\s|/\*|\*/|//|\]\]>|-->|;)+$")
_FEED_START = re.compile(r'"dataFeedElement"\s*:\s*\[')
_ANY_OBJECT = re.compile(r"\{")
_NEXT_ELEMENT = re.compile(r'(?<=[}\]])\s*,?\s*(?=\{\s*"@type"\s*:\s*"(?:DataFeedItem|ClaimReview)")')
_FEED_END = re.compile(r"\s*\]\s*\}?\s*$")
_REVIEW_KEY = re.compile(r"claimReviewed[\"']\s*:", re.IGNORECASE)
_LAX = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


@dataclass(frozen=True, slots=True)
class JsonPart:
    """A value with the text it was read from and what was mended; or a reason why there is none."""

    original: str
    value: object = None
    notes: tuple[str, ...] = ()
    reason: str | None = None


def read_values(text: str) -> Iterator[JsonPart]:
    """Yield what a text of JSON holds: one value, several one after the other, or the elements of a broken feed."""
    bare = _WRAPPING.sub("", text)
    if not bare:
        yield JsonPart(text, reason="is empty.")
        return
    whole = _strict(bare) or _lax(bare)
    if whole is not None:
        yield whole
    else:
        yield from _several(bare) or _elements(bare) or [mended(bare)]


def mended(text: str) -> JsonPart:
    """Mend one value that is no JSON; a text that was cut off stays unread, since its end cannot be known."""
    unescaped = _lax(html.unescape(text)) if "&quot;" in text or "&#34;" in text else None
    if unescaped is not None:
        return JsonPart(text, unescaped.value, ("Its quotes were HTML entities.",))
    if not text.rstrip().endswith(("}", "]")):
        return JsonPart(text, reason="is no JSON: it seems to be cut off.")
    try:
        value = json_repair.loads(text, skip_json_loads=True, strict=True)
    except (ValueError, RecursionError) as error:
        return JsonPart(text, reason=f"is no JSON and cannot be mended: {error}")
    if not isinstance(value, dict | list) or not value:
        return JsonPart(text, reason="is no JSON and cannot be mended.")
    if len(_REVIEW_KEY.findall(text)) != len(_REVIEW_KEY.findall(json.dumps(value))):
        return JsonPart(text, reason="is no JSON, and mending it would lose a review.")
    if not all(_stands_in(text, words) for words in _strings(value)):
        return JsonPart(text, reason="is no JSON, and mending it would change its words.")
    return JsonPart(text, value, ("It was no valid JSON and was mended.",))


def _strict(text: str) -> JsonPart | None:
    return _attempt(text, lambda: json.loads(text, parse_constant=_refuse_constant))


def _lax(text: str) -> JsonPart | None:
    """Read JSON that has line breaks inside of strings, or NaN for a number."""
    found = _attempt(text, lambda: _LAX.decode(text))
    return found and JsonPart(text, found.value, ("It was no valid JSON: raw line breaks or NaN.",))


def _attempt(text: str, load: Callable[[], object]) -> JsonPart | None:
    try:
        return JsonPart(text, load())
    except (ValueError, RecursionError):
        return None


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _several(text: str) -> list[JsonPart]:
    """Return the values of a text that holds nothing but values, such as lines of JSON; empty if it does not."""
    parts: list[JsonPart] = []
    position = 0
    while position < len(text):
        part, end = _decoded(text, position)
        if part is None:
            return []
        parts.append(part)
        position = _past_separators(text, end)
    return parts


def _elements(text: str) -> list[JsonPart]:
    """Return the elements of a feed or list of which some are broken, each broken one by itself."""
    start = _FEED_START.search(text)
    if start is None and not text.startswith("["):
        return []
    position = start.end() if start else 1
    parts: list[JsonPart] = []
    while text.find("{", position) >= 0:
        position = _past_separators(text, position, closers="]}")
        part, end = _decoded(text, position)
        if part is None:
            end = _end_of_broken(text, position)
            chunk = text[position:end].rstrip(" \t\r\n,")
            part = mended(_FEED_END.sub("", chunk) if end == len(text) else chunk)
        parts.append(part)
        position = end
    return parts


def _end_of_broken(text: str, position: int) -> int:
    """Return where a broken element ends: before the first text or value after it that looks like another."""
    looks = _NEXT_ELEMENT.search(text, position + 1)
    last = looks.end() if looks else len(text)
    for start in _ANY_OBJECT.finditer(text, position + 1, last):
        part, _ = _decoded(text, start.start())
        if part is not None and isinstance(part.value, dict) and {"item", "claimReviewed"} & part.value.keys():
            return start.start()
    return last


def _decoded(text: str, position: int) -> tuple[JsonPart | None, int]:
    try:
        value, end = _LAX.raw_decode(text, position)
    except (ValueError, RecursionError):
        return None, position
    return JsonPart(text[position:end], value), end


def _past_separators(text: str, position: int, *, closers: str = "") -> int:
    while position < len(text) and (text[position].isspace() or text[position] in ",;" + closers):
        position += 1
    return position


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _stands_in(text: str, words: str) -> bool:
    """Say whether words that mending gave stand in the text, as they are or as JSON writes them."""
    written = (words, json.dumps(words)[1:-1], json.dumps(words, ensure_ascii=False)[1:-1])
    return any(form in text for form in (*written, written[1].replace("/", "\\/"), words.strip()))

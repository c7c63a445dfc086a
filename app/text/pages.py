"""Web pages: the text a reader came for, and where in the HTML each of its words stands."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from html import unescape
from html.parser import HTMLParser

from app.domain.evidence import Span

_WHOLE = re.compile(r"<html|<body|<!doctype", re.IGNORECASE)
"""What trafilatura takes for a page; a bare article is put into one."""
_UNSEEN = frozenset({"script", "style", "template", "noscript"})


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page, without menus, comments and footers."""

    text: str
    title: str | None
    published_at: date | None


def read_page(html: str) -> Page | None:
    """Return the article of a page, None if none is to be found in it.

    Title and day of publication are those that the page states in its head; dates in running text are not taken.
    """
    import trafilatura  # here, since it takes 0.3 s, and most services are sent no page

    found = trafilatura.bare_extraction(
        html if _WHOLE.search(html) else f"<html><body>{html}</body></html>",
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        return None
    return Page(found.text or "", found.title or None, _day(found.date))


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


class Whereabouts:
    """Finds where words of a page's article stand in its HTML."""

    def __init__(self, text: str, html: str) -> None:
        self._html = html
        self._solid = [i for i, char in enumerate(text) if not char.isspace()]
        self._text = text
        words = _Words(html)
        self._shown = "".join(words.shown)
        self._starts, self._ends = words.starts, words.ends

    def locate(self, sentence: Span, *parts: Span, after: int = 0) -> tuple[Span | None, ...]:
        """Return where parts of a sentence of the text stand in the HTML, tags between them included.

        `after` is the HTML offset to search from, so that a sentence which stands twice is found in its turn.
        None where the sentence stands nowhere as it is.
        """
        wanted = "".join(sentence.text.split())
        from_shown = bisect_left(self._starts, after)
        at = self._shown.find(wanted, from_shown)
        if at < 0:
            at = self._shown.find(wanted)
        if at < 0 or not wanted:
            return tuple(None for _ in parts)
        return tuple(self._part(at, sentence, part) for part in parts)

    def _part(self, at: int, sentence: Span, part: Span) -> Span | None:
        origin = bisect_left(self._solid, sentence.start)
        first = bisect_left(self._solid, part.start) - origin + at
        last = bisect_left(self._solid, part.end) - origin + at
        if last <= first:
            return None
        return Span.of(self._html, self._starts[first], self._ends[last - 1])


class _Words(HTMLParser):
    """The characters that a page shows, spaces left out, each with its place in the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.shown: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._lines = [0, *(i + 1 for i, char in enumerate(html) if char == "\n")]
        self._unseen = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        place = self._place()
        for i, char in enumerate(data):
            self._show(char, place + i, place + i + 1)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        place = self._place()
        for char in unescape(written):
            self._show(char, place, place + len(written))

    def _show(self, char: str, start: int, end: int) -> None:
        if not self._unseen and not char.isspace():
            self.shown.append(char)
            self.starts.append(start)
            self.ends.append(end)

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

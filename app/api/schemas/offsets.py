"""Spans of one long text, counted in code points and in UTF-16 units."""

from bisect import bisect_left

from app.api.schemas.evidence import SpanResponse
from app.domain.evidence import Span


class Offsets:
    """Turns spans of a text into the contract's; counts its wide characters once, however many spans are asked for."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, character in enumerate(text) if character > "\uffff"]

    def span(self, span: Span) -> SpanResponse:
        """Put a span of the text into the words of the contract."""
        return SpanResponse(
            start=span.start,
            end=span.end,
            text=span.text,
            start_utf16=self._utf16(span.start),
            end_utf16=self._utf16(span.end),
        )

    def _utf16(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)

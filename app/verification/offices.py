"""Offices at the head of a company: the chief executive is not the chief financial officer."""

import re
from collections.abc import Iterator

from app.domain.evidence import Facet, Span
from app.text.short_offices import SHORT_OFFICES
from app.verification.findings import Finding, Weight
from app.verification.matching import Matcher

_OFFICE = re.compile(
    rf"\b(?:(?P<short>{'|'.join(SHORT_OFFICES)})"
    r"|chief[ -](?P<field>executive|scientist|\w+(?: \w+)?(?= officers?\b))(?: officers?)?"
    r"|(?P<seat>(?:vice[ -]|deputy )?(?:chair(?=man|woman|person)|president))(?:man|woman|person)?)s?\b",
    re.IGNORECASE,
)


def offices(text: str) -> dict[str, Span]:
    """Return the offices that a text names, by their field: "executive" for "CEO" and for "chief executive"."""
    return {_field(found): Span.of(text, *found.span()) for found in _OFFICE.finditer(text)}


def compare_offices(matcher: Matcher) -> Iterator[Finding]:
    """Yield a finding where claim and statement speak of different offices: one company has both.

    Who holds one of them says nothing on who holds the other.
    """
    mine, others = offices(matcher.claim.sentence.text), offices(matcher.statement.sentence.text)
    if mine and others and not mine.keys() & others.keys():
        span, other = next(iter(mine.values())), next(iter(others.values()))
        message = f'the claim speaks of the office "{span.text}", the statement of "{other.text}"'
        yield Finding(Weight.LEAVES_OPEN, Facet.ROLE, span, other, message)


def _field(found: re.Match[str]) -> str:
    short = found["short"]
    return SHORT_OFFICES[short.casefold()].field if short else (found["field"] or found["seat"]).casefold()

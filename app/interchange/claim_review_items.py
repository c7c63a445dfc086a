"""One ClaimReview node: normalised into a review, or a reason why it cannot be."""

import json
import re
from datetime import date

from app.domain.claim_review import ClaimReview, Publisher, site_of
from app.interchange.claim_review_dates import day_of
from app.interchange.claim_review_fields import Fields, web_address
from app.interchange.claim_review_nodes import FoundNode
from app.interchange.claim_review_ratings import read_rating, verdict_of
from app.interchange.stable_ids import claim_review_id

MAX_CLAIM, MAX_LINE, MAX_ADDRESS = 4_000, 500, 2_000

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", re.ASCII)


class UnusableReviewError(ValueError):
    """A node that cannot be read as a review; the text says why."""


def read_review(found: FoundNode) -> ClaimReview:
    """Return the review that a node holds; raise UnusableReviewError."""
    notes = list(found.part.notes)
    fields = Fields(found.node, known=found.known, notes=notes)
    item = fields.inner("itemreviewed")
    claim = _claim(fields, item)
    url = _url(fields, found.page)
    rating = read_rating(fields)
    if rating is None:
        raise UnusableReviewError("has no rating: neither words nor a number on a scale.")
    return ClaimReview(
        id=claim_review_id(url, claim),
        claim=claim,
        url=url,
        rating=rating,
        verdict=verdict_of(rating),
        publisher=_publisher(fields, url),
        title=_line(fields.text("headline", "name")),
        language=_language(fields),
        published_at=_day(fields, "datepublished", "datecreated", "datemodified"),
        expires=_day(fields, "expires"),
        claimant=_claimant(item),
        claimant_url=_claimant_address(item, url),
        claim_date=None if item is None else _day(item, "datepublished", "datecreated"),
        appearances=() if item is None else _appearances(item, url),
        based_on=tuple(address for text in fields.texts("isbasedon") if (address := web_address(text, page=url))),
        original=original_of(found.node, found.part.original if found.part.notes else None),
        notes=tuple(notes),
    )


def original_of(value: object, text: str | None = None) -> str:
    """Return the text that something was read from, or JSON of it where it was a part of a larger text."""
    written = text if text is not None else json.dumps(value, ensure_ascii=False, indent=2)
    kept = written if written.isascii() or _is_encodable(written) else json.dumps(value, indent=2)
    return kept.replace("\0", "�")


def _is_encodable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _claim(fields: Fields, item: Fields | None) -> str:
    claim = fields.text("claimreviewed")
    if claim is None and item is not None:
        claim = item.text("text", "claimreviewed", "name", "headline")
        if claim is not None:
            fields.note("claimReviewed was missing; the claim stood in itemReviewed.")
    if claim is None:
        raise UnusableReviewError("has no claim: claimReviewed is missing or empty.")
    if len(claim) > MAX_CLAIM:
        raise UnusableReviewError(f"has a claim of {len(claim):,} characters; at most {MAX_CLAIM:,} are one claim.")
    return claim


def _url(fields: Fields, page: str | None) -> str:
    stated = [text for name in ("url", "mainentityofpage", "@id") for text in fields.texts(name)]
    read = [(text, address) for text in stated if (address := web_address(text, page=page))]
    if read:
        text, address = read[0]
        if text != address or text != stated[0]:
            fields.note("The address of the review was completed or taken from another field.")
    else:
        address = web_address(page, page=None) or ""
        fields.note("The review had no usable address; it has that of its page.")
    if not address:
        raise UnusableReviewError("has no web address: url is missing or is none.")
    if len(address) > MAX_ADDRESS:
        raise UnusableReviewError(
            f"has a web address of {len(address):,} characters; at most {MAX_ADDRESS:,} are kept."
        )
    return address


def _publisher(fields: Fields, url: str) -> Publisher:
    """Return who answers for the review: the author, or the publisher where the author is a person."""
    order = ("publisher", "author") if _is_person(fields) else ("author", "publisher", "sourceorganization", "creator")
    for name in order:
        stated = fields.text(name)
        if stated is not None:
            inner = fields.inner(name)
            address = None if inner is None else web_address(inner.text("url", "sameas", "@id"), page=url)
            return _named(stated, address, fields, url)
    fields.note("The review names no publisher; the host of its address stands for it.")
    return Publisher(name=site_of(url))


def _named(stated: str, address: str | None, fields: Fields, url: str) -> Publisher:
    own = web_address(stated, page=None)
    if own is None:
        return Publisher(name=stated[:MAX_LINE], url=address)
    fields.note("The publisher was an address; its host stands for its name.")
    return Publisher(name=site_of(own) or site_of(url), url=own)


def _is_person(fields: Fields) -> bool:
    author = fields.inner("author")
    return author is not None and (author.text("@type") or "").casefold().endswith("person")


def _claimant(item: Fields | None) -> str | None:
    return None if item is None else _line(item.text("author", "creator", "claimant"))


def _claimant_address(item: Fields | None, url: str) -> str | None:
    author = None if item is None else item.inner("author", "creator", "claimant")
    return None if author is None else web_address(author.text("sameas", "url", "@id"), page=url)


def _appearances(item: Fields, url: str) -> tuple[str, ...]:
    stated: list[str] = []
    for name in ("firstappearance", "appearance"):
        inner = item.inners(name)
        stated += [text for one in inner if (text := one.text("url", "@id", "sameas"))] or item.texts(name)
    stated += item.texts("url")
    return tuple(dict.fromkeys(address for text in stated if (address := web_address(text, page=url))))


def _day(fields: Fields, *names: str) -> date | None:
    stated = [fields.value(name) for name in names if fields.value(name) is not None]
    words = [fields.words(value) or value for value in stated]
    day = next((day for value in words if (day := day_of(value))), None)
    if day is None and stated:
        fields.note(f"The day {str(words[0])[:40]!r} cannot be read; it was left out.")
    elif words and not str(words[0]).startswith(str(day)):
        fields.note(f"The day {str(words[0])[:40]!r} was read as {day}.")
    return day


def _language(fields: Fields) -> str | None:
    inner = fields.inner("inlanguage")
    stated = inner.text("alternatename", "name") if inner is not None else fields.text("inlanguage")
    if stated is None:
        return None
    tag = stated.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        fields.note(f"The language {stated[:40]!r} is no language tag; it was left out.")
        return None
    return tag


def _line(text: str | None) -> str | None:
    return None if text is None else text[:MAX_LINE]

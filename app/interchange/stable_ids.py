"""Ids made from what a file says, so that reading it twice writes nothing twice."""

from uuid import UUID, uuid5

SOURCES = UUID("5b1c4f2e-8f0a-5d0e-9a53-6c1d1b3f7a10")
"""The name space of sources read from files; never change it, or every source is kept a second time."""

CLAIM_REVIEWS = UUID("7f0c2d1a-96b3-5a38-8d52-0e4b9a61c7de")
"""The name space of finished reviews read from files; as unchangeable."""


def source_id(address: str) -> str:
    """Return the id of the source with this url, or, without a url, with this file name."""
    return str(uuid5(SOURCES, address))


def statement_id(source_id: str, text: str) -> str:
    """Return the id of the statement of a source with this text."""
    return str(uuid5(UUID(source_id), text))


def imported_source_id(*, url: str | None, publisher: str, title: str) -> str:
    """Return the id of an imported source: by its url as seeds have it, else by publisher and title."""
    return source_id(url or f"{publisher}\n{title}")


def imported_statement_id(source_id: str, text: str) -> str:
    """Return the id of an imported statement of a source: version 8, so that seeding again never takes it away."""
    return _as_version_8(uuid5(SOURCES, f"{source_id}\n{text}"))


def claim_review_id(url: str, claim: str) -> str:
    """Return the id of the review of this claim at this address."""
    return str(uuid5(CLAIM_REVIEWS, f"{url}\n{claim}"))


def unread_id(original: str) -> str:
    """Return the id of something that could not be read."""
    return str(uuid5(CLAIM_REVIEWS, original))


def is_stable(id_: str) -> bool:
    """Say whether an id was made from a file."""
    try:
        return UUID(id_).version == 5
    except ValueError:
        return False


def _as_version_8(id_: UUID) -> str:
    """Return an id whose making is ours alone to know (RFC 9562, section 5.8)."""
    return str(UUID(int=id_.int & ~(0xF << 76) | 0x8 << 76))

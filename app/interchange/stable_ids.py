"""Ids made from what a file says, so that reading it twice writes nothing twice."""

from uuid import UUID, uuid5

SOURCES = UUID("5b1c4f2e-8f0a-5d0e-9a53-6c1d1b3f7a10")
"""The name space of sources read from files; never change it, or every source is kept a second time."""


def source_id(address: str) -> str:
    """Return the id of the source with this url, or, without a url, with this file name."""
    return str(uuid5(SOURCES, address))


def statement_id(source_id: str, text: str) -> str:
    """Return the id of the statement of a source with this text."""
    return str(uuid5(UUID(source_id), text))


def is_stable(id_: str) -> bool:
    """Say whether an id was made from a file."""
    try:
        return UUID(id_).version == 5
    except ValueError:
        return False

"""What operations of the contract have in common: tags and the problems that each may answer."""

from typing import Any

from app.api.problems import MEDIA_TYPE, TITLES, Problem

Responses = dict[int | str, dict[str, Any]]
Headers = dict[str, dict[str, Any]]

TAGS: list[dict[str, Any]] = [
    {"name": "checks", "description": "Submit claims, get verdicts, read them back."},
    {"name": "reviews", "description": "Editors' decisions on checks, and checks in the field's own form."},
    {
        "name": "claim reviews",
        "description": "Finished reviews, ours and other publishers', as the field exchanges them.",
    },
    {"name": "verifications", "description": "Read your own statements against a claim; nothing is stored."},
    {"name": "documents", "description": "Find the claims in a longer text, and check them."},
    {"name": "sources", "description": "The publications kept as reference."},
    {"name": "statements", "description": "What the sources say; claims are matched against statements."},
    {"name": "imports", "description": "Take in files, write out what is kept."},
    {"name": "audit", "description": "The record of writes to sources, statements and reviews."},
    {"name": "service", "description": "Is the service alive and ready?"},
]

ETAG: Headers = {"ETag": {"description": "The revision shown; send it back as If-Match.", "schema": {"type": "string"}}}
LOCATION: Headers = {"Location": {"description": "Where it can be read from now on.", "schema": {"type": "string"}}}
_ALWAYS = (500,)


def problems(*statuses: int) -> Responses:
    """Document the problems that an operation may answer, the last resort among them."""
    return {status: _documented(status) for status in (*statuses, *_ALWAYS)}


def _documented(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
    return {"description": TITLES[status], "content": content}

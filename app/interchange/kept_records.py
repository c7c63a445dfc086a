"""Records of what the service itself made (checks, documents, reviews, audit): written and read back without loss."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.domain.audit import AuditRecord
from app.domain.check import Check
from app.domain.claim_review import ClaimReview, QuarantinedItem
from app.domain.errors import FieldProblem
from app.domain.review import Review
from app.interchange.document_records import DocumentRecord
from app.interchange.fields import UnreadableRecordError

Kept = Check | DocumentRecord | Review | ClaimReview | QuarantinedItem | AuditRecord
Record = dict[str, Any]

KEYS: Mapping[type[Kept], str] = MappingProxyType(
    {
        AuditRecord: "audit_record",
        Check: "check",
        DocumentRecord: "document",
        Review: "review",
        ClaimReview: "claim_review",
        QuarantinedItem: "quarantined_item",
    }
)
"""The key that tells what a line holds."""

NOUNS: Mapping[str, type[Kept]] = MappingProxyType({key: noun for noun, key in KEYS.items()})


def kept_record(kept: Kept) -> Record:
    """Return a noun in JSON's types, every field stated that is its own and not told by the store."""
    return {KEYS[type(kept)]: _in_json(kept)}


def kept_from(key: str, fields_: object) -> Kept:
    """Build a noun from its record; raise UnreadableRecordError if it is not exactly as it was written."""
    _require_text(key, fields_)
    try:
        kept = _adapter(key).validate_python(fields_)
    except ValidationError as error:
        problems = [FieldProblem(_dotted(key, one["loc"]), f"{one['msg']}.") for one in error.errors()]
        raise UnreadableRecordError(*problems) from error
    if _in_json(kept) != fields_:
        told = "holds more or other than an export writes; export it again."
        raise UnreadableRecordError(FieldProblem(key, told))
    return kept


def field_names(noun: type[Kept]) -> tuple[str, ...]:
    """Return the names of a noun's own fields: those that make it the same or another."""
    return tuple(field.name for field in fields(noun) if field.compare)


def _in_json(kept: Kept) -> Record:
    written: Record = _adapter(KEYS[type(kept)]).dump_python(kept, mode="json")
    return {name: written[name] for name in field_names(type(kept))}


def _require_text(key: str, fields_: object) -> None:
    try:
        json.dumps(fields_, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        told = "holds half of a surrogate pair, which is no character; remove it."
        raise UnreadableRecordError(FieldProblem(key, told)) from error


@cache
def _adapter(key: str) -> TypeAdapter[Kept]:
    return TypeAdapter(NOUNS[key])


def _dotted(key: str, location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, (key, *location)))

"""What was written to sources, statements and reviews, kept beside them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AuditAction(StrEnum):
    """What a write did."""

    CREATED = "created"
    UPDATED = "updated"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """One write: which thing, what was done, and the store revision it led to.

    `before` and `after` are the written fields by name, in JSON's types; None where there was or is nothing.
    """

    store_revision: int
    at: datetime
    action: AuditAction
    subject_kind: str  # "source", "statement" or "review"
    subject_id: str
    before: dict[str, object] | None
    after: dict[str, object] | None

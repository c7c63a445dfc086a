"""The record of writes over HTTP."""

from datetime import UTC, datetime
from typing import Any

from pydantic import Field

from app.api.schemas.fields import ResponseModel
from app.domain.audit import AuditAction, AuditRecord


class AuditRecordResponse(ResponseModel):
    """One write to sources, statements or reviews."""

    store_revision: int = Field(ge=0, description="The store revision that the write led to.")
    at: datetime
    action: AuditAction
    subject_kind: str
    subject_id: str
    before: dict[str, Any] | None = Field(description="The fields before; null for something new.")
    after: dict[str, Any] | None = Field(description="The fields after; null for something taken away.")

    @classmethod
    def from_domain(cls, record: AuditRecord) -> "AuditRecordResponse":
        """Put a record into the words of the contract."""
        return cls(
            store_revision=record.store_revision,
            at=record.at.astimezone(UTC),
            action=record.action,
            subject_kind=record.subject_kind,
            subject_id=record.subject_id,
            before=record.before,
            after=record.after,
        )


class AuditPage(ResponseModel):
    """Some records in the order of the writes."""

    items: list[AuditRecordResponse]
    next_cursor: str | None = Field(description="Send it as `cursor` for what follows; null at the end.")

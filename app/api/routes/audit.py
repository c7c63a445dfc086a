"""The record of writes."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from app.api.contract import problems
from app.api.dependencies import ReadingDep
from app.api.paging import LimitQuery, RevisionCursor, after_revision, page_of
from app.api.routing import ContractRoute
from app.api.schemas.audit import AuditPage, AuditRecordResponse
from app.api.schemas.fields import Id
from app.domain.audit import AuditRecord

router = APIRouter(prefix="/v1/audit", tags=["audit"], route_class=ContractRoute)


@router.get("", operation_id="list_audit_records", summary="List writes", responses=problems(422, 503))
def list_audit_records(
    storage: ReadingDep,
    subject_id: Annotated[Id | None, Query(description="Only writes to this source, statement or review.")] = None,
    limit: LimitQuery = 20,
    cursor: RevisionCursor = None,
) -> AuditPage:
    """Read what was written to sources, statements and reviews, the first write first."""
    after = after_revision(cursor)

    def fetch(count: int) -> Sequence[AuditRecord]:
        return storage.audit.page(subject_id=subject_id, after=after, limit=count)

    items, next_cursor = page_of(fetch, limit=limit, key=lambda record: record.store_revision)
    return AuditPage(items=[AuditRecordResponse.from_domain(r) for r in items], next_cursor=next_cursor)

"""Documents: whole texts, their claims and the checks of these."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Body, Path, Response

from app.api.contract import LOCATION, problems
from app.api.dependencies import ReadingDep, SessionDep, ToolboxDep
from app.api.examples import DOCUMENT, DOCUMENT_IDS, RECHECK
from app.api.paging import IdCursor, LimitQuery, after_id, page_of
from app.api.routing import ContractRoute, json_answer
from app.api.schemas.documents import (
    DocumentPage,
    DocumentRequest,
    DocumentResponse,
    DocumentSummaryResponse,
    RecheckRequest,
)
from app.api.schemas.fields import Id
from app.domain.document import Document, DocumentSummary
from app.domain.ports import Storage
from app.services import documents
from app.services.rechecks import reasons_to_recheck
from app.services.toolbox import Toolbox

router = APIRouter(prefix="/v1/documents", tags=["documents"], route_class=ContractRoute)

DocumentId = Annotated[
    Id, Path(description="Id of a document, as `POST /v1/documents` gave it.", openapi_examples=DOCUMENT_IDS)
]


@router.post(
    "",
    status_code=201,
    operation_id="check_document",
    summary="Check a document",
    response_model=DocumentResponse,
    responses={201: {"headers": LOCATION}, **problems(400, 404, 413, 415, 422, 503)},
)
def check_document(body: Annotated[DocumentRequest, Body(openapi_examples=DOCUMENT)], toolbox: ToolboxDep) -> Response:
    """Find the claims of a text or a page, check each that can be checked, and keep the document.

    Opinions, questions and claims about something unnamed are shown without a check. "X said Y" is two claims: the
    attribution is judged by X's own statements alone, Y by all. Claims are judged for the day of publication unless
    another day is asked for.
    """
    document = documents.create_document(body.draft, bounds=body.bounds, toolbox=toolbox)
    shown = DocumentResponse.from_domain(document, {})
    return json_answer(shown, 201, {"Location": f"/v1/documents/{document.id}"})


@router.get("", operation_id="list_documents", summary="List documents", responses=problems(422, 503))
def list_documents(storage: ReadingDep, limit: LimitQuery = 20, cursor: IdCursor = None) -> DocumentPage:
    """Read which documents are kept and how their claims fared, newest first."""
    after = after_id(cursor)

    def fetch(count: int) -> Sequence[DocumentSummary]:
        return documents.list_documents(after=after, limit=count, documents=storage.documents)

    items, next_cursor = page_of(fetch, limit=limit, key=lambda document: document.id)
    return DocumentPage(items=[DocumentSummaryResponse.from_domain(item) for item in items], next_cursor=next_cursor)


@router.get("/{document_id}", operation_id="get_document", summary="Read a document", responses=problems(404, 422, 503))
def get_document(document_id: DocumentId, storage: ReadingDep, toolbox: ToolboxDep) -> DocumentResponse:
    """Read a document with its claims and their newest checks.

    `needs_recheck` says that a statement which decided has changed, gone or expired since: that is no verdict, and the
    checks stay as they were given until they are done again.
    """
    document = documents.get_document(document_id, documents=storage.documents)
    return _shown(document, storage, toolbox)


@router.delete(
    "/{document_id}",
    status_code=204,
    operation_id="remove_document",
    summary="Take a document away",
    responses=problems(404, 422, 503),
)
def remove_document(document_id: DocumentId, storage: SessionDep) -> None:
    """Take a document and what was found in it away; the checks of its claims stay under their own ids."""
    documents.remove_document(document_id, documents=storage.documents)


@router.post(
    "/{document_id}/recheck",
    operation_id="recheck_document",
    summary="Check a document again",
    responses=problems(400, 404, 413, 415, 422, 503),
)
def recheck_document(
    document_id: DocumentId, body: Annotated[RecheckRequest, Body(openapi_examples=RECHECK)], toolbox: ToolboxDep
) -> DocumentResponse:
    """Check every claim of a document again against what is stored now.

    Each claim gets a new check and shows the verdict of the one before; earlier checks stay under their own ids.
    """
    document = documents.recheck_document(document_id, as_of=body.as_of, bounds=body.bounds, toolbox=toolbox)
    return DocumentResponse.from_domain(document, {})


def _shown(document: Document, storage: Storage, toolbox: Toolbox) -> DocumentResponse:
    checks = [claim.check for claim in document.claims if claim.check is not None]
    return DocumentResponse.from_domain(
        document, reasons_to_recheck(checks, storage=storage, today=toolbox.clock.today())
    )

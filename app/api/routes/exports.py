"""Exports: everything of one kind, streamed."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import StreamingResponse

from app.api.contract import problems
from app.api.dependencies import ToolboxDep
from app.api.examples import EXPORT_KINDS
from app.api.ndjson import NDJSON
from app.api.routing import ContractRoute
from app.services.exports import ExportKind, export

router = APIRouter(prefix="/v1/exports", tags=["imports"], route_class=ContractRoute)

Kind = Annotated[ExportKind, Path(description="What to write out.", openapi_examples=EXPORT_KINDS)]


@router.get(
    "/{kind}",
    operation_id="export_kept",
    summary="Write out what is kept",
    response_class=StreamingResponse,
    responses={
        200: {"description": "One record a line.", "content": {NDJSON: {"schema": {"type": "object"}}}},
        **problems(422, 503),
    },
)
def export_kept(kind: Kind, toolbox: ToolboxDep) -> StreamingResponse:
    """Write out everything of one kind, as of one state of the store; `POST /v1/imports` takes it in again.

    `sources` holds one source a line with its statements (a source with many spans several lines), `statements` one
    statement a line that names its source.
    """
    begun = _begun(export(kind, database=toolbox.database))
    headers = {"Content-Disposition": f'attachment; filename="claimcheck-{kind}.jsonl"'}
    return StreamingResponse(begun, media_type=NDJSON, headers=headers)


def _begun(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Fetch the first part at once, so that a store that cannot be read is told as a problem."""
    return chain([next(parts, b"")], parts)

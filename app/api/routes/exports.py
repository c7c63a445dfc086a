"""Exports: everything of one kind, streamed."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from app.api.contract import problems
from app.api.dependencies import ToolboxDep
from app.api.examples import EXPORT_KINDS
from app.api.ndjson import NDJSON
from app.api.routing import ContractRoute
from app.services.exports import ExportFormat, ExportKind, export

router = APIRouter(prefix="/v1/exports", tags=["imports"], route_class=ContractRoute)

MEDIA_TYPES: Mapping[ExportFormat, str] = {ExportFormat.JSONL: NDJSON, ExportFormat.CSV: "text/csv"}
_CONTENTS: dict[str, Any] = {NDJSON: {"schema": {"type": "object"}}, "text/csv": {"schema": {"type": "string"}}}

FormatQuery = Annotated[ExportFormat, Query(alias="format", description="How to write it.")]
Kind = Annotated[ExportKind, Path(description="What to write out.", openapi_examples=EXPORT_KINDS)]


@router.get(
    "/{kind}",
    operation_id="export_kept",
    summary="Write out what is kept",
    response_class=StreamingResponse,
    responses={
        200: {"description": "One record a line.", "content": _CONTENTS},
        **problems(422, 503),
    },
)
def export_kept(kind: Kind, toolbox: ToolboxDep, format_: FormatQuery = ExportFormat.JSONL) -> StreamingResponse:
    """Write out everything of one kind, as of one state of the store; `POST /v1/imports` takes it in again.

    `sources` holds one source a line with its statements (a source with many spans several lines), `statements` one
    statement a line that names its source. CSV holds one statement a row, with its source if sources are asked for; a
    text that a spreadsheet would take for a formula has an apostrophe before it. `documents` name their checks: take in
    `checks` first, as `all` has it.
    """
    begun = _begun(export(kind, database=toolbox.database, format_=format_))
    headers = {"Content-Disposition": f'attachment; filename="claimcheck-{kind}.{format_}"'}
    return StreamingResponse(begun, media_type=MEDIA_TYPES[format_], headers=headers)


def _begun(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Fetch the first part at once, so that a store that cannot be read is told as a problem."""
    return chain([next(parts, b"")], parts)

"""Imports: files in, a report on every line out."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException

from app.api.contract import problems
from app.api.dependencies import ToolboxDep
from app.api.examples import IMPORT_FORM, IMPORTS
from app.api.routing import ContractRoute
from app.api.schemas.imports import ImportResponse
from app.api.uploads import FORM, Upload, UploadDep
from app.services.import_formats import FORMATS, Format, FormatName, format_named, format_of
from app.services.import_report import report_on
from app.services.imports import import_lines

router = APIRouter(prefix="/v1/imports", tags=["imports"], route_class=ContractRoute)

FormatQuery = Annotated[
    FormatName | None,
    Query(alias="format", description="What the file is; without it, its media type or the end of its name says so."),
]


def _contents() -> dict[str, Any]:
    text = {"type": "string"}
    form = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
    raw = {media: {"schema": text, "examples": examples} for media, examples in IMPORTS.items()}
    return {**raw, FORM: {"schema": form, "examples": IMPORT_FORM}}


@router.post(
    "",
    operation_id="import_file",
    summary="Take in a file",
    responses=problems(400, 413, 415, 422, 503),
    openapi_extra={"requestBody": {"required": True, "content": _contents()}},
)
def import_file(upload: UploadDep, toolbox: ToolboxDep, format_name: FormatQuery = None) -> ImportResponse:
    """Keep the sources and statements of a file and report on every line.

    Lines are kept in chunks as they are read, and a line that cannot be used is rejected alone. What is kept already is
    left as it is: repeating an import changes nothing, and one that was cut off is finished by sending it again.
    Nothing is taken away. Large files are taken in by `claimcheck import`.
    """
    chosen = _format(upload, format_name)
    lines = chosen.read(upload.file)
    report = report_on(import_lines(lines, database=toolbox.database, embedder=toolbox.embedder, clock=toolbox.clock))
    return ImportResponse.from_domain(report, format_name=chosen.name)


def _format(upload: Upload, name: FormatName | None) -> Format:
    chosen = format_named(name) if name else format_of(media_type=upload.media_type, file_name=upload.name)
    if chosen is None:
        known = ", ".join(one.name for one in FORMATS)
        raise HTTPException(415, f"It is not clear what the file is; say ?format= with one of {known}.")
    return chosen

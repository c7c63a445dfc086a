"""Imports: files in, a report on every line out."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException

from app.api.contract import problems
from app.api.dependencies import ToolboxDep
from app.api.examples import IMPORT_FORM, IMPORTS, KIND, PUBLISHER, TEXT_TITLE
from app.api.routing import ContractRoute
from app.api.schemas.fields import Day, Line, WebAddress
from app.api.schemas.imports import ImportResponse
from app.api.uploads import FORM, Upload, UploadDep
from app.domain.source import SourceKind
from app.services.import_formats import FORMATS, Format, FormatName, format_named, format_of
from app.services.import_report import report_on
from app.services.imports import import_lines
from app.services.publications import Publication

router = APIRouter(prefix="/v1/imports", tags=["imports"], route_class=ContractRoute)

_DESCRIBES = "Describes a plain text or a web page; other formats say it themselves."

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
def import_file(
    upload: UploadDep,
    toolbox: ToolboxDep,
    format_name: FormatQuery = None,
    title: Annotated[Line | None, Query(description=f"Title. {_DESCRIBES}", openapi_examples=TEXT_TITLE)] = None,
    publisher: Annotated[Line | None, Query(description=f"Publisher. {_DESCRIBES}", openapi_examples=PUBLISHER)] = None,
    kind: Annotated[SourceKind | None, Query(description=f"Kind. {_DESCRIBES}", openapi_examples=KIND)] = None,
    url: Annotated[WebAddress | None, Query(description=f"Address. {_DESCRIBES}")] = None,
    author: Annotated[Line | None, Query(description=f"Author. {_DESCRIBES}")] = None,
    published_at: Annotated[Day | None, Query(description=f"Day of publication. {_DESCRIBES}")] = None,
) -> ImportResponse:
    """Keep the sources and statements of a file and report on every line.

    Lines are kept in chunks as they are read, and a line that cannot be used is rejected alone. What is kept already is
    left as it is: repeating an import changes nothing, and one that was cut off is finished by sending it again.
    Nothing is taken away. Large files are taken in by `claimcheck import`.

    Of a plain text or a web page each sentence that asserts something becomes a statement with its place, what its
    words point back to, who is quoted and how firm it is; questions are passed over, and a sentence that points to
    something unnamed is rejected. `line` is then the number of the sentence. Such a text must be described by `title`,
    `publisher` and `kind`; a page may tell title and day itself.
    """
    chosen = _format(upload, format_name)
    publication = Publication(
        title=title, publisher=publisher, kind=kind, url=url, author=author, published_at=published_at
    )
    lines = chosen.lines(upload.file, publication=publication, detector=toolbox.detector)
    report = report_on(import_lines(lines, database=toolbox.database, embedder=toolbox.embedder, clock=toolbox.clock))
    return ImportResponse.from_domain(report, format_name=chosen.name)


def _format(upload: Upload, name: FormatName | None) -> Format:
    chosen = format_named(name) if name else format_of(media_type=upload.media_type, file_name=upload.name)
    if chosen is None:
        known = ", ".join(one.name for one in FORMATS)
        raise HTTPException(415, f"It is not clear what the file is; say ?format= with one of {known}.")
    return chosen

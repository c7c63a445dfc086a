"""Sources and the statements they make."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Response

from app.api.contract import ETAG, LOCATION, problems
from app.api.dependencies import ReadingDep, SessionDep, ToolboxDep
from app.api.examples import SOURCE, SOURCE_CHANGE, SOURCE_IDS, SPARE_SOURCE_IDS, STATEMENT
from app.api.paging import IdCursor, LimitQuery, after_id, page_of
from app.api.preconditions import ExpectedRevisionDep, set_entity_tag
from app.api.routing import ContractRoute
from app.api.schemas.fields import Id, Line
from app.api.schemas.sources import SourceChange, SourcePage, SourceRequest, SourceResponse
from app.api.schemas.statements import StatementPage, StatementRequest, StatementResponse
from app.domain.source import Source, SourceKind
from app.domain.statement import Statement
from app.services import sources, statements

router = APIRouter(prefix="/v1/sources", route_class=ContractRoute)

SourceId = Annotated[Id, Path(description="Id of a source.", openapi_examples=SOURCE_IDS)]
SpareSourceId = Annotated[Id, Path(description="Id of a source.", openapi_examples=SPARE_SOURCE_IDS)]


@router.post(
    "",
    status_code=201,
    tags=["sources"],
    operation_id="create_source",
    summary="Keep a source",
    responses={201: {"headers": {**ETAG, **LOCATION}}, **problems(400, 409, 413, 415, 422, 503)},
)
def create_source(
    body: Annotated[SourceRequest, Body(openapi_examples=SOURCE)],
    storage: SessionDep,
    toolbox: ToolboxDep,
    response: Response,
) -> SourceResponse:
    """Keep a publication as reference; its url may belong to no other source."""
    source = sources.create_source(body.draft(), storage=storage, clock=toolbox.clock)
    response.headers["Location"] = f"/v1/sources/{source.id}"
    set_entity_tag(response, source.revision)
    return SourceResponse.from_domain(source)


@router.get("", tags=["sources"], operation_id="list_sources", summary="List sources", responses=problems(422, 503))
def list_sources(
    storage: ReadingDep,
    kind: Annotated[SourceKind | None, Query(description="Only sources of this kind.")] = None,
    publisher: Annotated[Line | None, Query(description="Only sources of exactly this publisher.")] = None,
    limit: LimitQuery = 20,
    cursor: IdCursor = None,
) -> SourcePage:
    """Read the sources in order of id."""
    after = after_id(cursor)

    def fetch(count: int) -> Sequence[Source]:
        return sources.list_sources(after=after, limit=count, kind=kind, publisher=publisher, storage=storage)

    items, next_cursor = page_of(fetch, limit=limit, key=lambda source: source.id)
    return SourcePage(items=[SourceResponse.from_domain(source) for source in items], next_cursor=next_cursor)


@router.get(
    "/{source_id}",
    tags=["sources"],
    operation_id="get_source",
    summary="Read a source",
    responses={200: {"headers": ETAG}, **problems(404, 422, 503)},
)
def get_source(source_id: SourceId, storage: ReadingDep, response: Response) -> SourceResponse:
    """Read one source; the ETag names its revision."""
    source = sources.get_source(source_id, storage=storage)
    set_entity_tag(response, source.revision)
    return SourceResponse.from_domain(source)


@router.patch(
    "/{source_id}",
    tags=["sources"],
    operation_id="change_source",
    summary="Change a source",
    responses={200: {"headers": ETAG}, **problems(400, 404, 409, 412, 413, 415, 422, 503)},
)
def change_source(
    source_id: SourceId,
    body: Annotated[SourceChange, Body(openapi_examples=SOURCE_CHANGE)],
    storage: SessionDep,
    toolbox: ToolboxDep,
    expected_revision: ExpectedRevisionDep,
    response: Response,
) -> SourceResponse:
    """Change the fields that are sent. With If-Match, only if nobody changed the source meanwhile."""
    source = sources.change_source(
        source_id,
        body.changes(),
        expected_revision=expected_revision,
        storage=storage,
        embedder=toolbox.embedder,
    )
    set_entity_tag(response, source.revision)
    return SourceResponse.from_domain(source)


@router.delete(
    "/{source_id}",
    status_code=204,
    tags=["sources"],
    operation_id="delete_source",
    summary="Take a source away",
    responses=problems(404, 412, 422, 503),
)
def delete_source(source_id: SpareSourceId, storage: SessionDep, expected_revision: ExpectedRevisionDep) -> None:
    """Take away the source and its statements; checks keep what they saw."""
    sources.remove_source(source_id, expected_revision=expected_revision, storage=storage)


@router.get(
    "/{source_id}/statements",
    tags=["statements"],
    operation_id="list_statements",
    summary="List the statements of a source",
    responses=problems(404, 422, 503),
)
def list_statements(
    source_id: SourceId, storage: ReadingDep, limit: LimitQuery = 20, cursor: IdCursor = None
) -> StatementPage:
    """Read the statements of one source in order of id."""
    after = after_id(cursor)

    def fetch(count: int) -> Sequence[Statement]:
        return statements.list_statements(source_id, after=after, limit=count, storage=storage)

    items, next_cursor = page_of(fetch, limit=limit, key=lambda statement: statement.id)
    return StatementPage(items=[StatementResponse.from_domain(s) for s in items], next_cursor=next_cursor)


@router.post(
    "/{source_id}/statements",
    status_code=201,
    tags=["statements"],
    operation_id="create_statement",
    summary="Keep a statement",
    responses={201: {"headers": {**ETAG, **LOCATION}}, **problems(400, 404, 413, 415, 422, 503)},
)
def create_statement(
    source_id: SourceId,
    body: Annotated[StatementRequest, Body(openapi_examples=STATEMENT)],
    storage: SessionDep,
    toolbox: ToolboxDep,
    response: Response,
) -> StatementResponse:
    """Keep one assertion of a source; claims are matched against it from then on."""
    statement = statements.create_statement(
        source_id, body.draft(), storage=storage, embedder=toolbox.embedder, clock=toolbox.clock
    )
    response.headers["Location"] = f"/v1/statements/{statement.id}"
    set_entity_tag(response, statement.revision)
    return StatementResponse.from_domain(statement)

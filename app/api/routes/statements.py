"""Statements by themselves: found, read, changed, taken away."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Response

from app.api.contract import ETAG, problems
from app.api.dependencies import ReadingDep, RetrieverDep, SessionDep, ToolboxDep
from app.api.examples import SEARCH_WORDS, SPARE_STATEMENT_IDS, STATEMENT_CHANGE, STATEMENT_IDS
from app.api.paging import LimitQuery
from app.api.preconditions import ExpectedRevisionDep, set_entity_tag
from app.api.routing import ContractRoute
from app.api.schemas.fields import Id, Line
from app.api.schemas.statements import FoundStatement, FoundStatements, StatementChange, StatementResponse
from app.services import statements
from app.services.search import search_statements as find_statements

router = APIRouter(prefix="/v1/statements", tags=["statements"], route_class=ContractRoute)

StatementId = Annotated[Id, Path(description="Id of a statement.", openapi_examples=STATEMENT_IDS)]
SpareStatementId = Annotated[Id, Path(description="Id of a statement.", openapi_examples=SPARE_STATEMENT_IDS)]
SearchQuery = Annotated[Line, Query(description="What the statements are about.", openapi_examples=SEARCH_WORDS)]


@router.get("/search", operation_id="search_statements", summary="Find statements", responses=problems(422, 503))
def search_statements(q: SearchQuery, retriever: RetrieverDep, limit: LimitQuery = 10) -> FoundStatements:
    """Find stored statements by words and meaning, the most promising first, without judging them."""
    found = find_statements(q, limit=limit, retriever=retriever)
    return FoundStatements(items=[FoundStatement.from_domain(candidate) for candidate in found])


@router.get(
    "/{statement_id}",
    operation_id="get_statement",
    summary="Read a statement",
    responses={200: {"headers": ETAG}, **problems(404, 422, 503)},
)
def get_statement(statement_id: StatementId, storage: ReadingDep, response: Response) -> StatementResponse:
    """Read one statement; the ETag names its revision."""
    statement = statements.get_statement(statement_id, storage=storage)
    set_entity_tag(response, statement.revision)
    return StatementResponse.from_domain(statement)


@router.patch(
    "/{statement_id}",
    operation_id="change_statement",
    summary="Change a statement",
    responses={200: {"headers": ETAG}, **problems(400, 404, 412, 413, 415, 422, 503)},
)
def change_statement(
    statement_id: StatementId,
    body: Annotated[StatementChange, Body(openapi_examples=STATEMENT_CHANGE)],
    storage: SessionDep,
    toolbox: ToolboxDep,
    expected_revision: ExpectedRevisionDep,
    response: Response,
) -> StatementResponse:
    """Change the fields that are sent. With If-Match, only if nobody changed the statement meanwhile."""
    statement = statements.change_statement(
        statement_id,
        body.changes(),
        expected_revision=expected_revision,
        storage=storage,
        embedder=toolbox.embedder,
    )
    set_entity_tag(response, statement.revision)
    return StatementResponse.from_domain(statement)


@router.delete(
    "/{statement_id}",
    status_code=204,
    operation_id="delete_statement",
    summary="Take a statement away",
    responses=problems(404, 412, 422, 503),
)
def delete_statement(
    statement_id: SpareStatementId, storage: SessionDep, expected_revision: ExpectedRevisionDep
) -> None:
    """Take the statement away; checks keep what they saw."""
    statements.remove_statement(statement_id, expected_revision=expected_revision, storage=storage)

"""Checks: claims in, verdicts out."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import TypeAdapter, ValidationError

from app.api.contract import LOCATION, problems
from app.api.dependencies import ReadingDep, ToolboxDep
from app.api.examples import BATCH, BATCH_LINES, CHECK, CHECK_IDS
from app.api.ndjson import NDJSON, NdjsonRoute, lines_of, streamed, wants_ndjson
from app.api.paging import IdCursor, LimitQuery, after_id, page_of
from app.api.problems import Problem, field_problems, summary_of
from app.api.routing import ContractRoute, json_answer
from app.api.schemas.checks import (
    MAX_BATCH,
    BatchItem,
    BatchRequest,
    BatchResponse,
    CheckPage,
    CheckRequest,
    CheckResponse,
)
from app.api.schemas.fields import Id, Line
from app.domain.check import Check, Verdict
from app.domain.errors import ClaimcheckError, FieldProblem, InvalidInputError
from app.services import checks
from app.services.rechecks import reasons_to_recheck
from app.services.toolbox import Toolbox

router = APIRouter(prefix="/v1/checks", tags=["checks"], route_class=ContractRoute)
lines_router = APIRouter(prefix="/v1/checks", route_class=NdjsonRoute)

CheckId = Annotated[Id, Path(description="Id of a check, as `POST /v1/checks` gave it.", openapi_examples=CHECK_IDS)]
_CLAIM: TypeAdapter[CheckRequest] = TypeAdapter(CheckRequest)
_BATCH_PATH = "/v1/checks/batch"
_BATCH_ITEM_LINES = {"schema": {"$ref": f"#/components/schemas/{BatchItem.__name__}"}}
_CLAIM_LINES = {"schema": {"$ref": f"#/components/schemas/{CheckRequest.__name__}"}, "examples": BATCH_LINES}


@router.post(
    "",
    status_code=201,
    operation_id="check_claim",
    summary="Check a claim",
    response_model=CheckResponse,
    responses={201: {"headers": LOCATION}, **problems(400, 404, 413, 415, 422, 503)},
)
def check_claim(body: Annotated[CheckRequest, Body(openapi_examples=CHECK)], toolbox: ToolboxDep) -> Response:
    """Give a claim its verdict and keep it as a check.

    The answer names the statements on both sides, the words that decided and the reason. Silence is never a verdict:
    where nothing stored decides, it is `not_enough_evidence`. A chosen source that is not kept is a 404.
    """
    claim = body.claim_on(toolbox.clock.today())
    check = checks.check_claim(claim, bounds=body.bounds, toolbox=toolbox)
    return json_answer(CheckResponse.from_domain(check), 201, {"Location": f"/v1/checks/{check.id}"})


@lines_router.post("/batch", include_in_schema=False)
def check_claim_lines(lines: Annotated[list[object], Depends(lines_of)], toolbox: ToolboxDep) -> StreamingResponse:
    """Check a claim a line, as `check_claims` documents it."""
    _require_batch(lines)
    return streamed(_to_the_end(_batch_items(lines, toolbox)))


@router.post(
    "/batch",
    operation_id="check_claims",
    summary="Check many claims",
    response_model=BatchResponse,
    responses={200: {"content": {NDJSON: _BATCH_ITEM_LINES}}, **problems(400, 413, 415, 422, 503)},
    openapi_extra={"requestBody": {"content": {NDJSON: _CLAIM_LINES}}},
)
def check_claims(
    body: Annotated[BatchRequest, Body(openapi_examples=BATCH)], toolbox: ToolboxDep, request: Request
) -> Response:
    """Check up to 1,000 claims, each as `POST /v1/checks` would.

    A claim that cannot be checked gets a problem in its place; the others are checked all the same.

    Sent as NDJSON (`Content-Type: application/x-ndjson`, one claim a line), or asked for with
    `Accept: application/x-ndjson`, the items come as NDJSON too: one a line, in the order sent, each as soon as it is
    checked and kept. Claims that are not reached before the caller leaves are not checked; if the store fails on the
    way, the last line tells the problem.
    """
    items = _batch_items(body.claims, toolbox)
    if wants_ndjson(request):
        return streamed(_to_the_end(items))
    return json_answer(BatchResponse(items=list(items)))


@router.get("", operation_id="list_checks", summary="List checks", responses=problems(422, 503))
def list_checks(
    storage: ReadingDep,
    toolbox: ToolboxDep,
    verdict: Annotated[Verdict | None, Query(description="Only checks with this verdict.")] = None,
    text: Annotated[Line | None, Query(description="Only claims that hold these words.")] = None,
    limit: LimitQuery = 20,
    cursor: IdCursor = None,
) -> CheckPage:
    """Read checks back, newest first."""
    after = after_id(cursor)

    def fetch(count: int) -> list[Check]:
        return list(checks.list_checks(after=after, limit=count, verdict=verdict, text=text, checks=storage.checks))

    items, next_cursor = page_of(fetch, limit=limit, key=lambda check: check.id)
    stale = reasons_to_recheck(items, storage=storage, today=toolbox.clock.today())
    shown = [CheckResponse.from_domain(check, stale.get(check.id, ())) for check in items]
    return CheckPage(items=shown, next_cursor=next_cursor)


@router.get("/{check_id}", operation_id="get_check", summary="Read a check", responses=problems(404, 422, 503))
def get_check(check_id: CheckId, storage: ReadingDep, toolbox: ToolboxDep) -> CheckResponse:
    """Read a check back as it was given, even if statements changed since; `needs_recheck` says whether they did."""
    check = checks.get_check(check_id, checks=storage.checks)
    stale = reasons_to_recheck([check], storage=storage, today=toolbox.clock.today())
    return CheckResponse.from_domain(check, stale.get(check.id, ()))


def _batch_items(claims: Sequence[object], toolbox: Toolbox) -> Iterator[BatchItem]:
    """Yield the item of each claim as soon as it is checked and kept."""
    today = toolbox.clock.today()
    parsed = [_parsed(item) for item in claims]
    orders = [(item.claim_on(today), item.bounds) for item in parsed if isinstance(item, CheckRequest)]
    with closing(checks.check_claims(orders, toolbox=toolbox)) as outcomes:
        for index, item in enumerate(parsed):
            yield _batch_item(index, next(outcomes) if isinstance(item, CheckRequest) else item)


def _to_the_end(items: Iterator[BatchItem]) -> Iterator[BatchItem]:
    """End with the problem where the store fails on the way: the answer has begun, so that no status can tell it."""
    index = -1
    try:
        for item in items:
            index = item.index
            yield item
    except ClaimcheckError as error:
        yield _batch_item(index + 1, error)


def _require_batch(lines: Sequence[object]) -> None:
    if not 1 <= len(lines) <= MAX_BATCH:
        message = f"holds {len(lines):,} lines; send between 1 and {MAX_BATCH:,} claims, one a line."
        raise InvalidInputError(f"The body {message}", [FieldProblem("", message)])


def _parsed(item: object) -> CheckRequest | InvalidInputError:
    if isinstance(item, InvalidInputError):
        return item
    try:
        return _CLAIM.validate_python(item)
    except ValidationError as error:
        found = field_problems([{**e, "loc": ("body", *e["loc"])} for e in error.errors()])
        return InvalidInputError(summary_of(found), found)


def _batch_item(index: int, answer: Check | ClaimcheckError) -> BatchItem:
    if isinstance(answer, Check):
        return BatchItem(index=index, check=CheckResponse.from_domain(answer), problem=None)
    return BatchItem(index=index, check=None, problem=Problem.of_error(answer, path=_BATCH_PATH))

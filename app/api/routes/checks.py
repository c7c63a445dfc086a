"""Checks: claims in, verdicts out."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Response
from pydantic import TypeAdapter, ValidationError

from app.api.contract import LOCATION, problems
from app.api.dependencies import ReadingDep, ToolboxDep
from app.api.examples import BATCH, CHECK, CHECK_IDS
from app.api.paging import IdCursor, LimitQuery, after_id, page_of
from app.api.problems import Problem, field_problems, summary_of
from app.api.routing import ContractRoute
from app.api.schemas.checks import (
    BatchItem,
    BatchRequest,
    BatchResponse,
    CheckPage,
    CheckRequest,
    CheckResponse,
)
from app.api.schemas.fields import Id, Line
from app.domain.check import Check, Verdict
from app.domain.errors import ClaimcheckError, InvalidInputError
from app.services import checks

router = APIRouter(prefix="/v1/checks", tags=["checks"], route_class=ContractRoute)

CheckId = Annotated[Id, Path(description="Id of a check, as `POST /v1/checks` gave it.", openapi_examples=CHECK_IDS)]
_CLAIM: TypeAdapter[CheckRequest] = TypeAdapter(CheckRequest)
_BATCH_PATH = "/v1/checks/batch"


@router.post(
    "",
    status_code=201,
    operation_id="check_claim",
    summary="Check a claim",
    responses={201: {"headers": LOCATION}, **problems(400, 404, 413, 415, 422, 503)},
)
def check_claim(
    body: Annotated[CheckRequest, Body(openapi_examples=CHECK)], toolbox: ToolboxDep, response: Response
) -> CheckResponse:
    """Give a claim its verdict and keep it as a check.

    The answer names the statements on both sides, the words that decided and the reason. Silence is never a verdict:
    where nothing stored decides, it is `not_enough_evidence`. A chosen source that is not kept is a 404.
    """
    claim = body.claim_on(toolbox.clock.today())
    check = checks.check_claim(claim, bounds=body.bounds, toolbox=toolbox)
    response.headers["Location"] = f"/v1/checks/{check.id}"
    return CheckResponse.from_domain(check)


@router.post(
    "/batch",
    operation_id="check_claims",
    summary="Check many claims",
    responses=problems(400, 413, 415, 422, 503),
)
def check_claims(body: Annotated[BatchRequest, Body(openapi_examples=BATCH)], toolbox: ToolboxDep) -> BatchResponse:
    """Check up to 1,000 claims, each as `POST /v1/checks` would.

    A claim that cannot be checked gets a problem in its place; the others are checked all the same.
    """
    parsed = [_parsed(item) for item in body.claims]
    today = toolbox.clock.today()
    orders = [(item.claim_on(today), item.bounds) for item in parsed if isinstance(item, CheckRequest)]
    outcomes = iter(checks.check_claims(orders, toolbox=toolbox))
    answers = [next(outcomes) if isinstance(item, CheckRequest) else item for item in parsed]
    return BatchResponse(items=[_batch_item(index, answer) for index, answer in enumerate(answers)])


@router.get("", operation_id="list_checks", summary="List checks", responses=problems(422, 503))
def list_checks(
    storage: ReadingDep,
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
    return CheckPage(items=[CheckResponse.from_domain(check) for check in items], next_cursor=next_cursor)


@router.get("/{check_id}", operation_id="get_check", summary="Read a check", responses=problems(404, 422, 503))
def get_check(check_id: CheckId, storage: ReadingDep) -> CheckResponse:
    """Read a check back as it was given, even if statements changed since."""
    return CheckResponse.from_domain(checks.get_check(check_id, checks=storage.checks))


def _parsed(item: object) -> CheckRequest | InvalidInputError:
    try:
        return _CLAIM.validate_python(item)
    except ValidationError as error:
        found = field_problems([{**e, "loc": ("body", *e["loc"])} for e in error.errors()])
        return InvalidInputError(summary_of(found), found)


def _batch_item(index: int, answer: Check | ClaimcheckError) -> BatchItem:
    if isinstance(answer, Check):
        return BatchItem(index=index, check=CheckResponse.from_domain(answer), problem=None)
    return BatchItem(index=index, check=None, problem=Problem.of_error(answer, path=_BATCH_PATH))

"""Reviews: editors' decisions on checks, and checks as schema.org ClaimReview."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Body

from app.api.contract import problems
from app.api.dependencies import ReadingDep, SessionDep, ToolboxDep
from app.api.examples import REVIEW
from app.api.paging import IdCursor, LimitQuery, after_id, page_of
from app.api.routes.checks import CheckId
from app.api.routing import ContractRoute
from app.api.schemas.claim_review_document import ClaimReviewDocument, JsonLdResponse
from app.api.schemas.reviews import ReviewPage, ReviewRequest, ReviewResponse
from app.domain.review import Review
from app.services import reviews
from app.services.publishing import claim_review_of

router = APIRouter(prefix="/v1/checks/{check_id}", tags=["reviews"], route_class=ContractRoute)


@router.post(
    "/reviews",
    status_code=201,
    operation_id="review_check",
    summary="Decide on a check",
    responses=problems(400, 404, 413, 415, 422, 503),
)
def review_check(
    check_id: CheckId,
    body: Annotated[ReviewRequest, Body(openapi_examples=REVIEW)],
    storage: SessionDep,
    toolbox: ToolboxDep,
) -> ReviewResponse:
    """Keep an editor's decision on a check.

    A rejected statement is set aside in every later check of the same claim, however its figures and dates are written,
    until it is restored; rejecting one that decided takes a confirmation back.
    """
    review = reviews.review_check(
        check_id, body.draft(), storage=storage, clock=toolbox.clock, publisher=toolbox.publisher
    )
    return ReviewResponse.from_domain(review)


@router.get("/reviews", operation_id="list_reviews", summary="List decisions", responses=problems(404, 422, 503))
def list_reviews(check_id: CheckId, storage: ReadingDep, limit: LimitQuery = 20, cursor: IdCursor = None) -> ReviewPage:
    """Read the editors' decisions on a check, the first one first."""
    after = after_id(cursor)

    def fetch(count: int) -> Sequence[Review]:
        return reviews.list_reviews(check_id, after=after, limit=count, storage=storage)

    items, next_cursor = page_of(fetch, limit=limit, key=lambda review: review.id)
    return ReviewPage(items=[ReviewResponse.from_domain(review) for review in items], next_cursor=next_cursor)


@router.get(
    "/claim-review",
    operation_id="get_claim_review",
    summary="Read a check as ClaimReview",
    response_class=JsonLdResponse,
    response_model_exclude_none=True,
    responses=problems(404, 422, 503),
)
def get_claim_review(check_id: CheckId, storage: ReadingDep, toolbox: ToolboxDep) -> ClaimReviewDocument:
    """Read a check as schema.org JSON-LD, ready for the page on which it is published.

    `creativeWorkStatus` is `Draft` until an editor confirms or overrides the check.
    """
    review = claim_review_of(check_id, storage=storage, publisher=toolbox.publisher)
    return ClaimReviewDocument.from_domain(review)

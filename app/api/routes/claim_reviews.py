"""Finished reviews: listed, read, as a feed, and what could not be read."""

from collections.abc import Callable, Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response

from app.api.contract import problems
from app.api.dependencies import ReadingDep, ToolboxDep
from app.api.examples import PUBLISHED_IDS
from app.api.paging import IdCursor, LimitQuery, after_id, page_of
from app.api.routing import ContractRoute
from app.api.schemas.claim_review_document import FeedDocument, JsonLdResponse
from app.api.schemas.claim_reviews import (
    ClaimReviewPage,
    ClaimReviewResponse,
    QuarantinedItemResponse,
    QuarantinePage,
)
from app.api.schemas.fields import Id, Line
from app.domain.claim_review import ClaimReview, QuarantinedItem, site_of
from app.services import claim_reviews

router = APIRouter(prefix="/v1/claim-reviews", tags=["claim reviews"], route_class=ContractRoute)

ReviewId = Annotated[
    Id, Path(description="Id of a finished review; ours have that of their check.", openapi_examples=PUBLISHED_IDS)
]


def _fetcher(
    storage: ReadingDep, *, ours: bool | None, site: str | None, cursor: str | None
) -> Callable[[int], Sequence[ClaimReview]]:
    after = after_id(cursor)
    host = None if site is None else site_of(site)

    def fetch(count: int) -> Sequence[ClaimReview]:
        return claim_reviews.list_claim_reviews(after=after, limit=count, ours=ours, site=host, storage=storage)

    return fetch


@router.get("", operation_id="list_claim_reviews", summary="List finished reviews", responses=problems(422, 503))
def list_claim_reviews(
    storage: ReadingDep,
    ours: Annotated[bool | None, Query(description="true: from our checks; false: other publishers'.")] = None,
    site: Annotated[Line | None, Query(description="Only this publisher's site, such as facts.example.")] = None,
    limit: LimitQuery = 20,
    cursor: IdCursor = None,
) -> ClaimReviewPage:
    """Read finished reviews, ours and imported ones, each with the text it was read from."""
    fetch = _fetcher(storage, ours=ours, site=site, cursor=cursor)
    items, next_cursor = page_of(fetch, limit=limit, key=lambda review: review.id)
    return ClaimReviewPage(items=[ClaimReviewResponse.from_domain(r) for r in items], next_cursor=next_cursor)


@router.get(
    "/feed",
    operation_id="get_claim_review_feed",
    summary="Read published checks as a feed",
    response_class=JsonLdResponse,
    response_model_exclude_none=True,
    responses=problems(422, 503),
)
def get_claim_review_feed(
    storage: ReadingDep,
    toolbox: ToolboxDep,
    request: Request,
    response: Response,
    limit: LimitQuery = 100,
    cursor: IdCursor = None,
) -> FeedDocument:
    """Read the checks that editors published as a DataFeed of ClaimReview, the newest check first.

    The header `Link` with `rel="next"` names the page that follows, if there is one.
    """
    fetch = _fetcher(storage, ours=True, site=None, cursor=cursor)
    items, next_cursor = page_of(fetch, limit=limit, key=lambda review: review.id)
    if next_cursor is not None:
        following = urlencode({"limit": limit, "cursor": next_cursor})
        response.headers["Link"] = f'<{request.url.path}?{following}>; rel="next"'
    return FeedDocument.from_domain(items, toolbox.publisher)


@router.get(
    "/quarantine", operation_id="list_quarantined", summary="List what could not be read", responses=problems(422, 503)
)
def list_quarantined(storage: ReadingDep, limit: LimitQuery = 20, cursor: IdCursor = None) -> QuarantinePage:
    """Read what came in with imports and could not be read as a review: kept as it came, with the reason."""
    after = after_id(cursor)

    def fetch(count: int) -> Sequence[QuarantinedItem]:
        return claim_reviews.list_quarantined(after=after, limit=count, storage=storage)

    items, next_cursor = page_of(fetch, limit=limit, key=lambda item: item.id)
    return QuarantinePage(items=[QuarantinedItemResponse.from_domain(i) for i in items], next_cursor=next_cursor)


@router.get(
    "/{review_id}",
    operation_id="read_claim_review",
    summary="Read a finished review",
    responses=problems(404, 422, 503),
)
def read_claim_review(review_id: ReviewId, storage: ReadingDep) -> ClaimReviewResponse:
    """Read one finished review with the text it was read from and what reading changed."""
    return ClaimReviewResponse.from_domain(claim_reviews.get_claim_review(review_id, storage=storage))

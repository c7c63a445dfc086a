"""Google's Fact Check Tools API over our reviews: a client of theirs changes its base address and nothing else."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from app.api.contract import problems
from app.api.dependencies import ReadingDep, ToolboxDep
from app.api.examples import REVIEWED_WORDS
from app.api.google_problems import GoogleRoute, google_errors
from app.api.schemas.claims_search import MAX_OFFSET, ClaimMessage, ClaimsSearchResponse, offset_in, page_token
from app.domain.claim_review import ReviewFilter, site_of
from app.domain.errors import FieldProblem, InvalidInputError
from app.services.claim_reviews import search_claims

DEFAULT_PAGE = 10
MAX_PAGE = 100
MAX_DAYS = 100_000

router = APIRouter(prefix="/v1alpha1", tags=["claim reviews"], route_class=GoogleRoute)

QueryText = Annotated[
    str,
    Query(
        max_length=2_000,
        description="Words of the claim; required unless `reviewPublisherSiteFilter` is given.",
        openapi_examples=REVIEWED_WORDS,
    ),
]
LanguageCode = Annotated[
    str, Query(alias="languageCode", max_length=35, description="BCP 47; the region is not considered.")
]
SiteFilter = Annotated[
    str, Query(alias="reviewPublisherSiteFilter", max_length=500, description="Only this site, such as facts.example.")
]
MaxAge = Annotated[
    int,
    Query(alias="maxAgeDays", ge=0, le=MAX_DAYS, description="Greatest age of claim or review, whichever is newer."),
]
PageSize = Annotated[
    int, Query(alias="pageSize", ge=0, description=f"0: {DEFAULT_PAGE}; more than {MAX_PAGE} is that.")
]
PageToken = Annotated[
    str,
    Query(
        alias="pageToken", max_length=200, description="`nextPageToken` of the page before; all else stays as it was."
    ),
]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET, description="Where to begin, if there is no `pageToken`.")]


@router.get(
    "/claims:search",
    operation_id="search_reviewed_claims",
    summary="Search reviewed claims as Google's API does",
    response_model_exclude_none=True,
    responses={**google_errors(400, 503), **problems()},
)
def search_reviewed_claims(
    storage: ReadingDep,
    toolbox: ToolboxDep,
    query: QueryText = "",
    language_code: LanguageCode = "",
    review_publisher_site_filter: SiteFilter = "",
    max_age_days: MaxAge = 0,
    page_size: PageSize = 0,
    page_token_: PageToken = "",
    offset: Offset = 0,
) -> ClaimsSearchResponse:
    """Find claims that were reviewed: our published checks and the imported reviews of others.

    Request, response and errors are those of `claims:search` of Google's Fact Check Tools API; `{}` means that nothing
    was found. Parameters common to Google's APIs (`key`, `alt`, …) are taken and have no effect.
    """
    if not query.strip() and not review_publisher_site_filter.strip():
        told = "is required unless reviewPublisherSiteFilter is given."
        raise InvalidInputError(f"query {told}", [FieldProblem("query", told)])
    size = min(page_size or DEFAULT_PAGE, MAX_PAGE)
    asked = [query, language_code, review_publisher_site_filter, max_age_days, size, offset]
    begin = offset_in(page_token_, asked) if page_token_ else offset
    wanted = review_publisher_site_filter.strip()
    only = ReviewFilter(
        language=language_code.strip().lower().split("-")[0] or None,
        site=site_of(wanted) or wanted or None,
        since=toolbox.clock.today() - timedelta(days=max_age_days) if max_age_days else None,
    )
    found = search_claims(query, only=only, offset=begin, limit=size + 1, storage=storage)
    following = begin + size
    more = len(found) > size and following <= MAX_OFFSET
    return ClaimsSearchResponse(
        claims=[ClaimMessage.from_domain(claim) for claim in found[:size]] or None,
        next_page_token=page_token(asked, following) if more else None,
    )

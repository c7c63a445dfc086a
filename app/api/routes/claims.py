"""Claims found in a text, nothing stored."""

from typing import Annotated

from fastapi import APIRouter, Body

from app.api.contract import problems
from app.api.dependencies import ToolboxDep
from app.api.examples import DETECTION
from app.api.routing import ContractRoute
from app.api.schemas.detection import DetectedClaimResponse, DetectionRequest, DetectionResponse
from app.api.schemas.offsets import Offsets
from app.services import detection

router = APIRouter(prefix="/v1/claims", tags=["documents"], route_class=ContractRoute)


@router.post(
    "/detect",
    operation_id="detect_claims",
    summary="Find the claims in a text",
    responses=problems(400, 413, 415, 422),
)
def detect_claims(
    body: Annotated[DetectionRequest, Body(openapi_examples=DETECTION)], toolbox: ToolboxDep
) -> DetectionResponse:
    """Part a text into claims that stand alone, each with its kind, its check-worthiness and its exact place.

    Pronouns, "the company" and dates such as "last year" are resolved from the sentences before and the day of
    publication; each such resolution is shown. Who is quoted or reported is the claimant. Nothing is stored or checked.
    """
    found = detection.detect_claims(body.text, published_at=body.published_at, detector=toolbox.detector)
    offsets = Offsets(body.text)
    return DetectionResponse(claims=[DetectedClaimResponse.from_domain(claim, offsets) for claim in found])

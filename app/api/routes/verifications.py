"""Verifications: statements read against a claim, nothing stored."""

from typing import Annotated

from fastapi import APIRouter, Body

from app.api.contract import problems
from app.api.dependencies import ToolboxDep
from app.api.examples import VERIFICATION
from app.api.routing import ContractRoute
from app.api.schemas.verifications import VerificationRequest, VerificationResponse
from app.services.verifications import verify

router = APIRouter(prefix="/v1/verifications", tags=["verifications"], route_class=ContractRoute)


@router.post(
    "",
    operation_id="verify_claim",
    summary="Read statements against a claim",
    responses=problems(400, 413, 415, 422),
)
def verify_claim(
    body: Annotated[VerificationRequest, Body(openapi_examples=VERIFICATION)], toolbox: ToolboxDep
) -> VerificationResponse:
    """Say for each statement whether it supports or contradicts the claim, or leaves it open. Nothing is stored."""
    readings = verify(body.claim, body.statements, verifier=toolbox.verifier)
    return VerificationResponse.from_domain(body, readings)

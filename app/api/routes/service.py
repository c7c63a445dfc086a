"""Liveness and readiness."""

from typing import Literal

from fastapi import APIRouter
from pydantic import Field

from app import __version__
from app.api.contract import problems
from app.api.dependencies import ToolboxDep
from app.api.routing import ContractRoute
from app.api.schemas.fields import ResponseModel
from app.domain.errors import StoppingError

router = APIRouter(tags=["service"], route_class=ContractRoute)


class HealthResponse(ResponseModel):
    """The service runs."""

    status: Literal["ok"]
    version: str


class ReadinessResponse(ResponseModel):
    """The service can check claims."""

    status: Literal["ready"]
    engine: str = Field(description="Version of what gives verdicts.")
    statements: int = Field(ge=0, description="How many statements claims are matched against.")
    store_revision: int = Field(ge=0)


@router.get("/healthz", operation_id="get_health", summary="Is the service alive?", responses=problems())
def get_health() -> HealthResponse:
    """Answer as long as the process runs; the store is not asked."""
    return HealthResponse(status="ok", version=__version__)


@router.get("/readyz", operation_id="get_readiness", summary="Is the service ready?", responses=problems(503))
def get_readiness(toolbox: ToolboxDep) -> ReadinessResponse:
    """Answer 200 if the store can be read and the models answer; else, or once told to stop, 503 with the reason."""
    if toolbox.stopping.is_set():
        raise StoppingError
    toolbox.embedder.embed(["ready"])
    with toolbox.database.reading() as storage:
        return ReadinessResponse(
            status="ready",
            engine=toolbox.verifier.engine.version,
            statements=storage.statements.count(),
            store_revision=storage.state.revision(),
        )

"""The HTTP application: routes, problems, observation and documentation put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.types import Lifespan

from app import __version__
from app.api.contract import TAGS
from app.api.documentation import add_documentation
from app.api.observation import Observation
from app.api.problems import add_problem_handlers
from app.api.routes import (
    audit,
    checks,
    claim_reviews,
    claims,
    claims_search,
    documents,
    exports,
    imports,
    reviews,
    service,
    sources,
    statements,
    verifications,
)
from app.services.toolbox import Toolbox

_DESCRIPTION = """\
Submit a **claim**; the service finds the stored **statements** that bear on it, says for each whether it supports or
contradicts the claim, and answers with a **verdict**, the sources on both sides, the exact words that decided, and a
reason a person can check.

Verdicts are `supported`, `contradicted`, `disputed` and `not_enough_evidence`: silence is never a verdict. Errors are
[RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem details. Every example on this page runs as it stands.
"""

_ROUTES = (
    checks,
    reviews,
    claim_reviews,
    claims_search,
    verifications,
    claims,
    documents,
    statements,
    sources,
    imports,
    exports,
    audit,
    service,
)
"""In the order in which the contract shows them."""


def build_api(lifespan: Lifespan[FastAPI]) -> FastAPI:
    """Put the application together; `lifespan` yields the state `{"toolbox": Toolbox}`."""
    api = FastAPI(
        title="claimcheck",
        version=__version__,
        summary="Fact-checking of claims against stored statements, with reasons.",
        description=_DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_tags=TAGS,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    api.include_router(checks.lines_router)
    for routes in _ROUTES:
        api.include_router(routes.router)
    add_documentation(api)
    add_problem_handlers(api)
    api.add_middleware(Observation)
    return api


def api_over(toolbox: Toolbox) -> FastAPI:
    """Put the application together over a toolbox that is open already."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Toolbox]]:
        yield {"toolbox": toolbox}

    return build_api(lifespan)


def contract() -> dict[str, Any]:
    """Return the contract as an OpenAPI document, without starting anything."""
    return build_api(_never_started).openapi()


@asynccontextmanager
async def _never_started(_: FastAPI) -> AsyncIterator[None]:
    yield

"""Swagger UI, ReDoc and the landing page, from packaged assets: nothing is fetched from elsewhere."""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

import fastapi_offline
from fastapi import FastAPI
from fastapi.openapi.docs import get_redoc_html, get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

_DOCS_ASSETS = "/assets/docs"
_PAGE_ASSETS = "/assets/page"
_FAVICON = f"{_PAGE_ASSETS}/favicon.svg"

# The pages may load nothing from other hosts: ReDoc's bundle would otherwise fetch its maker's logo.
_ONLY_OURSELVES = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
            "script-src 'self' 'unsafe-inline'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'"
        ),
        "Referrer-Policy": "no-referrer",
    }
)
_SWAGGER_SETTINGS: Mapping[str, object] = MappingProxyType(
    {
        "validatorUrl": None,  # the default sends the contract to a public validator
        "displayRequestDuration": True,
        "defaultModelsExpandDepth": 0,
        "docExpansion": "list",
    }
)


def add_documentation(api: FastAPI) -> None:
    """Serve /, /docs and /redoc with their assets."""
    api.mount(_DOCS_ASSETS, StaticFiles(packages=[(fastapi_offline.__name__, "static")]), name="docs-assets")
    api.mount(_PAGE_ASSETS, StaticFiles(packages=[("app", "web/assets")]), name="page-assets")
    api.add_api_route("/", _page, include_in_schema=False)
    api.add_api_route("/docs", _swagger_ui, include_in_schema=False)
    api.add_api_route("/redoc", _redoc, include_in_schema=False)


def _page() -> HTMLResponse:
    html = files("app.web").joinpath("index.html").read_text("utf-8")
    return HTMLResponse(html, headers=dict(_ONLY_OURSELVES))


def _swagger_ui() -> HTMLResponse:
    page = get_swagger_ui_html(
        openapi_url="/openapi.json",
        title="claimcheck: try the API",
        swagger_js_url=f"{_DOCS_ASSETS}/swagger-ui-bundle.js",
        swagger_css_url=f"{_DOCS_ASSETS}/swagger-ui.css",
        swagger_favicon_url=_FAVICON,
        swagger_ui_parameters=dict(_SWAGGER_SETTINGS),
    )
    page.headers.update(_ONLY_OURSELVES)
    return page


def _redoc() -> HTMLResponse:
    page = get_redoc_html(
        openapi_url="/openapi.json",
        title="claimcheck: the contract",
        redoc_js_url=f"{_DOCS_ASSETS}/redoc.standalone.js",
        redoc_favicon_url=_FAVICON,
        with_google_fonts=False,
    )
    page.headers.update(_ONLY_OURSELVES)
    return page

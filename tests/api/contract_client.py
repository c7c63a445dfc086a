"""A client that holds every answer to openapi.yaml."""

import json
import re
from pathlib import Path
from typing import Any

import yaml
from fastapi.testclient import TestClient
from httpx2 import Response
from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).resolve().parents[2]
NDJSON = "application/x-ndjson"
PROBLEM = {"$ref": "#/components/schemas/Problem"}


def committed_contract() -> dict[str, Any]:
    """Read openapi.yaml."""
    contract: dict[str, Any] = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
    return contract


class ContractClient:
    """Sends requests and fails on any answer that the contract does not describe."""

    def __init__(self, client: TestClient, contract: dict[str, Any]) -> None:
        self._client = client
        self._contract = contract

    def request(self, method: str, path: str, **more: Any) -> Response:
        """Send one request; return the answer, held to the contract."""
        response = self._client.request(method, path, **more)
        self._hold_to_contract(response)
        return response

    def get(self, path: str, **more: Any) -> Response:
        """Send a GET."""
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> Response:
        """Send a POST."""
        return self.request("POST", path, **more)

    def patch(self, path: str, **more: Any) -> Response:
        """Send a PATCH."""
        return self.request("PATCH", path, **more)

    def delete(self, path: str, **more: Any) -> Response:
        """Send a DELETE."""
        return self.request("DELETE", path, **more)

    def _hold_to_contract(self, response: Response) -> None:
        media_type = response.headers.get("content-type", "").split(";")[0]
        operation = self._operation(response.request.method, response.request.url.path)
        if operation is None:
            assert response.status_code in (404, 405), f"{response.request.url.path} is not in the contract"
            assert media_type == "application/problem+json"
            self._hold_body(PROBLEM, response.text)
            return
        documented = operation["responses"].get(str(response.status_code))
        assert documented, f"{response.status_code} of {operation['operationId']} is not in the contract"
        self._hold_headers(documented, response)
        content = documented.get("content")
        if content is None:
            assert response.content == b""
            return
        assert media_type in content, f"{media_type} of {operation['operationId']} is not in the contract"
        if media_type == "text/csv":
            return
        bodies = response.text.split("\n") if media_type == NDJSON else [response.text]
        for body in filter(None, bodies):
            self._hold_body(content[media_type]["schema"], body)

    def _hold_headers(self, documented: dict[str, Any], response: Response) -> None:
        missing = {name for name in documented.get("headers", {}) if name not in response.headers}
        assert not missing, f"promised headers are missing: {missing}"

    def _hold_body(self, schema: dict[str, Any], body: str) -> None:
        whole = {**schema, "components": self._contract["components"]}
        Draft202012Validator(whole, format_checker=FormatChecker()).validate(json.loads(body))

    def _operation(self, method: str, path: str) -> dict[str, Any] | None:
        fitting = [template for template in self._contract["paths"] if _fits(template, path)]
        exact_first = sorted(fitting, key=lambda template: template.count("{"))
        operations = (self._contract["paths"][template].get(method.lower()) for template in exact_first)
        return next((operation for operation in operations if operation), None)


def _fits(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path) is not None

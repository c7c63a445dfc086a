from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.application import api_over
from app.cli.contract import contract_text
from app.services.toolbox import Toolbox
from tests.api.contract_client import PROBLEM, ROOT

PROBLEM_DETAILS = {"application/problem+json": {"schema": PROBLEM}}
AS_GOOGLE = "search_reviewed_claims"  # answers clients of Google's API in the form they know
GOOGLE_ERROR = {"application/json": {"schema": {"$ref": "#/components/schemas/GoogleError"}}}


def operations(contract: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in contract["paths"].values() for operation in path.values()]


def test_the_committed_contract_is_the_one_the_code_makes() -> None:
    committed = (ROOT / "openapi.yaml").read_text(encoding="utf-8")

    assert committed == contract_text(), "run make openapi"


def test_the_service_serves_the_committed_contract(toolbox: Toolbox, contract: dict[str, Any]) -> None:
    with TestClient(api_over(toolbox)) as client:
        assert client.get("/openapi.json").json() == contract


def test_every_operation_says_what_it_does(contract: dict[str, Any]) -> None:
    assert contract["openapi"].startswith("3.1")
    for operation in operations(contract):
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"]
        assert operation["operationId"].islower()


def test_every_operation_documents_problems_as_problem_details(contract: dict[str, Any]) -> None:
    for operation in operations(contract):
        failures = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert "500" in failures
        for status, answer in failures.items():
            as_google = operation["operationId"] == AS_GOOGLE and status != "500"
            assert answer["content"] == (GOOGLE_ERROR if as_google else PROBLEM_DETAILS)


def test_the_founding_question_is_the_first_example(contract: dict[str, Any]) -> None:
    [first_operation] = [o for o in operations(contract)[:1] if o["operationId"] == "check_claim"]
    examples = first_operation["requestBody"]["content"]["application/json"]["examples"]

    assert next(iter(examples.values()))["value"] == {"claim": "Mixtral 8x22B was developed by Google."}


def test_every_operation_that_needs_input_has_an_example(contract: dict[str, Any]) -> None:
    for operation in operations(contract):
        needed = [parameter for parameter in operation.get("parameters", []) if parameter["required"]]
        assert [parameter["name"] for parameter in needed if not parameter.get("examples")] == []
        for content in operation.get("requestBody", {}).get("content", {}).values():
            assert content["examples"]


def bounded(schema: dict[str, Any]) -> bool:
    if schema.get("type") == "string":
        return bool({"maxLength", "format", "enum", "const"} & set(schema))
    return schema.get("type") != "array" or "maxItems" in schema


def request_fields(contract: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    schemas = contract["components"]["schemas"]
    requests = {name: schema for name, schema in schemas.items() if name.endswith(("Request", "Change"))}
    fields = [(f"{name}.{field}", s) for name, schema in requests.items() for field, s in schema["properties"].items()]
    parameters = [(p["name"], p["schema"]) for o in operations(contract) for p in o.get("parameters", [])]
    return [(name, choice) for name, s in [*fields, *parameters] for choice in [*s.get("anyOf", [s])]]


def test_every_text_and_list_that_callers_send_has_a_bound(contract: dict[str, Any]) -> None:
    found = request_fields(contract)

    assert len(found) > 40
    assert [name for name, schema in found if not bounded(schema)] == []


def test_requests_refuse_fields_they_do_not_name(contract: dict[str, Any]) -> None:
    for name, schema in contract["components"]["schemas"].items():
        if schema["type"] == "object":
            assert schema["additionalProperties"] is False, name


@pytest.mark.parametrize("page", ["/", "/docs", "/redoc"])
def test_pages_take_everything_from_the_service(toolbox: Toolbox, page: str) -> None:
    with TestClient(api_over(toolbox)) as client:
        answer = client.get(page)
        addresses = [part.split('"')[0] for key in ('src="', 'href="') for part in answer.text.split(key)[1:]]

        assert answer.status_code == 200
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert addresses
        assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)
        assert all(address.startswith("/") for address in addresses)

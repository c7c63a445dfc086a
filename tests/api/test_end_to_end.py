"""The whole service with its real readers over the packaged seeds."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.examples import FOUNDING_CLAIM, SUPPORTED_CLAIM, UNMENTIONED_CLAIM
from app.main import create_app
from app.settings import Settings
from tests.api.contract_client import ContractClient, committed_contract
from tests.api.desk import Desk

METHODS = ("post", "get", "patch", "delete")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContractClient]:
    path = tmp_path_factory.mktemp("store") / "claimcheck.db"
    settings = Settings(database_url=f"sqlite:///{path}")
    with TestClient(create_app(settings)) as client:
        yield ContractClient(client, committed_contract())


@pytest.fixture(scope="module")
def desk(client: ContractClient) -> Desk:
    return Desk(client)


def test_the_founding_claim_is_contradicted_by_the_makers_own_announcement(desk: Desk) -> None:
    check = desk.check(FOUNDING_CLAIM)

    assert check["verdict"] == "contradicted"
    assert check["supporting"] == []
    evidence = check["contradicting"][0]
    assert evidence["source"]["url"] == "https://mistral.ai/news/mixtral-8x22b"
    [reason] = [reason for reason in evidence["reasons"] if reason["facet"] == "actor"]
    assert reason["kind"] == "discrepancy"
    assert (reason["claim_span"]["text"], reason["statement_span"]["text"]) == ("Google", "Mistral AI")


def test_the_makers_name_in_other_words_is_supported(desk: Desk) -> None:
    check = desk.check(SUPPORTED_CLAIM)

    assert check["verdict"] == "supported"
    assert check["contradicting"] == []
    assert "Mistral AI" in {evidence["source"]["publisher"] for evidence in check["supporting"]}


def test_what_nothing_stored_mentions_is_left_open(desk: Desk) -> None:
    check = desk.check(UNMENTIONED_CLAIM)

    assert check["verdict"] == "not_enough_evidence"
    assert check["supporting"] == check["contradicting"] == []


def test_every_span_lies_in_the_text_it_belongs_to(desk: Desk) -> None:
    check = desk.check(FOUNDING_CLAIM)

    for evidence in [*check["contradicting"], *check["neutral"]]:
        for reason in evidence["reasons"]:
            for span, text in (
                (reason["claim_span"], check["claim"]),
                (reason["statement_span"], evidence["statement"]["text"]),
            ):
                assert span is None or text[span["start"] : span["end"]] == span["text"] != ""


def test_readiness_counts_the_seeds(client: ContractClient) -> None:
    assert client.get("/readyz").json()["statements"] >= 150


def first_values(parameters: list[dict[str, Any]], place: str) -> dict[str, Any]:
    shown = [parameter for parameter in parameters if parameter["in"] == place and parameter.get("examples")]
    return {parameter["name"]: next(iter(parameter["examples"].values()))["value"] for parameter in shown}


def sent(media_type: str, value: Any) -> dict[str, Any]:
    if media_type == "multipart/form-data":
        return {"files": {"file": ("file.jsonl", value["file"])}}
    content = value if isinstance(value, str) else json.dumps(value)
    return {"content": content, "headers": {"Content-Type": media_type}}


def documented_requests() -> list[tuple[str, str, dict[str, Any]]]:
    """Return every example of the contract as a request: what adds first, what takes away last."""
    requests = []
    for template, path in committed_contract()["paths"].items():
        for method, operation in path.items():
            parameters = operation.get("parameters", [])
            address = template.format_map(first_values(parameters, "path"))
            more = {"params": first_values(parameters, "query")}
            content = operation.get("requestBody", {}).get("content", {})
            bodies = [
                sent(media_type, example["value"])
                for media_type, form in content.items()
                for example in form["examples"].values()
            ]
            requests += [(method, address, more | body) for body in bodies] or [(method, address, more)]
    return sorted(requests, key=lambda request: METHODS.index(request[0]))


def test_every_example_of_the_contract_runs_as_it_stands(client: ContractClient) -> None:
    answers = [(m, address, client.request(m, address, **more)) for m, address, more in documented_requests()]

    assert len(answers) > 20
    assert [(m, address, answer.text) for m, address, answer in answers if not answer.is_success] == []

import pytest

from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER

CLAIM = "Mixtral 8x22B was developed by Google."


def test_each_statement_is_read_in_the_order_sent(client: ContractClient) -> None:
    statements = ["Mixtral is a name.", MAKER, CLAIM]

    results = client.post("/v1/verifications", json={"claim": CLAIM, "statements": statements}).json()["results"]

    assert [result["stance"] for result in results] == ["neutral", "contradicts", "supports"]
    assert results[1]["reasons"][0]["claim_span"]["text"] == "Google"
    assert results[1]["confidence"] == results[1]["probabilities"]["contradicts"]


def test_a_verification_stores_nothing(client: ContractClient) -> None:
    client.post("/v1/verifications", json={"claim": CLAIM, "statements": [MAKER]})

    assert client.get("/v1/checks").json()["items"] == []
    assert client.get("/v1/sources").json()["items"] == []


@pytest.mark.parametrize(
    ("statements", "field"),
    [([], "statements"), (["x"] * 101, "statements"), ([MAKER, ""], "statements.1"), (["x" * 2001], "statements.0")],
)
def test_statements_out_of_bounds_are_refused(client: ContractClient, statements: list[str], field: str) -> None:
    response = client.post("/v1/verifications", json={"claim": CLAIM, "statements": statements})

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == field

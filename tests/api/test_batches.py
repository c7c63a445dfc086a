from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER, Desk


def test_one_bad_claim_does_not_fail_the_rest(desk: Desk, client: ContractClient) -> None:
    desk.has_statement(MAKER)
    bad = [{"claim": ""}, "no object", {"claim": MAKER, "colour": "red"}, {"claim": MAKER, "source_ids": ["nowhere"]}]

    response = client.post("/v1/checks/batch", json={"claims": [{"claim": MAKER}, *bad, {"claim": MAKER}]})

    assert response.status_code == 200
    items = response.json()["items"]
    assert [item["index"] for item in items] == [0, 1, 2, 3, 4, 5]
    assert [item["check"] and item["check"]["verdict"] for item in items] == ["supported", *[None] * 4, "supported"]
    assert [item["problem"]["status"] for item in items[1:5]] == [422, 422, 422, 404]
    assert [item["problem"]["errors"][0]["field"] for item in items[1:4]] == ["claim", "", "colour"]


def test_checks_of_a_batch_are_kept(client: ContractClient) -> None:
    items = client.post("/v1/checks/batch", json={"claims": [{"claim": MAKER}, {"claim": MAKER}]}).json()["items"]

    for item in items:
        assert client.get(f"/v1/checks/{item['check']['id']}").json() == item["check"]


def test_a_thousand_claims_are_checked_and_one_more_is_refused(client: ContractClient) -> None:
    claims = [{"claim": f"Claim {number}."} for number in range(1001)]

    accepted = client.post("/v1/checks/batch", json={"claims": claims[:1000]})
    refused = client.post("/v1/checks/batch", json={"claims": claims})

    assert len({item["check"]["id"] for item in accepted.json()["items"]}) == 1000
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": "claims", "message": "must hold at most 1000 items."}]


def test_an_empty_batch_is_refused(client: ContractClient) -> None:
    assert client.post("/v1/checks/batch", json={"claims": []}).status_code == 422

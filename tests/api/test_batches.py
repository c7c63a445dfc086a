import json
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.requests import ClientDisconnect
from starlette.types import Message, Scope

from app.api.application import api_over
from app.domain.errors import StoreError
from app.domain.ports import Database, Storage
from app.services.toolbox import Toolbox
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


def in_lines(*texts: str, accept: str = "*/*") -> dict[str, Any]:
    return {"content": "\n".join(texts), "headers": {"Content-Type": "application/x-ndjson", "Accept": accept}}


def test_lines_are_answered_by_lines_in_the_order_sent(desk: Desk, client: ContractClient) -> None:
    desk.has_statement(MAKER)
    claim = json.dumps({"claim": MAKER})

    response = client.post("/v1/checks/batch", **in_lines(claim, "", '{"claim": ', '{"claim": ""}', claim))

    items = [json.loads(line) for line in response.text.splitlines()]
    assert response.headers["content-type"] == "application/x-ndjson"
    assert [item["index"] for item in items] == [0, 1, 2, 3]
    assert [item["check"] and item["check"]["verdict"] for item in items] == ["supported", None, None, "supported"]
    assert items[1]["problem"]["errors"][0]["message"].startswith("is not valid JSON in UTF-8: EOF")
    assert items[2]["problem"]["errors"][0]["field"] == "claim"
    assert client.get(f"/v1/checks/{items[3]['check']['id']}").json() == items[3]["check"]


def test_json_is_answered_by_lines_for_who_asks_for_them(client: ContractClient) -> None:
    sent = {"claims": [{"claim": MAKER}, {"claim": MAKER}]}

    response = client.post("/v1/checks/batch", json=sent, headers={"Accept": "application/x-ndjson, */*;q=0.1"})

    assert [json.loads(line)["index"] for line in response.text.splitlines()] == [0, 1]


@pytest.mark.parametrize("lines", [[], ["", " "], ['{"claim": "One."}'] * 1001])
def test_no_lines_and_too_many_are_refused(client: ContractClient, lines: list[str]) -> None:
    response = client.post("/v1/checks/batch", **in_lines(*lines))

    assert response.status_code == 422
    assert "send between 1 and 1,000 claims" in response.json()["detail"]


@pytest.mark.parametrize("line", ["[" * 100_000, '{"claim": "\\ud800"}', '{"claim": NaN}', "\x00", "null", '"One."'])
def test_a_strange_line_is_a_problem_in_its_place(client: ContractClient, line: str) -> None:
    response = client.post("/v1/checks/batch", **in_lines(line, json.dumps({"claim": MAKER})))

    items = [json.loads(text) for text in response.text.splitlines()]
    assert [item["problem"] and item["problem"]["status"] for item in items] == [422, None]


def test_lines_are_taken_only_where_they_are_promised(client: ContractClient) -> None:
    assert client.post("/v1/checks", **in_lines('{"claim": "One."}')).status_code == 415


def test_claims_not_reached_before_the_caller_leaves_are_not_checked(toolbox: Toolbox) -> None:
    claims = [json.dumps({"claim": f"Claim {number}."}) for number in range(500)]
    caller = LeavingCaller("\n".join(claims).encode(), leaves_after=3)

    with TestClient(api_over(toolbox)) as running, suppress(ClientDisconnect):
        assert running.portal is not None
        running.portal.call(running.app, caller.scope(toolbox), caller.receive, caller.send)

    with toolbox.database.reading() as storage:
        assert 3 <= len(storage.checks.page(after=None, limit=500)) < 10


def test_a_store_that_fails_on_the_way_is_told_in_the_last_line(toolbox: Toolbox, contract: dict[str, Any]) -> None:
    failing = replace(toolbox, database=FailingDatabase(toolbox.database, writes=2))
    claim = json.dumps({"claim": MAKER})

    with TestClient(api_over(failing)) as running:
        response = ContractClient(running, contract).post("/v1/checks/batch", **in_lines(*[claim] * 9))

    items = [json.loads(line) for line in response.text.splitlines()]
    assert [item["problem"] and item["problem"]["status"] for item in items] == [None, None, 503]


class LeavingCaller:
    """Sends a batch and hangs up after some lines of the answer."""

    def __init__(self, body: bytes, *, leaves_after: int) -> None:
        self._sent = [{"type": "http.request", "body": body, "more_body": False}]
        self._lines_left = leaves_after

    def scope(self, toolbox: Toolbox) -> Scope:
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "method": "POST",
            "path": "/v1/checks/batch",
            "query_string": b"",
            "headers": [(b"content-type", b"application/x-ndjson")],
            "state": {"toolbox": toolbox},
        }

    async def receive(self) -> Message:
        return self._sent.pop() if self._sent else {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            self._lines_left -= 1
        if self._lines_left < 0:
            raise OSError("the caller has left")


class FailingDatabase:
    """Opens so many sessions, and then no more."""

    def __init__(self, database: Database, *, writes: int) -> None:
        self._database = database
        self._left = writes

    def reading(self) -> AbstractContextManager[Storage]:
        return self._database.reading()

    def session(self) -> AbstractContextManager[Storage]:
        self._left -= 1
        if self._left < 0:
            raise StoreError("The disk is full; free some space.")
        return self._database.session()

    adding = session

import json
import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from app.api.application import api_over
from app.api.observation import JsonLines
from app.domain.errors import StoreError
from app.domain.ports import Storage
from app.services.toolbox import Toolbox
from tests.api.contract_client import ContractClient, committed_contract
from tests.api.desk import MAKER, Desk
from tests.fakes.verification import FakeVerifier


class BrokenDatabase:
    """A store that cannot be used."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def reading(self) -> AbstractContextManager[Storage]:
        raise self._error

    session = adding = reading


class UncommittingDatabase:
    """A store that fails when a transaction is to be kept."""

    def __init__(self, toolbox: Toolbox) -> None:
        self.reading = toolbox.database.reading
        self._open = toolbox.database.session

    @contextmanager
    def session(self) -> Iterator[Storage]:
        with self._open() as storage:
            yield storage
            raise StoreError("The disk is full; free some space.")

    adding = session


@contextmanager
def client_over(toolbox: Toolbox) -> Iterator[ContractClient]:
    with TestClient(api_over(toolbox), raise_server_exceptions=False) as client:
        yield ContractClient(client, committed_contract())


def test_a_live_service_says_so(client: ContractClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"


def test_a_ready_service_tells_what_it_stands_on(desk: Desk, client: ContractClient) -> None:
    desk.has_statement()

    ready = client.get("/readyz").json()

    assert ready == {"status": "ready", "engine": FakeVerifier.engine.version, "statements": 1, "store_revision": 2}


def test_a_service_without_its_store_is_alive_and_not_ready(toolbox: Toolbox) -> None:
    broken = BrokenDatabase(StoreError("The database is damaged; restore it."))
    with client_over(replace(toolbox, database=broken)) as client:
        assert client.get("/healthz").status_code == 200
        for response in (
            client.get("/readyz"),
            client.get("/v1/sources"),
            client.post("/v1/checks", json={"claim": MAKER}),
        ):
            assert response.status_code == 503
            assert response.json()["detail"] == "The database is damaged; restore it."


def test_a_write_that_cannot_be_kept_is_never_answered_with_success(toolbox: Toolbox) -> None:
    with client_over(replace(toolbox, database=UncommittingDatabase(toolbox))) as client:
        kept = client.post("/v1/sources", json={"title": "A", "publisher": "B", "kind": "primary"})
        checked = client.post("/v1/checks", json={"claim": MAKER})

        assert kept.status_code == checked.status_code == 503
        assert client.get("/v1/sources").json()["items"] == client.get("/v1/checks").json()["items"] == []


def test_an_unexpected_error_is_logged_and_answered_without_its_details(
    toolbox: Toolbox, caplog: pytest.LogCaptureFixture
) -> None:
    with client_over(replace(toolbox, database=BrokenDatabase(RuntimeError("secret detail")))) as client:
        response = client.get("/v1/sources", headers={"X-Request-ID": "abc-1"})

    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["X-Request-ID"] == "abc-1"
    assert "secret" not in response.text
    assert "secret detail" in caplog.text


def test_every_answer_carries_a_request_id(client: ContractClient) -> None:
    mine = client.get("/healthz", headers={"X-Request-ID": "desk-42"})
    unfit = client.get("/healthz", headers={"X-Request-ID": "a b"})
    missing = client.get("/v1/nothing")

    assert mine.headers["X-Request-ID"] == "desk-42"
    assert len(unfit.headers["X-Request-ID"]) == len(missing.headers["X-Request-ID"]) == 32


def test_every_answer_tells_the_time_it_took(client: ContractClient) -> None:
    assert client.get("/healthz").headers["Server-Timing"].startswith("total;dur=")


def test_the_log_names_the_request_and_keeps_claims_out(
    client: ContractClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="claimcheck")

    client.post("/v1/checks", json={"claim": "A secret claim."}, headers={"X-Request-ID": "desk-1"})
    client.get("/v1/statements/search", params={"q": "secret"})

    lines = [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "claimcheck.access"]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("POST", "/v1/checks", 201),
        ("GET", "/v1/statements/search", 200),
    ]
    assert lines[0]["request_id"] == "desk-1"
    assert "secret" not in json.dumps(lines)

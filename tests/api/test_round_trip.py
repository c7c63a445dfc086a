import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.application import api_over
from app.services.toolbox import Toolbox
from app.storage.database import Database
from app.text.tokens import index_terms
from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER, Desk

KINDS = ("audit", "sources", "checks", "documents", "reviews", "claim-reviews", "quarantine")
"""In the order in which an empty store can take them in."""

FOUNDING_CLAIM = "Mixtral 8x22B was developed by Google."
PAGE = f"<html><head><title>Models</title></head><body><article><p>{FOUNDING_CLAIM} {MAKER}</p></article></body></html>"
REVIEW = {"@type": "ClaimReview", "claimReviewed": "Velm drowned.", "author": {"name": "Facts"}}
FEED = [
    REVIEW | {"url": "https://facts.example/1", "reviewRating": {"alternateName": "False"}},
    REVIEW | {"url": "https://facts.example/2"},  # without a rating: quarantined
]


@pytest.fixture
def full(desk: Desk) -> ContractClient:
    """A service at which everything was done that leaves something behind."""
    desk.has_statement()
    check = desk.check(FOUNDING_CLAIM)
    desk.check(FOUNDING_CLAIM)
    done(desk.client, f"/v1/checks/{check['id']}/reviews", {"reviewer": "N. N.", "decision": "confirm"})
    document = done(desk.client, "/v1/documents", {"html": PAGE, "published_at": "2024-06-01"})
    done(desk.client, "/v1/documents", {"text": f"Marsk said {MAKER}\r\n\nWill it last?", "title": "=1+1"})
    done(desk.client, f"/v1/documents/{document['id']}/recheck", {"as_of": "2024-07-01"})
    report = send(desk.client, json.dumps(FEED).encode(), "application/ld+json")
    assert (report["accepted"], report["rejected"]) == (1, 1)
    return desk.client


@pytest.fixture
def empty(toolbox: Toolbox, tmp_path: Path, contract: dict[str, Any]) -> Iterator[ContractClient]:
    """Another service over a store of its own."""
    with closing(Database(f"sqlite:///{tmp_path}/elsewhere.db", terms=index_terms)) as database:
        database.migrate()
        elsewhere = replace(toolbox, database=database)
        with TestClient(api_over(elsewhere), raise_server_exceptions=False) as client:
            yield ContractClient(client, contract)


def done(client: ContractClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    response = client.post(path, json=body)
    assert response.is_success, response.text
    return dict(response.json())


def send(client: ContractClient, content: bytes, media_type: str) -> dict[str, Any]:
    response = client.post("/v1/imports", content=content, headers={"Content-Type": media_type})
    assert response.status_code == 200, response.text
    return dict(response.json())


def exported(client: ContractClient, kind: str, format_: str = "jsonl") -> bytes:
    response = client.get(f"/v1/exports/{kind}", params={"format": format_})
    assert response.status_code == 200
    return bytes(response.content)


def test_everything_is_exported_taken_in_elsewhere_and_exported_the_same(
    full: ContractClient, empty: ContractClient
) -> None:
    before = exported(full, "all")

    taken = send(empty, before, "application/x-ndjson")
    again = send(empty, before, "application/x-ndjson")

    lines = len(before.splitlines())
    assert (taken["accepted"], taken["rejections"]) == (lines, [])
    assert again["unchanged"] == lines
    assert exported(empty, "all") == before


@pytest.mark.parametrize(("format_", "media_type"), [("jsonl", "application/x-ndjson"), ("csv", "text/csv")])
def test_every_kind_goes_in_and_out_by_itself(
    full: ContractClient, empty: ContractClient, format_: str, media_type: str
) -> None:
    for kind in KINDS:
        before = exported(full, kind, format_)
        taken = send(empty, before, media_type)
        assert (taken["accepted"], taken["rejections"]) == (taken["lines"], []), kind
        assert exported(empty, kind, format_) == before

    assert exported(empty, "all") == exported(full, "all")


def test_a_document_taken_in_is_read_and_checked_again_as_before(full: ContractClient, empty: ContractClient) -> None:
    send(empty, exported(full, "all"), "application/x-ndjson")

    listed = full.get("/v1/documents").json()
    assert empty.get("/v1/documents").json() == listed
    for document in listed["items"]:
        path = f"/v1/documents/{document['id']}"
        assert empty.get(path).json() == full.get(path).json()
        verdicts = [
            [claim["check"] and claim["check"]["verdict"] for claim in done(client, f"{path}/recheck", {})["claims"]]
            for client in (full, empty)
        ]
        assert verdicts[0] == verdicts[1]

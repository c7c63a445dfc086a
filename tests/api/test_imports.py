import io
import json
from typing import Any

import pytest

from app.api.observation import MAX_IMPORT_BYTES
from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER, SOURCE, Desk

LINES = {"Content-Type": "application/x-ndjson"}


def line(text: str = MAKER, **source: Any) -> str:
    return json.dumps({"source": SOURCE | source, "statements": [{"text": text}]}) + "\n"


def report(client: ContractClient, sent: str, path: str = "/v1/imports", **more: Any) -> dict[str, Any]:
    response = client.post(path, content=sent, headers=more.pop("headers", LINES), **more)
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_what_was_imported_decides_claims(desk: Desk) -> None:
    told = report(desk.client, line())

    assert told == {
        "format": "jsonl",
        "lines": 1,
        "accepted": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "rejections": [],
    }
    assert desk.check(MAKER)["verdict"] == "supported"


def test_every_line_is_told_of_and_a_bad_one_fails_alone(client: ContractClient) -> None:
    sent = line() + "{broken\n\n" + line() + line(kind="rumour") + line(licence="MIT", url="https://b.example")

    told = report(client, sent)

    assert (told["lines"], told["accepted"], told["unchanged"], told["rejected"]) == (5, 2, 1, 2)
    assert [one["line"] for one in told["rejections"]] == [2, 5]
    assert told["rejections"][0]["reason"].startswith("is not JSON")
    assert told["rejections"][1]["errors"][0]["field"] == "source.kind"


@pytest.mark.parametrize(
    ("name", "media_type", "query"),
    [
        ("sources.jsonl", "application/octet-stream", ""),
        ("sources", "application/x-ndjson", ""),
        ("sources.txt", "text/plain", "?format=jsonl"),
    ],
)
def test_a_file_of_a_form_is_taken_in(client: ContractClient, name: str, media_type: str, query: str) -> None:
    response = client.post(f"/v1/imports{query}", files={"file": (name, io.BytesIO(line().encode()), media_type)})

    assert response.json()["accepted"] == 1


@pytest.mark.parametrize(
    ("more", "status", "told"),
    [
        ({"content": line(), "headers": {"Content-Type": "application/octet-stream"}}, 415, "say ?format= with one of"),
        ({"content": line()}, 415, "say ?format="),
        ({"content": line(), "params": {"format": "xlsx"}}, 422, "must be"),
        ({"content": line(), "headers": LINES, "params": {"from": "x"}}, 422, "not a query parameter"),
        ({"content": "[" + line() + "]", "headers": LINES}, 422, "one object a line"),
        ({"files": {"sheet": ("a.jsonl", b"")}}, 422, "the part 'file'"),
        ({"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data"}}, 400, "boundary"),
        ({"content": b"", "headers": {**LINES, "Content-Length": str(MAX_IMPORT_BYTES + 1)}}, 413, "64 MiB"),
    ],
)
def test_what_cannot_be_taken_in_is_a_problem(
    client: ContractClient, more: dict[str, Any], status: int, told: str
) -> None:
    response = client.post("/v1/imports", **more)

    assert response.status_code == status
    assert told in response.text


def test_a_larger_body_than_elsewhere_is_taken_in(client: ContractClient) -> None:
    sent = line() + " " * 17 * 1024 * 1024

    assert report(client, sent)["accepted"] == 1


@pytest.mark.parametrize("kind", ["sources", "statements"])
def test_an_export_is_streamed_as_lines(desk: Desk, kind: str) -> None:
    desk.has_statement()

    response = desk.client.get(f"/v1/exports/{kind}")

    assert response.headers["content-disposition"] == f'attachment; filename="claimcheck-{kind}.jsonl"'
    assert MAKER in response.text
    assert report(desk.client, response.text)["unchanged"] == 1


def test_csv_goes_in_and_out(desk: Desk) -> None:
    desk.has_statement()

    exported = desk.client.get("/v1/exports/sources", params={"format": "csv"})
    told = report(desk.client, exported.text, headers={"Content-Type": "text/csv; charset=utf-8"})

    assert exported.headers["content-disposition"] == 'attachment; filename="claimcheck-sources.csv"'
    assert exported.content.startswith(b"\xef\xbb\xbfsource_id,title,publisher")
    assert (told["format"], told["unchanged"], told["rejected"]) == ("csv", 1, 0)


def test_an_unknown_kind_of_export_is_refused(client: ContractClient) -> None:
    assert "must be" in client.get("/v1/exports/everybody").json()["errors"][0]["message"]


def test_an_empty_store_is_exported_as_nothing(client: ContractClient) -> None:
    assert client.get("/v1/exports/sources").content == b""


def test_a_text_becomes_a_source_with_its_statements(client: ContractClient) -> None:
    described = {"title": "Log", "publisher": "Mistral AI", "kind": "primary", "published_at": "2024-04-17"}
    sent = "Mixtral 8x22B was developed by Mistral. Who knew?"

    told = report(client, sent, headers={"Content-Type": "text/plain; charset=utf-8"}, params=described)

    assert (told["format"], told["accepted"], told["rejected"]) == ("text", 1, 0)
    [exported] = client.get("/v1/exports/sources").text.splitlines()
    assert json.loads(exported)["source"]["published_at"] == "2024-04-17"
    assert json.loads(exported)["statements"][0]["locator"] == "paragraph 1, sentence 1"


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_a_text_that_nothing_describes_is_refused_by_field(client: ContractClient, media_type: str) -> None:
    sent = "<p>Mixtral 8x22B was developed by Mistral, and it was released in April 2024.</p>"

    response = client.post("/v1/imports", content=sent, headers={"Content-Type": media_type})

    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["title", "publisher", "kind"]

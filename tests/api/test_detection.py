from typing import Any

import pytest

from tests.api.contract_client import ContractClient


def detect(client: ContractClient, text: str, **more: Any) -> list[dict[str, Any]]:
    response = client.post("/v1/claims/detect", json={"text": text, **more})
    assert response.status_code == 200, response.text
    return list(response.json()["claims"])


def test_claims_come_with_the_words_they_stand_in(client: ContractClient) -> None:
    text = "🚀 It flew.\nMarsk said prices rose. Why?"

    claims = detect(client, text)

    assert [claim["kind"] for claim in claims] == ["factual", "attribution", "factual", "question"]
    for claim in claims:
        for name in ("span", "sentence"):
            span = claim[name]
            assert text[span["start"] : span["end"]] == span["text"]
            utf16 = text.encode("utf-16-le")[2 * span["start_utf16"] : 2 * span["end_utf16"]]
            assert utf16.decode("utf-16-le") == span["text"]
    assert claims[1]["claimant"] == "Marsk"
    assert claims[1]["said"]["text"] == "prices rose."


def test_nothing_is_stored(client: ContractClient) -> None:
    detect(client, "The quay closed.")

    assert client.get("/v1/checks").json()["items"] == []


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "text", "is required."),
        ({"text": " \n "}, "text", "is empty"),
        ({"text": "a\x00b"}, "text", "U+0000 at position 1"),
        ({"text": "x" * 100_001}, "text", "at most 100,000"),
        ({"text": "x. " * 3, "published_at": "May"}, "published_at", "YYYY-MM-DD"),
        ({"text": "Yes.", "language": "en"}, "language", "is not a field"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_in_plain_words(
    client: ContractClient, body: dict[str, Any], field: str, message: str
) -> None:
    response = client.post("/v1/claims/detect", json=body)

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == field
    assert message in response.json()["errors"][0]["message"]


def test_a_text_with_too_many_claims_is_to_be_sent_in_parts(client: ContractClient) -> None:
    response = client.post("/v1/claims/detect", json={"text": "It rose.\n" * 2_001})

    assert response.status_code == 422
    assert "Send it in parts" in response.json()["detail"]

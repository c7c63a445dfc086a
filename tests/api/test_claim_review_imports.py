from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.api.contract_client import ROOT, ContractClient

CORPUS: list[dict[str, Any]] = [
    case
    for case in yaml.safe_load((ROOT / "tests/interchange/broken_claim_reviews.yaml").read_text(encoding="utf-8"))
    if "text" in case
]
REVIEW = (
    '{"@type": "ClaimReview", "url": "https://facts.example/%s", "claimReviewed": "Velm drowned.", '
    '"author": {"name": "Facts"}, "reviewRating": {"alternateName": "%s"}}'
)


def send(client: ContractClient, text: str) -> dict[str, Any]:
    response = client.post(
        "/v1/imports", content=text.encode(), headers={"Content-Type": "application/ld+json; charset=utf-8"}
    )
    assert response.status_code == 200, response.text
    return dict(response.json())


def listed(client: ContractClient, path: str = "/v1/claim-reviews") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor = None
    while cursor is not None or not items:
        page = client.get(path, params={"limit": 100} | ({"cursor": cursor} if cursor else {})).json()
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    return items


def test_no_item_of_the_broken_corpus_is_lost(client: ContractClient) -> None:
    expected = Counter(case["outcome"] for case in CORPUS)

    reports = [send(client, case["text"]) for case in CORPUS]

    told = Counter({name: sum(report[name] for report in reports) for name in ("accepted", "rejected", "lines")})
    assert told == {
        "lines": len(CORPUS),
        "accepted": expected["accepted"] + expected["normalised"],
        "rejected": expected["quarantined"],
    }
    kept = listed(client)
    assert Counter(bool(review["notes"]) for review in kept) == {
        True: expected["normalised"],
        False: expected["accepted"],
    }
    assert all(review["original"] for review in kept)
    quarantined = listed(client, "/v1/claim-reviews/quarantine")
    assert len(quarantined) == expected["quarantined"]
    assert all(item["reason"] and item["original"] for item in quarantined)
    assert len({rejection["reason"] for report in reports for rejection in report["rejections"]}) > 5


def test_an_import_repeated_changes_nothing(client: ContractClient) -> None:
    feed = "[" + ",".join([REVIEW % (1, "False"), REVIEW % (2, "True"), '{"@type": "ClaimReview"}']) + "]"
    first = send(client, feed)
    kept = listed(client), listed(client, "/v1/claim-reviews/quarantine")

    again = send(client, feed)

    assert (first["accepted"], first["rejected"]) == (2, 1)
    assert (again["accepted"], again["updated"], again["unchanged"], again["rejected"]) == (0, 0, 2, 1)
    assert (listed(client), listed(client, "/v1/claim-reviews/quarantine")) == kept


def test_a_review_that_its_publisher_changed_is_updated(client: ContractClient) -> None:
    send(client, REVIEW % (1, "Unproven"))

    assert send(client, REVIEW % (1, "False"))["updated"] == 1
    [review] = listed(client)
    assert (review["rating"]["text"], review["verdict"]) == ("False", "contradicted")


def test_two_reviews_of_one_claim_at_one_address_that_differ_are_both_kept(client: ContractClient) -> None:
    told = send(client, f"{REVIEW % (1, 'False')}\n{REVIEW % (1, 'True')}")

    assert (told["accepted"], told["rejected"]) == (1, 1)
    [item] = listed(client, "/v1/claim-reviews/quarantine")
    assert '"True"' in item["original"]
    assert "line 1" in item["reason"]


def test_an_imported_review_is_found_and_feeds_nothing_of_ours(client: ContractClient) -> None:
    send(client, REVIEW % (1, "False"))

    found = client.get("/v1alpha1/claims:search", params={"query": "Velm drowned"}).json()

    assert found["claims"][0]["claimReview"][0]["textualRating"] == "False"
    assert client.get("/v1/claim-reviews/feed").json()["dataFeedElement"] == []


def test_a_page_is_taken_in_when_it_is_called_one(client: ContractClient, tmp_path: Path) -> None:
    page = f'<html><script type="application/ld+json">{REVIEW % (1, "False")}</script></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")

    with (tmp_path / "page.html").open("rb") as file:
        response = client.post("/v1/imports?format=claim-review", files={"file": ("page.html", file, "text/html")})

    assert response.json()["accepted"] == 1


@pytest.mark.parametrize("text", ["<html><p>Nothing here</p></html>", "<p>"])
def test_a_page_without_a_review_is_refused(client: ContractClient, text: str) -> None:
    response = client.post("/v1/imports?format=claim-review", content=text, headers={"Content-Type": "text/html"})

    assert response.status_code == 422
    assert "holds no ClaimReview" in response.json()["detail"]


def test_our_own_feed_can_be_taken_in_elsewhere(client: ContractClient) -> None:
    check = client.post("/v1/checks", json={"claim": "Velm drowned.", "claimant": "A. Mayor"}).json()
    client.post(
        f"/v1/checks/{check['id']}/reviews",
        json={"reviewer": "Ada", "decision": "override", "verdict": "contradicted", "note": "It did not."},
    )
    feed = client.get("/v1/claim-reviews/feed").text

    assert send(client, feed)["accepted"] == 1
    imported = next(review for review in listed(client) if review["check_id"] is None)
    assert (imported["verdict"], imported["notes"]) == ("contradicted", [])
    assert (imported["claimant"], imported["rating"]["explanation"]) == ("A. Mayor", "It did not.")

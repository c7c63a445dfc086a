from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.claim_review import ClaimReview, Publisher, Rating
from app.services.claim_reviews import keep_claim_review
from app.services.toolbox import Toolbox
from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER, Desk

FOUNDING_CLAIM = "Mixtral 8x22B was developed by Google."
SEARCH = "/v1alpha1/claims:search"
TODAY = date(2026, 11, 21)


def keep(toolbox: Toolbox, id_: str, claim: str, **more: Any) -> None:
    review = ClaimReview(
        id=id_,
        claim=claim,
        url=f"https://www.facts.example/{id_}",
        rating=Rating(text="False"),
        publisher=Publisher(name="Facts", url="https://www.facts.example"),
        language="en",
        original="{}",
    )
    review = replace(review, **more)
    with toolbox.database.session() as storage:
        keep_claim_review(review, storage=storage)


def publish(desk: Desk, claim: str, decision: str = "confirm", **more: Any) -> dict[str, Any]:
    check = desk.check(claim, **{key: more.pop(key) for key in ("claimant", "claim_date") if key in more})
    body = {"reviewer": "Ada", "decision": decision, **more}
    assert desk.client.post(f"/v1/checks/{check['id']}/reviews", json=body).status_code == 201
    return check


def search(client: ContractClient, query: str = "", **more: Any) -> dict[str, Any]:
    response = client.get(SEARCH, params={"query": query, **more})
    assert response.status_code == 200, response.text
    return dict(response.json())


def texts(client: ContractClient, query: str = "", **more: Any) -> list[str]:
    return [claim["text"] for claim in search(client, query, **more).get("claims", [])]


def test_a_published_check_is_in_the_feed_and_a_draft_is_not(desk: Desk, client: ContractClient) -> None:
    desk.has_statement(MAKER, desk.has_source(url="https://mistral.ai/news/mixtral-8x22b")["id"])
    desk.check(MAKER)
    check = publish(desk, FOUNDING_CLAIM, url="https://velm.example/mixtral")

    feed = client.get("/v1/claim-reviews/feed").json()

    [item] = feed["dataFeedElement"]
    assert (feed["@context"], feed["@type"], feed["dateModified"]) == ("https://schema.org", "DataFeed", "2026-11-21")
    assert feed["provider"]["name"] == "Velm Courier"
    assert (item["url"], item["dateCreated"]) == ("https://velm.example/mixtral", "2026-11-21")
    [review] = item["item"]
    alone = client.get(f"/v1/checks/{check['id']}/claim-review").json()
    assert alone == {"@context": "https://schema.org", **review}


def test_what_is_withdrawn_leaves_the_feed_and_the_search(desk: Desk, client: ContractClient) -> None:
    check = publish(desk, FOUNDING_CLAIM)

    client.post(f"/v1/checks/{check['id']}/reviews", json={"reviewer": "Ada", "decision": "withdraw"})

    assert client.get("/v1/claim-reviews/feed").json()["dataFeedElement"] == []
    assert search(client, "Mixtral") == {}


def test_a_feed_goes_on_where_its_link_says(desk: Desk, client: ContractClient) -> None:
    for number in range(3):
        publish(desk, f"Claim number {number}.")

    first = client.get("/v1/claim-reviews/feed", params={"limit": 2})
    second = client.get(first.headers["Link"].split(">")[0].removeprefix("<"))

    shown = [item["item"][0]["claimReviewed"] for page in (first, second) for item in page.json()["dataFeedElement"]]
    assert shown == ["Claim number 2.", "Claim number 1.", "Claim number 0."]
    assert "Link" not in second.headers


def test_finished_reviews_are_listed_with_what_they_were_read_from(
    desk: Desk, client: ContractClient, toolbox: Toolbox
) -> None:
    check = publish(desk, FOUNDING_CLAIM)
    keep(toolbox, "zz", "Salt is dear.", notes=("The date was read.",))

    listed = client.get("/v1/claim-reviews").json()["items"]

    assert [(item["id"], item["check_id"]) for item in listed] == [("zz", None), (check["id"], check["id"])]
    assert (listed[0]["original"], listed[0]["notes"]) == ("{}", ["The date was read."])
    assert listed == [client.get(f"/v1/claim-reviews/{item['id']}").json() for item in listed]


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        ({"ours": True}, []),
        ({"ours": False}, ["b", "a"]),
        ({"site": "www.facts.example"}, ["a"]),
        ({"site": "https://other.example/page"}, ["b"]),
        ({"limit": 1}, ["b"]),
    ],
)
def test_finished_reviews_are_listed_by_origin_and_site(
    client: ContractClient, toolbox: Toolbox, only: dict[str, Any], ids: list[str]
) -> None:
    keep(toolbox, "a", "Salt is dear.")
    keep(toolbox, "b", "Salt is cheap.", publisher=Publisher(name="Other", url="https://other.example"))

    assert [item["id"] for item in client.get("/v1/claim-reviews", params=only).json()["items"]] == ids


def test_an_unknown_finished_review_is_not_found(client: ContractClient) -> None:
    assert client.get("/v1/claim-reviews/nowhere").status_code == 404


def test_a_search_answers_in_the_shape_of_googles_api(desk: Desk, client: ContractClient) -> None:
    desk.has_statement(MAKER)
    check = publish(desk, FOUNDING_CLAIM, claimant="A reader", claim_date="2026-01-02")

    assert search(client, "was Mixtral developed by Google") == {
        "claims": [
            {
                "text": FOUNDING_CLAIM,
                "claimant": "A reader",
                "claimDate": "2026-01-02T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Velm Courier", "site": "checks.velm.example"},
                        "url": f"https://checks.velm.example/v1/checks/{check['id']}",
                        "title": f"Contradicted: {FOUNDING_CLAIM}",
                        "reviewDate": "2026-11-21T00:00:00Z",
                        "textualRating": "Contradicted",
                        "languageCode": "en",
                    }
                ],
            }
        ]
    }


def test_reviews_of_one_claim_by_several_publishers_stand_together(client: ContractClient, toolbox: Toolbox) -> None:
    other = Publisher(name="Other", url="https://other.example")
    keep(toolbox, "a", "Salt is dear.", published_at=date(2026, 1, 1))
    keep(toolbox, "b", "salt is dear", published_at=date(2026, 2, 1), publisher=other, claimant="A cook")

    [claim] = search(client, "salt")["claims"]

    assert (claim["text"], claim["claimant"]) == ("salt is dear", "A cook")
    assert [review["publisher"]["name"] for review in claim["claimReview"]] == ["Other", "Facts"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Mixtral", ["Mixtral is Google's."]),
        ("google mixtral model", ["Mixtral is Google's."]),
        ("Gemini", []),
        ("Mixtral eats whales in Norway", []),
        ("the of and", []),
        ("?!", []),
        ("sälts", ["Salt is dear."]),
    ],
)
def test_a_search_finds_what_holds_most_of_the_words(
    client: ContractClient, toolbox: Toolbox, query: str, found: list[str]
) -> None:
    keep(toolbox, "a", "Mixtral is Google's.")
    keep(toolbox, "b", "Salt is dear.")

    assert texts(client, query) == found


@pytest.mark.parametrize(
    ("only", "found"),
    [
        ({"languageCode": "en-US"}, ["English salt"]),
        ({"languageCode": "PT"}, ["Portuguese salt"]),
        ({"languageCode": "de"}, []),
        ({"reviewPublisherSiteFilter": "other.example"}, ["Portuguese salt"]),
        ({"reviewPublisherSiteFilter": "["}, []),
        ({"maxAgeDays": 10}, ["English salt"]),
        ({"maxAgeDays": 30}, ["English salt", "Portuguese salt"]),
        ({"maxAgeDays": 0}, ["English salt", "Portuguese salt"]),
        ({"offset": 1}, ["Portuguese salt"]),
        ({"offset": 2}, []),
    ],
)
def test_a_search_is_narrowed_by_language_site_age_and_offset(
    client: ContractClient, toolbox: Toolbox, only: dict[str, Any], found: list[str]
) -> None:
    keep(toolbox, "a", "English salt", published_at=TODAY - timedelta(days=10))
    other = Publisher(name="Other", url="https://other.example")
    old = TODAY - timedelta(days=300)
    keep(
        toolbox, "b", "Portuguese salt", language="pt-BR", publisher=other, published_at=old,
        claim_date=TODAY - timedelta(days=20),
    )  # fmt: skip

    assert texts(client, "salt", **only) == found


def test_a_site_may_stand_without_a_query(client: ContractClient, toolbox: Toolbox) -> None:
    keep(toolbox, "a", "Salt is dear.")

    response = client.get(SEARCH, params={"reviewPublisherSiteFilter": "facts.example"})

    assert [claim["text"] for claim in response.json()["claims"]] == ["Salt is dear."]


def test_a_search_goes_on_page_by_page(client: ContractClient, toolbox: Toolbox) -> None:
    for number in range(5):
        keep(toolbox, f"id-{number}", f"Salt number {number} is dear.", published_at=TODAY - timedelta(days=number))

    pages = [search(client, "salt", pageSize=2)]
    while token := pages[-1].get("nextPageToken"):
        pages.append(search(client, "salt", pageSize=2, pageToken=token))

    found = [[claim["text"].split()[2] for claim in page["claims"]] for page in pages]
    assert found == [["0", "1"], ["2", "3"], ["4"]]


def test_ten_claims_are_a_page_unless_asked_otherwise(client: ContractClient, toolbox: Toolbox) -> None:
    for number in range(12):
        keep(toolbox, f"id-{number}", f"Salt number {number} is dear.")

    assert len(texts(client, "salt")) == 10
    assert len(texts(client, "salt", pageSize=1_000_000)) == 12


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"query": " "},
        {"query": "salt", "pageSize": -1},
        {"query": "salt", "pageSize": "many"},
        {"query": "salt", "offset": -1},
        {"query": "salt", "maxAgeDays": -1},
        {"query": "salt", "pageToken": "nonsense"},
        {"query": "salt", "pageToken": "WyJhIl0"},
        {"query": "salt", "pageToken": "é"},
        {"query": "salt", "colour": "blue"},
        {"query": "x" * 2_001},
    ],
)
def test_a_request_that_cannot_be_used_is_refused_as_google_does(
    client: ContractClient, parameters: dict[str, Any]
) -> None:
    response = client.get(SEARCH, params=parameters)

    assert response.status_code == 400
    error = response.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert len(error["message"]) > 10


@pytest.mark.parametrize(
    "changed", [{"query": "wheat"}, {"languageCode": "en"}, {"pageSize": 2}, {"offset": 1}, {"maxAgeDays": 5}]
)
def test_a_page_token_is_refused_when_anything_else_changed(
    client: ContractClient, toolbox: Toolbox, changed: dict[str, Any]
) -> None:
    for number in range(3):
        keep(toolbox, f"id-{number}", f"Salt number {number} is dear.")
    token = search(client, "salt", pageSize=1)["nextPageToken"]

    response = client.get(SEARCH, params={"query": "salt", "pageSize": 1, "pageToken": token} | changed)

    assert response.status_code == 400
    assert "every other parameter must be as before" in response.json()["error"]["message"]


def test_parameters_common_to_googles_apis_are_taken(client: ContractClient, toolbox: Toolbox) -> None:
    keep(toolbox, "a", "Salt is dear.")

    assert texts(client, "salt", key="AIza", alt="json", prettyPrint="false") == ["Salt is dear."]

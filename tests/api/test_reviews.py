from typing import Any

import pytest

from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER, Desk

FOUNDING_CLAIM = "Mixtral 8x22B was developed by Google."
EDITOR = "Ada Editor"


@pytest.fixture
def check(desk: Desk) -> dict[str, Any]:
    desk.has_statement(MAKER, desk.has_source(url="https://mistral.ai/news/mixtral-8x22b")["id"])
    return desk.check(FOUNDING_CLAIM, claimant="A reader", claim_date="2026-01-02")


def decide(client: ContractClient, check: dict[str, Any], decision: str, **more: Any) -> dict[str, Any]:
    body = {"reviewer": EDITOR, "decision": decision, **more}
    response = client.post(f"/v1/checks/{check['id']}/reviews", json=body)
    assert response.status_code == 201, response.text
    return dict(response.json())


def reject(client: ContractClient, check: dict[str, Any], decision: str = "reject") -> dict[str, Any]:
    evidence = [*check["contradicting"], *check["supporting"], *check["neutral"]]
    rejected = [piece["statement"]["id"] for piece in evidence] or [r["statement_id"] for r in check["rejected"]]
    return decide(client, check, decision, statement_id=rejected[0])


def claim_review(client: ContractClient, check: dict[str, Any]) -> dict[str, Any]:
    response = client.get(f"/v1/checks/{check['id']}/claim-review")
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_decisions_are_read_back_oldest_first_page_by_page(client: ContractClient, check: dict[str, Any]) -> None:
    given = [decide(client, check, "note", note=f"Remark {number}") for number in range(3)]
    path = f"/v1/checks/{check['id']}/reviews"

    first = client.get(path, params={"limit": 2}).json()
    second = client.get(path, params={"limit": 2, "cursor": first["next_cursor"]}).json()

    assert first["items"] + second["items"] == given
    assert second["next_cursor"] is None


def test_a_decision_leaves_an_audit_record(client: ContractClient, check: dict[str, Any]) -> None:
    review = decide(client, check, "confirm", note="Read it.")

    [record] = client.get("/v1/audit", params={"subject_id": review["id"]}).json()["items"]
    assert (record["subject_kind"], record["action"]) == ("review", "created")
    assert record["after"]["reviewer"] == EDITOR


def test_a_rejected_statement_is_set_aside_in_later_checks_of_the_same_claim(
    client: ContractClient, desk: Desk, check: dict[str, Any]
) -> None:
    review = reject(client, check)

    later = desk.check("mixtral 8x22B was  developed by Google")

    assert later["verdict"] == "not_enough_evidence"
    assert later["contradicting"] == later["neutral"] == []
    assert later["rejected"] == [{"statement_id": review["statement_id"], "review_id": review["id"]}]


def test_a_rejection_binds_the_claim_however_its_figures_are_written(client: ContractClient, desk: Desk) -> None:
    desk.has_statement("Velm employs 1,200 people.")
    reject(client, desk.check("Velm employs 1200 people."))

    assert desk.check("Velm employs 1,200 people.")["verdict"] == "not_enough_evidence"


def test_a_rejection_on_a_claim_binds_its_parts(client: ContractClient, desk: Desk) -> None:
    desk.has_statement(MAKER)
    both = f"Salt is dear. {FOUNDING_CLAIM}"
    check = desk.check(both)
    reject(client, check)

    later = desk.check(both)

    assert (check["verdict"], later["verdict"]) == ("contradicted", "not_enough_evidence")
    assert later["contradicting"] == []


def test_a_rejection_binds_no_other_claim(client: ContractClient, desk: Desk, check: dict[str, Any]) -> None:
    reject(client, check)

    other = desk.check("Mixtral 8x22B was developed by Meta.")

    assert (other["verdict"], other["rejected"]) == ("contradicted", [])


def test_a_rejected_statement_leaves_its_place_to_others(client: ContractClient, desk: Desk) -> None:
    desk.has_statement(MAKER)
    check = desk.check(FOUNDING_CLAIM)
    reject(client, check)
    another = desk.has_statement("Mixtral 8x22B was developed by Paris.")

    assert [e["statement"]["id"] for e in desk.check(FOUNDING_CLAIM)["contradicting"]] == [another["id"]]


def test_a_restored_statement_is_evidence_again(client: ContractClient, desk: Desk, check: dict[str, Any]) -> None:
    reject(client, check)
    reject(client, desk.check(FOUNDING_CLAIM), "restore")

    later = desk.check(FOUNDING_CLAIM)

    assert (later["verdict"], later["rejected"]) == ("contradicted", [])


def test_batches_set_rejected_statements_aside_too(client: ContractClient, check: dict[str, Any]) -> None:
    reject(client, check)

    [item] = client.post("/v1/checks/batch", json={"claims": [{"claim": FOUNDING_CLAIM}]}).json()["items"]

    assert item["check"]["verdict"] == "not_enough_evidence"


def test_a_check_stays_as_it_was_given_whatever_is_decided(client: ContractClient, check: dict[str, Any]) -> None:
    decide(client, check, "override", verdict="supported", note="We asked.")
    reject(client, check)

    assert client.get(f"/v1/checks/{check['id']}").json() == check


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"decision": "override", "note": "Why"}, "verdict"),
        ({"decision": "override", "note": "Why", "verdict": "contradicted"}, "verdict"),
        ({"decision": "override", "verdict": "supported"}, "note"),
        ({"decision": "confirm", "verdict": "supported"}, "verdict"),
        ({"decision": "confirm", "statement_id": "some"}, "statement_id"),
        ({"decision": "reject"}, "statement_id"),
        ({"decision": "reject", "statement_id": "nowhere"}, "statement_id"),
        ({"decision": "restore", "statement_id": "nowhere"}, "statement_id"),
        ({"decision": "reject", "statement_id": "nowhere", "url": "https://a.example"}, "url"),
        ({"decision": "note"}, "note"),
        ({"decision": "delete"}, "decision"),
        ({"decision": "confirm", "reviewer": " "}, "reviewer"),
        ({"decision": "confirm", "url": "ftp://a.example"}, "url"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_by_its_field(
    client: ContractClient, check: dict[str, Any], body: dict[str, str], field: str
) -> None:
    response = client.post(f"/v1/checks/{check['id']}/reviews", json={"reviewer": EDITOR} | body)

    assert response.status_code == 422
    assert field in [error["field"] for error in response.json()["errors"]]


@pytest.mark.parametrize("path", ["reviews", "claim-review"])
def test_an_unknown_check_is_not_found(client: ContractClient, path: str) -> None:
    response = client.get(f"/v1/checks/nowhere/{path}")

    assert (response.status_code, response.json()["detail"]) == (404, "There is no check with the id 'nowhere'.")


def test_a_check_is_read_as_claim_review(client: ContractClient, check: dict[str, Any]) -> None:
    document = claim_review(client, check)

    assert document == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"https://checks.velm.example/v1/checks/{check['id']}",
        "name": f"Contradicted: {FOUNDING_CLAIM}",
        "claimReviewed": FOUNDING_CLAIM,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Contradicted",
            "ratingExplanation": check["explanation"],
            "ratingValue": 1.0,
            "bestRating": 5.0,
            "worstRating": 1.0,
        },
        "author": {"@type": "Organization", "name": "Velm Courier", "url": "https://checks.velm.example"},
        "itemReviewed": {
            "@type": "Claim",
            "text": FOUNDING_CLAIM,
            "author": {"name": "A reader"},
            "datePublished": "2026-01-02",
        },
        "datePublished": "2026-11-21",
        "inLanguage": "en",
        "isBasedOn": ["https://mistral.ai/news/mixtral-8x22b"],
        "creativeWorkStatus": "Draft",
    }


def test_a_claim_review_is_json_ld(client: ContractClient, check: dict[str, Any]) -> None:
    response = client.get(f"/v1/checks/{check['id']}/claim-review")

    assert response.headers["Content-Type"] == "application/ld+json"


def test_a_confirmed_check_is_published_where_the_editor_says(client: ContractClient, check: dict[str, Any]) -> None:
    decide(client, check, "confirm", url="https://velm.example/fact-checks/mixtral")

    document = claim_review(client, check)

    assert document["creativeWorkStatus"] == "Published"
    assert document["url"] == "https://velm.example/fact-checks/mixtral"


def test_an_override_is_published_with_its_own_reason_and_not_with_the_evidence_against_it(
    client: ContractClient, check: dict[str, Any]
) -> None:
    decide(client, check, "override", verdict="supported", note="Google owns the lab now.")

    document = claim_review(client, check)

    rating = document["reviewRating"]
    assert (rating["alternateName"], rating["ratingValue"]) == ("Supported", 5)
    assert rating["ratingExplanation"] == "Google owns the lab now."
    assert "isBasedOn" not in document


def test_silence_stands_nowhere_on_the_scale(client: ContractClient, desk: Desk) -> None:
    document = claim_review(client, desk.check("Nothing is stored on this."))

    assert document["reviewRating"]["alternateName"] == "Not enough evidence"
    assert {"ratingValue", "bestRating", "worstRating"}.isdisjoint(document["reviewRating"])


def test_a_claim_review_expires_with_the_evidence(client: ContractClient, desk: Desk) -> None:
    desk.has_statement("The key rate is 4.25 percent.", valid_until="2026-12-31")

    assert claim_review(client, desk.check("The key rate is 4.25 percent."))["expires"] == "2026-12-31"


@pytest.mark.parametrize(
    ("decisions", "status"),
    [
        (["confirm"], "Published"),
        (["note"], "Draft"),
        (["confirm", "note"], "Published"),
        (["confirm", "withdraw"], "Draft"),
        (["confirm", "withdraw", "confirm"], "Published"),
        (["confirm", "reject"], "Draft"),
        (["reject", "confirm"], "Published"),
        (["override", "reject"], "Published"),
        (["override", "withdraw"], "Draft"),
    ],
)
def test_the_decision_that_stands_says_whether_a_check_is_published(
    client: ContractClient, check: dict[str, Any], decisions: list[str], status: str
) -> None:
    for decision in decisions:
        if decision == "reject":
            reject(client, check)
        else:
            more = {"verdict": "disputed"} if decision == "override" else {}
            decide(client, check, decision, note="So it is.", **more)

    assert claim_review(client, check)["creativeWorkStatus"] == status

from typing import Any

import pytest

from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER, Desk

FOUNDING_CLAIM = "Mixtral 8x22B was developed by Google."
TEXT = f"🚀 Listen.\n{FOUNDING_CLAIM} Will it last? Marsk said it rained."
PARAGRAPH = "The port of Velm handled twelve million tonnes of cargo &amp; grain in <b>2023</b>&nbsp;alone."
PAGE = f"""<html><head><title>Velm grows</title>
<meta property="article:published_time" content="2024-05-14T08:00:00Z"><script>var a = "The port";</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Velm grows</h1><p>{PARAGRAPH} It was sold to its workers.</p>
<p>{PARAGRAPH}</p></article></body></html>"""


def submit(client: ContractClient, **body: Any) -> dict[str, Any]:
    response = client.post("/v1/documents", json=body)
    assert response.status_code == 201, response.text
    return dict(response.json())


def verdicts(document: dict[str, Any]) -> list[str | None]:
    return [claim["check"] and claim["check"]["verdict"] for claim in document["claims"]]


def test_each_claim_of_a_document_is_checked_where_it_stands(client: ContractClient, desk: Desk) -> None:
    desk.has_statement(MAKER)

    document = submit(client, text=TEXT, title="Models")

    assert [claim["text"] for claim in document["claims"]][1] == FOUNDING_CLAIM
    assert verdicts(document)[1] == "contradicted"
    assert document["verdicts"]["contradicted"] == 1
    for claim in document["claims"]:
        span = claim["span"]
        assert document["text"][span["start"] : span["end"]] == span["text"]
    assert document["claims"][1]["span"]["start_utf16"] == document["claims"][1]["span"]["start"] + 1


def test_a_question_is_shown_and_not_checked(client: ContractClient) -> None:
    document = submit(client, text="Will it last?")

    [claim] = document["claims"]
    assert claim["check"] is None
    assert claim["not_checked_because"] == "A question asserts nothing."


def test_a_document_and_its_checks_can_be_read_back(client: ContractClient, desk: Desk) -> None:
    desk.has_statement(MAKER)
    given = client.post(
        "/v1/documents", json={"text": TEXT, "url": "https://example.org/a", "published_at": "2024-06-01"}
    )

    read = client.get(given.headers["Location"])

    assert read.json() == given.json()
    check = given.json()["claims"][1]["check"]
    assert client.get(f"/v1/checks/{check['id']}").json() == check
    assert (check["as_of"], check["claim_date"]) == ("2024-06-01", "2024-06-01")


def test_claims_are_judged_for_the_day_asked_for_else_of_publication_else_today(client: ContractClient) -> None:
    asked = submit(client, text="It rained.", published_at="2024-06-01", as_of="2025-01-01")
    published = submit(client, text="It rained.", published_at="2024-06-01")
    neither = submit(client, text="It rained.")

    assert [document["as_of"] for document in (asked, published, neither)] == ["2025-01-01", "2024-06-01", "2026-11-21"]


def test_documents_are_listed_newest_first_with_their_verdicts(client: ContractClient, desk: Desk) -> None:
    desk.has_statement(MAKER)
    ids = [submit(client, text=text)["id"] for text in ("It rained.", FOUNDING_CLAIM, "It snowed.")]

    first = client.get("/v1/documents", params={"limit": 2}).json()
    second = client.get("/v1/documents", params={"limit": 2, "cursor": first["next_cursor"]}).json()

    assert [item["id"] for item in first["items"] + second["items"]] == ids[::-1]
    assert [item["verdicts"]["contradicted"] for item in first["items"]] == [0, 1]
    assert [item["claims"] for item in first["items"]] == [1, 1]


def test_a_document_that_is_taken_away_leaves_its_checks(client: ContractClient) -> None:
    document = submit(client, text="It rained.")

    assert client.delete(f"/v1/documents/{document['id']}").status_code == 204

    assert client.get(f"/v1/documents/{document['id']}").status_code == 404
    assert client.delete(f"/v1/documents/{document['id']}").status_code == 404
    assert client.get(f"/v1/checks/{document['claims'][0]['check']['id']}").status_code == 200


def test_a_recheck_shows_the_verdict_before_and_after(client: ContractClient, desk: Desk) -> None:
    document = submit(client, text=FOUNDING_CLAIM)
    desk.has_statement(MAKER)

    again = client.post(f"/v1/documents/{document['id']}/recheck", json={}).json()

    [claim] = again["claims"]
    assert (claim["previous_verdict"], claim["check"]["verdict"]) == ("not_enough_evidence", "contradicted")
    assert again["checked_at"] >= document["checked_at"]
    assert client.get(f"/v1/documents/{document['id']}").json() == again
    assert client.get(f"/v1/checks/{document['claims'][0]['check']['id']}").status_code == 200


def test_an_unknown_document_cannot_be_rechecked(client: ContractClient) -> None:
    assert client.post("/v1/documents/nowhere/recheck", json={}).status_code == 404


@pytest.mark.parametrize(
    ("change", "staleness"),
    [({"text": "Mixtral 8x22B was developed by Paris."}, "changed"), (None, "removed")],
)
def test_a_check_whose_deciding_statement_changed_needs_a_recheck(
    client: ContractClient, desk: Desk, change: dict[str, str] | None, staleness: str
) -> None:
    statement = desk.has_statement(MAKER)
    document = submit(client, text=FOUNDING_CLAIM)
    if change is None:
        client.delete(f"/v1/statements/{statement['id']}")
    else:
        client.patch(f"/v1/statements/{statement['id']}", json=change)

    read = client.get(f"/v1/documents/{document['id']}").json()

    assert read["needs_recheck"]
    check = read["claims"][0]["check"]
    assert check["verdict"] == "contradicted"
    assert [(r["staleness"], r["statement_id"]) for r in check["recheck_reasons"]] == [(staleness, statement["id"])]
    assert client.get(f"/v1/checks/{check['id']}").json()["needs_recheck"]
    assert [one["needs_recheck"] for one in client.get("/v1/checks").json()["items"]] == [True]
    assert not client.post(f"/v1/documents/{document['id']}/recheck", json={}).json()["needs_recheck"]


def test_a_statement_that_decides_nothing_may_change(client: ContractClient, desk: Desk) -> None:
    desk.has_statement(MAKER)
    other = desk.has_statement("Mixtral 8x22B is a model that speaks five languages.")
    document = submit(client, text=FOUNDING_CLAIM)

    client.delete(f"/v1/statements/{other['id']}")

    assert not client.get(f"/v1/documents/{document['id']}").json()["needs_recheck"]


def test_an_attribution_is_judged_by_the_claimants_own_statements(client: ContractClient, desk: Desk) -> None:
    desk.has_statement(MAKER, attributed_to="Ada Marsk")
    desk.has_statement(FOUNDING_CLAIM, attributed_to="Somebody Else")

    document = submit(client, text=f"Marsk said {MAKER} Marsk said {FOUNDING_CLAIM} Brekke said {MAKER}")

    attributions = [claim for claim in document["claims"] if claim["kind"] == "attribution"]
    assert [claim["check"]["verdict"] for claim in attributions] == ["supported", "contradicted", "not_enough_evidence"]
    assert "Ada Marsk" in {e["statement"]["attributed_to"] for e in attributions[0]["check"]["supporting"]}
    for claim in attributions:
        for evidence in claim["check"]["supporting"] + claim["check"]["contradicting"]:
            for reason in evidence["reasons"]:
                span = reason["claim_span"]
                assert claim["text"][span["start"] : span["end"]] == span["text"] in claim["said"]["text"]


def test_a_page_is_read_and_its_claims_are_found_in_its_html(client: ContractClient) -> None:
    document = submit(client, html=PAGE)

    assert (document["title"], document["published_at"], document["as_of"]) == (
        "Velm grows",
        "2024-05-14",
        "2024-05-14",
    )
    assert document["read_from_html"]
    first, sold, second = [claim for claim in document["claims"] if claim["text"].startswith(("The port", "It was"))]
    assert first["span"]["text"] == "The port of Velm handled twelve million tonnes of cargo & grain in 2023 alone."
    assert first["html_span"]["text"] == PARAGRAPH
    assert sold["html_span"]["text"] == "It was sold to its workers."
    assert PAGE[second["html_span"]["start"] : second["html_span"]["end"]] == PARAGRAPH
    assert second["html_span"]["start"] == PAGE.rindex(PARAGRAPH)


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "", "send either text or html, and not both."),
        ({"text": "It rained.", "html": PAGE}, "", "send either text or html, and not both."),
        ({"html": "<html><body></body></html>"}, "html", "holds no article text"),
        ({"text": "x" * 100_001}, "text", "at most 100,000"),
        ({"html": "x" * 2_000_001}, "html", "at most 2,000,000"),
        ({"html": f"<article><p>{'It rained a lot on the port. ' * 4_000}</p></article>"}, "html", "at most 100,000"),
        ({"text": "It rained.", "url": "ftp://example.org"}, "url", "web address"),
        ({"text": "It rained.", "max_evidence": 51}, "max_evidence", "50 or less"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_in_plain_words(
    client: ContractClient, body: dict[str, Any], field: str, message: str
) -> None:
    response = client.post("/v1/documents", json=body)

    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert message in response.json()["errors"][0]["message"]


def test_a_chosen_source_that_is_not_kept_is_named_and_nothing_is_kept(client: ContractClient) -> None:
    response = client.post("/v1/documents", json={"text": "It rained.", "source_ids": ["nowhere"]})

    assert response.status_code == 404
    assert client.get("/v1/documents").json()["items"] == []

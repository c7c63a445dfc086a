import pytest

from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER, Desk

FOUNDING_CLAIM = "Mixtral 8x22B was developed by Google."


def test_a_claim_that_names_another_maker_is_contradicted_and_shows_the_words(desk: Desk) -> None:
    statement = desk.has_statement(MAKER)

    check = desk.check(FOUNDING_CLAIM)

    assert check["verdict"] == "contradicted"
    assert check["supporting"] == []
    [evidence] = check["contradicting"]
    assert evidence["statement"]["id"] == statement["id"]
    assert evidence["source"]["publisher"] == "Mistral AI"
    [reason] = evidence["reasons"]
    assert reason["claim_span"] == {"start": 31, "end": 37, "text": "Google", "start_utf16": 31, "end_utf16": 37}
    assert reason["statement_span"]["text"] == "Mistral"


def test_the_same_words_support(desk: Desk) -> None:
    desk.has_statement(MAKER)

    check = desk.check(MAKER)

    assert (check["verdict"], len(check["supporting"])) == ("supported", 1)


def test_a_claim_on_which_nothing_is_stored_is_left_open(desk: Desk) -> None:
    check = desk.check(FOUNDING_CLAIM)

    assert check["verdict"] == "not_enough_evidence"
    assert check["supporting"] == check["contradicting"] == check["neutral"] == []


def test_spans_count_code_points_and_utf_16_units(desk: Desk) -> None:
    desk.has_statement("🚀🚀 Mixtral 8x22B was developed by Mistral.")

    check = desk.check("🚀🚀 Mixtral 8x22B was developed by Google.")

    span = check["contradicting"][0]["reasons"][0]["claim_span"]
    assert (span["start"], span["end"]) == (34, 40)
    assert (span["start_utf16"], span["end_utf16"]) == (36, 42)


def test_a_superseded_statement_stays_in_the_list_of_its_stance_and_does_not_decide(desk: Desk) -> None:
    desk.has_statement("The key rate is 4.25 percent.", valid_until="2026-03-19")

    check = desk.check("The key rate is 4.25 percent.", as_of="2026-11-21")

    assert check["verdict"] == "not_enough_evidence"
    assert [evidence["status"] for evidence in check["supporting"]] == ["superseded"]


def test_a_claim_is_judged_for_today_unless_a_day_is_given(desk: Desk) -> None:
    assert desk.check(MAKER)["as_of"] == "2026-11-21"
    assert desk.check(MAKER, as_of="2020-02-29")["as_of"] == "2020-02-29"


def test_a_check_can_be_read_back_as_it_was_given(desk: Desk, client: ContractClient) -> None:
    desk.has_statement(MAKER)
    given = client.post(
        "/v1/checks", json={"claim": FOUNDING_CLAIM, "claimant": "A reader", "claim_date": "2026-01-02"}
    )

    read = client.get(given.headers["Location"])

    assert read.status_code == 200
    assert read.json() == given.json()


def test_a_check_keeps_what_it_saw_when_the_statement_goes(desk: Desk, client: ContractClient) -> None:
    statement = desk.has_statement(MAKER)
    check = desk.check(FOUNDING_CLAIM)

    client.delete(f"/v1/statements/{statement['id']}")

    read = client.get(f"/v1/checks/{check['id']}").json()
    stale = {"needs_recheck": True, "recheck_reasons": read["recheck_reasons"]}
    assert read == check | stale
    assert desk.check(FOUNDING_CLAIM)["verdict"] == "not_enough_evidence"


def test_each_list_of_evidence_is_cut_by_itself(desk: Desk) -> None:
    source = desk.has_source()["id"]
    for text in (MAKER, "Mixtral 8x22B was developed by Paris.", FOUNDING_CLAIM, "Mixtral 8x22B is a model."):
        desk.has_statement(text, source)

    check = desk.check(FOUNDING_CLAIM, max_evidence=1)

    assert [len(check[name]) for name in ("supporting", "contradicting", "neutral")] == [1, 1, 1]
    assert check["verdict"] == "disputed"


def test_sources_below_the_reliability_asked_for_are_left_out(desk: Desk) -> None:
    desk.has_statement(MAKER, desk.has_source(reliability=0.4)["id"])

    assert desk.check(MAKER, min_reliability=0.5)["verdict"] == "not_enough_evidence"
    assert desk.check(MAKER, min_reliability=0.4)["verdict"] == "supported"


def test_only_the_chosen_sources_are_looked_at(desk: Desk) -> None:
    desk.has_statement(MAKER)
    other = desk.has_source(title="Another")["id"]

    assert desk.check(MAKER, source_ids=[other])["verdict"] == "not_enough_evidence"


def test_a_chosen_source_that_is_not_kept_is_named(client: ContractClient) -> None:
    response = client.post("/v1/checks", json={"claim": MAKER, "source_ids": ["nowhere"]})

    assert response.status_code == 404
    assert response.json()["detail"] == "There is no source with the id 'nowhere'."


def test_checks_are_listed_newest_first_page_by_page(desk: Desk, client: ContractClient) -> None:
    given = [desk.check(f"Claim number {number}.")["id"] for number in range(5)]

    first = client.get("/v1/checks", params={"limit": 3}).json()
    second = client.get("/v1/checks", params={"limit": 3, "cursor": first["next_cursor"]}).json()

    assert [check["id"] for check in first["items"] + second["items"]] == given[::-1]
    assert second["next_cursor"] is None


def test_a_list_that_ends_with_its_page_has_no_cursor(desk: Desk, client: ContractClient) -> None:
    desk.check(MAKER)

    assert client.get("/v1/checks", params={"limit": 1}).json()["next_cursor"] is None


def test_checks_can_be_listed_by_verdict_and_by_words(desk: Desk, client: ContractClient) -> None:
    desk.has_statement(MAKER)
    desk.check(MAKER)
    contradicted = desk.check(FOUNDING_CLAIM)

    by_verdict = client.get("/v1/checks", params={"verdict": "contradicted"}).json()
    by_words = client.get("/v1/checks", params={"text": "google"}).json()

    assert [check["id"] for check in by_verdict["items"]] == [contradicted["id"]]
    assert [check["id"] for check in by_words["items"]] == [contradicted["id"]]


@pytest.mark.parametrize("cursor", ["nonsense", "after_", "after_a b", "after_" + "x" * 100])
def test_a_cursor_that_was_never_given_is_refused(client: ContractClient, cursor: str) -> None:
    response = client.get("/v1/checks", params={"cursor": cursor})

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "cursor"


def test_an_unknown_check_is_not_found(client: ContractClient) -> None:
    response = client.get("/v1/checks/nowhere")

    assert response.status_code == 404
    assert response.json()["detail"] == "There is no check with the id 'nowhere'."


def test_the_same_request_gives_the_same_answer(desk: Desk) -> None:
    desk.has_statement(MAKER)

    first, second = desk.check(FOUNDING_CLAIM), desk.check(FOUNDING_CLAIM)

    apart = {"id", "created_at", "same_claim_as"}
    assert {k: v for k, v in first.items() if k not in apart} == {k: v for k, v in second.items() if k not in apart}


@pytest.mark.parametrize(
    ("again", "is_same"),
    [
        (FOUNDING_CLAIM, True),
        ("mixtral 8x22B was developed by  Google", True),
        ("Mixtral 8x22B was developed by Mistral.", False),
        ("Mixtral 8x22B was not developed by Google.", False),
        ("Mixtral 8x7B was developed by Google.", False),
    ],
)
def test_a_claim_that_was_checked_before_names_the_first_check_of_it(
    desk: Desk, client: ContractClient, again: str, is_same: bool
) -> None:
    first = desk.check(FOUNDING_CLAIM)

    later = desk.check(again, as_of="2026-01-01")

    assert first["same_claim_as"] is None
    assert later["same_claim_as"] == (first["id"] if is_same else None)
    assert client.get(f"/v1/checks/{later['id']}").json() == later

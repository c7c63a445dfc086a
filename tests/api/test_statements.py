from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER, Desk


def test_a_statement_is_kept_and_read_back(desk: Desk, client: ContractClient) -> None:
    source = desk.has_source()["id"]
    fields = {
        "text": MAKER,
        "quote": "our latest open model",
        "locator": "first paragraph",
        "context": "Mixtral 8x22B is a language model.",
        "valid_from": "2024-04-17",
        "valid_until": "2030-01-01",
        "attributed_to": "Mistral AI",
        "modality": "reported",
    }

    response = client.post(f"/v1/sources/{source}/statements", json=fields)

    kept = response.json()
    assert response.status_code == 201
    assert kept == {"id": kept["id"], "source_id": source, "revision": 1, **fields}
    assert client.get(response.headers["Location"]).json() == kept


def test_a_statement_needs_a_source_that_is_kept(client: ContractClient) -> None:
    assert client.post("/v1/sources/nowhere/statements", json={"text": MAKER}).status_code == 404


def test_a_validity_that_ends_before_it_begins_is_refused(desk: Desk, client: ContractClient) -> None:
    body = {"text": MAKER, "valid_from": "2024-05-02", "valid_until": "2024-05-01"}

    response = client.post(f"/v1/sources/{desk.has_source()['id']}/statements", json=body)

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "valid_until"


def test_statements_of_a_source_are_listed_page_by_page(desk: Desk, client: ContractClient) -> None:
    source = desk.has_source()["id"]
    ids = sorted(desk.has_statement(f"Number {number}.", source)["id"] for number in range(3))
    desk.has_statement("Of another source.")

    first = client.get(f"/v1/sources/{source}/statements", params={"limit": 2}).json()
    rest = client.get(f"/v1/sources/{source}/statements", params={"cursor": first["next_cursor"]}).json()

    assert [statement["id"] for statement in first["items"] + rest["items"]] == ids


def test_a_changed_statement_is_found_and_judged_by_its_new_words(desk: Desk, client: ContractClient) -> None:
    statement = desk.has_statement(MAKER)

    changed = client.patch(f"/v1/statements/{statement['id']}", json={"text": "Mixtral 8x22B was developed by Google."})

    assert (changed.status_code, changed.json()["revision"]) == (200, 2)
    assert desk.check("Mixtral 8x22B was developed by Google.")["verdict"] == "supported"


def test_a_change_to_an_old_revision_of_a_statement_is_refused(desk: Desk, client: ContractClient) -> None:
    path = f"/v1/statements/{desk.has_statement()['id']}"
    client.patch(path, json={"locator": "page 1"})

    assert client.patch(path, json={"locator": "page 2"}, headers={"If-Match": '"1"'}).status_code == 412
    assert client.delete(path, headers={"If-Match": '"1"'}).status_code == 412
    assert client.delete(path, headers={"If-Match": '"2"'}).status_code == 204
    assert client.get(path).status_code == 404


def test_search_finds_statements_without_judging_them(desk: Desk, client: ContractClient) -> None:
    wanted = desk.has_statement(MAKER)
    desk.has_statement("The key rate is 4.25 percent.")

    items = client.get("/v1/statements/search", params={"q": "who developed Mixtral", "limit": 1}).json()["items"]

    assert [item["statement"]["id"] for item in items] == [wanted["id"]]
    assert items[0]["source"]["publisher"] == "Mistral AI"


def test_search_needs_words(client: ContractClient) -> None:
    for parameters in ({}, {"q": ""}, {"q": " "}, {"q": "a\x00b"}, {"q": "x" * 501}):
        response = client.get("/v1/statements/search", params=parameters)
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == "q"


def test_search_that_finds_nothing_is_an_empty_list(client: ContractClient) -> None:
    assert client.get("/v1/statements/search", params={"q": "unheard of"}).json() == {"items": []}

import pytest

from tests.api.contract_client import ContractClient
from tests.api.desk import SOURCE, Desk


def test_a_source_is_kept_with_the_default_reliability_of_its_kind(client: ContractClient) -> None:
    response = client.post("/v1/sources", json=SOURCE)

    source = response.json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"/v1/sources/{source['id']}"
    assert (source["reliability"], source["language"], source["revision"]) == (0.95, "en", 1)


def test_a_source_can_be_read_back(desk: Desk, client: ContractClient) -> None:
    kept = desk.has_source(url="https://example.org/a", author="A. Writer", published_at="2024-04-17", licence="CC0")

    response = client.get(f"/v1/sources/{kept['id']}")

    assert response.json() == kept
    assert response.headers["ETag"] == '"1"'


def test_a_url_belongs_to_one_source(desk: Desk, client: ContractClient) -> None:
    first = desk.has_source(url="https://example.org/a")
    other = desk.has_source(url="https://example.org/b")

    again = client.post("/v1/sources", json=SOURCE | {"url": "https://example.org/a"})
    moved = client.patch(f"/v1/sources/{other['id']}", json={"url": "https://example.org/a"})

    assert again.status_code == moved.status_code == 409
    assert first["id"] in again.json()["detail"]


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "https://", "javascript:alert(1)", "https://a b/"])
def test_only_web_addresses_are_taken_as_urls(client: ContractClient, url: str) -> None:
    response = client.post("/v1/sources", json=SOURCE | {"url": url})

    assert response.json()["errors"][0]["field"] == "url"


def test_sources_are_listed_page_by_page_and_filtered(desk: Desk, client: ContractClient) -> None:
    ids = sorted(desk.has_source(title=f"Number {number}")["id"] for number in range(3))
    opinion = desk.has_source(kind="opinion", publisher="Somebody")["id"]

    first = client.get("/v1/sources", params={"limit": 2, "kind": "primary"}).json()
    rest = client.get("/v1/sources", params={"limit": 2, "kind": "primary", "cursor": first["next_cursor"]}).json()
    filtered = client.get("/v1/sources", params={"publisher": "Somebody"}).json()

    assert [source["id"] for source in first["items"] + rest["items"]] == ids
    assert [source["id"] for source in filtered["items"]] == [opinion]


def test_a_change_touches_only_what_is_sent(desk: Desk, client: ContractClient) -> None:
    kept = desk.has_source(author="A. Writer")

    response = client.patch(f"/v1/sources/{kept['id']}", json={"title": "Corrected"})

    assert response.json() == kept | {"title": "Corrected", "revision": 2}
    assert response.headers["ETag"] == '"2"'


def test_null_takes_an_optional_field_away_and_is_refused_for_others(desk: Desk, client: ContractClient) -> None:
    kept = desk.has_source(author="A. Writer", reliability=0.5)

    emptied = client.patch(f"/v1/sources/{kept['id']}", json={"author": None, "reliability": None})
    refused = client.patch(f"/v1/sources/{kept['id']}", json={"title": None})

    assert (emptied.json()["author"], emptied.json()["reliability"]) == (None, 0.95)
    assert refused.status_code == 422


def test_a_change_of_nothing_is_refused(desk: Desk, client: ContractClient) -> None:
    response = client.patch(f"/v1/sources/{desk.has_source()['id']}", json={})

    assert response.status_code == 422
    assert "at least one" in response.json()["detail"]


def test_a_change_to_an_old_revision_is_refused(desk: Desk, client: ContractClient) -> None:
    path = f"/v1/sources/{desk.has_source()['id']}"
    seen = client.get(path).headers["ETag"]
    client.patch(path, json={"title": "Changed by another"})

    stale = client.patch(path, json={"title": "Mine"}, headers={"If-Match": seen})
    stale_removal = client.delete(path, headers={"If-Match": seen})
    fresh = client.patch(path, json={"title": "Mine"}, headers={"If-Match": '"2"'})
    any_revision = client.patch(path, json={"title": "Mine again"}, headers={"If-Match": "*"})

    assert stale.status_code == stale_removal.status_code == 412
    assert "revision 2, not 1" in stale.json()["detail"]
    assert (fresh.status_code, any_revision.status_code) == (200, 200)


@pytest.mark.parametrize("tag", ["1", 'W/"1"', '"one"', '"1", "2"', '"'])
def test_an_if_match_that_never_was_an_etag_is_refused(desk: Desk, client: ContractClient, tag: str) -> None:
    response = client.delete(f"/v1/sources/{desk.has_source()['id']}", headers={"If-Match": tag})

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "If-Match"


def test_a_removed_source_is_gone_with_its_statements(desk: Desk, client: ContractClient) -> None:
    statement = desk.has_statement()

    response = client.delete(f"/v1/sources/{statement['source_id']}")

    assert response.status_code == 204
    assert client.get(f"/v1/sources/{statement['source_id']}").status_code == 404
    assert client.get(f"/v1/statements/{statement['id']}").status_code == 404


def test_a_reprint_names_a_source_that_is_kept(desk: Desk, client: ContractClient) -> None:
    original = desk.has_source()["id"]

    assert desk.has_source(syndicated_from=original)["syndicated_from"] == original
    refused = client.post("/v1/sources", json=SOURCE | {"syndicated_from": "nowhere"})
    assert refused.json()["errors"][0]["field"] == "syndicated_from"

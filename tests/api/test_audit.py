from tests.api.contract_client import ContractClient
from tests.api.desk import Desk


def test_every_write_leaves_a_record(desk: Desk, client: ContractClient) -> None:
    source = desk.has_source()
    client.patch(f"/v1/sources/{source['id']}", json={"title": "Changed"})
    client.delete(f"/v1/sources/{source['id']}")

    records = client.get("/v1/audit").json()["items"]

    assert [(record["action"], record["subject_id"]) for record in records] == [
        ("created", source["id"]),
        ("updated", source["id"]),
        ("deleted", source["id"]),
    ]
    assert records[1]["before"]["title"] == source["title"]
    assert records[1]["after"]["title"] == "Changed"
    assert records[2]["after"] is None


def test_records_are_read_page_by_page_and_by_subject(desk: Desk, client: ContractClient) -> None:
    ids = [desk.has_source()["id"] for _ in range(3)]

    first = client.get("/v1/audit", params={"limit": 2}).json()
    rest = client.get("/v1/audit", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    of_one = client.get("/v1/audit", params={"subject_id": ids[1]}).json()

    assert [record["subject_id"] for record in first["items"] + rest["items"]] == ids
    assert [record["subject_id"] for record in of_one["items"]] == [ids[1]]


def test_a_cursor_of_another_list_is_refused(desk: Desk, client: ContractClient) -> None:
    for _ in range(2):
        desk.has_source()
    cursor = client.get("/v1/sources", params={"limit": 1}).json()["next_cursor"]

    assert client.get("/v1/audit", params={"cursor": cursor}).status_code == 422

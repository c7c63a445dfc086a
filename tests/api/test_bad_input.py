import json
from typing import Any

import pytest

from app.api.observation import MAX_BODY_BYTES
from tests.api.contract_client import ContractClient
from tests.api.desk import MAKER, Desk

JSON = {"Content-Type": "application/json"}


def refused_fields(client: ContractClient, body: object, path: str = "/v1/checks") -> dict[str, str]:
    response = client.post(path, content=json.dumps(body), headers=JSON)
    assert response.status_code == 422, response.text
    assert response.headers["content-type"] == "application/problem+json"
    return {error["field"]: error["message"] for error in response.json()["errors"]}


@pytest.mark.parametrize("blank", ["", " ", "\t\n ", "\u2003\u3000"])
def test_an_empty_or_blank_claim_is_refused(client: ContractClient, blank: str) -> None:
    assert "empty" in refused_fields(client, {"claim": blank})["claim"]


def test_a_claim_of_ten_thousand_characters_is_refused_and_told_the_limit(client: ContractClient) -> None:
    message = refused_fields(client, {"claim": "x" * 10_000})["claim"]

    assert "10,000" in message
    assert "at most 2,000" in message
    assert "each sentence" in message


def test_the_limit_counts_code_points(client: ContractClient) -> None:
    longest = "🦆" * 2_000

    assert client.post("/v1/checks", json={"claim": longest}).status_code == 201
    assert client.post("/v1/checks", json={"claim": longest + "🦆"}).status_code == 422


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\n", "\t", "\x7f", "\x85"])
def test_control_characters_inside_a_claim_are_refused_and_named(client: ContractClient, control: str) -> None:
    message = refused_fields(client, {"claim": f"Mixtral{control}8x22B"})["claim"]

    assert f"U+{ord(control):04X} at position 7" in message


def test_spaces_and_line_breaks_around_a_claim_are_trimmed(desk: Desk) -> None:
    assert desk.check(" \n Mixtral 8x22B \r\n")["claim"] == "Mixtral 8x22B"


@pytest.mark.parametrize("text", ["\ud800", "Mixtral \udfff is"])
def test_a_lone_surrogate_is_refused_wherever_it_stands(client: ContractClient, text: str) -> None:
    assert "surrogate" in refused_fields(client, {"claim": text})["claim"]
    assert "surrogate" in refused_fields(client, {"claim": MAKER, "claimant": text})["claimant"]
    assert refused_fields(client, {"claim": MAKER, text: 1})


@pytest.mark.parametrize(
    "claim",
    [
        "טענה בעברית על מודל שפה",
        "شركة ميسترال طورت النموذج",
        "\u202eedispu nwod\u202c",
        "🦆🦆🦆",
        "👩‍👩‍👧‍👦 family",
        "Mixtral 由谷歌开发",
        "Модель разработана компанией Google",
        "???",
        "\u200b",
        "e\u0301" * 500,
        "'; DROP TABLE source; --",
        '" OR 1=1 --',
        "NEAR(mixtral google) AND NOT *",
        "claim:* ^ {col}:x",
        "<script>alert(1)</script>",
        "%s %(x)s {0} {x} \\u0000",
    ],
)
def test_unusual_claims_are_checked_like_any_other(desk: Desk, claim: str) -> None:
    desk.has_statement(MAKER)

    check = desk.check(claim)

    assert check["verdict"] == "not_enough_evidence"
    assert check["claim"] == claim
    assert desk.check(MAKER)["verdict"] == "supported"


@pytest.mark.parametrize("sent", [b"{", b"{'claim': 1}", b"\xff\xfe", b'{"claim": "a" "b"}', b"[" * 100_000])
def test_malformed_json_is_a_bad_request(client: ContractClient, sent: bytes) -> None:
    response = client.post("/v1/checks", content=sent, headers=JSON)

    assert response.status_code == 400
    assert "JSON" in response.json()["detail"]


@pytest.mark.parametrize("body", [None, [], "text", 5, True])
def test_a_body_that_is_no_object_is_refused(client: ContractClient, body: object) -> None:
    assert "object" in refused_fields(client, body)[""] or "required" in refused_fields(client, body)[""]


def test_an_absent_body_is_refused(client: ContractClient) -> None:
    response = client.post("/v1/checks", headers=JSON)

    assert response.status_code == 422
    assert "required" in response.json()["detail"]


def test_unknown_fields_are_refused_and_named(client: ContractClient) -> None:
    assert "not a field" in refused_fields(client, {"claim": MAKER, "clam": "x"})["clam"]


def test_unknown_query_parameters_are_refused_and_the_known_ones_named(client: ContractClient) -> None:
    response = client.get("/v1/checks", params={"verdcit": "supported"})

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "verdcit"
    assert "verdict" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("day", ["2024-02-30", "2023-02-29", "2024-13-01", "0000-01-01"])
def test_impossible_days_are_refused(client: ContractClient, day: str) -> None:
    message = refused_fields(client, {"claim": MAKER, "as_of": day})["as_of"]

    assert message == f"names no day of the calendar: {day}."


@pytest.mark.parametrize("day", ["yesterday", "17.4.2024", "2024-4-7", "2024-04-17T10:00:00Z", 20240417, 0.5, True, []])
def test_days_in_another_form_are_refused(client: ContractClient, day: object) -> None:
    assert "YYYY-MM-DD" in refused_fields(client, {"claim": MAKER, "claim_date": day})["claim_date"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("claim", None),
        ("claim", 5),
        ("claim", ["x"]),
        ("claimant", ""),
        ("claimant", "x" * 501),
        ("max_evidence", 0),
        ("max_evidence", 51),
        ("max_evidence", "5"),
        ("max_evidence", True),
        ("max_evidence", 1.5),
        ("max_evidence", 10**30),
        ("min_reliability", -0.1),
        ("min_reliability", 1.1),
        ("min_reliability", "0.5"),
        ("source_ids", []),
        ("source_ids", ["x"] * 101),
    ],
)
def test_values_out_of_bounds_are_refused_field_by_field(client: ContractClient, field: str, value: object) -> None:
    assert set(refused_fields(client, {"claim": MAKER} | {field: value})) == {field}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(client: ContractClient, number: str) -> None:
    sent = f'{{"claim": "x", "min_reliability": {number}}}'

    assert client.post("/v1/checks", content=sent, headers=JSON).status_code == 422


def test_ids_inside_a_list_are_named_by_their_place(client: ContractClient) -> None:
    fields = refused_fields(client, {"claim": MAKER, "source_ids": ["a", "b c", "x" * 65]})

    assert set(fields) == {"source_ids.1", "source_ids.2"}


@pytest.mark.parametrize("limit", ["0", "101", "-1", "ten", "1.5", ""])
def test_a_limit_out_of_bounds_is_refused(client: ContractClient, limit: str) -> None:
    response = client.get("/v1/sources", params={"limit": limit})

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "limit"


@pytest.mark.parametrize("id_", ["a b", "x" * 65, "%00", "a%0Ab", "caf%C3%A9", "%FF"])
@pytest.mark.parametrize("kind", ["checks", "sources", "statements"])
def test_an_id_that_cannot_be_one_is_refused(client: ContractClient, kind: str, id_: str) -> None:
    assert client.get(f"/v1/{kind}/{id_}").status_code == 422


@pytest.mark.parametrize("path", ["/v1/checks/x", "/v1/sources/x", "/v1/statements/x", "/v1/sources/x/statements"])
def test_an_unknown_id_is_not_found(client: ContractClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "multipart/form-data", "nonsense", ""])
def test_a_body_that_is_not_json_is_an_unsupported_media_type(client: ContractClient, media_type: str) -> None:
    response = client.post("/v1/checks", content=b'{"claim": "x"}', headers={"Content-Type": media_type})

    assert response.status_code == 415
    assert "application/json" in response.json()["detail"]


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/ld+json"])
def test_json_is_taken_under_any_of_its_names(client: ContractClient, media_type: str) -> None:
    response = client.post("/v1/checks", content=b'{"claim": "x"}', headers={"Content-Type": media_type})

    assert response.status_code == 201


def test_a_body_larger_than_the_bound_is_refused(client: ContractClient) -> None:
    body = b'{"claim": "' + b"x" * MAX_BODY_BYTES + b'"}'

    whole = client.post("/v1/checks", content=body, headers=JSON)
    in_parts = client.post("/v1/checks", content=iter([body[:1000], body[1000:]]), headers=JSON)

    assert whole.status_code == in_parts.status_code == 413
    assert "16 MiB" in whole.json()["detail"]


def test_a_path_that_is_not_served_is_not_found(client: ContractClient) -> None:
    for path in ("/v1/nothing", "/v2/checks", "/v1/checks/", "/assets/page/none.css", "/%00", "/%FF"):
        response = client.get(path)
        assert response.status_code == 404
        assert response.json()["type"] == "urn:claimcheck:problem:not-found"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/checks", {"GET", "POST"}),
        ("PUT", "/v1/sources/x", {"DELETE", "GET", "PATCH"}),
        ("POST", "/healthz", {"GET"}),
        ("PATCH", "/v1/checks/batch", {"POST"}),
        ("POST", "/docs", {"GET"}),
    ],
)
def test_a_method_that_a_path_does_not_answer_names_those_it_does(
    client: ContractClient, method: str, path: str, allowed: set[str]
) -> None:
    response = client.request(method, path)

    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == allowed


def test_several_faults_are_told_together(client: ContractClient) -> None:
    response = client.post("/v1/checks", json={"claim": " ", "as_of": "never", "colour": "red"})

    assert {error["field"] for error in response.json()["errors"]} == {"claim", "as_of", "colour"}
    assert "2 more" in response.json()["detail"]


def problem_of(client: ContractClient) -> dict[str, Any]:
    return dict(client.get("/v1/checks/nowhere").json())


def test_a_problem_has_every_member_of_its_standard(client: ContractClient) -> None:
    assert problem_of(client) == {
        "type": "urn:claimcheck:problem:not-found",
        "title": "Not found",
        "status": 404,
        "detail": "There is no check with the id 'nowhere'.",
        "instance": "/v1/checks/nowhere",
    }

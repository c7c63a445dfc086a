"""Shorthand for what most API tests begin with: a source, a statement, a check."""

from typing import Any

from tests.api.contract_client import ContractClient

SOURCE = {"title": "Cheaper, Better, Faster, Stronger", "publisher": "Mistral AI", "kind": "primary"}
MAKER = "Mixtral 8x22B was developed by Mistral."


class Desk:
    """Writes over HTTP as a caller would."""

    def __init__(self, client: ContractClient) -> None:
        self.client = client

    def has_source(self, **fields: Any) -> dict[str, Any]:
        """Keep a source and return it."""
        response = self.client.post("/v1/sources", json=SOURCE | fields)
        assert response.status_code == 201, response.text
        return dict(response.json())

    def has_statement(self, text: str = MAKER, source_id: str | None = None, **fields: Any) -> dict[str, Any]:
        """Keep a statement, of a source of its own unless one is named, and return it."""
        source_id = source_id or self.has_source()["id"]
        response = self.client.post(f"/v1/sources/{source_id}/statements", json={"text": text, **fields})
        assert response.status_code == 201, response.text
        return dict(response.json())

    def check(self, claim: str, **fields: Any) -> dict[str, Any]:
        """Check a claim and return the check."""
        response = self.client.post("/v1/checks", json={"claim": claim, **fields})
        assert response.status_code == 201, response.text
        return dict(response.json())

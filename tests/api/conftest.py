"""Fixtures for API tests: the application over fakes, and a client that holds every answer to the contract."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.application import api_over
from app.services.toolbox import Toolbox
from tests.api.contract_client import ContractClient, committed_contract
from tests.api.desk import Desk


@pytest.fixture(scope="session")
def contract() -> dict[str, Any]:
    return committed_contract()


@pytest.fixture
def client(toolbox: Toolbox, contract: dict[str, Any]) -> Iterator[ContractClient]:
    with TestClient(api_over(toolbox), raise_server_exceptions=False) as client:
        yield ContractClient(client, contract)


@pytest.fixture
def desk(client: ContractClient) -> Desk:
    return Desk(client)

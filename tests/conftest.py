"""Fixtures for every test: a toolbox with a real store of its own and readers that need no model."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.claim_review import Publisher
from app.services.toolbox import Toolbox
from app.storage.database import Database
from app.text.tokens import index_terms
from benchmarks.postgres import PostgresServer, running_postgres
from tests.fakes.clock import FakeClock
from tests.fakes.detection import FakeDetector
from tests.fakes.retrieval import HashingEmbedder
from tests.fakes.verification import FakeRetriever, FakeVerifier


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    name = postgres.make_migrated()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'claimcheck.db'}"


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def store_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def database(store_url: str) -> Iterator[Database]:
    with closing(Database(store_url, terms=index_terms)) as database:
        database.migrate()
        yield database


@pytest.fixture
def toolbox(database: Database) -> Toolbox:
    return Toolbox(
        database=database,
        embedder=HashingEmbedder(),
        retriever_over=FakeRetriever,
        verifier=FakeVerifier(),
        detector=FakeDetector(),
        clock=FakeClock(),
        publisher=Publisher(name="Velm Courier", url="https://checks.velm.example"),
    )

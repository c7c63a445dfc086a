from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.ports import Database as DatabasePort
from app.storage.database import Database
from tests.fakes.storage import FakeDatabase
from tests.storage.examples import words


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def sqlite(url: str) -> Iterator[Database]:
    database = Database(url, terms=words, busy_seconds=0.2)
    database.migrate()
    yield database
    database.close()


@pytest.fixture(params=["fake", "sqlite"])
def database(request: pytest.FixtureRequest) -> DatabasePort:
    if request.param == "fake":
        return FakeDatabase(terms=words)
    real: Database = request.getfixturevalue("sqlite")
    return real

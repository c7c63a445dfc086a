from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from app.domain.ports import Database as DatabasePort
from app.storage.database import Database
from tests.fakes.storage import FakeDatabase
from tests.storage.examples import words


@contextmanager
def migrated(url: str) -> Iterator[Database]:
    with closing(Database(url, terms=words, busy_seconds=0.2)) as database:
        database.migrate()
        yield database


@pytest.fixture
def stored(store_url: str) -> Iterator[Database]:
    with migrated(store_url) as database:
        yield database


@pytest.fixture(params=["fake", "sqlite_url", "postgres_url"])
def database(request: pytest.FixtureRequest) -> Iterator[DatabasePort]:
    if request.param == "fake":
        yield FakeDatabase(terms=words)
        return
    with migrated(request.getfixturevalue(request.param)) as database:
        yield database

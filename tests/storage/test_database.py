import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from app.domain.errors import StaleRevisionError, StoreError
from app.storage.database import Database
from app.storage.migrating import MIGRATIONS, newest
from app.storage.tables import SOURCE as SOURCE_TABLE
from benchmarks.postgres import PostgresServer
from tests.storage.examples import SOURCE, STATEMENT, a_source, a_statement, keep, vector, words

OWN_TABLES = {"statement_vector", "removed_vector", "term", "posting", "word_total", "statement_embedding"}
OWN_WORDS = ("statement_words", "statement_vocabulary", "claim_words")


def is_common(name: str | None, kind: str) -> bool:
    """Leave out what only one kind of database has: what its search reads."""
    return kind != "table" or not (name in OWN_TABLES or str(name).startswith(OWN_WORDS))


def test_migrations_make_the_tables_that_the_code_declares(stored: Database, store_url: str) -> None:
    engine = create_engine(store_url)
    with engine.connect() as connection:
        options = {
            "include_name": lambda name, kind, _: is_common(name, kind),
            "include_object": lambda _, name, kind, *__: is_common(name, kind),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SOURCE_TABLE.metadata) == []
    engine.dispose()
    stored.check_ready()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    postgres: PostgresServer = request.getfixturevalue("postgres")
    name = postgres.make_empty()
    yield postgres.url(name)
    postgres.drop(name)


def test_two_processes_that_start_together_migrate_once(empty_url: str) -> None:
    code = (
        "import sys; from app.storage.database import Database;"
        "d = Database(sys.argv[1], terms=str.split, busy_seconds=30); d.migrate(); d.check_ready(); d.close()"
    )
    command = [sys.executable, "-c", code, empty_url]
    started = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(2)]  # noqa: S603  # our own code

    assert [process.wait(timeout=60) for process in started] == [0, 0]


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("mysql://host/store", "'mysql' are not known; use sqlite:///"),
        ("postgresql+asyncpg://host/store", "'postgresql\\+asyncpg' are not known"),
        ("store.db", "not a database url; write one like sqlite:///"),
        ("", "not a database url"),
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
    ],
)
def test_a_url_that_names_no_database_is_refused(url: str, advice: str) -> None:
    with pytest.raises(StoreError, match=advice):
        Database(url, terms=words)


def test_a_store_that_stays_locked_says_so(stored: Database, store_url: str) -> None:
    other = Database(store_url, terms=words, busy_seconds=0.1)
    with stored.session():
        with pytest.raises(StoreError, match=r"busy.* try again"), stored.session():
            pass
        with pytest.raises(StoreError, match=r"keeps? it locked;.* try again"), other.session():
            pass
        with other.reading() as storage:
            assert storage.sources.count() == 0
    other.close()


def test_a_reading_session_cannot_write(stored: Database) -> None:
    with pytest.raises(StoreError, match="read-only"), stored.reading() as storage:
        storage.sources.add(SOURCE)


def test_a_reader_sees_one_state_while_another_writes(stored: Database) -> None:
    with stored.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})

    with stored.reading() as before:
        assert len(before.search.by_vector(vector(1), limit=9)) == 1
        with stored.session() as storage:
            storage.statements.update(STATEMENT, vector=vector(0, 1), expected_revision=1)
            storage.statements.add(a_statement(id="statement-2"), vector=vector(0, 0, 1))
        with stored.reading() as after:
            assert [id_ for id_, _ in after.search.by_vector(vector(0, 0, 1), limit=1)] == ["statement-2"]

        assert before.state.revision() == 2
        assert before.statements.count() == 1
        assert before.search.by_vector(vector(1), limit=9) == [(STATEMENT.id, 1.0)]


def test_a_reader_from_before_the_vectors_were_loaded_still_finds_its_own(stored: Database) -> None:
    with stored.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})

    with stored.reading() as before:
        assert before.state.revision() == 2
        with stored.session() as storage:
            storage.statements.add(a_statement(id="statement-2"), vector=vector(0, 1))
        with stored.reading() as after:
            assert len(after.search.by_vector(vector(1), limit=9)) == 2

        assert before.search.by_vector(vector(1), limit=9) == [(STATEMENT.id, 1.0)]


def test_of_two_writers_with_the_same_revision_one_is_told(stored: Database) -> None:
    with stored.session() as storage:
        storage.sources.add(SOURCE)
    writing, told = Event(), []

    def second_writer() -> None:
        writing.wait()
        try:
            with stored.session() as storage:
                storage.sources.update(a_source(title="Second"), expected_revision=1)
        except StaleRevisionError as error:
            told.append(error.actual)

    thread = Thread(target=second_writer)
    thread.start()
    with stored.session() as storage:
        writing.set()
        storage.sources.update(a_source(title="First"), expected_revision=1)
    thread.join()

    with stored.reading() as storage:
        assert (told, storage.sources.get(SOURCE.id).title) == ([2], "First")


def test_writers_wait_for_one_another_and_lose_nothing(store_url: str) -> None:
    database = Database(store_url, terms=words, busy_seconds=30)
    database.migrate()

    def write(name: str) -> None:
        for number in range(20):
            with database.session() as storage:
                storage.sources.add(a_source(id=f"{name}-{number}", url=None))

    threads = [Thread(target=write, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.reading() as storage:
        assert (storage.sources.count(), storage.state.revision()) == (60, 60)
    database.close()


def test_what_another_process_writes_is_found_at_once(stored: Database, store_url: str) -> None:
    other = Database(store_url, terms=words)
    with stored.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})
    with other.reading() as storage:
        assert [id_ for id_, _ in storage.search.by_vector(vector(1), limit=9)] == [STATEMENT.id]

    with stored.session() as storage:
        storage.statements.remove(STATEMENT.id, expected_revision=None)
        storage.statements.add(a_statement(id="statement-2"), vector=vector(0, 1))

    with other.reading() as storage:
        assert [id_ for id_, _ in storage.search.by_vector(vector(1), limit=9)] == ["statement-2"]
    other.close()


def test_vectors_of_another_model_are_refused(stored: Database) -> None:
    with stored.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})

    with pytest.raises(StoreError, match="embeddings of 8 numbers and the model makes 9"), stored.session() as storage:
        storage.statements.add(a_statement(id="statement-2"), vector=vector(1) + b"\0\0\0\0")
    with pytest.raises(StoreError, match="embeddings of 8 numbers and the model makes 9"), stored.reading() as storage:
        storage.search.by_vector(vector(1) + b"\0\0\0\0", limit=9)


def test_migrations_are_one_line() -> None:
    scripts = sorted(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    numbers = [name.partition("_")[0] for name in scripts]

    assert numbers == [f"{number:04}" for number in range(1, len(scripts) + 1)]
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [newest()]

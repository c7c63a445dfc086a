import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from app.domain.errors import StaleRevisionError, StoreError
from app.storage.database import Database
from app.storage.tables import SOURCE as SOURCE_TABLE
from tests.storage.examples import SOURCE, STATEMENT, a_source, a_statement, keep, vector, words

SEARCH_TABLES = ("statement_words", "statement_vocabulary", "claim_words")


def a_database(path: Path) -> Database:
    return Database(f"sqlite:///{path}", terms=words, busy_seconds=0.2)


def schema_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT sql FROM sqlite_master ORDER BY name")]


def test_a_new_store_is_made_with_its_folder_and_is_ready(tmp_path: Path) -> None:
    database = a_database(tmp_path / "new" / "folder" / "store.db")
    database.migrate()

    database.check_ready()
    with database.reading() as storage:
        assert (storage.state.revision(), storage.statements.count()) == (0, 0)
    database.close()


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    for _ in range(2):
        database = a_database(path)
        database.migrate()
        with database.session() as storage:
            if storage.sources.count() == 0:
                storage.sources.add(SOURCE)
        database.close()
        if "before" not in locals():
            before = schema_of(path)

    assert schema_of(path) == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM source").fetchone() == (1,)


def test_migrations_make_the_tables_that_the_code_declares(sqlite: Database, url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or not name.startswith(SEARCH_TABLES)}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SOURCE_TABLE.metadata) == []
    engine.dispose()
    sqlite.check_ready()


def test_a_store_that_is_not_migrated_is_not_ready(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "store.db").close()
    database = a_database(tmp_path / "store.db")

    with pytest.raises(StoreError, match="not migrated"):
        database.check_ready()
    database.close()


def test_two_processes_that_start_together_migrate_once(tmp_path: Path) -> None:
    code = (
        "import sys; from app.storage.database import Database;"
        "d = Database(sys.argv[1], terms=str.split, busy_seconds=30); d.migrate(); d.check_ready(); d.close()"
    )
    command = [sys.executable, "-c", code, f"sqlite:///{tmp_path}/store.db"]
    started = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(2)]  # noqa: S603  # our own code

    assert [process.wait(timeout=60) for process in started] == [0, 0]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("These are notes, not a database, and they go on for a while. " * 20)
    database = a_database(tmp_path / "notes.txt")

    with pytest.raises(StoreError, match=r"notes\.txt.*not a SQLite database; name another file"):
        database.migrate()
    with pytest.raises(StoreError, match="not a SQLite database"):
        database.check_ready()
    database.close()


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    database = a_database(path)
    database.migrate()
    with database.session() as storage:
        storage.sources.add(SOURCE)
        storage.statements.add_many((a_statement(id=str(number)), None) for number in range(500))
    database.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + os.urandom(len(content) - 4096))

    with pytest.raises(StoreError, match="damaged; restore it from a backup"), database.reading() as storage:
        storage.search.fetch([str(number) for number in range(500)])
    database.close()


def test_a_read_only_database_can_be_read_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    a_database(path).migrate()
    database = Database(f"sqlite:///file:{path}?mode=ro&uri=true", terms=words)

    with database.reading() as storage:
        assert storage.sources.count() == 0
    with pytest.raises(StoreError, match="read-only; let this user write"), database.session() as storage:
        storage.sources.add(SOURCE)
    database.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write read-only files")
def test_a_file_without_permission_to_write_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    a_database(path).migrate()
    path.chmod(0o444)

    with pytest.raises(StoreError, match="read-only"):
        a_database(path).migrate()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    database = a_database(tmp_path / "file" / "store.db")

    with pytest.raises(StoreError, match="cannot be made"):
        database.migrate()


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened; let this user read and write"):
        a_database(tmp_path).migrate()


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("mysql://host/store", "'mysql' are not known; use sqlite:///"),
        ("store.db", "not a database url; write one like sqlite:///"),
        ("", "not a database url"),
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
    ],
)
def test_a_url_that_names_no_database_is_refused(url: str, advice: str) -> None:
    with pytest.raises(StoreError, match=advice):
        Database(url, terms=words)


def test_a_store_that_stays_locked_says_so(sqlite: Database, url: str) -> None:
    other = Database(url, terms=words, busy_seconds=0.1)
    with sqlite.session():
        with pytest.raises(StoreError, match="busy with other writes; try again"), sqlite.session():
            pass
        with pytest.raises(StoreError, match="another process keeps it locked; try again"), other.session():
            pass
        with other.reading() as storage:
            assert storage.sources.count() == 0
    other.close()


def test_a_reading_session_cannot_write(sqlite: Database) -> None:
    with pytest.raises(StoreError, match="read-only"), sqlite.reading() as storage:
        storage.sources.add(SOURCE)


def test_a_reader_sees_one_state_while_another_writes(sqlite: Database) -> None:
    with sqlite.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})

    with sqlite.reading() as before:
        assert len(before.search.by_vector(vector(1), limit=9)) == 1
        with sqlite.session() as storage:
            storage.statements.update(STATEMENT, vector=vector(0, 1), expected_revision=1)
            storage.statements.add(a_statement(id="statement-2"), vector=vector(0, 0, 1))
        with sqlite.reading() as after:
            assert [id_ for id_, _ in after.search.by_vector(vector(0, 0, 1), limit=1)] == ["statement-2"]

        assert before.state.revision() == 2
        assert before.statements.count() == 1
        assert before.search.by_vector(vector(1), limit=9) == [(STATEMENT.id, 1.0)]


def test_a_reader_from_before_the_vectors_were_loaded_still_finds_its_own(sqlite: Database) -> None:
    with sqlite.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})

    with sqlite.reading() as before:
        assert before.state.revision() == 2
        with sqlite.session() as storage:
            storage.statements.add(a_statement(id="statement-2"), vector=vector(0, 1))
        with sqlite.reading() as after:
            assert len(after.search.by_vector(vector(1), limit=9)) == 2

        assert before.search.by_vector(vector(1), limit=9) == [(STATEMENT.id, 1.0)]


def test_of_two_writers_with_the_same_revision_one_is_told(sqlite: Database) -> None:
    with sqlite.session() as storage:
        storage.sources.add(SOURCE)
    writing, told = Event(), []

    def second_writer() -> None:
        writing.wait()
        try:
            with sqlite.session() as storage:
                storage.sources.update(a_source(title="Second"), expected_revision=1)
        except StaleRevisionError as error:
            told.append(error.actual)

    thread = Thread(target=second_writer)
    thread.start()
    with sqlite.session() as storage:
        writing.set()
        storage.sources.update(a_source(title="First"), expected_revision=1)
    thread.join()

    with sqlite.reading() as storage:
        assert (told, storage.sources.get(SOURCE.id).title) == ([2], "First")


def test_writers_wait_for_one_another_and_lose_nothing(url: str) -> None:
    database = Database(url, terms=words, busy_seconds=30)
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


def test_what_another_process_writes_is_found_at_once(sqlite: Database, url: str) -> None:
    other = Database(url, terms=words)
    with sqlite.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})
    with other.reading() as storage:
        assert [id_ for id_, _ in storage.search.by_vector(vector(1), limit=9)] == [STATEMENT.id]

    with sqlite.session() as storage:
        storage.statements.remove(STATEMENT.id, expected_revision=None)
        storage.statements.add(a_statement(id="statement-2"), vector=vector(0, 1))

    with other.reading() as storage:
        assert [id_ for id_, _ in storage.search.by_vector(vector(1), limit=9)] == ["statement-2"]
    other.close()


def test_vectors_of_another_model_are_refused(sqlite: Database) -> None:
    with sqlite.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})

    with pytest.raises(StoreError, match="embeddings of 8 numbers and the model makes 9"), sqlite.session() as storage:
        storage.statements.add(a_statement(id="statement-2"), vector=vector(1) + b"\0\0\0\0")
    with pytest.raises(StoreError, match="embeddings of 8 numbers and the model makes 9"), sqlite.reading() as storage:
        storage.search.by_vector(vector(1) + b"\0\0\0\0", limit=9)

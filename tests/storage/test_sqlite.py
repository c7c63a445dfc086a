import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import StoreError
from app.storage.database import Database
from tests.storage.examples import SOURCE, a_statement, words


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


def test_a_store_that_is_not_migrated_is_not_ready(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "store.db").close()
    database = a_database(tmp_path / "store.db")

    with pytest.raises(StoreError, match="not migrated"):
        database.check_ready()
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

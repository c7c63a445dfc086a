import re
import time
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from app.domain.errors import InvalidInputError, StoreError
from app.storage import postgres_search
from app.storage.database import Database
from benchmarks.postgres import PostgresServer
from tests.storage.conftest import migrated
from tests.storage.examples import SOURCE, STATEMENT, a_check, a_source, a_statement, keep, vector, words


@pytest.fixture
def stored(postgres_url: str) -> Iterator[Database]:
    with migrated(postgres_url) as database:
        yield database


@pytest.fixture
def replica(postgres_url: str) -> Iterator[Database]:
    with migrated(postgres_url) as database:
        yield database


def refusal(url: str) -> str:
    with closing(Database(url, terms=words)) as database:
        with pytest.raises(StoreError) as raised, database.reading() as storage:
            storage.state.revision()
        return str(raised.value)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    told = refusal("postgresql://user:secret@127.0.0.1:1/store")

    assert "127.0.0.1:1/store" in told
    assert "it does not answer; start the server" in told
    assert "secret" not in told


def test_a_database_that_is_not_there_is_named(postgres: PostgresServer) -> None:
    assert "no database of this name; create it" in refusal(postgres.url("nowhere"))


def test_a_user_that_is_not_known_is_told(postgres: PostgresServer) -> None:
    assert "the user or the password is refused" in refusal(postgres.url("postgres").replace("postgres:@", "nobody:@"))


def test_a_store_that_is_not_migrated_is_not_ready(postgres: PostgresServer) -> None:
    name = postgres.make_empty()
    with closing(Database(postgres.url(name), terms=words)) as database:
        with pytest.raises(StoreError, match="not migrated"):
            database.check_ready()
        with pytest.raises(StoreError, match="start the service once so that it migrates"), database.session():
            pass
    postgres.drop(name)


@pytest.mark.parametrize("driver", ["postgresql", "postgresql+psycopg"])
def test_the_driver_may_be_named_or_not(driver: str, postgres_url: str) -> None:
    with closing(Database(re.sub("^postgresql", driver, postgres_url), terms=words)) as database:
        database.check_ready()


def test_text_with_a_nul_is_refused(stored: Database) -> None:
    with pytest.raises(InvalidInputError, match="NUL"), stored.session() as storage:
        storage.sources.add(a_source(title="half\0way"))


def test_connections_that_a_restart_cut_are_opened_anew(stored: Database, postgres: PostgresServer) -> None:
    with stored.reading() as storage:
        assert storage.sources.count() == 0
    postgres.cut_connections()

    with stored.reading() as storage:
        assert storage.sources.count() == 0


def write_while_cut_off(database: Database, postgres: PostgresServer) -> None:
    with database.session() as storage:
        storage.sources.add(SOURCE)
        postgres.cut_connections()
        storage.sources.count()


def test_a_writer_that_is_cut_off_is_told_and_keeps_nothing(stored: Database, postgres: PostgresServer) -> None:
    with pytest.raises(StoreError, match="try again"):
        write_while_cut_off(stored, postgres)

    with stored.reading() as storage:
        assert (storage.sources.count(), storage.state.revision()) == (0, 0)


def test_what_one_replica_writes_the_other_finds_at_once(stored: Database, replica: Database) -> None:
    with stored.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})
    with replica.reading() as storage:
        assert [id_ for id_, _ in storage.search.by_terms(["ships"], limit=9)] == [STATEMENT.id]
        assert [id_ for id_, _ in storage.search.by_vector(vector(1), limit=9)] == [STATEMENT.id]
        assert storage.search.document_frequencies(["ships"]) == {"ships": 1}

    with replica.session() as storage:
        storage.statements.remove(STATEMENT.id, expected_revision=1)
    with stored.reading() as storage:
        assert storage.search.by_terms(["ships"], limit=9) == []
        assert storage.search.by_vector(vector(1), limit=9) == []
        assert storage.search.document_frequencies(["ships"]) == {"ships": 0}


def test_pages_follow_the_letters_whatever_the_language_of_the_server(stored: Database) -> None:
    ids = ["b", "B", "a", "é", "_", "A"]
    with stored.session() as storage:
        for id_ in ids:
            storage.sources.add(a_source(id=id_, url=None))

        assert [source.id for source in storage.sources.page(after=None, limit=9)] == sorted(ids)


def test_every_id_follows_the_letters(stored: Database, postgres_url: str) -> None:
    stored.check_ready()
    with psycopg.connect(postgres_url) as connection:
        columns = connection.execute(
            "SELECT table_name || '.' || column_name, collation_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'text'"
        ).fetchall()

    assert len(columns) >= 4
    assert [name for name, collation in columns if collation != "C"] == []  # declare it as app.storage.tables.ID


def test_a_term_longer_than_an_index_entry_is_found(stored: Database) -> None:
    term = "ü" * 2_000
    with stored.session() as storage:
        keep(storage, a_statement(id="with", text=term), a_statement(id="without"))
        storage.checks.add(a_check(claim=term))

        assert [id_ for id_, _ in storage.search.by_terms([term], limit=9)] == ["with"]
        assert storage.search.document_frequencies([term]) == {term: 1}
        assert len(storage.checks.page(after=None, limit=9, text=term)) == 1


def test_a_large_store_is_searched_through_the_index_of_nearness(
    stored: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = {f"s{number:03}": vector(1, number / 100) for number in range(300)}
    with stored.session() as storage:
        keep(storage, *(a_statement(id=id_) for id_ in vectors), vectors=vectors)
    with stored.reading() as storage:
        exactly = storage.search.by_vector(vector(1, 1.5), limit=20)
    monkeypatch.setattr(postgres_search, "EXACT_UP_TO", 0)

    with stored.reading() as storage:
        assert storage.search.by_vector(vector(1, 1.5), limit=20) == exactly


def test_a_check_waits_for_no_writer(stored: Database, replica: Database) -> None:
    with stored.session() as storage:
        storage.sources.add(SOURCE)
        with replica.adding() as other:
            other.checks.add(a_check())

    with stored.reading() as storage:
        assert storage.checks.get("check-1") == a_check()
        assert storage.state.revision() == 1


def test_a_connection_in_use_while_the_store_is_closed_is_closed_later(
    postgres: PostgresServer, postgres_url: str
) -> None:
    database = Database(postgres_url, terms=words)
    with database.reading() as storage:
        database.close()
        assert storage.sources.count() == 0

    for _ in range(200):
        if postgres.connections(postgres_url) == 0:
            break
        time.sleep(0.05)  # the server notices in its own time
    assert postgres.connections(postgres_url) == 0

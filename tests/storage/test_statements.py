from typing import Any

import pytest

from app.domain.audit import AuditAction
from app.domain.errors import NotFoundError, StaleRevisionError
from app.domain.ports import Database, Storage, Vector
from tests.storage.examples import SOURCE, STATEMENT, a_source, a_statement, keep, vector


def meaning(storage: Storage, near: Vector) -> dict[str, Any]:
    return dict(storage.search.by_vector(near, limit=9))


class UpsetError(Exception):
    pass


def test_a_kept_statement_is_read_back_as_it_was(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT)

    with database.reading() as storage:
        assert storage.statements.get(STATEMENT.id) == STATEMENT
        assert storage.statements.count() == storage.search.statement_count() == 1


def test_a_statement_needs_a_kept_source(database: Database) -> None:
    with database.session() as storage:
        with pytest.raises(NotFoundError, match="source"):
            storage.statements.add(STATEMENT, vector=None)
        with pytest.raises(NotFoundError, match="source"):
            storage.statements.add_many([(STATEMENT, None)])


def test_an_unknown_statement_is_not_found(database: Database) -> None:
    with database.session() as storage:
        for use in (
            lambda: storage.statements.get("nobody"),
            lambda: storage.statements.update(STATEMENT, vector=None, expected_revision=None),
            lambda: storage.statements.remove("nobody", expected_revision=None),
            lambda: storage.statements.set_vectors([("nobody", vector(1))]),
        ):
            with pytest.raises(NotFoundError, match="statement"):
                use()


def test_pages_of_a_source_follow_one_another_in_order_of_id(database: Database) -> None:
    with database.session() as storage:
        keep(storage, *(a_statement(id=f"statement-{number}") for number in (3, 1, 2)))
        storage.sources.add(a_source(id="source-2", url=None))
        storage.statements.add(a_statement(id="statement-0", source_id="source-2"), vector=None)

        first = storage.statements.page_of(SOURCE.id, after=None, limit=2)
        second = storage.statements.page_of(SOURCE.id, after=first[-1].id, limit=2)

    assert [one.id for one in [*first, *second]] == ["statement-1", "statement-2", "statement-3"]


def test_a_changed_statement_is_found_by_its_new_words_and_meaning_alone(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT, a_statement(id="other", text="Nothing of the kind"), vectors={STATEMENT.id: vector(1)})

    with database.session() as storage:
        after = a_statement(text="The quay served 12 barges", context=None)
        kept = storage.statements.update(after, vector=vector(0, 1), expected_revision=1)

    with database.reading() as storage:
        assert kept.revision == 2
        assert storage.statements.get(STATEMENT.id) == kept
        assert [id_ for id_, _ in storage.search.by_terms(["barges"], limit=9)] == [STATEMENT.id]
        assert storage.search.by_terms(["ships"], limit=9) == []
        assert meaning(storage, vector(0, 1)) == {STATEMENT.id: pytest.approx(1.0)}


def test_a_statement_without_a_vector_is_found_by_words_alone(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})
        storage.statements.update(STATEMENT, vector=None, expected_revision=None)

        assert storage.search.by_vector(vector(1), limit=9) == []
        assert [id_ for id_, _ in storage.search.by_terms(["ships"], limit=9)] == [STATEMENT.id]


def test_new_vectors_leave_the_revisions_of_statements_alone(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})
    with database.session() as storage:
        before = storage.state.revision()
        storage.statements.set_vectors([(STATEMENT.id, vector(0, 1))])

        assert storage.state.revision() > before
    with database.reading() as storage:
        assert meaning(storage, vector(0, 1)) == {STATEMENT.id: pytest.approx(1.0)}
        assert storage.statements.get(STATEMENT.id).revision == 1


def test_a_change_or_removal_of_an_old_revision_is_refused(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT)
        storage.statements.update(a_statement(text="Second"), vector=None, expected_revision=1)

        with pytest.raises(StaleRevisionError):
            storage.statements.update(a_statement(text="Third"), vector=None, expected_revision=1)
        with pytest.raises(StaleRevisionError):
            storage.statements.remove(STATEMENT.id, expected_revision=1)

        assert storage.statements.get(STATEMENT.id).text == "Second"


def test_a_removed_statement_is_found_no_more(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})
    with database.reading() as storage:
        assert len(storage.search.by_vector(vector(1), limit=9)) == 1
    with database.session() as storage:
        storage.statements.remove(STATEMENT.id, expected_revision=1)

    with database.reading() as storage:
        assert storage.statements.count() == 0
        assert storage.search.by_terms(["ships"], limit=9) == []
        assert storage.search.by_vector(vector(1), limit=9) == []
        assert storage.search.fetch([STATEMENT.id]) == []


def test_many_statements_are_one_write(database: Database) -> None:
    with database.session() as storage:
        storage.sources.add(SOURCE)
        many = [(a_statement(id=f"statement-{number:04}"), vector(1, number)) for number in range(2_500)]

        kept = storage.statements.add_many(iter(many))

        records = storage.audit.page(subject_id=None, after=1, limit=9)
        assert (kept, storage.statements.count(), storage.state.revision()) == (2_500, 2_500, 2)
        assert [record.after for record in records] == [
            {"count": 2_500, "first_id": "statement-0000", "last_id": "statement-2499"}
        ]
    with database.reading() as storage:
        assert [id_ for id_, _ in storage.search.by_vector(vector(1, 0), limit=1)] == ["statement-0000"]
        assert storage.search.document_frequencies(["ships"]) == {"ships": 2_500}


def test_no_statements_are_no_write(database: Database) -> None:
    with database.session() as storage:
        assert storage.statements.add_many([]) == 0
        storage.statements.set_vectors([])

        assert storage.state.revision() == 0


def test_writes_are_audited(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT)
        storage.statements.update(a_statement(text="Second"), vector=None, expected_revision=None)
        storage.statements.remove(STATEMENT.id, expected_revision=None)

        records = storage.audit.page(subject_id=STATEMENT.id, after=None, limit=9)

    assert [one.action for one in records] == [AuditAction.CREATED, AuditAction.UPDATED, AuditAction.DELETED]
    assert [one.subject_kind for one in records] == ["statement"] * 3


def write_and_fail(database: Database) -> None:
    with database.session() as storage:
        storage.statements.add(STATEMENT, vector=vector(1))
        assert len(storage.search.by_vector(vector(1), limit=9)) == 1
        raise UpsetError


def test_an_error_leaves_nothing_behind(database: Database) -> None:
    with database.session() as storage:
        storage.sources.add(SOURCE)

    with pytest.raises(UpsetError):
        write_and_fail(database)

    with database.reading() as storage:
        assert (storage.statements.count(), storage.state.revision()) == (0, 1)
        assert storage.search.by_terms(["ships"], limit=9) == []
        assert storage.search.document_frequencies(["ships"]) == {"ships": 0}
        assert storage.search.by_vector(vector(1), limit=9) == []
        assert storage.audit.page(subject_id=STATEMENT.id, after=None, limit=9) == []


def test_statements_kept_together_are_as_if_kept_one_by_one(database: Database) -> None:
    new = [(a_statement(id=f"statement-{n}", text=f"Ship {n} came"), vector(1, n)) for n in range(3)]

    with database.session() as storage:
        keep(storage)
        storage.statements.add_each(new)
        storage.statements.add_each([])

    with database.reading() as storage:
        records = storage.audit.page(subject_id=None, after=1, limit=9)
        assert [one.subject_id for one in records] == ["statement-0", "statement-1", "statement-2"]
        assert [one.store_revision for one in records] == [2, 3, 4]
        assert storage.state.revision() == 4
        assert storage.statements.count() == 3
        assert len(storage.search.by_terms(["ship"], limit=9)) == len(meaning(storage, vector(1))) == 3


def test_statements_are_known_by_their_ids_and_by_their_words_within_a_source(database: Database) -> None:
    with database.session() as storage:
        keep(storage, a_statement(id="one", text="One."), a_statement(id="two", text="Two."))
        storage.sources.add(a_source(id="source-2", url=None))
        storage.statements.add(a_statement(id="three", source_id="source-2", text="One."), vector=None)

        known = storage.statements.known(ids=["two", "nobody"], source_id="source-2", texts=["One.", "Two."])

    assert [one.id for one in known] == ["three", "two"]

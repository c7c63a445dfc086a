import pytest

from app.domain.check import Verdict
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.ports import Database
from app.domain.statement import Statement
from tests.storage.examples import SOURCE, STATEMENT, a_check, a_statement, keep


def test_a_kept_check_is_read_back_as_it_was(database: Database) -> None:
    check = a_check()
    with database.session() as storage:
        storage.checks.add(check)

    with database.reading() as storage:
        assert storage.checks.get(check.id) == check


def test_an_unknown_check_is_not_found(database: Database) -> None:
    with database.reading() as storage, pytest.raises(NotFoundError, match="no check with the id 'nobody'"):
        storage.checks.get("nobody")


@pytest.mark.parametrize("change", ["update", "remove", "remove the source"])
def test_a_check_keeps_what_it_saw(database: Database, change: str) -> None:
    check = a_check()
    with database.session() as storage:
        keep(storage, STATEMENT)
        storage.checks.add(check)

    with database.session() as storage:
        if change == "update":
            storage.statements.update(
                a_statement(text="The harbour handled 14 ships"), vector=None, expected_revision=1
            )
        elif change == "remove":
            storage.statements.remove(STATEMENT.id, expected_revision=1)
        else:
            storage.sources.remove(SOURCE.id, expected_revision=1)

    with database.reading() as storage:
        seen: Statement = storage.checks.get(check.id).judgement.evidence[0].statement
        assert seen == STATEMENT
        assert storage.checks.get(check.id) == check


def test_checks_are_listed_newest_first_page_by_page(database: Database) -> None:
    with database.session() as storage:
        for number in (1, 3, 2):
            storage.checks.add(a_check(f"check-{number}"))

        first = storage.checks.page(after=None, limit=2)
        second = storage.checks.page(after=first[-1].id, limit=2)

    assert [check.id for check in [*first, *second]] == ["check-3", "check-2", "check-1"]


def test_checks_are_listed_by_verdict(database: Database) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())

        assert len(storage.checks.page(after=None, limit=9, verdict=Verdict.CONTRADICTED)) == 1
        assert storage.checks.page(after=None, limit=9, verdict=Verdict.SUPPORTED) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("ships", True), ("ships velm", True), ("ships salt", False), ('" OR *', False), ("", True), ("%", False)],
)
def test_checks_are_listed_by_the_words_of_their_claim(database: Database, text: str, found: bool) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())

        assert bool(storage.checks.page(after=None, limit=9, text=text)) is found


def test_a_claim_that_is_no_unicode_is_refused(database: Database) -> None:
    with pytest.raises(InvalidInputError, match="surrogate"), database.session() as storage:
        storage.checks.add(a_check(claim="half \udfff"))


def test_a_check_does_not_move_the_store_revision(database: Database) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())

        assert storage.state.revision() == 0


def test_a_check_names_the_first_one_of_its_claim(database: Database) -> None:
    with database.session() as storage:
        storage.checks.add(a_check("check-1"), claim_key="velm")
        storage.checks.add(a_check("check-2"), claim_key="velm")
        storage.checks.add(a_check("check-3"), claim_key="salt")
        storage.checks.add(a_check("check-4"))

        assert storage.checks.first_of("velm") == "check-1"
        assert storage.checks.first_of("wheat") is None
        links = [storage.checks.get(f"check-{number}").same_claim_as for number in (1, 2, 3, 4)]
    assert links == [None, "check-1", None, None]

import pytest

from app.domain.audit import AuditAction
from app.domain.errors import DuplicateSourceError, InvalidInputError, NotFoundError, StaleRevisionError
from app.domain.ports import Database
from app.domain.source import SourceKind
from tests.storage.examples import SOURCE, STATEMENT, a_source, a_statement, keep, vector


def test_a_kept_source_is_read_back_as_it_was(database: Database) -> None:
    with database.session() as storage:
        storage.sources.add(SOURCE)

    with database.reading() as storage:
        assert storage.sources.get(SOURCE.id) == SOURCE
        assert storage.sources.find_by_url(str(SOURCE.url)) == SOURCE
        assert storage.sources.find_by_url("https://velm.example/other") is None
        assert storage.sources.count() == 1


def test_an_unknown_source_is_not_found(database: Database) -> None:
    with database.reading() as storage, pytest.raises(NotFoundError, match="no source with the id 'nobody'"):
        storage.sources.get("nobody")


def test_a_url_belongs_to_one_source(database: Database) -> None:
    with database.session() as storage:
        storage.sources.add(SOURCE)
        storage.sources.add(a_source(id="source-2", url="https://velm.example/2"))

        with pytest.raises(DuplicateSourceError) as refusal:
            storage.sources.add(a_source(id="source-3"))
        with pytest.raises(DuplicateSourceError):
            storage.sources.update(a_source(id="source-2"), expected_revision=None)

    assert refusal.value.existing_id == SOURCE.id


def test_many_sources_may_have_no_url(database: Database) -> None:
    with database.session() as storage:
        storage.sources.add(a_source(id="source-1", url=None))
        storage.sources.add(a_source(id="source-2", url=None))

        assert storage.sources.count() == 2


def test_a_changed_source_has_a_new_revision(database: Database) -> None:
    with database.session() as storage:
        storage.sources.add(SOURCE)

        changed = storage.sources.update(a_source(title="Almanac"), expected_revision=1)

        assert (changed.title, changed.revision) == ("Almanac", 2)
        assert storage.sources.get(SOURCE.id) == changed


def test_a_change_or_removal_of_an_old_revision_is_refused(database: Database) -> None:
    with database.session() as storage:
        storage.sources.add(SOURCE)
        storage.sources.update(a_source(title="Almanac"), expected_revision=None)

        with pytest.raises(StaleRevisionError) as refusal:
            storage.sources.update(a_source(title="Chronicle"), expected_revision=1)
        with pytest.raises(StaleRevisionError):
            storage.sources.remove(SOURCE.id, expected_revision=1)

        assert (refusal.value.expected, refusal.value.actual) == (1, 2)
        assert storage.sources.get(SOURCE.id).title == "Almanac"


def test_a_source_that_is_not_kept_cannot_be_changed_or_removed(database: Database) -> None:
    with database.session() as storage:
        with pytest.raises(NotFoundError):
            storage.sources.update(SOURCE, expected_revision=None)
        with pytest.raises(NotFoundError):
            storage.sources.remove(SOURCE.id, expected_revision=None)


def test_pages_follow_one_another_in_order_of_id(database: Database) -> None:
    with database.session() as storage:
        for number in (3, 1, 2):
            storage.sources.add(a_source(id=f"source-{number}", url=None))

        first = storage.sources.page(after=None, limit=2)
        second = storage.sources.page(after=first[-1].id, limit=2)

    assert [source.id for source in [*first, *second]] == ["source-1", "source-2", "source-3"]


def test_a_page_can_be_of_one_kind_or_publisher(database: Database) -> None:
    with database.session() as storage:
        storage.sources.add(SOURCE)
        storage.sources.add(a_source(id="source-2", url=None, kind=SourceKind.SOCIAL, publisher="Velm Post"))

        social = storage.sources.page(after=None, limit=9, kind=SourceKind.SOCIAL)
        port = storage.sources.page(after=None, limit=9, publisher="Port of Velm")

    assert [source.id for source in social] == ["source-2"]
    assert [source.id for source in port] == ["source-1"]


def test_a_removed_source_takes_its_statements_with_it(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT, vectors={STATEMENT.id: vector(1)})

    with database.session() as storage:
        storage.sources.remove(SOURCE.id, expected_revision=1)

    with database.reading() as storage:
        assert (storage.sources.count(), storage.statements.count()) == (0, 0)
        assert storage.search.by_terms(["harbour"], limit=9) == []
        assert storage.search.by_vector(vector(1), limit=9) == []
        assert storage.search.document_frequencies(["harbour"]) == {"harbour": 0}


def test_statements_are_found_by_the_new_title_of_their_source_and_no_more_by_the_old(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT, a_statement(id="statement-2"))
        storage.sources.update(a_source(title="Almanac"), expected_revision=None)

        assert {id_ for id_, _ in storage.search.by_terms(["almanac"], limit=9)} == {"statement-1", "statement-2"}
        assert storage.search.by_terms(["yearbook"], limit=9) == []


def test_each_write_moves_the_store_revision_and_is_audited(database: Database) -> None:
    with database.session() as storage:
        storage.sources.add(SOURCE)
        storage.sources.update(a_source(title="Almanac"), expected_revision=None)
        storage.sources.remove(SOURCE.id, expected_revision=None)

        records = storage.audit.page(subject_id=SOURCE.id, after=None, limit=9)

        assert storage.state.revision() == 3
    assert [(one.store_revision, one.action) for one in records] == [
        (1, AuditAction.CREATED),
        (2, AuditAction.UPDATED),
        (3, AuditAction.DELETED),
    ]
    assert records[0].before is None
    assert records[1].before is not None
    assert records[1].after is not None
    assert (records[1].before["title"], records[1].after["title"]) == ("Harbour yearbook", "Almanac")
    assert records[1].after["published_at"] == "2024-04-17"
    assert records[2].after is None


def test_text_that_is_no_unicode_is_refused(database: Database) -> None:
    with pytest.raises(InvalidInputError, match="surrogate"), database.session() as storage:
        storage.sources.add(a_source(title="half \ud800"))

    with database.reading() as storage:
        assert storage.sources.count() == 0

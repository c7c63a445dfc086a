from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import DuplicateSourceError, InvalidInputError, NotFoundError, StaleRevisionError
from app.domain.ports import Storage
from app.domain.source import Source, SourceKind
from app.services.sources import (
    SourceDraft,
    change_source,
    create_source,
    get_source,
    list_sources,
    remove_source,
)
from app.services.statements import StatementDraft, create_statement
from app.text.tokens import index_terms
from tests.fakes.clock import FakeClock
from tests.fakes.retrieval import HashingEmbedder
from tests.fakes.storage import FakeDatabase

EMBEDDER = HashingEmbedder()


@pytest.fixture
def storage() -> Iterator[Storage]:
    with FakeDatabase(terms=index_terms).session() as storage:
        yield storage


def create(storage: Storage, **fields: Any) -> Source:
    draft = SourceDraft(**{"title": "Yearbook", "publisher": "Port of Velm", "kind": SourceKind.PRIMARY, **fields})
    return create_source(draft, storage=storage, clock=FakeClock())


def change(storage: Storage, source: Source, expected: Any = None, **changes: Any) -> Source:
    return change_source(source.id, changes, expected_revision=expected, storage=storage, embedder=EMBEDDER)


def problems_of(error: pytest.ExceptionInfo[InvalidInputError]) -> dict[str, str]:
    return {problem.field: problem.message for problem in error.value.problems}


def test_a_created_source_can_be_read(storage: Storage) -> None:
    source = create(storage, url="https://velm.example/1")

    assert get_source(source.id, storage=storage) == source
    assert (source.title, source.revision) == ("Yearbook", 1)


@pytest.mark.parametrize(("kind", "reliability"), [(SourceKind.PRIMARY, 0.95), (SourceKind.SOCIAL, 0.3)])
def test_a_source_that_states_no_reliability_has_that_of_its_kind(
    storage: Storage, kind: SourceKind, reliability: float
) -> None:
    assert create(storage, kind=kind).reliability == reliability
    assert create(storage, kind=kind, reliability=0.0).reliability == 0.0


def test_a_change_touches_the_named_fields_alone(storage: Storage) -> None:
    source = create(storage, author="A. Writer", reliability=0.5)

    changed = change(storage, source, title="Almanac", author=None)

    assert (changed.title, changed.author, changed.reliability) == ("Almanac", None, 0.5)
    assert changed.revision == 2


def test_a_reliability_taken_away_is_that_of_the_kind_again(storage: Storage) -> None:
    source = create(storage, reliability=0.5)

    assert change(storage, source, reliability=None, kind=SourceKind.OPINION).reliability == 0.4


def test_an_old_revision_is_told(storage: Storage) -> None:
    source = create(storage)
    change(storage, source, expected=1, title="Almanac")

    with pytest.raises(StaleRevisionError):
        change(storage, source, expected=1, title="Chronicle")


@pytest.mark.parametrize("field", ["title", "publisher", "kind", "language"])
def test_a_required_field_cannot_be_taken_away(storage: Storage, field: str) -> None:
    source = create(storage)

    with pytest.raises(InvalidInputError) as refusal:
        change(storage, source, **{field: None})

    assert problems_of(refusal).keys() == {field}


@pytest.mark.parametrize("field", ["id", "revision", "publsher"])
def test_a_field_that_is_not_to_be_changed_is_named(storage: Storage, field: str) -> None:
    source = create(storage)

    with pytest.raises(InvalidInputError) as refusal:
        change(storage, source, **{field: "x"})

    assert problems_of(refusal).keys() == {field}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", " ", "is empty"),
        ("title", "x" * 501, "at most 500"),
        ("publisher", "Port\x07", "U+0007, a control character, at position 4"),
        ("author", "half \ud83d", "U+D83D, half of a surrogate pair, at position 5"),
        ("url", "ftp://velm.example", "begins with http"),
        ("url", "https://", "begins with http"),
        ("url", "http://[broken", "begins with http"),
        ("url", "https://velm.example/a b", "begins with http"),
        ("url", "https://velm.example/" + "a" * 2_000, "at most 2,000"),
        ("language", "English, please", "language tag"),
        ("reliability", 1.01, "from 0 to 1"),
        ("reliability", float("nan"), "from 0 to 1"),
        ("syndicated_from", "nobody", "no kept source"),
    ],
)
def test_what_is_wrong_with_a_source_is_named_by_field(
    storage: Storage, field: str, value: object, message: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        create(storage, **{field: value})

    assert message in problems_of(refusal)[field]
    assert storage.sources.count() == 0


def test_a_reprint_names_its_original(storage: Storage) -> None:
    original = create(storage)

    reprint = create(storage, syndicated_from=original.id)

    assert reprint.syndicated_from == original.id
    with pytest.raises(InvalidInputError, match="cannot be kept"):
        change(storage, original, syndicated_from=original.id)


def test_a_url_belongs_to_one_source(storage: Storage) -> None:
    first = create(storage, url="https://velm.example/1")
    second = create(storage)

    with pytest.raises(DuplicateSourceError):
        create(storage, url=first.url)
    with pytest.raises(DuplicateSourceError):
        change(storage, second, url=first.url)
    assert change(storage, first, url=first.url).url == first.url


def test_sources_are_listed_in_the_order_in_which_they_were_made(storage: Storage) -> None:
    clock = FakeClock()
    draft = SourceDraft(title="Yearbook", publisher="Velm", kind=SourceKind.PRIMARY)
    made = [create_source(draft, storage=storage, clock=clock).id for _ in range(5)]

    first = list_sources(after=None, limit=3, storage=storage)
    rest = list_sources(after=first[-1].id, limit=3, storage=storage)

    assert [source.id for source in [*first, *rest]] == made


def test_a_removed_source_is_gone(storage: Storage) -> None:
    source = create(storage)

    remove_source(source.id, expected_revision=1, storage=storage)

    with pytest.raises(NotFoundError):
        get_source(source.id, storage=storage)


def test_statements_are_found_by_the_meaning_of_the_new_title(storage: Storage) -> None:
    source = create(storage, title="Yearbook")
    statement = create_statement(
        source.id, StatementDraft(text="Twelve ships came"), storage=storage, embedder=EMBEDDER, clock=FakeClock()
    )
    wanted = EMBEDDER.embed(["Twelve ships came (Almanac)"])[0]
    before = dict(storage.search.by_vector(wanted, limit=1))[statement.id]

    change(storage, source, title="Almanac")

    assert dict(storage.search.by_vector(wanted, limit=1))[statement.id] > before
    assert storage.statements.get(statement.id).revision == 1


@given(title=st.text(st.characters(), min_size=1, max_size=40))
def test_any_title_is_kept_as_it_is_or_refused(title: str) -> None:
    with FakeDatabase(terms=index_terms).session() as storage:
        try:
            kept = get_source(create(storage, title=title).id, storage=storage).title
        except InvalidInputError as refusal:
            kept, refused = None, [problem.field for problem in refusal.problems]
        else:
            refused = []

        assert (kept, refused) in ((title, []), (None, ["title"]))

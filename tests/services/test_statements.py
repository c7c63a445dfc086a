from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.errors import InvalidInputError, NotFoundError, StaleRevisionError
from app.domain.ports import Storage
from app.domain.source import Source, SourceKind
from app.domain.statement import Modality, Statement
from app.services.sources import SourceDraft, create_source
from app.services.statements import (
    StatementDraft,
    change_statement,
    create_statement,
    get_statement,
    list_statements,
    remove_statement,
    statement_for_embedding,
)
from app.text.tokens import index_terms
from tests.fakes.clock import FakeClock
from tests.fakes.retrieval import HashingEmbedder
from tests.fakes.storage import FakeDatabase

EMBEDDER = HashingEmbedder()


@pytest.fixture
def storage() -> Iterator[Storage]:
    with FakeDatabase(terms=index_terms).session() as storage:
        yield storage


@pytest.fixture
def source(storage: Storage) -> Source:
    draft = SourceDraft(title="Yearbook", publisher="Port of Velm", kind=SourceKind.PRIMARY)
    return create_source(draft, storage=storage, clock=FakeClock())


def create(storage: Storage, source: Source, **fields: Any) -> Statement:
    draft = StatementDraft(**{"text": "Twelve ships came to Velm.", **fields})
    return create_statement(source.id, draft, storage=storage, embedder=EMBEDDER, clock=FakeClock())


def change(storage: Storage, statement: Statement, expected: Any = None, **changes: Any) -> Statement:
    return change_statement(statement.id, changes, expected_revision=expected, storage=storage, embedder=EMBEDDER)


def nearest(storage: Storage, text: str) -> str:
    return storage.search.by_vector(EMBEDDER.embed([text])[0], limit=1)[0][0]


def test_a_created_statement_is_found_by_words_and_meaning(storage: Storage, source: Source) -> None:
    create(storage, source, text="Nothing else happened.")
    statement = create(storage, source, valid_from=date(2024, 1, 1), modality=Modality.REPORTED)

    assert get_statement(statement.id, storage=storage) == statement
    assert [id_ for id_, _ in storage.search.by_terms(index_terms("ships"), limit=9)] == [statement.id]
    assert nearest(storage, "Twelve ships came to Velm.") == statement.id


def test_a_statement_needs_a_kept_source(storage: Storage, source: Source) -> None:
    with pytest.raises(NotFoundError, match="source"):
        create(storage, replace(source, id="nobody"))
    with pytest.raises(NotFoundError, match="source"):
        list_statements("nobody", after=None, limit=9, storage=storage)


def test_a_change_touches_the_named_fields_alone(storage: Storage, source: Source) -> None:
    statement = create(storage, source, context="Velm is a harbour.", locator="p. 3")
    other = create(storage, source, text="Nothing else happened.")

    changed = change(storage, statement, expected=1, text="Nine barges sank.", locator=None)

    assert (changed.text, changed.context, changed.locator) == ("Nine barges sank.", "Velm is a harbour.", None)
    assert changed.revision == 2
    assert nearest(storage, "Nine barges sank") == statement.id != other.id


def test_an_old_revision_is_told(storage: Storage, source: Source) -> None:
    statement = create(storage, source)
    change(storage, statement, expected=1, text="Nine barges sank.")

    with pytest.raises(StaleRevisionError):
        change(storage, statement, expected=1, text="Ten barges sank.")
    with pytest.raises(StaleRevisionError):
        remove_statement(statement.id, expected_revision=1, storage=storage)


@pytest.mark.parametrize("field", ["id", "source_id", "revision", "txt"])
def test_a_field_that_is_not_to_be_changed_is_named(storage: Storage, source: Source, field: str) -> None:
    statement = create(storage, source)

    with pytest.raises(InvalidInputError) as refusal:
        change(storage, statement, **{field: "x"})

    assert [problem.field for problem in refusal.value.problems] == [field]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", "", "is empty"),
        ("text", None, "is missing"),
        ("text", "x" * 2_001, "at most 2,000"),
        ("text", "half \udc00", "surrogate"),
        ("quote", "x" * 4_001, "at most 4,000"),
        ("context", "\x00", "control character"),
        ("locator", " ", "is empty"),
        ("valid_until", date(2023, 12, 31), "is before valid_from (2023-12-31 < 2024-01-01)"),
        ("modality", None, "cannot be taken away"),
    ],
)
def test_what_is_wrong_with_a_statement_is_named_by_field(
    storage: Storage, source: Source, field: str, value: object, message: str
) -> None:
    statement = create(storage, source, valid_from=date(2024, 1, 1))

    with pytest.raises(InvalidInputError) as refusal:
        change(storage, statement, **{field: value})

    assert [problem.field for problem in refusal.value.problems] == [field]
    assert message in refusal.value.problems[0].message
    assert get_statement(statement.id, storage=storage) == statement


def test_a_statement_may_hold_for_one_day(storage: Storage, source: Source) -> None:
    day = date(2024, 2, 29)

    assert create(storage, source, valid_from=day, valid_until=day).valid_until == day


def test_a_removed_statement_is_gone(storage: Storage, source: Source) -> None:
    statement = create(storage, source)

    remove_statement(statement.id, expected_revision=1, storage=storage)

    assert list_statements(source.id, after=None, limit=9, storage=storage) == []
    with pytest.raises(NotFoundError):
        get_statement(statement.id, storage=storage)


def test_context_and_a_short_title_are_embedded_with_the_text(storage: Storage, source: Source) -> None:
    statement = create(storage, source, context="Velm is a harbour.")

    assert statement_for_embedding(statement, source) == "Velm is a harbour. Twelve ships came to Velm. (Yearbook)"
    assert statement_for_embedding(replace(statement, context=None), replace(source, title="long " * 20)) == (
        "Twelve ships came to Velm."
    )

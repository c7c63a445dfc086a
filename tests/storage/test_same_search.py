import random
import struct

import pytest

from app.domain.ports import Vector
from tests.storage.conftest import migrated
from tests.storage.examples import a_statement, keep

TERMS = [f"term{number}" for number in range(40)]


def some_words(dice: random.Random, most: int) -> str:
    return " ".join(dice.choices(TERMS, weights=range(1, 41), k=dice.randint(1, most)))


def a_vector(dice: random.Random) -> Vector:
    return struct.pack("<16f", *(dice.gauss(0, 1) for _ in range(16)))


@pytest.fixture
def found(sqlite_url: str, postgres_url: str) -> list[list[object]]:
    """Return what both databases, filled alike, find and how they score it."""
    answers: list[list[object]] = []
    for url in (sqlite_url, postgres_url):
        dice = random.Random(7)  # noqa: S311  # the same on both, no secret
        statements = [
            a_statement(id=f"s{number:03}", text=some_words(dice, 20), context=dice.choice([None, some_words(dice, 9)]))
            for number in range(120)
        ]
        vectors = {statement.id: a_vector(dice) for statement in statements}
        with migrated(url) as database:
            with database.session() as storage:
                keep(storage, *statements, vectors=vectors)
            with database.reading() as storage:
                asked = [dice.sample([*TERMS, "yearbook", "velm", "unknown"], 6) for _ in range(20)]
                by_words = [storage.search.by_terms(terms, limit=30) for terms in asked]
                by_meaning = [storage.search.by_vector(a_vector(dice), limit=30) for _ in range(20)]
                frequencies = storage.search.document_frequencies(TERMS)
                answers.append([*by_words, *by_meaning, frequencies, storage.search.terms_starting("term1", limit=9)])
    return answers


def test_both_databases_find_the_same_in_the_same_order_with_the_same_scores(found: list[list[object]]) -> None:
    sqlite, postgres = found

    assert len(sqlite) == 42
    assert sqlite == postgres

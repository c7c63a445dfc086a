from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.main import open_toolbox
from app.settings import Settings
from benchmarks.quality.stores import fill
from benchmarks.quality.suite import DEVELOPMENT, Part, read_part
from benchmarks.replicas.running import Replicas, found_by_the_next_request, replicas_on
from benchmarks.replicas.sameness import differing, said_on

SUITE = Path(__file__).parents[1] / "quality"
EVERY = 25
"""Of the suite's claims, those that are asked here; `python -m benchmarks.replicas` asks all of them."""


@pytest.fixture(scope="module")
def part() -> Part:
    whole = read_part(SUITE, DEVELOPMENT, today=date(2026, 11, 21))
    return Part(whole.name, whole.stored, whole.cases[::EVERY])


@pytest.fixture
def replicas(postgres_url: str, part: Part) -> Iterator[Replicas]:
    with open_toolbox(Settings(database_url=postgres_url, seed=False)) as toolbox:
        fill(toolbox, part.stored)
    with replicas_on(postgres_url) as running:
        yield running


def test_both_databases_give_the_same_answers_to_the_last_byte_however_they_are_asked(
    part: Part, postgres_url: str
) -> None:
    said = said_on(part, postgres_url=postgres_url)

    assert {len(answers) for answers in said.values()} == {len(part.cases)}
    assert [part.cases[at].text for at in differing(said)] == []


def test_a_statement_written_through_one_replica_is_found_through_the_other_by_the_next_request(
    replicas: Replicas,
) -> None:
    assert found_by_the_next_request(replicas, rounds=6) == 6

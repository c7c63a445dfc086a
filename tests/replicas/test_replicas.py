import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.main import open_toolbox
from app.settings import Settings
from benchmarks.quality.stores import fill
from benchmarks.quality.suite import DEVELOPMENT, Part, read_part
from benchmarks.replicas.haproxy import configuration
from benchmarks.replicas.running import Replicas, end_under_load, found_by_the_next_request, replicas_on
from benchmarks.sameness.asking import differing, said_on

SUITE = Path(__file__).parents[1] / "quality"
EVERY = 25
"""Of the suite's claims, those that are asked here; `python -m benchmarks.sameness` asks all of them."""


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


def test_a_replica_that_is_killed_fails_no_request_but_those_in_flight_in_it(replicas: Replicas, part: Part) -> None:
    claims = [case.text for case in part.cases]

    ended = end_under_load(replicas, claims, how=signal.SIGKILL, clients=2, checks=16)

    assert ended.after >= 8
    assert ended.failed_beyond == 0


def test_the_proxy_is_configured_as_in_compose() -> None:
    told = configuration([8001, 8002], 8080).splitlines()

    assert {"    option httpchk GET /readyz", "    retry-on conn-failure", "    balance leastconn"} <= set(told)
    assert [line.split() for line in told if line.lstrip().startswith(("bind", "server"))] == [
        ["bind", "127.0.0.1:8080"],
        ["server", "replica-1", "127.0.0.1:8001"],
        ["server", "replica-2", "127.0.0.1:8002"],
    ]
    assert not any("resolvers" in line for line in told)

"""Every way to ask gives the same answer to the byte; ids, times and the earlier check of the claim aside."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.api.application import api_over
from app.services.judgements import JudgementMemory
from app.services.toolbox import Toolbox
from benchmarks.quality.stores import toolbox_over
from benchmarks.quality.suite import DEVELOPMENT, Part, read_part

SUITE = Path(__file__).parent
CLAIMS = 40
OWN = re.compile(rb'"id":"[0-9a-f-]{36}"|"created_at":"[^"]+"|"same_claim_as":(?:null|"[^"]+")')


@pytest.fixture(scope="module")
def part() -> Part:
    return read_part(SUITE, DEVELOPMENT, today=date(2026, 11, 21))


@pytest.fixture(scope="module")
def toolbox(part: Part) -> Iterator[Toolbox]:
    with toolbox_over(part.stored) as toolbox:
        yield toolbox


@pytest.fixture(scope="module")
def asked(part: Part) -> list[dict[str, str]]:
    step = max(1, len(part.cases) // CLAIMS)
    return [{"claim": case.text, "as_of": case.as_of.isoformat()} for case in part.cases[::step]]


@pytest.fixture(scope="module")
def plain(toolbox: Toolbox, asked: list[dict[str, str]]) -> list[bytes]:
    """Answers to single claims, nothing remembered."""
    with TestClient(api_over(replace(toolbox, judgements=JudgementMemory(most=0)))) as client:
        return [without_own(client.post("/v1/checks", json=claim).content) for claim in asked]


def without_own(body: bytes) -> bytes:
    return OWN.sub(b'"own":null', body)


def test_the_claims_asked_have_verdicts_of_every_kind(plain: list[bytes]) -> None:
    verdicts = {json.loads(body)["verdict"] for body in plain}

    assert verdicts >= {"supported", "contradicted", "not_enough_evidence"}


def test_a_remembered_judgement_is_the_same(toolbox: Toolbox, asked: list[dict[str, str]], plain: list[bytes]) -> None:
    with TestClient(api_over(replace(toolbox, judgements=JudgementMemory()))) as client:
        twice = [[client.post("/v1/checks", json=claim).content for _ in range(2)] for claim in asked]

    assert [[without_own(body) for body in pair] for pair in twice] == [[body, body] for body in plain]


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("most_remembered", [0, 1_000])
def test_a_line_of_a_batch_is_the_same(
    toolbox: Toolbox, asked: list[dict[str, str]], plain: list[bytes], threads: int, most_remembered: int
) -> None:
    service = replace(toolbox, judgements=JudgementMemory(most=most_remembered), threads=threads)
    lines = "\n".join(map(json.dumps, [*asked, *asked]))

    with TestClient(api_over(service)) as client:
        answer = client.post("/v1/checks/batch", content=lines, headers={"Content-Type": "application/x-ndjson"})

    bodies = [line.partition(b'"check":')[2].removesuffix(b',"problem":null}') for line in answer.content.splitlines()]
    assert [without_own(body) for body in bodies] == [*plain, *plain]


def test_a_batch_in_json_is_the_same(toolbox: Toolbox, asked: list[dict[str, str]], plain: list[bytes]) -> None:
    with TestClient(api_over(toolbox)) as client:
        answer = client.post("/v1/checks/batch", json={"claims": asked})

    assert without_own(answer.content) == b'{"items":[%s]}' % b",".join(
        b'{"index":%d,"check":%s,"problem":null}' % (index, body) for index, body in enumerate(plain)
    )

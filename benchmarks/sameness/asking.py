"""Whether the same claims get the same answers, byte for byte, on every database and however they are asked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.check import Check
from app.domain.claim import Claim
from app.domain.errors import NotFoundError
from app.main import open_toolbox
from app.services.checks import Bounds, check_claims, judge_claim
from app.services.judgements import JudgementMemory
from app.services.toolbox import Toolbox
from app.settings import Settings
from benchmarks.quality.stores import fill
from benchmarks.quality.suite import Case, Part

_OWN = ("id", "created_at", "same_claim_as")

ALONE, ALONE_AGAIN = "one by one", "one by one, remembered"
IN_A_BATCH, IN_A_BATCH_AGAIN = "in a batch", "in a batch, remembered"
REMEMBERED = 100_000

Said = Mapping[tuple[str, str], Sequence[bytes]]
"""Answers in the order of the claims, by database and way of asking."""


def said_on(part: Part, *, postgres_url: str) -> Said:
    """Ask every claim of a part in every way on both databases, which hold the same."""
    said: dict[tuple[str, str], Sequence[bytes]] = {}
    with ExitStack() as opened:
        for name, toolbox in opened.enter_context(_both(postgres_url)).items():
            fill(toolbox, part.stored)
            forgetful = replace(toolbox, judgements=JudgementMemory(most=0))
            mindful = replace(toolbox, judgements=JudgementMemory(most=REMEMBERED))
            said[name, ALONE] = _one_by_one(part.cases, forgetful)
            said[name, IN_A_BATCH] = _in_a_batch(part.cases, forgetful)
            _in_a_batch(part.cases, mindful)
            said[name, ALONE_AGAIN] = _one_by_one(part.cases, mindful)
            said[name, IN_A_BATCH_AGAIN] = _in_a_batch(part.cases, mindful)
    return said


def differing(said: Said) -> list[int]:
    """Return the numbers of the claims whose answers are not all the same bytes."""
    return [at for at, answers in enumerate(zip(*said.values(), strict=True)) if len(set(answers)) > 1]


@contextmanager
def _both(postgres_url: str) -> Iterator[Mapping[str, Toolbox]]:
    with TemporaryDirectory() as folder, ExitStack() as opened:
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'suite.db'}", "PostgreSQL": postgres_url}
        settings = {name: Settings(database_url=url, seed=False) for name, url in urls.items()}
        yield {name: opened.enter_context(open_toolbox(chosen)) for name, chosen in settings.items()}


def _one_by_one(cases: Sequence[Case], toolbox: Toolbox) -> list[bytes]:
    return [_alone(_claim(case), toolbox) for case in cases]


def _alone(claim: Claim, toolbox: Toolbox) -> bytes:
    with toolbox.database.reading() as storage:
        return _bytes_of(judge_claim(claim, bounds=Bounds(), storage=storage, toolbox=toolbox))


def _in_a_batch(cases: Sequence[Case], toolbox: Toolbox) -> list[bytes]:
    return [_bytes_of(check) for check in check_claims([(_claim(case), Bounds()) for case in cases], toolbox=toolbox)]


def _claim(case: Case) -> Claim:
    return Claim(text=case.text, as_of=case.as_of)


def _bytes_of(check: Check | NotFoundError) -> bytes:
    """Write a check as JSON without its id, its time and the earlier check of its claim; the store revision stays."""
    if isinstance(check, NotFoundError):
        raise check
    fields = {name: value for name, value in asdict(check).items() if name not in _OWN}
    return json.dumps(fields, default=str).encode()

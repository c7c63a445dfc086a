"""The service's answers to the claims of a part, each given end to end: retrieved, read, weighed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.check import Judgement, Verdict
from app.domain.claim import Claim
from app.domain.evidence import Candidate
from app.domain.ports import Retriever, Storage
from app.services.checks import Bounds, judge_claim
from app.services.judgements import JudgementMemory
from app.services.toolbox import Toolbox
from benchmarks.quality.suite import Case

DECIDED = frozenset({Verdict.SUPPORTED, Verdict.CONTRADICTED})
"""Verdicts that go with the statement a claim was written for; a dispute leaves its other side behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the service said to a claim.

    `is_found` says whether the claim's statement was among the candidates, `without_origin` what the verdict is once
    that statement is taken away (None if it does not decide the claim).
    """

    case: Case
    verdict: Verdict
    confidence: float
    explanation: str
    is_found: bool
    without_origin: Verdict | None
    milliseconds: float


class WithoutOne:
    """A retriever that never finds one statement; the next best takes its place."""

    def __init__(self, retriever: Retriever, statement_id: str) -> None:
        self._retriever = retriever
        self._statement_id = statement_id

    def retrieve(
        self,
        claim_text: str,
        *,
        limit: int,
        min_reliability: float = 0.0,
        source_ids: frozenset[str] | None = None,
    ) -> Sequence[Candidate]:
        """Return at most `limit` other candidates, the most promising first."""
        found = self._retriever.retrieve(
            claim_text, limit=limit + 1, min_reliability=min_reliability, source_ids=source_ids
        )
        return [candidate for candidate in found if candidate.statement.id != self._statement_id][:limit]


def answers_to(cases: Sequence[Case], *, toolbox: Toolbox) -> list[Answer]:
    """Return the answer to each claim, in order."""
    with toolbox.database.reading() as storage:
        return [_answer(case, storage=storage, toolbox=toolbox) for case in cases]


def verdict_on(case: Case, *, storage: Storage, toolbox: Toolbox) -> Verdict:
    """Return the verdict alone."""
    return _judge(case, storage=storage, toolbox=toolbox).verdict


def _answer(case: Case, *, storage: Storage, toolbox: Toolbox) -> Answer:
    start = time.perf_counter()
    judgement = _judge(case, storage=storage, toolbox=toolbox)
    milliseconds = (time.perf_counter() - start) * 1_000
    return Answer(
        case=case,
        verdict=judgement.verdict,
        confidence=judgement.confidence,
        explanation=judgement.explanation,
        is_found=case.origin in {evidence.statement.id for evidence in judgement.evidence},
        without_origin=_without_origin(case, storage=storage, toolbox=toolbox) if case.verdict in DECIDED else None,
        milliseconds=milliseconds,
    )


def _without_origin(case: Case, *, storage: Storage, toolbox: Toolbox) -> Verdict:
    bereft = replace(
        toolbox,
        retriever_over=lambda search: WithoutOne(toolbox.retriever_over(search), case.origin),
        judgements=JudgementMemory(),  # what was judged with the statement must not answer without it
    )
    return _judge(case, storage=storage, toolbox=bereft).verdict


def _judge(case: Case, *, storage: Storage, toolbox: Toolbox) -> Judgement:
    bounds = Bounds(max_evidence=toolbox.verifier.most_statements)  # every candidate is to be seen
    claim = Claim(text=case.text, as_of=case.as_of)
    return judge_claim(claim, bounds=bounds, storage=storage, toolbox=toolbox).judgement

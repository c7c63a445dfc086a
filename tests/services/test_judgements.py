from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from app.domain.check import Check, Engine, Judgement
from app.domain.claim import Claim
from app.domain.evidence import Candidate, Reading
from app.domain.ports import Verifier
from app.domain.source import Source, SourceKind
from app.services.checks import Bounds, check_claim, check_claims
from app.services.judgements import JudgementMemory
from app.services.statements import StatementDraft, create_statement
from app.services.toolbox import Toolbox

DAY = date(2026, 11, 21)
MAKER = "Mixtral 8x22B was developed by Mistral."
CLAIM = Claim(text=MAKER, as_of=DAY)


@dataclass
class CountingVerifier:
    """Counts what another judges."""

    verifier: Verifier
    judged: int = 0
    engine: Engine = field(default_factory=lambda: Engine(version="1"))
    most_statements: int = 10

    def read(self, claim_text: str, statement_texts: Sequence[str]) -> Sequence[Reading]:
        return self.verifier.read(claim_text, statement_texts)

    def judge(self, claim: Claim, candidates: Sequence[Candidate]) -> Judgement:
        self.judged += 1
        return self.verifier.judge(claim, candidates)


@pytest.fixture
def verifier(toolbox: Toolbox) -> CountingVerifier:
    return CountingVerifier(toolbox.verifier)


@pytest.fixture
def desk(toolbox: Toolbox, verifier: CountingVerifier) -> Toolbox:
    return replace(toolbox, verifier=verifier)


def keep_statement(toolbox: Toolbox, text: str = MAKER) -> None:
    source = Source(id=f"of {text}", title="News", publisher="A", kind=SourceKind.PRIMARY, reliability=0.9)
    with toolbox.database.session() as storage:
        storage.sources.add(source)
        create_statement(
            source.id, StatementDraft(text=text), storage=storage, embedder=toolbox.embedder, clock=toolbox.clock
        )


def but_id_and_time(check: Check) -> Check:
    return replace(check, id="", created_at=check.created_at.min)


def test_a_claim_asked_again_is_answered_alike_without_judging_anew(desk: Toolbox, verifier: CountingVerifier) -> None:
    keep_statement(desk)

    first, second = (check_claim(CLAIM, bounds=Bounds(), toolbox=desk) for _ in range(2))

    assert but_id_and_time(first) == but_id_and_time(second)
    assert first.id != second.id
    assert verifier.judged == 1


def test_fewer_statements_are_shown_of_a_remembered_judgement(desk: Toolbox, verifier: CountingVerifier) -> None:
    for text in (MAKER, MAKER.removesuffix(".")):
        keep_statement(desk, text)
    shown = [check_claim(CLAIM, bounds=Bounds(max_evidence=most), toolbox=desk) for most in (9, 1)]

    assert [len(check.judgement.evidence) for check in shown] == [2, 1]
    assert verifier.judged == 1


OTHERS = {
    "day": (replace(CLAIM, as_of=date(2020, 1, 1)), Bounds()),
    "words": (replace(CLAIM, text=MAKER.upper()), Bounds()),
    "date": (replace(CLAIM, claim_date=date(2020, 1, 1)), Bounds()),
    "reliability": (CLAIM, Bounds(min_reliability=0.95)),
    "sources": (CLAIM, Bounds(source_ids=frozenset({f"of {MAKER}"}))),
}


@pytest.mark.parametrize("other", OTHERS)
def test_whatever_a_verdict_may_turn_on_is_judged_anew(desk: Toolbox, verifier: CountingVerifier, other: str) -> None:
    keep_statement(desk)
    check_claim(CLAIM, bounds=Bounds(), toolbox=desk)
    claim, bounds = OTHERS[other]

    check_claim(claim, bounds=bounds, toolbox=desk)

    assert verifier.judged == 2


def test_a_write_to_the_store_and_another_engine_are_noticed(desk: Toolbox, verifier: CountingVerifier) -> None:
    before = check_claim(CLAIM, bounds=Bounds(), toolbox=desk)
    keep_statement(desk)
    after = check_claim(CLAIM, bounds=Bounds(), toolbox=desk)
    verifier.engine = Engine(version="2")
    check_claim(CLAIM, bounds=Bounds(), toolbox=desk)

    assert [len(check.judgement.evidence) for check in (before, after)] == [0, 1]
    assert verifier.judged == 3


def test_what_was_not_asked_for_the_longest_is_forgotten(desk: Toolbox, verifier: CountingVerifier) -> None:
    small = replace(desk, judgements=JudgementMemory(most=2))
    texts = ["One.", "Two.", "One.", "Three.", "One.", "Two."]
    for text in texts:
        check_claim(Claim(text=text, as_of=DAY), bounds=Bounds(), toolbox=small)

    assert verifier.judged == 4


@pytest.mark.parametrize("threads", [1, 3])
def test_a_batch_works_on_few_claims_ahead(desk: Toolbox, verifier: CountingVerifier, threads: int) -> None:
    orders = ((Claim(text=f"Claim {number}.", as_of=DAY), Bounds()) for number in range(100))
    outcomes = check_claims(orders, toolbox=replace(desk, threads=threads))

    first = next(outcomes)
    outcomes.close()

    assert isinstance(first, Check)
    assert first.claim.text == "Claim 0."
    assert verifier.judged <= threads + 1

"""Claims whose figure must be reckoned from the amounts of one statement."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from app.domain.check import Verdict
from app.domain.evidence import Stance
from app.text.sentence import Reader
from app.verification.comparing import Comparer
from app.verification.findings import Finding, Weight
from app.verification.matching import Matcher
from app.verification.reckoning import reckon
from app.verification.verifier import FacetVerifier
from tests.verification.desk import Desk

OUTCOMES = {"agrees": Weight.AGREES, "differs": Weight.DIFFERS, "silent": None}
FORBIDDEN = {"agrees": {Stance.CONTRADICTS}, "differs": {Stance.SUPPORTS}, "silent": {Stance.SUPPORTS}}


class Row(NamedTuple):
    statement: str
    claim: str
    outcome: str


def rows() -> list[Row]:
    entries = yaml.safe_load(Path(__file__).with_name("arithmetic.yaml").read_text(encoding="utf-8"))
    return [Row(entry["statement"], claim, outcome) for entry in entries for outcome in OUTCOMES
            for claim in entry.get(outcome, ())]  # fmt: skip


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer(Reader.load())


def reckoned(comparer: Comparer, claim: str, statement: str) -> list[Finding]:
    told = comparer.prepare(statement)
    names = frozenset(part for name in told.sentence.names for part in name.key)
    matcher = Matcher(comparer.prepare(claim, names=names), told, comparer.thesaurus)
    return list(reckon(matcher, comparer.thesaurus).findings.values())


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.outcome}: {row.claim}")
def test_a_figure_is_reckoned_where_it_is_clear_of_what(comparer: Comparer, row: Row) -> None:
    expected = OUTCOMES[row.outcome]

    found = reckoned(comparer, row.claim, row.statement)

    assert [f.weight for f in found] == ([] if expected is None else [expected]), [f.message for f in found]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.outcome}: {row.claim}")
def test_no_claim_is_given_the_opposite_stance(verifier: FacetVerifier, row: Row) -> None:
    (reading,) = verifier.read(row.claim, [row.statement])

    assert reading.stance not in FORBIDDEN[row.outcome], [reason.message for reason in reading.reasons]


def test_the_explanation_of_a_support_shows_the_sum(desk: Desk) -> None:
    desk.has("Kestrel sold 212 million tickets in 2024, after 198 million the year before.")

    judgement = desk.judge("Kestrel sold 7 percent more tickets in 2024 than in 2023.")

    assert judgement.verdict is Verdict.SUPPORTED
    assert "(212 million - 198 million) / 198 million = 7.1 %" in judgement.explanation
    assert "the claim says 7 percent." in judgement.explanation


def test_the_explanation_of_a_contradiction_shows_the_sum(desk: Desk) -> None:
    desk.has("Nine of the fourteen wards of Orrin voted for the merger.")

    judgement = desk.judge("A third of the wards of Orrin voted for the merger.")

    assert judgement.verdict is Verdict.CONTRADICTED
    assert '9 / 14 = 64.3 % ("Nine of the fourteen"), the claim says A third.' in judgement.explanation


def test_the_table_is_large_enough() -> None:
    outcomes = Counter(row.outcome for row in rows())

    assert outcomes.total() >= 90
    assert min(outcomes[outcome] for outcome in OUTCOMES) >= 18

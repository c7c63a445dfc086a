"""What an explanation says must be what the verdict says, in words that stand in the texts."""

import re
from datetime import date

import pytest

from app.domain.check import Judgement, Verdict
from app.domain.evidence import ReasonKind, Stance
from app.verification.verifier import FacetVerifier
from tests.verification.desk import Desk
from tests.verification.tables import Row, all_rows

VERDICTS = {
    Stance.SUPPORTS: Verdict.SUPPORTED,
    Stance.CONTRADICTS: Verdict.CONTRADICTED,
    Stance.NEUTRAL: Verdict.NOT_ENOUGH_EVIDENCE,
}
SAYS = {
    Verdict.SUPPORTED: "says so:",
    Verdict.CONTRADICTED: "says otherwise",
    Verdict.DISPUTED: "Sources disagree",
    Verdict.NOT_ENOUGH_EVIDENCE: "No stored statement",
}
QUOTED = re.compile('\u201c[^\u201d]*\u201d|"[^"]*"')
PUBLISHER = "The Sandvik Post"


Judged = list[tuple[Row, Judgement]]


@pytest.fixture(scope="module")
def judged(verifier: FacetVerifier) -> Judged:
    return [(row, _judge(row, verifier)) for row in all_rows()]


def _judge(row: Row, verifier: FacetVerifier) -> Judgement:
    desk = Desk(verifier)
    desk.has(row.statement, by=PUBLISHER)
    return desk.judge(row.claim)


def test_the_verdict_on_every_row_is_that_of_its_only_statement(judged: Judged) -> None:
    wrong = [row for row, judgement in judged if judgement.verdict is not VERDICTS[row.stance]]

    assert wrong == []


def test_every_explanation_says_what_its_verdict_says_and_nothing_else(judged: Judged) -> None:
    for row, judgement in judged:
        said = [verdict for verdict, words in SAYS.items() if words in QUOTED.sub("", judgement.explanation)]

        assert said == [judgement.verdict], (row, judgement.explanation)


def test_every_explanation_names_the_publisher_and_quotes_the_statement(judged: Judged) -> None:
    for row, judgement in judged:
        assert PUBLISHER in judgement.explanation
        assert f"\u201c{row.statement}\u201d" in judgement.explanation


def test_a_contradiction_quotes_the_words_of_both_sides(judged: Judged) -> None:
    contradicted = [(row, j) for row, j in judged if j.verdict is Verdict.CONTRADICTED]
    for row, judgement in contradicted:
        difference = judgement.explanation.partition(f"\u201c{row.statement}\u201d")[2]

        assert any(ours in difference and theirs in difference for ours, theirs in words_that_differ(judgement)), row

    assert contradicted


def words_that_differ(judgement: Judgement) -> list[tuple[str, str]]:
    return [
        (reason.claim_span.text, reason.statement_span.text)
        for reason in judgement.evidence[0].reading.reasons
        if reason.kind is ReasonKind.DISCREPANCY and reason.claim_span and reason.statement_span
    ]


def test_every_explanation_is_made_of_whole_sentences(judged: Judged) -> None:
    for _, judgement in judged:
        explanation = judgement.explanation

        assert explanation[0].isupper()
        assert explanation.rstrip("\u201d").endswith((".", "?", "!")), explanation
        assert "None" not in QUOTED.sub("", explanation)
        assert ".." not in explanation
        assert "  " not in explanation


def test_nothing_stored_is_said_to_be_nothing_stored(desk: Desk) -> None:
    assert desk.judge("Norline bought Kestrel in 2021.").explanation.startswith("No stored statement speaks of this")


def test_a_dispute_quotes_both_statements(desk: Desk) -> None:
    desk.has("In 2021 Norline acquired Kestrel.", by="The Sandvik Post")
    desk.has("Norline bought Kestrel in 2019.", by="The Brae Herald")

    explanation = desk.judge("Norline bought Kestrel in 2021.").explanation

    assert "Sources disagree" in explanation
    assert "The Sandvik Post" in explanation.partition("says so")[0]
    assert "In 2021 Norline acquired Kestrel." in explanation
    assert "Norline bought Kestrel in 2019." in explanation


def test_the_explanation_says_until_when_a_superseded_statement_held(desk: Desk) -> None:
    desk.has("The key rate of Varland stands at 4.25 percent.", valid_until=date(2026, 3, 18))

    judgement = desk.judge("The key rate of Varland is 4.25 percent.", as_of=date(2026, 5, 4))

    assert judgement.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert "held until 18 March 2026" in judgement.explanation


def test_the_explanation_says_from_when_a_statement_will_hold(desk: Desk) -> None:
    desk.has("The key rate of Varland stands at 3.75 percent.", valid_from=date(2026, 3, 19))

    explanation = desk.judge("The key rate of Varland is 3.75 percent.", as_of=date(2026, 1, 1)).explanation

    assert "holds only from 19 March 2026" in explanation


def test_a_claim_that_held_before_is_contradicted_by_the_new_and_told_of_the_old(desk: Desk) -> None:
    desk.has("The key rate of Varland stands at 4.25 percent.", by="Bank A", valid_until=date(2026, 3, 18))
    desk.has("The key rate of Varland stands at 3.75 percent.", by="Bank B", valid_from=date(2026, 3, 19))

    judgement = desk.judge("The key rate of Varland is 4.25 percent.", as_of=date(2026, 5, 4))

    assert judgement.verdict is Verdict.CONTRADICTED
    assert "3.75 percent" in judgement.explanation
    assert "held until 18 March 2026" in judgement.explanation


def test_a_superseded_statement_does_not_trouble_a_supported_claim(desk: Desk) -> None:
    desk.has("The key rate of Varland stands at 4.25 percent.", by="Bank A", valid_until=date(2026, 3, 18))
    desk.has("The key rate of Varland stands at 3.75 percent.", by="Bank B", valid_from=date(2026, 3, 19))

    judgement = desk.judge("The key rate of Varland is 3.75 percent.", as_of=date(2026, 5, 4))

    assert judgement.verdict is Verdict.SUPPORTED
    assert "otherwise" not in judgement.explanation


@pytest.mark.parametrize("length", [241, 600, 1_900])
def test_a_long_statement_is_quoted_in_part(desk: Desk, length: int) -> None:
    text = ("Norline bought Kestrel in 2021, " + "after long talks between the two boards, " * 60)[:length]
    desk.has(text)

    explanation = desk.judge("Norline bought Kestrel in 2020.").explanation

    assert "\u2026\u201d" in explanation
    assert text not in explanation

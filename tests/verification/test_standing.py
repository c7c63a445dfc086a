from datetime import date

from app.domain.check import Verdict
from tests.verification.desk import Desk

CLAIM = "Tellmark operates as a separate entity with its own P&L."


def test_what_is_denied_is_quoted_with_its_denial(desk: Desk) -> None:
    desk.has("Tellmark is no longer a separate company.")

    judgement = desk.judge(CLAIM)

    assert judgement.verdict is Verdict.CONTRADICTED
    assert 'The claim has "a separate entity", the statement "no longer a separate company".' in judgement.explanation


def test_standing_is_judged_as_of_a_day(desk: Desk) -> None:
    desk.has("Tellmark is a division of Graystone Holdings.", valid_from=date(2026, 2, 2))

    assert desk.judge(CLAIM, as_of=date(2026, 5, 26)).verdict is Verdict.CONTRADICTED
    assert desk.judge(CLAIM, as_of=date(2025, 5, 26)).verdict is Verdict.NOT_ENOUGH_EVIDENCE

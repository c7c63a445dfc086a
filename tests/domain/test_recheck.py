from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.check import Check
from app.domain.recheck import Staleness, recheck_reasons
from app.domain.statement import Validity
from tests.storage.examples import SOURCE, STATEMENT, a_check, some_evidence

TODAY = date(2025, 6, 1)


def check(*, made: date, status: Validity = Validity.CURRENT) -> Check:
    """Return a check that a statement valid until the end of 2024 decided."""
    evidence = replace(some_evidence(), status=status)
    whole = a_check()
    judgement = replace(whole.judgement, evidence=(evidence,))
    return replace(whole, judgement=judgement, created_at=datetime(made.year, made.month, made.day, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("made", "today", "expired"),
    [
        (date(2024, 6, 1), date(2024, 12, 31), False),
        (date(2024, 6, 1), date(2025, 1, 1), True),
        (date(2024, 12, 31), date(2025, 1, 1), True),
        (date(2025, 2, 1), TODAY, False),  # judged for a past day, knowing that the statement had expired
    ],
)
def test_a_check_is_stale_once_a_statement_that_decided_has_expired(made: date, today: date, expired: bool) -> None:
    reasons = recheck_reasons(check(made=made), {STATEMENT.id: (STATEMENT, SOURCE)}, today=today)

    assert [reason.staleness for reason in reasons] == [Staleness.EXPIRED] * expired


def test_an_edited_source_makes_its_statements_doubtful() -> None:
    kept = {STATEMENT.id: (STATEMENT, replace(SOURCE, revision=2))}

    [reason] = recheck_reasons(check(made=date(2025, 2, 1)), kept, today=TODAY)

    assert (reason.staleness, reason.statement_id) == (Staleness.CHANGED, STATEMENT.id)


def test_a_statement_that_was_superseded_already_decided_nothing() -> None:
    superseded = check(made=date(2025, 2, 1), status=Validity.SUPERSEDED)

    assert recheck_reasons(superseded, {}, today=TODAY) == ()

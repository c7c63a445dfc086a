from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.check import Rejection, Verdict
from app.domain.errors import NotFoundError
from app.domain.ports import Database
from app.domain.review import Decision, Review
from tests.storage.examples import a_check

KEY = "velm handled 13 ships"
REVIEW = Review(
    id="review-1",
    check_id="check-1",
    reviewer="Ada",
    decision=Decision.OVERRIDE,
    created_at=datetime(2024, 6, 2, 9, 0, tzinfo=UTC),
    verdict=Verdict.DISPUTED,
    note="Two yearbooks differ.",
    url="https://newsroom.example/velm",
)


def rejecting(number: int, decision: Decision = Decision.REJECT, statement_id: str = "statement-1") -> Review:
    return replace(REVIEW, id=f"review-{number}", decision=decision, verdict=None, statement_id=statement_id, url=None)


def test_a_kept_review_is_read_back_as_it_was(database: Database) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())
        storage.reviews.add(REVIEW, claim_key=KEY)

    with database.reading() as storage:
        assert storage.reviews.all_of("check-1") == [REVIEW]


def test_reviews_of_a_check_are_listed_oldest_first_page_by_page(database: Database) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())
        storage.checks.add(a_check("check-2"))
        for number in (1, 3, 2):
            storage.reviews.add(rejecting(number), claim_key=KEY)
        storage.reviews.add(replace(REVIEW, id="review-0", check_id="check-2"), claim_key=KEY)

        first = storage.reviews.page_of("check-1", after=None, limit=2)
        second = storage.reviews.page_of("check-1", after=first[-1].id, limit=2)

    assert [review.id for review in [*first, *second]] == ["review-1", "review-2", "review-3"]


def test_a_review_of_a_check_that_is_not_kept_is_refused(database: Database) -> None:
    with pytest.raises(NotFoundError, match="no check with the id 'check-1'"), database.session() as storage:
        storage.reviews.add(REVIEW, claim_key=KEY)


def test_a_review_moves_the_store_revision_and_leaves_an_audit_record(database: Database) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())
        storage.reviews.add(REVIEW, claim_key=KEY)

    with database.reading() as storage:
        [record] = storage.audit.page(subject_id="review-1", after=None, limit=9)
        assert storage.state.revision() == record.store_revision == 1
        assert (record.subject_kind, record.action, record.before) == ("review", "created", None)
        assert record.after is not None
        assert record.after["note"] == "Two yearbooks differ."


@pytest.mark.parametrize(
    ("decisions", "rejected_by"),
    [
        ([Decision.REJECT], "review-0"),
        ([Decision.REJECT, Decision.RESTORE], None),
        ([Decision.REJECT, Decision.RESTORE, Decision.REJECT], "review-2"),
        ([Decision.RESTORE], None),
    ],
)
def test_the_last_decision_on_a_statement_counts(
    database: Database, decisions: list[Decision], rejected_by: str | None
) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())
        for number, decision in enumerate(decisions):
            storage.reviews.add(rejecting(number, decision), claim_key=KEY)

        assert storage.reviews.rejections([KEY]).get("statement-1") == rejected_by


def test_rejections_bind_claims_of_the_asked_keys_alone(database: Database) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())
        storage.reviews.add(rejecting(1), claim_key=KEY)
        storage.reviews.add(rejecting(2, statement_id="statement-2"), claim_key="another claim")

        assert storage.reviews.rejections([KEY]) == {"statement-1": "review-1"}
        assert len(storage.reviews.rejections([KEY, "another claim"])) == 2
        assert storage.reviews.rejections([]) == {}


def test_a_check_keeps_what_was_rejected(database: Database) -> None:
    judgement = replace(a_check().judgement, rejected=(Rejection("statement-1", "review-1"),))
    check = a_check(judgement=judgement)
    with database.session() as storage:
        storage.checks.add(check)

    with database.reading() as storage:
        assert storage.checks.get(check.id) == check

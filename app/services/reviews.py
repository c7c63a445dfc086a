"""Use cases on reviews: take an editor's decision on a check, read decisions back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.claims.matching import key_of
from app.domain.check import Check, Verdict
from app.domain.claim_review import Publisher
from app.domain.clock import Clock
from app.domain.errors import FieldProblem, InvalidInputError
from app.domain.ports import Storage
from app.domain.review import ON_A_STATEMENT, PUBLISHING, Decision, Review
from app.services.ids import new_id
from app.services.publishing import publish_or_withdraw


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDraft:
    """A decision to be kept."""

    reviewer: str
    decision: Decision
    verdict: Verdict | None = None
    statement_id: str | None = None
    note: str | None = None
    url: str | None = None


def review_check(check_id: str, draft: ReviewDraft, *, storage: Storage, clock: Clock, publisher: Publisher) -> Review:
    """Keep an editor's decision on a check, and publish the check or take it back accordingly.

    A rejected statement is set aside in later checks of the same claim until it is restored. Raises NotFoundError or
    InvalidInputError.
    """
    check = storage.checks.get(check_id)
    problems = list(_problems(draft, check))
    if problems:
        raise InvalidInputError(f"{problems[0].field}: {problems[0].message}", problems)
    now = clock.now()
    stated = {name: getattr(draft, name) for name in ReviewDraft.__dataclass_fields__}
    review = Review(id=new_id(now), check_id=check_id, created_at=now, **stated)
    storage.reviews.add(review, claim_key=key_of(check.claim))
    publish_or_withdraw(check, storage=storage, publisher=publisher)
    return review


def list_reviews(check_id: str, *, after: str | None, limit: int, storage: Storage) -> Sequence[Review]:
    """Read the decisions on a check, oldest first; raise NotFoundError."""
    storage.checks.get(check_id)
    return storage.reviews.page_of(check_id, after=after, limit=limit)


def _problems(draft: ReviewDraft, check: Check) -> Iterator[FieldProblem]:
    yield from _verdict_problems(draft, check)
    yield from _statement_problems(draft, check)
    if draft.url is not None and draft.decision not in PUBLISHING:
        yield FieldProblem("url", "belongs to a decision that publishes: confirm or override; leave it out.")
    if draft.note is None and draft.decision in (Decision.NOTE, Decision.OVERRIDE):
        yield FieldProblem("note", f"is required with the decision {draft.decision.value}; say why.")


def _verdict_problems(draft: ReviewDraft, check: Check) -> Iterator[FieldProblem]:
    if draft.decision is not Decision.OVERRIDE:
        if draft.verdict is not None:
            yield FieldProblem("verdict", "belongs to the decision override alone; leave it out.")
    elif draft.verdict is None:
        yield FieldProblem("verdict", "is required with the decision override; name the right verdict.")
    elif draft.verdict is check.judgement.verdict:
        yield FieldProblem("verdict", "is what the check says already; confirm it instead.")


def _statement_problems(draft: ReviewDraft, check: Check) -> Iterator[FieldProblem]:
    if draft.decision not in ON_A_STATEMENT:
        if draft.statement_id is not None:
            yield FieldProblem("statement_id", "belongs to the decisions reject and restore; leave it out.")
    elif draft.statement_id is None:
        yield FieldProblem("statement_id", f"is required with the decision {draft.decision.value}.")
    elif draft.statement_id not in _statements_of(check):
        yield FieldProblem("statement_id", "is no statement of this check; take the id from its evidence.")


def _statements_of(check: Check) -> set[str]:
    shown = {evidence.statement.id for evidence in check.judgement.evidence}
    return shown | {rejection.statement_id for rejection in check.judgement.rejected}

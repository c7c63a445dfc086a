"""Use cases on checks: give claims their verdicts, keep them, read them back."""

from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from app.claims.matching import key_of
from app.domain.check import Check, Judgement, Rejection, Verdict
from app.domain.claim import Claim
from app.domain.errors import NotFoundError
from app.domain.evidence import Candidate, Evidence, Stance
from app.domain.ports import CheckRepository, SourceRepository, Storage
from app.services.ids import new_check_id
from app.services.judgements import Ground
from app.services.parts import judge_by_parts
from app.services.toolbox import Toolbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How far one check looks and how much it shows.

    `max_evidence` is for each stance: every candidate is read and weighed, the weightiest are kept.
    """

    max_evidence: int = 10
    min_reliability: float = 0.0
    source_ids: frozenset[str] | None = None


Order = tuple[Claim, Bounds]
"""A claim to check and how far to look."""


def check_claim(claim: Claim, *, bounds: Bounds, toolbox: Toolbox, check_id: str | None = None) -> Check:
    """Give a claim its verdict and keep it, under a new id unless one is given.

    Reading and keeping are two transactions, so that no check holds the write lock while it thinks.
    """
    with toolbox.database.reading() as storage:
        judged = judge_claim(claim, bounds=bounds, storage=storage, toolbox=toolbox)
    check = judged if check_id is None else replace(judged, id=check_id)
    with toolbox.database.adding() as storage:
        return keep_check(check, storage)


def keep_check(check: Check, storage: Storage) -> Check:
    """Keep a check and return it with its link to the first check of the same claim."""
    key = key_of(check.claim)
    linked = replace(check, same_claim_as=storage.checks.first_of(key))
    storage.checks.add(linked, claim_key=key)
    return linked


def check_claims(orders: Iterable[Order], *, toolbox: Toolbox) -> Generator[Check | NotFoundError]:
    """Yield each claim's check as it is kept, or the reason why it has none, in order.

    Only a few claims are worked on ahead of the one asked for; those not asked for are not checked. Close the iterator
    to give up the rest.
    """
    left = iter(orders)
    pool = ThreadPoolExecutor(toolbox.threads, thread_name_prefix="batch")
    ahead: deque[Future[Check | NotFoundError]] = deque()
    try:
        while True:
            upcoming = islice(left, toolbox.threads + 1 - len(ahead))
            ahead.extend([pool.submit(_outcome, claim, bounds, toolbox) for claim, bounds in upcoming])
            if not ahead:
                return
            yield ahead.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def judge_claim(claim: Claim, *, bounds: Bounds, storage: Storage, toolbox: Toolbox) -> Check:
    """Give a claim its verdict without keeping it; raise NotFoundError if a chosen source is not kept."""
    _require_sources(bounds.source_ids, storage.sources)
    ground = Ground(
        claim=claim,
        min_reliability=bounds.min_reliability,
        source_ids=bounds.source_ids,
        store_revision=storage.state.revision(),
        engine=toolbox.verifier.engine,
    )
    judgement = _judgement(ground, storage=storage, toolbox=toolbox)
    now = toolbox.clock.now()
    return Check(
        id=new_check_id(now),
        claim=claim,
        judgement=weightiest(judgement, bounds.max_evidence),
        engine=ground.engine,
        store_revision=ground.store_revision,
        created_at=now,
    )


def _judgement(ground: Ground, *, storage: Storage, toolbox: Toolbox) -> Judgement:
    remembered = toolbox.judgements.recall(ground)
    if remembered is not None:
        return remembered
    judgement = judge_by_parts(
        ground.claim,
        _judged_anew(ground, storage=storage, toolbox=toolbox),
        detector=toolbox.detector,
        judge=lambda part: _judged_anew(
            replace(ground, claim=part), storage=storage, toolbox=toolbox, whole=ground.claim
        ),
    )
    toolbox.judgements.remember(ground, judgement)
    return judgement


def _judged_anew(ground: Ground, *, storage: Storage, toolbox: Toolbox, whole: Claim | None = None) -> Judgement:
    """Judge a claim; what is rejected as evidence on the whole is none on a part of it either."""
    rejections = storage.reviews.rejections([key_of(claim) for claim in (ground.claim, whole) if claim is not None])
    most = toolbox.verifier.most_statements
    candidates = toolbox.retriever_over(storage.search).retrieve(
        ground.claim.text,
        limit=most + len(rejections),
        min_reliability=ground.min_reliability,
        source_ids=ground.source_ids,
    )
    admitted = [candidate for candidate in candidates if candidate.statement.id not in rejections][:most]
    judgement = toolbox.verifier.judge(ground.claim, admitted)
    return replace(judgement, rejected=_rejected(candidates, rejections))


def weightiest(judgement: Judgement, most: int) -> Judgement:
    """Keep at most `most` pieces of evidence of each stance, so that neither side of a dispute is lost."""
    shown = {id(evidence) for stance in Stance for evidence in _first(judgement.evidence, stance, most)}
    return replace(judgement, evidence=tuple(e for e in judgement.evidence if id(e) in shown))


def get_check(check_id: str, *, checks: CheckRepository) -> Check:
    """Read a check back."""
    return checks.get(check_id)


def list_checks(
    *, after: str | None, limit: int, verdict: Verdict | None, text: str | None, checks: CheckRepository
) -> Sequence[Check]:
    """Read checks back, newest first."""
    return checks.page(after=after, limit=limit, verdict=verdict, text=text)


def _outcome(claim: Claim, bounds: Bounds, toolbox: Toolbox) -> Check | NotFoundError:
    try:
        return check_claim(claim, bounds=bounds, toolbox=toolbox)
    except NotFoundError as error:
        return error


def _require_sources(source_ids: frozenset[str] | None, sources: SourceRepository) -> None:
    for source_id in sorted(source_ids or ()):
        sources.get(source_id)


def _rejected(candidates: Sequence[Candidate], rejections: Mapping[str, str]) -> tuple[Rejection, ...]:
    found = (candidate.statement.id for candidate in candidates)
    return tuple(Rejection(id_, rejections[id_]) for id_ in found if id_ in rejections)


def _first(evidence: Sequence[Evidence], stance: Stance, most: int) -> list[Evidence]:
    return [e for e in evidence if e.stance is stance][:most]

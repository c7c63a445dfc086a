"""Use case: keep again what an export of a store told: checks, documents, reviews, the record of writes."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from app.claims.matching import key_of
from app.domain.audit import AuditRecord
from app.domain.check import Check, Verdict
from app.domain.claim_review import ClaimReview, QuarantinedItem
from app.domain.document import MAX_DETECTED_CLAIMS, MAX_DOCUMENT_LENGTH, MAX_HTML_LENGTH
from app.domain.errors import FieldProblem, InvalidInputError, NotFoundError
from app.domain.evidence import Stance
from app.domain.ports import Storage
from app.domain.review import Review
from app.domain.rules import address_problems
from app.interchange.document_records import DocumentRecord
from app.interchange.kept_records import KEYS, Kept, field_names
from app.services.claim_reviews import keep_claim_review

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_TIMES = {"created_at", "checked_at", "quarantined_at", "at"}
MOST = 2**53
"""Numbers from here on are not exact in every reader of JSON, and from 2**63 on not kept by SQLite."""

CARRYING: Mapping[Verdict, frozenset[Stance]] = MappingProxyType(
    {
        Verdict.SUPPORTED: frozenset({Stance.SUPPORTS}),
        Verdict.CONTRADICTED: frozenset({Stance.CONTRADICTS}),
        Verdict.DISPUTED: frozenset({Stance.SUPPORTS, Stance.CONTRADICTS}),
        Verdict.NOT_ENOUGH_EVIDENCE: frozenset(),
    }
)
"""The stances without which a verdict hangs in the air."""


def restore(kept: Kept, *, storage: Storage) -> bool:
    """Keep a thing as it was told and say whether it was not kept yet.

    Raises InvalidInputError if something else is kept in its place: what was given or decided is never written over.
    """
    problems = [FieldProblem(f"{KEYS[type(kept)]}.{one.field}", one.message) for one in _problems(kept)]
    if problems:
        raise InvalidInputError(str(problems[0].message), problems)
    return _RESTORERS[type(kept)](kept, storage)


def _problems(kept: Kept) -> Iterator[FieldProblem]:
    if not isinstance(kept, AuditRecord) and not _ID.fullmatch(kept.id):
        yield FieldProblem("id", "must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -.")
    if isinstance(kept, Check | DocumentRecord | AuditRecord) and not 0 <= kept.store_revision < MOST:
        yield FieldProblem("store_revision", "is out of bounds.")
    for name in _TIMES & set(field_names(type(kept))):
        if getattr(kept, name).tzinfo is None:
            yield FieldProblem(name, "must say its offset from UTC, such as Z at its end.")
    if isinstance(kept, Check):
        yield from _check_problems(kept)
    if isinstance(kept, DocumentRecord):
        yield from _document_problems(kept)


def _check_problems(check: Check) -> Iterator[FieldProblem]:
    if not 0.0 <= check.judgement.confidence <= 1.0:
        yield FieldProblem("judgement.confidence", "must be a number from 0 to 1.")
    missing = CARRYING[check.judgement.verdict] - {evidence.stance for evidence in check.judgement.evidence}
    if missing:
        told = f"is {check.judgement.verdict.value} without a statement that {min(missing).value} the claim."
        yield FieldProblem("judgement.verdict", told)


def _document_problems(document: DocumentRecord) -> Iterator[FieldProblem]:
    yield from address_problems(document.url)
    for field, held, most in (
        ("text", document.text, MAX_DOCUMENT_LENGTH),
        ("html", document.html or "", MAX_HTML_LENGTH),
        ("claims", document.claims, MAX_DETECTED_CLAIMS),
    ):
        if len(held) > most:
            yield FieldProblem(field, f"is {len(held):,} long; at most {most:,} are allowed.")
    yield from document.span_problems()


def _restore_check(check: Check, storage: Storage) -> bool:
    try:
        stored = storage.checks.get(check.id)
    except NotFoundError:
        storage.checks.add(check, claim_key=key_of(check.claim))
        return True
    return _same(check, stored)


def _restore_document(record: DocumentRecord, storage: Storage) -> bool:
    try:
        stored = storage.documents.get(record.id)
    except NotFoundError:
        storage.documents.add(record.document(_checks_of(record, storage).__getitem__))
        return True
    return _same(record, DocumentRecord.of(stored))


def _checks_of(record: DocumentRecord, storage: Storage) -> Mapping[str, Check]:
    named = ((f"claims.{at}.{field}", id_) for at, one in enumerate(record.claims) for field, id_ in one.check_ids)
    return {id_: _kept_check(id_, record, storage, field=field) for field, id_ in named}


def _restore_review(review: Review, storage: Storage) -> bool:
    check = _kept_check(review.check_id, review, storage)
    stored = next((one for one in storage.reviews.all_of(check.id) if one.id == review.id), None)
    if stored is not None:
        return _same(review, stored)
    storage.reviews.add(review, claim_key=key_of(check.claim))
    return True


def _restore_claim_review(review: ClaimReview, storage: Storage) -> bool:
    stored = storage.claim_reviews.find(review.id)
    if stored is not None:
        return _same(review, stored)
    if review.check_id is not None:
        _kept_check(review.check_id, review, storage)
    keep_claim_review(review, storage=storage)
    return True


def _restore_quarantined(item: QuarantinedItem, storage: Storage) -> bool:
    return storage.claim_reviews.quarantine(item)


def _restore_record(record: AuditRecord, storage: Storage) -> bool:
    stored = storage.audit.page(subject_id=None, after=record.store_revision - 1, limit=1)
    if stored and stored[0].store_revision == record.store_revision:
        return _same(record, stored[0])
    if record.store_revision <= storage.state.revision() or storage.sources.count() > 0:
        told = "comes too late: a record of writes is taken over before anything else, by a store that holds no source."
        raise _refused(record, "store_revision", told)
    storage.audit.lay_down(record)
    return True


def _kept_check(check_id: str, kept: Kept, storage: Storage, *, field: str = "check_id") -> Check:
    try:
        return storage.checks.get(check_id)
    except NotFoundError as error:
        raise _refused(kept, field, "names no kept check; import the checks first.") from error


def _same(kept: Kept, stored: Kept) -> bool:
    if kept != stored:
        raise _refused(kept, "", "differs from the one that is kept; what was given or decided is never written over.")
    return False


def _refused(kept: Kept, field: str, message: str) -> InvalidInputError:
    return InvalidInputError(message, [FieldProblem(f"{KEYS[type(kept)]}.{field}".rstrip("."), message)])


_RESTORERS: Mapping[type[Kept], Callable[[Any, Storage], bool]] = MappingProxyType(
    {
        Check: _restore_check,
        DocumentRecord: _restore_document,
        Review: _restore_review,
        ClaimReview: _restore_claim_review,
        QuarantinedItem: _restore_quarantined,
        AuditRecord: _restore_record,
    }
)

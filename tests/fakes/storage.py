"""A store in memory that keeps the promises of the ports: the storage suite runs against it and the real one."""

import math
import struct
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from app.domain.audit import AuditAction, AuditRecord
from app.domain.check import Check, Verdict
from app.domain.claim_review import ClaimReview, QuarantinedItem, ReviewedClaim, ReviewFilter
from app.domain.document import Document, DocumentSummary
from app.domain.errors import DuplicateSourceError, InvalidInputError, NotFoundError, StaleRevisionError
from app.domain.ports import Storage, Vector
from app.domain.review import ON_A_STATEMENT, Decision, Review
from app.domain.source import Source, SourceKind
from app.domain.statement import Statement

Terms = Callable[[str], Sequence[str]]


@dataclass
class State:
    """What is kept; `snapshot` copies it, so that a transaction can be undone."""

    revision: int = 0
    sources: dict[str, Source] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    vectors: dict[str, Vector] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    claim_keys: dict[str, str | None] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    reviews: dict[str, tuple[str, Review]] = field(default_factory=dict)
    claim_reviews: dict[str, tuple[str, frozenset[str], ClaimReview]] = field(default_factory=dict)
    quarantine: dict[str, QuarantinedItem] = field(default_factory=dict)
    audit: list[AuditRecord] = field(default_factory=list)

    def snapshot(self) -> "State":
        return State(self.revision, *(copy(getattr(self, name)) for name in list(State.__dataclass_fields__)[1:]))

    def record(self, action: AuditAction, kind: str, id_: str, before: Any, after: Any) -> None:
        self.revision += 1
        if action is AuditAction.CREATED and self._is_told(id_, _in_json(after)):
            return
        record = AuditRecord(
            store_revision=self.revision,
            at=datetime.now(UTC),
            action=action,
            subject_kind=kind,
            subject_id=id_,
            before=_in_json(before),
            after=_in_json(after),
        )
        self.audit.append(record)

    def _is_told(self, id_: str, after: dict[str, object] | None) -> bool:
        last = next((one for one in reversed(self.audit) if one.subject_id == id_), None)
        if last is None or last.after is None or last.after != after:
            return False
        gone = {
            one.subject_id
            for one in self.audit
            if one.action is AuditAction.DELETED and one.store_revision > last.store_revision
        }
        return last.after.get("source_id", id_) not in gone


class FakeSources:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, source: Source) -> None:
        _require_encodable(source)
        self._require_free_url(source)
        self._state.sources[source.id] = source
        self._state.record(AuditAction.CREATED, "source", source.id, None, source)

    def get(self, source_id: str) -> Source:
        if source_id not in self._state.sources:
            raise NotFoundError("source", source_id)
        return self._state.sources[source_id]

    def find_by_url(self, url: str) -> Source | None:
        return next((source for source in self._state.sources.values() if source.url == url), None)

    def page(
        self, *, after: str | None, limit: int, kind: SourceKind | None = None, publisher: str | None = None
    ) -> Sequence[Source]:
        kept = [source for source in self._state.sources.values() if kind in (None, source.kind)]
        kept = [source for source in kept if publisher in (None, source.publisher)]
        return _page(kept, after, limit)

    def update(self, source: Source, *, expected_revision: int | None) -> Source:
        _require_encodable(source)
        before = self.get(source.id)
        _require_revision("source", before, expected_revision)
        self._require_free_url(source)
        after = replace(source, revision=before.revision + 1)
        self._state.sources[source.id] = after
        self._state.record(AuditAction.UPDATED, "source", source.id, before, after)
        return after

    def remove(self, source_id: str, *, expected_revision: int | None) -> None:
        before = self.get(source_id)
        _require_revision("source", before, expected_revision)
        del self._state.sources[source_id]
        for statement in [one for one in self._state.statements.values() if one.source_id == source_id]:
            del self._state.statements[statement.id]
            self._state.vectors.pop(statement.id, None)
        self._state.record(AuditAction.DELETED, "source", source_id, before, None)

    def count(self) -> int:
        return len(self._state.sources)

    def _require_free_url(self, source: Source) -> None:
        holder = None if source.url is None else self.find_by_url(source.url)
        if holder is not None and source.url is not None and holder.id != source.id:
            raise DuplicateSourceError(source.url, holder.id)


class FakeStatements:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, statement: Statement, *, vector: Vector | None) -> None:
        self._keep(statement, vector)
        self._state.record(AuditAction.CREATED, "statement", statement.id, None, statement)

    def add_each(self, statements: Sequence[tuple[Statement, Vector | None]]) -> None:
        for statement, vector in statements:
            self.add(statement, vector=vector)

    def add_many(self, statements: Iterable[tuple[Statement, Vector | None]]) -> int:
        kept = list(statements)
        for statement, vector in kept:
            self._keep(statement, vector)
        if kept:
            first, last = kept[0][0].id, kept[-1][0].id
            after = {"count": len(kept), "first_id": first, "last_id": last}
            self._state.record(AuditAction.CREATED, "statement", first, None, after)
        return len(kept)

    def get(self, statement_id: str) -> Statement:
        if statement_id not in self._state.statements:
            raise NotFoundError("statement", statement_id)
        return self._state.statements[statement_id]

    def page_of(self, source_id: str, *, after: str | None, limit: int) -> Sequence[Statement]:
        return _page([one for one in self._state.statements.values() if one.source_id == source_id], after, limit)

    def known(self, *, ids: Collection[str], source_id: str, texts: Collection[str]) -> Sequence[Statement]:
        kept = self._state.statements.values()
        found = [one for one in kept if one.id in ids or (one.source_id == source_id and one.text in texts)]
        return sorted(found, key=lambda one: one.id)

    def update(self, statement: Statement, *, vector: Vector | None, expected_revision: int | None) -> Statement:
        before = self.get(statement.id)
        _require_revision("statement", before, expected_revision)
        after = replace(statement, revision=before.revision + 1)
        self._keep(after, vector)
        self._state.record(AuditAction.UPDATED, "statement", statement.id, before, after)
        return after

    def set_vectors(self, vectors: Iterable[tuple[str, Vector]]) -> None:
        new = {self.get(statement_id).id: vector for statement_id, vector in vectors}
        self._state.vectors.update(new)
        self._state.revision += bool(new)

    def remove(self, statement_id: str, *, expected_revision: int | None) -> None:
        before = self.get(statement_id)
        _require_revision("statement", before, expected_revision)
        del self._state.statements[statement_id]
        self._state.vectors.pop(statement_id, None)
        self._state.record(AuditAction.DELETED, "statement", statement_id, before, None)

    def count(self) -> int:
        return len(self._state.statements)

    def _keep(self, statement: Statement, vector: Vector | None) -> None:
        _require_encodable(statement)
        if statement.source_id not in self._state.sources:
            raise NotFoundError("source", statement.source_id)
        self._state.statements[statement.id] = statement
        self._state.vectors.pop(statement.id, None)
        if vector is not None:
            self._state.vectors[statement.id] = vector


class FakeChecks:
    def __init__(self, state: State, terms: Terms) -> None:
        self._state = state
        self._terms = terms

    def add(self, check: Check, *, claim_key: str | None = None) -> None:
        _require_encodable(check.claim)
        self._state.checks[check.id] = check
        self._state.claim_keys[check.id] = claim_key

    def first_of(self, claim_key: str) -> str | None:
        return min((id_ for id_, key in self._state.claim_keys.items() if key == claim_key), default=None)

    def get(self, check_id: str) -> Check:
        if check_id not in self._state.checks:
            raise NotFoundError("check", check_id)
        key = self._state.claim_keys.get(check_id)
        first = None if key is None else self.first_of(key)
        return replace(self._state.checks[check_id], same_claim_as=None if first == check_id else first)

    def page(
        self, *, after: str | None, limit: int, verdict: Verdict | None = None, text: str | None = None
    ) -> Sequence[Check]:
        wanted = set(self._terms(text or ""))
        kept = [check for check in self._state.checks.values() if verdict in (None, check.judgement.verdict)]
        kept = [check for check in kept if wanted <= set(self._terms(check.claim.text))]
        older = [check for check in kept if after is None or check.id < after]
        return sorted(older, key=lambda check: check.id, reverse=True)[:limit]


class FakeDocuments:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, document: Document) -> None:
        self._state.documents[document.id] = document

    def get(self, document_id: str) -> Document:
        if document_id not in self._state.documents:
            raise NotFoundError("document", document_id)
        return self._state.documents[document_id]

    def page(self, *, after: str | None, limit: int) -> Sequence[DocumentSummary]:
        older = [one for one in self._state.documents.values() if after is None or one.id < after]
        newest = sorted(older, key=lambda one: one.id, reverse=True)
        return [_summary(document) for document in newest[:limit]]

    def update_checks(self, document: Document) -> None:
        self.get(document.id)
        self._state.documents[document.id] = document

    def remove(self, document_id: str) -> None:
        self.get(document_id)
        del self._state.documents[document_id]


class FakeReviews:
    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, review: Review, *, claim_key: str) -> None:
        if review.check_id not in self._state.checks:
            raise NotFoundError("check", review.check_id)
        self._state.reviews[review.id] = (claim_key, review)
        self._state.record(AuditAction.CREATED, "review", review.id, None, review)

    def page_of(self, check_id: str, *, after: str | None, limit: int) -> Sequence[Review]:
        return _page(self.all_of(check_id), after, limit)

    def all_of(self, check_id: str) -> Sequence[Review]:
        kept = [review for _, review in self._state.reviews.values() if review.check_id == check_id]
        return sorted(kept, key=lambda review: review.id)

    def rejections(self, claim_keys: Collection[str]) -> Mapping[str, str]:
        kept = [review for key, review in self._state.reviews.values() if key in claim_keys]
        decisive = sorted((review for review in kept if review.decision in ON_A_STATEMENT), key=lambda one: one.id)
        last = {review.statement_id or "": review for review in decisive}
        return {id_: review.id for id_, review in last.items() if review.decision is Decision.REJECT}


class FakeClaimReviews:
    def __init__(self, state: State) -> None:
        self._state = state

    def put(self, review: ClaimReview, *, claim_key: str, terms: Collection[str]) -> None:
        self._state.claim_reviews[review.id] = (claim_key, frozenset(terms), review)

    def find(self, review_id: str) -> ClaimReview | None:
        return next((review for id_, (_, _, review) in self._state.claim_reviews.items() if id_ == review_id), None)

    def remove(self, review_id: str) -> None:
        self._state.claim_reviews.pop(review_id, None)

    def page(
        self, *, after: str | None, limit: int, ours: bool | None = None, site: str | None = None
    ) -> Sequence[ClaimReview]:
        kept = [review for _, _, review in self._state.claim_reviews.values()]
        kept = [review for review in kept if ours in (None, review.check_id is not None)]
        kept = [review for review in kept if site in (None, review.site) and (after is None or review.id < after)]
        return sorted(kept, key=lambda review: review.id, reverse=True)[:limit]

    def count(self) -> int:
        return len(self._state.claim_reviews)

    def term_frequencies(self, terms: Collection[str]) -> Mapping[str, int]:
        return {term: sum(term in held for _, held, _ in self._state.claim_reviews.values()) for term in terms}

    def search(
        self, weights: Mapping[str, float] | None, *, least: float, only: ReviewFilter, offset: int, limit: int
    ) -> Sequence[ReviewedClaim]:
        groups: dict[str, list[tuple[float, ClaimReview]]] = {}
        for key, held, review in self._state.claim_reviews.values():
            score = 1.0 if weights is None else sum(weight for term, weight in weights.items() if term in held)
            holds_any = weights is None or bool(held & weights.keys())
            if holds_any and score >= least and _passes(review, only):
                groups.setdefault(key, []).append((score, review))
        order = sorted(groups, key=lambda key: (-max(s for s, _ in groups[key]), _newest_first(groups[key]), key))
        chosen = [[review for _, review in groups[key]] for key in order[offset : offset + limit]]
        return [ReviewedClaim(reviews=tuple(sorted(group, key=lambda r: (_age(r), r.id)))) for group in chosen]

    def quarantine(self, item: QuarantinedItem) -> bool:
        return self._state.quarantine.setdefault(item.id, item) is item

    def quarantined(self, *, after: str | None, limit: int) -> Sequence[QuarantinedItem]:
        return _page(list(self._state.quarantine.values()), after, limit)


class FakeAudit:
    def __init__(self, state: State) -> None:
        self._state = state

    def lay_down(self, record: AuditRecord) -> None:
        self._state.audit.append(record)
        self._state.revision = record.store_revision

    def page(self, *, subject_id: str | None, after: int | None, limit: int) -> Sequence[AuditRecord]:
        records = [one for one in self._state.audit if subject_id in (None, one.subject_id)]
        return [one for one in records if one.store_revision > (after or 0)][:limit]


class FakeSearch:
    def __init__(self, state: State, terms: Terms) -> None:
        self._state = state
        self._terms = terms

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        counts = list(self._counts().values())
        return {term: sum(term in count for count in counts) for term in terms}

    def terms_starting(self, prefix: str, *, limit: int) -> Sequence[str]:
        known = {term for count in self._counts().values() for term in count}
        return sorted(term for term in known if term.startswith(prefix))[:limit]

    def by_terms(self, terms: Sequence[str], *, limit: int) -> Sequence[tuple[str, float]]:
        counts = self._counts()
        frequencies = self.document_frequencies(terms)
        mean = sum(map(Counter.total, counts.values())) / max(1, len(counts))
        scores = {
            id_: sum(
                _bm25(count[term], count.total() / mean, frequencies[term], len(counts))
                for term in set(terms)
                if count[term]
            )
            for id_, count in counts.items()
            if any(count[term] for term in terms)
        }
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def by_vector(self, vector: Vector, *, limit: int) -> Sequence[tuple[str, float]]:
        cosines = [(id_, _cosine(vector, kept)) for id_, kept in self._state.vectors.items()]
        return sorted(cosines, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def fetch(self, statement_ids: Sequence[str]) -> Sequence[tuple[Statement, Source]]:
        kept = [self._state.statements[id_] for id_ in dict.fromkeys(statement_ids) if id_ in self._state.statements]
        return [(statement, self._state.sources[statement.source_id]) for statement in kept]

    def statement_count(self) -> int:
        return len(self._state.statements)

    def _counts(self) -> dict[str, Counter[str]]:
        return {id_: Counter(self._words(statement)) for id_, statement in self._state.statements.items()}

    def _words(self, statement: Statement) -> Sequence[str]:
        source = self._state.sources[statement.source_id]
        return self._terms(f"{statement.text} {statement.context or ''} {source.title} {source.publisher}")


class FakeState:
    def __init__(self, state: State) -> None:
        self._state = state

    def revision(self) -> int:
        return self._state.revision


class FakeStorage:
    def __init__(self, state: State, terms: Terms) -> None:
        self.sources = FakeSources(state)
        self.statements = FakeStatements(state)
        self.checks = FakeChecks(state, terms)
        self.documents = FakeDocuments(state)
        self.reviews = FakeReviews(state)
        self.claim_reviews = FakeClaimReviews(state)
        self.audit = FakeAudit(state)
        self.search = FakeSearch(state, terms)
        self.state = FakeState(state)


class FakeDatabase:
    """Opens transactions on a state in memory; writers wait for one another."""

    def __init__(self, *, terms: Terms = str.split) -> None:
        self._terms = terms
        self._state = State()
        self._writing = Lock()

    @contextmanager
    def reading(self) -> Iterator[Storage]:
        yield FakeStorage(self._state.snapshot(), self._terms)

    @contextmanager
    def session(self) -> Iterator[Storage]:
        with self._writing:
            state = self._state.snapshot()
            yield FakeStorage(state, self._terms)
            self._state = state

    def adding(self) -> AbstractContextManager[Storage]:
        return self.session()

    def check_ready(self) -> None:
        """Is always ready."""

    def close(self) -> None:
        """Has nothing to give back."""


def _page(kept: Sequence[Any], after: str | None, limit: int) -> list[Any]:
    later = [one for one in kept if after is None or one.id > after]
    return sorted(later, key=lambda one: str(one.id))[:limit]


def _passes(review: ClaimReview, only: ReviewFilter) -> bool:
    language = (review.language or "").lower()
    days = [day for day in (review.published_at, review.claim_date) if day is not None]
    return (
        (only.language is None or language.split("-")[0] == only.language)
        and only.site in (None, review.site)
        and (only.since is None or any(day >= only.since for day in days))
    )


def _age(review: ClaimReview) -> float:
    return math.inf if review.published_at is None else -review.published_at.toordinal()


def _newest_first(group: Sequence[tuple[float, ClaimReview]]) -> float:
    return min(_age(review) for _, review in group)


def _summary(document: Document) -> DocumentSummary:
    verdicts = [claim.check.judgement.verdict for claim in document.claims if claim.check is not None]
    return DocumentSummary(
        id=document.id,
        title=document.title,
        url=document.url,
        published_at=document.published_at,
        as_of=document.as_of,
        claims=len(document.claims),
        verdicts=tuple((verdict, verdicts.count(verdict)) for verdict in Verdict),
        store_revision=document.store_revision,
        created_at=document.created_at,
        checked_at=document.checked_at,
    )


def _require_revision(kind: str, stored: Source | Statement, expected: int | None) -> None:
    if expected is not None and stored.revision != expected:
        raise StaleRevisionError(kind, stored.id, expected=expected, actual=stored.revision)


def _require_encodable(noun: Any) -> None:
    try:
        "".join(value for value in asdict(noun).values() if isinstance(value, str)).encode()
    except UnicodeEncodeError as error:
        raise InvalidInputError("The text holds half of a surrogate pair.") from error


def _in_json(noun: Any) -> dict[str, object] | None:
    if noun is None:
        return None
    fields = noun if isinstance(noun, dict) else asdict(noun)
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in fields.items()}


def _bm25(count: int, length: float, frequency: int, statements: int) -> float:
    rarity = max(1e-6, math.log((statements - frequency + 0.5) / (frequency + 0.5)))
    return rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length))


def _cosine(one: Vector, other: Vector) -> float:
    a, b = (struct.unpack(f"<{len(vector) // 4}f", vector) for vector in (one, other))
    lengths = math.sqrt(sum(x * x for x in a)) * math.sqrt(sum(x * x for x in b))
    return sum(x * y for x, y in zip(a, b, strict=True)) / lengths if lengths else 0.0

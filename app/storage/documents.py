"""Keeps documents and the claims found in them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping

from app.domain.check import Check, Verdict
from app.domain.document import (
    ClaimKind,
    DetectedClaim,
    Document,
    DocumentClaim,
    DocumentSummary,
    Resolution,
    ResolvedDate,
)
from app.domain.errors import NotFoundError
from app.domain.evidence import Span
from app.storage.checks import READ_CHECK, check_from
from app.storage.rows import Values, in_json, with_days
from app.storage.tables import CHECK, DOCUMENT, DOCUMENT_CLAIM

_ASKED_AT_ONCE = 500
_SHORT = ("id", "title", "url", "published_at", "as_of", "store_revision", "created_at", "checked_at")


class SqlDocumentRepository:
    """Keeps documents in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: Document) -> None:
        """Keep a new document, whose checks are kept already."""
        fields = (*_SHORT, "text", "html")
        self._connection.execute(sa.insert(DOCUMENT).values(**{name: getattr(document, name) for name in fields}))
        rows = [_claim_values(document.id, place, claim) for place, claim in enumerate(document.claims)]
        if rows:
            self._connection.execute(sa.insert(DOCUMENT_CLAIM), rows)

    def get(self, document_id: str) -> Document:
        """Return the document with its claims and their newest checks; raise NotFoundError."""
        row = self._connection.execute(sa.select(DOCUMENT).where(DOCUMENT.c.id == document_id)).mappings().one_or_none()
        if row is None:
            raise NotFoundError("document", document_id)
        query = sa.select(DOCUMENT_CLAIM).where(DOCUMENT_CLAIM.c.document_id == document_id)
        claims = self._connection.execute(query.order_by(DOCUMENT_CLAIM.c.place)).mappings().all()
        checks = self._checks(claims)
        return Document(**row, claims=tuple(_claim(claim, row["text"], row["html"], checks) for claim in claims))

    def page(self, *, after: str | None, limit: int) -> Sequence[DocumentSummary]:
        """Return at most `limit` documents, newest first, those older than the id `after`."""
        query = sa.select(*(DOCUMENT.c[name] for name in _SHORT)).order_by(DOCUMENT.c.id.desc()).limit(limit)
        if after is not None:
            query = query.where(DOCUMENT.c.id < after)
        rows = self._connection.execute(query).mappings().all()
        counts = self._counts([row["id"] for row in rows])
        return [_summary(row, counts.get(row["id"], {})) for row in rows]

    def update_checks(self, document: Document) -> None:
        """Replace the checks of a document's claims, its day and its store revision; raise NotFoundError."""
        changed = ("as_of", "store_revision", "checked_at")
        update = sa.update(DOCUMENT).where(DOCUMENT.c.id == document.id)
        done = self._connection.execute(update.values(**{name: getattr(document, name) for name in changed}))
        if not done.rowcount:
            raise NotFoundError("document", document.id)
        for place, claim in enumerate(document.claims):
            where = (DOCUMENT_CLAIM.c.document_id == document.id) & (DOCUMENT_CLAIM.c.place == place)
            self._connection.execute(sa.update(DOCUMENT_CLAIM).where(where).values(**_check_ids(claim)))

    def remove(self, document_id: str) -> None:
        """Take the document away, without its checks; raise NotFoundError."""
        if not self._connection.execute(sa.delete(DOCUMENT).where(DOCUMENT.c.id == document_id)).rowcount:
            raise NotFoundError("document", document_id)

    def _checks(self, claims: Iterable[RowMapping]) -> Mapping[str, Check]:
        ids = sorted({row[name] for row in claims for name in ("check_id", "previous_check_id") if row[name]})
        found: dict[str, Check] = {}
        for start in range(0, len(ids), _ASKED_AT_ONCE):
            query = READ_CHECK.where(CHECK.c.id.in_(ids[start : start + _ASKED_AT_ONCE]))
            found.update({row["id"]: check_from(row) for row in self._connection.execute(query).mappings()})
        return found

    def _counts(self, document_ids: Sequence[str]) -> Mapping[str, Mapping[str | None, int]]:
        joined = DOCUMENT_CLAIM.outerjoin(CHECK, CHECK.c.id == DOCUMENT_CLAIM.c.check_id)
        query = sa.select(DOCUMENT_CLAIM.c.document_id, CHECK.c.verdict, sa.func.count()).select_from(joined)
        query = query.where(DOCUMENT_CLAIM.c.document_id.in_(document_ids))
        counts: dict[str, dict[str | None, int]] = {}
        for id_, verdict, count in self._connection.execute(
            query.group_by(DOCUMENT_CLAIM.c.document_id, CHECK.c.verdict)
        ):
            counts.setdefault(id_, {})[verdict] = count
        return counts


def _summary(row: RowMapping, counts: Mapping[str | None, int]) -> DocumentSummary:
    verdicts = tuple((verdict, counts.get(verdict.value, 0)) for verdict in Verdict)
    return DocumentSummary(**row, claims=sum(counts.values()), verdicts=verdicts)


def _claim_values(document_id: str, place: int, claim: DocumentClaim) -> Values:
    return {"document_id": document_id, "place": place, "detected": _snapshot(claim), **_check_ids(claim)}


def _check_ids(claim: DocumentClaim) -> Values:
    return {
        "check_id": None if claim.check is None else claim.check.id,
        "previous_check_id": None if claim.previous_check is None else claim.previous_check.id,
    }


def _snapshot(claim: DocumentClaim) -> Values:
    """Return what was detected in JSON's types; spans are their offsets, since the document holds the words."""
    detected = claim.detected
    return {
        "text": detected.text,
        "kind": detected.kind.value,
        "check_worthiness": detected.check_worthiness,
        "claimant": detected.claimant,
        "span": _offsets(detected.span),
        "sentence": _offsets(detected.sentence),
        "resolutions": [[*_offsets(one.span), one.replaced_by] for one in detected.resolutions],
        "unresolved": [_offsets(span) for span in detected.unresolved],
        "dates": [
            in_json({"span": _offsets(day.span), "earliest": day.earliest, "latest": day.latest})
            for day in detected.dates
        ],
        "said": None if detected.said is None else _offsets(detected.said),
        "html": None if claim.html_span is None else _offsets(claim.html_span),
    }


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]


def _claim(row: RowMapping, text: str, html: str | None, checks: Mapping[str, Check]) -> DocumentClaim:
    kept = row["detected"]
    return DocumentClaim(
        detected=_detected(kept, text),
        html_span=None if html is None or kept["html"] is None else Span.of(html, *kept["html"]),
        check=checks.get(row["check_id"] or ""),
        previous_check=checks.get(row["previous_check_id"] or ""),
    )


def _detected(kept: Mapping[str, Any], text: str) -> DetectedClaim:
    return DetectedClaim(
        text=kept["text"],
        kind=ClaimKind(kept["kind"]),
        check_worthiness=kept["check_worthiness"],
        claimant=kept["claimant"],
        span=Span.of(text, *kept["span"]),
        sentence=Span.of(text, *kept["sentence"]),
        resolutions=tuple(Resolution(Span.of(text, s, e), words) for s, e, words in kept["resolutions"]),
        unresolved=tuple(Span.of(text, *one) for one in kept["unresolved"]),
        dates=tuple(_date(one, text) for one in kept["dates"]),
        said=None if kept["said"] is None else Span.of(kept["text"], *kept["said"]),
    )


def _date(kept: Mapping[str, Any], text: str) -> ResolvedDate:
    days = with_days(kept, "earliest", "latest")
    return ResolvedDate(Span.of(text, *days["span"]), days["earliest"], days["latest"])

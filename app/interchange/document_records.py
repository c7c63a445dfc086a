"""Documents as records: claims by their offsets, checks by their ids, since both are written elsewhere in full."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.check import Check
from app.domain.document import ClaimKind, DetectedClaim, Document, DocumentClaim, Resolution, ResolvedDate
from app.domain.errors import FieldProblem
from app.domain.evidence import Span

Offsets = tuple[int, int]
"""Where words begin and end in the text they belong to, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRecord:
    """Words that a claim puts in other words."""

    span: Offsets
    replaced_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRecord:
    """Date words and the days they enclose."""

    span: Offsets
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentClaimRecord:
    """A claim of a document; `said` lies in `text`, `html_span` in the document's HTML, all else in its text."""

    text: str
    kind: ClaimKind
    check_worthiness: float
    claimant: str | None
    span: Offsets
    sentence: Offsets
    resolutions: tuple[ResolutionRecord, ...]
    unresolved: tuple[Offsets, ...]
    dates: tuple[DateRecord, ...]
    said: Offsets | None
    html_span: Offsets | None
    check_id: str | None
    previous_check_id: str | None

    @classmethod
    def of(cls, claim: DocumentClaim) -> "DocumentClaimRecord":
        """Take a claim down."""
        found = claim.detected
        return cls(
            text=found.text,
            kind=found.kind,
            check_worthiness=found.check_worthiness,
            claimant=found.claimant,
            span=_offsets(found.span),
            sentence=_offsets(found.sentence),
            resolutions=tuple(
                ResolutionRecord(span=_offsets(one.span), replaced_by=one.replaced_by) for one in found.resolutions
            ),
            unresolved=tuple(map(_offsets, found.unresolved)),
            dates=tuple(
                DateRecord(span=_offsets(one.span), earliest=one.earliest, latest=one.latest) for one in found.dates
            ),
            said=None if found.said is None else _offsets(found.said),
            html_span=None if claim.html_span is None else _offsets(claim.html_span),
            check_id=None if claim.check is None else claim.check.id,
            previous_check_id=None if claim.previous_check is None else claim.previous_check.id,
        )

    @property
    def check_ids(self) -> Sequence[tuple[str, str]]:
        """Return the ids of its checks, each after the name of its field."""
        named = (("check_id", self.check_id), ("previous_check_id", self.previous_check_id))
        return [(name, id_) for name, id_ in named if id_ is not None]

    def spans(self) -> Iterator[tuple[str, Offsets]]:
        """Yield each span of the document's text with the name of its field."""
        yield "span", self.span
        yield "sentence", self.sentence
        yield from (("resolutions", one.span) for one in self.resolutions)
        yield from (("unresolved", one) for one in self.unresolved)
        yield from (("dates", one.span) for one in self.dates)

    def claim(self, text: str, html: str | None, check: Callable[[str], Check]) -> DocumentClaim:
        """Build the claim again; `check` returns the kept check of an id."""
        found = DetectedClaim(
            text=self.text,
            span=Span.of(text, *self.span),
            sentence=Span.of(text, *self.sentence),
            kind=self.kind,
            check_worthiness=self.check_worthiness,
            claimant=self.claimant,
            resolutions=tuple(Resolution(Span.of(text, *one.span), one.replaced_by) for one in self.resolutions),
            unresolved=tuple(Span.of(text, *one) for one in self.unresolved),
            dates=tuple(ResolvedDate(Span.of(text, *one.span), one.earliest, one.latest) for one in self.dates),
            said=None if self.said is None else Span.of(self.text, *self.said),
        )
        return DocumentClaim(
            detected=found,
            html_span=None if self.html_span is None or html is None else Span.of(html, *self.html_span),
            check=None if self.check_id is None else check(self.check_id),
            previous_check=None if self.previous_check_id is None else check(self.previous_check_id),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document, with its claims in order."""

    id: str
    title: str | None
    url: str | None
    published_at: date | None
    as_of: date
    text: str
    html: str | None
    claims: tuple[DocumentClaimRecord, ...]
    store_revision: int
    created_at: datetime
    checked_at: datetime

    @classmethod
    def of(cls, document: Document) -> "DocumentRecord":
        """Take a document down."""
        return cls(
            id=document.id,
            title=document.title,
            url=document.url,
            published_at=document.published_at,
            as_of=document.as_of,
            text=document.text,
            html=document.html,
            claims=tuple(map(DocumentClaimRecord.of, document.claims)),
            store_revision=document.store_revision,
            created_at=document.created_at,
            checked_at=document.checked_at,
        )

    def document(self, check: Callable[[str], Check]) -> Document:
        """Build the document again; `check` returns the kept check of an id."""
        return Document(
            id=self.id,
            title=self.title,
            url=self.url,
            published_at=self.published_at,
            as_of=self.as_of,
            text=self.text,
            html=self.html,
            claims=tuple(one.claim(self.text, self.html, check) for one in self.claims),
            store_revision=self.store_revision,
            created_at=self.created_at,
            checked_at=self.checked_at,
        )

    def span_problems(self) -> Iterator[FieldProblem]:
        """Name each span that does not lie in the text it belongs to."""
        for index, claim in enumerate(self.claims):
            placed = [(name, one, self.text) for name, one in claim.spans()]
            placed += [("said", one, claim.text) for one in (claim.said,) if one is not None]
            placed += [("html_span", one, self.html or "") for one in (claim.html_span,) if one is not None]
            for name, (start, end), text in placed:
                if not 0 <= start <= end <= len(text):
                    told = f"lies outside of its text: {start} to {end} of {len(text):,}."
                    yield FieldProblem(f"claims.{index}.{name}", told)


def _offsets(span: Span) -> Offsets:
    return span.start, span.end

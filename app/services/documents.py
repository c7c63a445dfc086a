"""Use cases on documents: take in, read back, check again, take away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.check import Check
from app.domain.claim import Claim
from app.domain.document import MAX_DOCUMENT_LENGTH, DetectedClaim, Document, DocumentClaim, DocumentSummary
from app.domain.document_ports import DocumentRepository
from app.domain.errors import FieldProblem, InvalidInputError
from app.domain.evidence import Span
from app.domain.ports import Storage
from app.services.attributions import judge_attribution
from app.services.checks import Bounds, judge_claim, keep_check
from app.services.detection import detect_claims
from app.services.ids import new_id
from app.services.toolbox import Toolbox
from app.text.pages import Page, Whereabouts, read_page


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """A document as it is sent: either its text or the HTML of its page."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    published_at: date | None = None
    as_of: date | None = None


def create_document(
    draft: DocumentDraft, *, bounds: Bounds, toolbox: Toolbox, document_id: str | None = None
) -> Document:
    """Find the claims of a document, check those that can be checked, and keep it all.

    Claims are judged for the day asked for, else for the day of publication, else for today, all against one state of
    the store. Raises InvalidInputError where a page holds no article or the text is too long.
    """
    page = _page_of(draft)
    published_at = draft.published_at or page.published_at
    as_of = draft.as_of or published_at or toolbox.clock.today()
    detected = detect_claims(page.text, published_at=published_at, detector=toolbox.detector)
    now = toolbox.clock.now()
    with toolbox.database.reading() as storage:
        checks = [_judged(one, published_at, as_of, bounds, storage=storage, toolbox=toolbox) for one in detected]
        revision = storage.state.revision()
    places = _places(detected, page.text, draft.html)
    document = Document(
        id=document_id or new_id(now),
        text=page.text,
        html=draft.html,
        title=draft.title or page.title,
        url=draft.url,
        published_at=published_at,
        as_of=as_of,
        claims=tuple(
            DocumentClaim(detected=one, html_span=place, check=check)
            for one, place, check in zip(detected, places, checks, strict=True)
        ),
        store_revision=revision,
        created_at=now,
        checked_at=now,
    )
    with toolbox.database.session() as storage:
        kept = _with_kept_checks(document, storage)
        storage.documents.add(kept)
    return kept


def recheck_document(document_id: str, *, as_of: date | None, bounds: Bounds, toolbox: Toolbox) -> Document:
    """Check the claims of a kept document again, for another day if one is given; its words are not read anew.

    Each claim keeps its check of before beside the new one.
    """
    with toolbox.database.reading() as storage:
        before = storage.documents.get(document_id)
        day = as_of or before.as_of
        claims = tuple(
            replace(
                one,
                check=_judged(one.detected, before.published_at, day, bounds, storage=storage, toolbox=toolbox),
                previous_check=one.check,
            )
            for one in before.claims
        )
        revision = storage.state.revision()
    now = toolbox.clock.now()
    after = replace(before, as_of=day, claims=claims, store_revision=revision, checked_at=now)
    with toolbox.database.session() as storage:
        kept = _with_kept_checks(after, storage)
        storage.documents.update_checks(kept)
    return kept


def get_document(document_id: str, *, documents: DocumentRepository) -> Document:
    """Read a document with its claims; raise NotFoundError."""
    return documents.get(document_id)


def list_documents(*, after: str | None, limit: int, documents: DocumentRepository) -> Sequence[DocumentSummary]:
    """Read what documents are kept, newest first."""
    return documents.page(after=after, limit=limit)


def remove_document(document_id: str, *, documents: DocumentRepository) -> None:
    """Take a document away; its checks stay; raise NotFoundError."""
    documents.remove(document_id)


def _page_of(draft: DocumentDraft) -> Page:
    if draft.html is None:
        return Page(draft.text or "", None, None)
    page = read_page(draft.html)
    if page is None:
        told = "holds no article text that could be told from menus and the like; send the text itself as `text`."
        raise InvalidInputError(f"html: {told}", [FieldProblem("html", told)])
    if len(page.text) > MAX_DOCUMENT_LENGTH:
        told = f"holds {len(page.text):,} characters of text; at most {MAX_DOCUMENT_LENGTH:,} are allowed."
        raise InvalidInputError(f"html: {told} Send it in parts.", [FieldProblem("html", told)])
    return page


def _judged(
    detected: DetectedClaim,
    published_at: date | None,
    as_of: date,
    bounds: Bounds,
    *,
    storage: Storage,
    toolbox: Toolbox,
) -> Check | None:
    if not detected.is_checkable:
        return None
    claim = Claim(text=detected.text, as_of=as_of, claimant=detected.claimant, claim_date=published_at)
    if detected.said is not None:
        return judge_attribution(claim, detected.said, bounds=bounds, storage=storage, toolbox=toolbox)
    return judge_claim(claim, bounds=bounds, storage=storage, toolbox=toolbox)


def _places(detected: Sequence[DetectedClaim], text: str, html: str | None) -> list[Span | None]:
    """Return where each claim stands in the HTML that was sent."""
    if html is None:
        return [None for _ in detected]
    whereabouts = Whereabouts(text, html)
    places: list[Span | None] = []
    after = 0
    for one in detected:
        sentence, place = whereabouts.locate(one.sentence, one.sentence, one.span, after=after)
        after = sentence.start if sentence is not None else after
        places.append(place)
    return places


def _with_kept_checks(document: Document, storage: Storage) -> Document:
    claims = [
        one if one.check is None else replace(one, check=keep_check(one.check, storage)) for one in document.claims
    ]
    return replace(document, claims=tuple(claims))

"""Longer texts, the claims found in them, and what becomes of those claims."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.check import Check, Verdict
from app.domain.evidence import Span

MAX_DOCUMENT_LENGTH = 100_000
"""Longest text of a document in code points, some 16,000 words; a book comes in chapters."""
MAX_HTML_LENGTH = 2_000_000
"""Longest HTML of a document in code points: pages carry scripts and menus beside their text."""
MAX_DETECTED_CLAIMS = 2_000
"""Most claims that one text may hold; each costs a check."""


class ClaimKind(StrEnum):
    """What a claim asks to be believed."""

    FACTUAL = "factual"  # something is or was so
    PREDICTION = "prediction"  # something will be, may be or is planned
    OPINION = "opinion"  # a judgement of taste or worth: nothing to check
    QUESTION = "question"
    QUOTATION = "quotation"  # somebody said it in these words
    ATTRIBUTION = "attribution"  # somebody said so


@dataclass(frozen=True, slots=True)
class Resolution:
    """Words of a document that a claim puts in other words, so that it stands alone.

    An empty span adds words (a subject that the sentence leaves out); an empty `replaced_by` drops an aside.
    """

    span: Span
    replaced_by: str


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """Date words of a document and the days they enclose, first and last included."""

    span: Span
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectedClaim:
    """One assertion of a document.

    `span` and `sentence` lie in the document's text; `text` is the words of `span` with the resolutions applied, as a
    sentence of its own. `unresolved` are words that refer to something the detection could not name. Of an attribution,
    `said` is the part of `text` that the claimant is held to have said.
    """

    text: str
    span: Span
    sentence: Span
    kind: ClaimKind
    check_worthiness: float
    claimant: str | None = None
    resolutions: tuple[Resolution, ...] = ()
    unresolved: tuple[Span, ...] = ()
    dates: tuple[ResolvedDate, ...] = ()
    said: Span | None = None

    @property
    def is_checkable(self) -> bool:
        """Say whether statements could decide it: no opinion, no question, nothing unnamed."""
        return self.kind not in {ClaimKind.OPINION, ClaimKind.QUESTION} and not self.unresolved


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentClaim:
    """A claim of a document with its newest check, and the one before that; neither where it cannot be checked."""

    detected: DetectedClaim
    html_span: Span | None = None
    check: Check | None = None
    previous_check: Check | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text that was submitted, with its claims.

    `html` is what was sent where the text was read out of a page. `as_of` is the day for which its claims are judged.
    """

    id: str
    text: str
    as_of: date
    claims: tuple[DocumentClaim, ...]
    store_revision: int
    created_at: datetime
    checked_at: datetime
    html: str | None = None
    title: str | None = None
    url: str | None = None
    published_at: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A kept document in a list: what it is, and how many of its claims got which verdict."""

    id: str
    as_of: date
    claims: int
    verdicts: tuple[tuple[Verdict, int], ...]
    store_revision: int
    created_at: datetime
    checked_at: datetime
    title: str | None = None
    url: str | None = None
    published_at: date | None = None

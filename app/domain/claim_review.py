"""Finished reviews of claims, ours and other publishers', as the field exchanges them (schema.org ClaimReview)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from urllib.parse import urlsplit

from app.domain.check import Verdict

LABELS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.SUPPORTED: "Supported",
        Verdict.CONTRADICTED: "Contradicted",
        Verdict.DISPUTED: "Disputed",
        Verdict.NOT_ENOUGH_EVIDENCE: "Not enough evidence",
    }
)
"""What readers see of a verdict."""

WORST, BEST = 1, 5
VALUES: Mapping[Verdict, int | None] = MappingProxyType(
    {
        Verdict.SUPPORTED: BEST,
        Verdict.CONTRADICTED: WORST,
        Verdict.DISPUTED: 3,
        Verdict.NOT_ENOUGH_EVIDENCE: None,  # silence stands nowhere on a scale of truth
    }
)
"""Where a verdict stands on the field's usual scale (docs/adr/0046)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes a review, and where."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What a review makes of the claim: words, and a place on a scale where the publisher has one."""

    text: str
    explanation: str | None = None
    value: float | None = None
    worst: float | None = None
    best: float | None = None

    @classmethod
    def of(cls, verdict: Verdict, explanation: str | None) -> "Rating":
        """Rate a claim by our verdict."""
        value = VALUES[verdict]
        scale = {} if value is None else {"value": value, "worst": WORST, "best": BEST}
        return cls(text=LABELS[verdict], explanation=explanation, **scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReview:
    """One publisher's finished review of one claim.

    `verdict` is the rating in our words, None where it cannot be told for certain. `check_id` names the check that a
    review of ours came from; `expires` is the last day for which its evidence holds. A review that came from elsewhere
    keeps the text it was read from in `original`, and in `notes` what reading changed.
    """

    id: str
    claim: str
    url: str
    rating: Rating
    publisher: Publisher
    title: str | None = None
    language: str | None = None
    published_at: date | None = None
    claimant: str | None = None
    claimant_url: str | None = None
    claim_date: date | None = None
    appearances: tuple[str, ...] = ()
    verdict: Verdict | None = None
    check_id: str | None = None
    expires: date | None = None
    based_on: tuple[str, ...] = ()
    is_published: bool = True
    original: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def site(self) -> str:
        """Return the host of the publisher, without www."""
        return site_of(self.publisher.url or "") or site_of(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedItem:
    """Something that should have been a review and could not be read: kept as it came, with the reason."""

    id: str
    place: str  # where in what was sent: "line 3", "script 1, item 2"
    reason: str
    original: str
    quarantined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedClaim:
    """A claim with every found review of it, newest first."""

    reviews: tuple[ClaimReview, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFilter:
    """Which reviews are looked at.

    `language` is a primary subtag such as "en"; `site` a host without www; a review, or its claim, is no older than
    `since`.
    """

    language: str | None = None
    site: str | None = None
    since: date | None = None


def site_of(address: str) -> str:
    """Return the host of a web address, or of a bare site, in lower case and without www; empty if there is none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")

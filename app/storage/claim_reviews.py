"""Keeps finished reviews and finds them by their words, in SQL that every database understands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, RowMapping

from app.domain.check import Verdict
from app.domain.claim_review import ClaimReview, Publisher, QuarantinedItem, Rating, ReviewedClaim, ReviewFilter
from app.storage.rows import Values
from app.storage.tables import CLAIM_REVIEW, CLAIM_REVIEW_TERM, QUARANTINE

_SAME_NAME = (
    "id check_id claim claimant claimant_url claim_date url title language published_at expires original".split()
)
_LISTS = ("appearances", "based_on", "notes")
_QUARANTINE_FIELDS = tuple(field.name for field in fields(QuarantinedItem))


class SqlClaimReviewRepository:
    """Keeps finished reviews in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, review: ClaimReview, *, claim_key: str, terms: Collection[str]) -> None:
        """Keep a review in the place of the one of its id; `terms` are the words it is found by."""
        self.remove(review.id)
        insert = sa.insert(CLAIM_REVIEW).values(**_values(review), claim_key=claim_key)
        number = self._connection.execute(insert.returning(CLAIM_REVIEW.c.number)).scalar_one()
        postings = [{"term": term, "number": number} for term in dict.fromkeys(terms)]
        if postings:
            self._connection.execute(sa.insert(CLAIM_REVIEW_TERM), postings)

    def find(self, review_id: str) -> ClaimReview | None:
        """Return the review of this id."""
        query = sa.select(CLAIM_REVIEW).where(CLAIM_REVIEW.c.id == review_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _review(row)

    def remove(self, review_id: str) -> None:
        """Take the review of this id away, if there is one."""
        self._connection.execute(sa.delete(CLAIM_REVIEW).where(CLAIM_REVIEW.c.id == review_id))

    def page(
        self, *, after: str | None, limit: int, ours: bool | None = None, site: str | None = None
    ) -> Sequence[ClaimReview]:
        """Return at most `limit` reviews, the last id first, those before the id `after`; `ours` came from checks."""
        query = sa.select(CLAIM_REVIEW).order_by(CLAIM_REVIEW.c.id.desc()).limit(limit)
        if after is not None:
            query = query.where(CLAIM_REVIEW.c.id < after)
        if ours is not None:
            query = query.where(CLAIM_REVIEW.c.check_id.is_not(None) if ours else CLAIM_REVIEW.c.check_id.is_(None))
        if site is not None:
            query = query.where(CLAIM_REVIEW.c.site == site)
        return [_review(row) for row in self._connection.execute(query).mappings()]

    def count(self) -> int:
        """Return how many reviews are kept."""
        return self._connection.execute(sa.select(sa.func.count()).select_from(CLAIM_REVIEW)).scalar_one()

    def term_frequencies(self, terms: Collection[str]) -> Mapping[str, int]:
        """Return for each term by how many reviews it is held (0 if by none)."""
        held = CLAIM_REVIEW_TERM.c.term
        query = sa.select(held, sa.func.count()).where(held.in_(terms)).group_by(held)
        return dict.fromkeys(terms, 0) | {row[0]: row[1] for row in self._connection.execute(query)}

    def search(
        self, weights: Mapping[str, float] | None, *, least: float, only: ReviewFilter, offset: int, limit: int
    ) -> Sequence[ReviewedClaim]:
        """Return the claims, at most `limit` past `offset`, of which a review holds terms that weigh `least` together.

        The weightiest first, then the newest. Without weights every review that passes the filter is found.
        """
        weighed = _all_alike() if weights is None else _weighed(weights, least)
        found = sa.select(CLAIM_REVIEW.c.id, CLAIM_REVIEW.c.claim_key, CLAIM_REVIEW.c.published_at, weighed.c.score)
        found = found.join(weighed, weighed.c.number == CLAIM_REVIEW.c.number)
        return self._claims(found.where(*_conditions(only)).subquery(), offset=offset, limit=limit)

    def quarantine(self, item: QuarantinedItem) -> bool:
        """Keep what could not be read; say whether it was not kept yet."""
        kept = self._connection.execute(sa.select(QUARANTINE.c.id).where(QUARANTINE.c.id == item.id)).one_or_none()
        if kept is None:
            self._connection.execute(sa.insert(QUARANTINE).values(**asdict(item)))
        return kept is None

    def quarantined(self, *, after: str | None, limit: int) -> Sequence[QuarantinedItem]:
        """Return at most `limit` items that could not be read in order of id, those past the id `after`."""
        query = sa.select(QUARANTINE).order_by(QUARANTINE.c.id).limit(limit)
        if after is not None:
            query = query.where(QUARANTINE.c.id > after)
        rows = self._connection.execute(query).mappings()
        return [QuarantinedItem(**{name: row[name] for name in _QUARANTINE_FIELDS}) for row in rows]

    def _claims(self, matches: sa.Subquery, *, offset: int, limit: int) -> list[ReviewedClaim]:
        newest = sa.func.max(matches.c.published_at)
        order = (sa.func.max(matches.c.score).desc(), newest.is_(None), newest.desc(), matches.c.claim_key)
        chosen = sa.select(matches.c.claim_key).group_by(matches.c.claim_key).order_by(*order)
        keys = self._connection.execute(chosen.offset(offset).limit(limit)).scalars().all()
        day = CLAIM_REVIEW.c.published_at
        query = sa.select(CLAIM_REVIEW).join(matches, matches.c.id == CLAIM_REVIEW.c.id)
        query = query.where(CLAIM_REVIEW.c.claim_key.in_(keys)).order_by(day.is_(None), day.desc(), CLAIM_REVIEW.c.id)
        reviews: dict[str, list[ClaimReview]] = {key: [] for key in keys}
        for row in self._connection.execute(query).mappings():
            reviews[row["claim_key"]].append(_review(row))
        return [ReviewedClaim(reviews=tuple(group)) for group in reviews.values()]


def _all_alike() -> sa.Subquery:
    return sa.select(CLAIM_REVIEW.c.number, sa.literal(1.0).label("score")).subquery()


def _weighed(weights: Mapping[str, float], least: float) -> sa.Subquery:
    held = CLAIM_REVIEW_TERM.c.term
    score = sa.func.sum(sa.case(weights, value=held, else_=0.0))
    query = sa.select(CLAIM_REVIEW_TERM.c.number, score.label("score")).where(held.in_(list(weights)))
    return query.group_by(CLAIM_REVIEW_TERM.c.number).having(score >= least).subquery()


def _conditions(only: ReviewFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if only.language is not None:
        language = sa.func.lower(CLAIM_REVIEW.c.language)
        conditions.append(sa.or_(language == only.language, language.startswith(f"{only.language}-", autoescape=True)))
    if only.site is not None:
        conditions.append(CLAIM_REVIEW.c.site == only.site)
    if only.since is not None:
        days = CLAIM_REVIEW.c.published_at, CLAIM_REVIEW.c.claim_date
        conditions.append(sa.or_(*(day >= only.since for day in days)))
    return conditions


def _values(review: ClaimReview) -> Values:
    return {
        **{name: getattr(review, name) for name in _SAME_NAME},
        **{name: list(getattr(review, name)) for name in _LISTS},
        "publisher": review.publisher.name,
        "publisher_url": review.publisher.url,
        "site": review.site,
        "rating": asdict(review.rating),
        "verdict": None if review.verdict is None else review.verdict.value,
    }


def _review(row: RowMapping) -> ClaimReview:
    return ClaimReview(
        **{name: row[name] for name in _SAME_NAME},
        appearances=tuple(row["appearances"]),
        based_on=tuple(row["based_on"]),
        notes=tuple(row["notes"]),
        publisher=Publisher(name=row["publisher"], url=row["publisher_url"]),
        rating=Rating(**row["rating"]),
        verdict=None if row["verdict"] is None else Verdict(row["verdict"]),
    )

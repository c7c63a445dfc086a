from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain.check import Verdict
from app.domain.claim_review import ClaimReview, Publisher, QuarantinedItem, Rating, ReviewFilter, site_of
from app.domain.ports import Database, Storage
from tests.storage.examples import a_check

REVIEW = ClaimReview(
    id="claim-review-1",
    claim="Velm handled 13 ships",
    url="https://www.facts.example/velm",
    rating=Rating(text="False", explanation="It was twelve.", value=1.0, worst=1.0, best=5.0),
    publisher=Publisher(name="Facts", url="https://www.facts.example"),
    title="No, not 13",
    language="en-GB",
    published_at=date(2024, 6, 2),
    claimant="A. Mayor",
    claimant_url="https://velm.example/mayor",
    claim_date=date(2024, 6, 1),
    appearances=("https://social.example/1",),
    verdict=Verdict.CONTRADICTED,
    expires=date(2025, 1, 1),
    based_on=("https://velm.example/yearbook",),
    original='{"@type": "ClaimReview"}',
    notes=("The date was read.",),
)
EVERYTHING = ReviewFilter()


def put(storage: Storage, id_: str, key: str = "key", terms: str = "velm ships", **changes: Any) -> None:
    storage.claim_reviews.put(replace(REVIEW, id=id_, **changes), claim_key=key, terms=terms.split())


def found(storage: Storage, weights: dict[str, float] | None = None, **more: Any) -> list[list[str]]:
    asked: dict[str, Any] = {"least": 0.0, "only": EVERYTHING, "offset": 0, "limit": 9} | more
    return [[review.id for review in claim.reviews] for claim in storage.claim_reviews.search(weights, **asked)]


def test_a_kept_review_is_read_back_as_it_was(database: Database) -> None:
    with database.session() as storage:
        put(storage, REVIEW.id)

    with database.reading() as storage:
        assert storage.claim_reviews.find(REVIEW.id) == REVIEW
        assert storage.claim_reviews.find("another") is None


def test_a_review_put_again_takes_the_place_of_the_first(database: Database) -> None:
    with database.session() as storage:
        put(storage, "a", terms="velm ships")
        put(storage, "a", terms="salt", claim="Salt is dear")

        assert storage.claim_reviews.count() == 1
        assert storage.claim_reviews.term_frequencies(["velm", "salt"]) == {"velm": 0, "salt": 1}


def test_a_review_that_is_removed_is_found_no_more(database: Database) -> None:
    with database.session() as storage:
        put(storage, "a")
        storage.claim_reviews.remove("a")
        storage.claim_reviews.remove("never kept")

        assert (storage.claim_reviews.count(), found(storage), found(storage, {"velm": 1.0})) == (0, [], [])


def test_reviews_are_listed_from_the_last_id_page_by_page(database: Database) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())
        put(storage, "c", publisher=Publisher(name="Other", url="https://other.example"))
        put(storage, "a", check_id="check-1")
        put(storage, "b")
        page = storage.claim_reviews.page

        assert [review.id for review in page(after=None, limit=2)] == ["c", "b"]
        assert [review.id for review in page(after="b", limit=2)] == ["a"]
        assert [review.id for review in page(after=None, limit=9, ours=True)] == ["a"]
        assert [review.id for review in page(after=None, limit=9, ours=False)] == ["c", "b"]
        assert [review.id for review in page(after=None, limit=9, site="other.example")] == ["c"]


def test_the_weightiest_are_found_first_and_then_the_newest(database: Database) -> None:
    with database.session() as storage:
        put(storage, "old", "1", "velm ships", published_at=date(2020, 1, 1))
        put(storage, "new", "2", "velm ships", published_at=date(2024, 1, 1))
        put(storage, "undated", "3", "velm ships", published_at=None)
        put(storage, "best", "4", "velm ships salt", published_at=None)
        put(storage, "other", "5", "wheat")
        weights = {"velm": 1.0, "ships": 1.0, "salt": 0.5}

        assert found(storage, weights) == [["best"], ["new"], ["old"], ["undated"]]
        assert found(storage, weights, least=2.5) == [["best"]]
        assert found(storage, weights, offset=1, limit=2) == [["new"], ["old"]]


def test_reviews_of_one_claim_stand_together_newest_first(database: Database) -> None:
    with database.session() as storage:
        put(storage, "first", "same", published_at=date(2020, 1, 1))
        put(storage, "second", "same", published_at=date(2021, 1, 1))
        put(storage, "off", "same", terms="wheat")

        assert found(storage, {"velm": 1.0}, least=1.0) == [["second", "first"]]


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        (ReviewFilter(language="en"), ["a", "b"]),
        (ReviewFilter(language="de"), ["c"]),
        (ReviewFilter(site="other.example"), ["c"]),
        (ReviewFilter(since=date(2024, 6, 2)), ["a"]),
        (ReviewFilter(since=date(2024, 6, 1)), ["a", "b"]),
        (ReviewFilter(language="e_"), []),
    ],
)
def test_only_reviews_that_pass_the_filter_are_found(database: Database, only: ReviewFilter, ids: list[str]) -> None:
    other = Publisher(name="Other", url="https://other.example/de")
    with database.session() as storage:
        put(storage, "a", "1", language="en")
        put(storage, "b", "2", published_at=date(2023, 1, 1))
        put(storage, "c", "3", language="DE-at", publisher=other, published_at=None, claim_date=None)
        put(storage, "d", "4", language=None, published_at=None, claim_date=None)

        assert sorted(id_ for [id_] in found(storage, only=only)) == ids


def test_what_cannot_be_read_is_quarantined_once(database: Database) -> None:
    item = QuarantinedItem(
        id="item-1",
        place="line 3",
        reason="has no claim",
        original='{"@type"',
        quarantined_at=datetime(2024, 6, 2, tzinfo=UTC),
    )
    with database.session() as storage:
        assert storage.claim_reviews.quarantine(item)
        assert not storage.claim_reviews.quarantine(replace(item, place="line 4"))

        assert storage.claim_reviews.quarantined(after=None, limit=9) == [item]
        assert storage.claim_reviews.quarantined(after="item-1", limit=9) == []


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.Facts.example/a?b", "facts.example"),
        ("facts.example", "facts.example"),
        ("www.facts.example/fact-check", "facts.example"),
        ("https://facts.example:8000", "facts.example"),
        ("https://[half", ""),
        ("", ""),
    ],
)
def test_a_site_is_a_host_without_www(address: str, site: str) -> None:
    assert site_of(address) == site

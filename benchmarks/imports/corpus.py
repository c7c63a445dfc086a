"""Takes the corpus of broken ClaimReview items in, one by one, and looks where each of them is kept."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from app.domain.clock import Clock
from app.domain.ports import Database
from app.interchange.claim_reviews import read_claim_reviews
from app.interchange.import_items import ClaimReviewItem, ImportLine, UnreadItem
from app.interchange.stable_ids import unread_id
from app.main import SystemClock, open_store
from app.services.imports import import_lines
from app.settings import Settings
from benchmarks.imports.without_model import LetterEmbedder

CORPUS = Path(__file__).parents[2] / "tests" / "interchange" / "broken_claim_reviews.yaml"


class Item(NamedTuple):
    """One item, what became of it, why or how it was changed, and whether it is kept with what was sent."""

    name: str
    outcome: str
    told: str
    is_kept: bool


def read_corpus(path: Path = CORPUS) -> list[Item]:
    """Import every item into one store."""
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/reviews.db", seed=False)
        with open_store(settings) as database:
            return [item for case in cases for item in _items(case, database, SystemClock())]


def _items(case: dict[str, Any], database: Database, clock: Clock) -> Iterator[Item]:
    lines = list(read_claim_reviews(io.BytesIO(_sent(case).encode())))
    list(import_lines(lines, database=database, embedder=LetterEmbedder(), clock=clock))
    for line in lines:
        yield _item(case["name"], line, database)


def _item(name: str, line: ImportLine, database: Database) -> Item:
    with database.reading() as storage:
        if isinstance(line.item, UnreadItem):
            kept = {one.id: one for one in storage.claim_reviews.quarantined(after=None, limit=10_000)}
            found = kept.get(unread_id(line.item.original))
            return Item(name, "quarantined", line.item.reason, found is not None and bool(found.original.strip()))
        assert isinstance(line.item, ClaimReviewItem), line  # noqa: S101  # the reader yields no third kind
        review = line.item.review
        found_review = storage.claim_reviews.find(review.id)
        is_kept = found_review is not None and bool(found_review.original)
        return Item(name, "normalised" if review.notes else "accepted", " ".join(review.notes), is_kept)


def _sent(case: dict[str, Any]) -> str:
    """Return what is sent: the case's text, or a review with a claim of the length that the case asks for."""
    if "generate" not in case:
        return str(case["text"])
    claim = "Velm".ljust(case["generate"]["claim_length"], "x")
    return (
        f'{{"@type": "ClaimReview", "url": "https://facts.example/long", "claimReviewed": "{claim}", '
        '"author": {"name": "Facts"}, "reviewRating": {"alternateName": "False"}}'
    )

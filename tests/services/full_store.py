"""A store that holds something of everything that can be kept."""

from dataclasses import replace
from datetime import date

from app.domain.claim_review import ClaimReview, Publisher, QuarantinedItem, Rating
from app.domain.ports import Database, Storage
from app.domain.review import Decision
from app.domain.source import SourceKind
from app.services.checks import keep_check
from app.services.claim_reviews import keep_claim_review
from app.services.reviews import ReviewDraft, review_check
from app.services.sources import SourceDraft, change_source, create_source, remove_source
from app.services.statements import StatementDraft, change_statement, create_statement
from tests.fakes.clock import FakeClock
from tests.fakes.retrieval import HashingEmbedder
from tests.storage.examples import a_check
from tests.storage.test_documents import CHECKED, DOCUMENT, UNCHECKED

EMBEDDER = HashingEmbedder()


def fill(database: Database) -> None:
    """Keep it all, with changes and deletions on record."""
    clock = FakeClock()
    with database.session() as storage:
        kept, gone = (
            create_source(
                SourceDraft(title=title, publisher="Port of Velm", kind=SourceKind.PRIMARY),
                storage=storage,
                clock=clock,
            )
            for title in ("Yearbook", "Almanac")
        )
        statements = [
            create_statement(source.id, StatementDraft(text=text), storage=storage, embedder=EMBEDDER, clock=clock)
            for source, text in ((kept, "Twelve ships came."), (kept, "=Nobody was hurt."), (gone, "It rained."))
        ]
        change_source(kept.id, {"title": "Log"}, expected_revision=None, storage=storage, embedder=EMBEDDER)
        change_statement(
            statements[0].id, {"locator": "p. 2"}, expected_revision=None, storage=storage, embedder=EMBEDDER
        )
        remove_source(gone.id, expected_revision=None, storage=storage)
        for number in range(3):
            keep_check(a_check(f"check-{number}", claim=f'Velm handled {number} ships, “so" =1'), storage)
        keep_check(a_check("check-3", claim='Velm handled 2 ships, “so" =1'), storage)
        keep_documents(storage)
        publisher = Publisher(name="Desk", url="https://desk.example")
        for decision, note in ((Decision.CONFIRM, None), (Decision.NOTE, "Look\u2028again.")):
            draft = ReviewDraft(reviewer="N. N.", decision=decision, note=note)
            review_check("check-1", draft, storage=storage, clock=clock, publisher=publisher)
        keep_claim_review(a_claim_review(), storage=storage)
        broken = QuarantinedItem(
            id="broken", place="line 3", reason="is not JSON.", original="{\r\n'", quarantined_at=clock.now()
        )
        storage.claim_reviews.quarantine(broken)


def keep_documents(storage: Storage) -> None:
    """Keep one that was checked again, one out of a page, and one that holds nothing to check."""
    checked = replace(CHECKED, check=storage.checks.get("check-1"))
    storage.documents.add(replace(DOCUMENT, claims=(checked, UNCHECKED)))
    again = replace(checked, check=storage.checks.get("check-2"), previous_check=checked.check)
    storage.documents.update_checks(replace(DOCUMENT, claims=(again, UNCHECKED), as_of=date(2024, 7, 1)))
    bare = replace(DOCUMENT, id="document-2", claims=(), html=None, title="=1+1", url=None, published_at=None)
    storage.documents.add(replace(bare, text='One line.\r\n\n"Another",\tsaid N. N.\u2028'))


def a_claim_review() -> ClaimReview:
    return ClaimReview(
        id="other-1",
        claim="Velm sank",
        url="https://post.example/1",
        rating=Rating(text="Pants on fire", value=1, worst=1, best=5),
        publisher=Publisher(name="Velm Post"),
        appearances=("https://a.example",),
        original='{\n "a": 1}',
        notes=("the date was in the future",),
    )

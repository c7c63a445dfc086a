import io
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.check import Judgement, Verdict
from app.domain.claim_review import ClaimReview, Publisher, QuarantinedItem, Rating
from app.domain.errors import InvalidInputError
from app.domain.ports import Database
from app.domain.review import Decision
from app.domain.source import SourceKind
from app.interchange.csv_import import read_csv
from app.interchange.import_items import Reader
from app.interchange.jsonl import read_jsonl
from app.services.claim_reviews import keep_claim_review
from app.services.exports import ExportFormat, ExportKind, export
from app.services.imports import import_lines
from app.services.reviews import ReviewDraft, review_check
from app.services.sources import SourceDraft, change_source, create_source, remove_source
from app.services.statements import StatementDraft, change_statement, create_statement
from app.storage.database import Database as SqlDatabase
from app.text.tokens import index_terms
from tests.fakes.clock import FakeClock
from tests.fakes.retrieval import HashingEmbedder
from tests.fakes.storage import FakeDatabase
from tests.storage.examples import a_check

PARTS = [one for one in ExportKind if one not in (ExportKind.ALL, ExportKind.STATEMENTS)]
IN_ORDER = [ExportKind.AUDIT, *(one for one in PARTS if one is not ExportKind.AUDIT)]
EMBEDDER = HashingEmbedder()


@pytest.fixture(params=["fake", "sqlite"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """Return a store that holds something of everything, and an empty one."""
    if request.param == "fake":
        full = FakeDatabase(terms=index_terms)
        fill(full)
        yield full, FakeDatabase(terms=index_terms)
        return
    paths = [f"sqlite:///{tmp_path}/{name}.db" for name in ("full", "empty")]
    with (
        closing(SqlDatabase(paths[0], terms=index_terms)) as one,
        closing(SqlDatabase(paths[1], terms=index_terms)) as two,
    ):
        one.migrate()
        two.migrate()
        fill(one)
        yield one, two


def fill(database: Database) -> None:
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
            storage.checks.add(a_check(f"check-{number}", claim=f'Velm handled {number} ships, “so" =1'))
        publisher = Publisher(name="Desk", url="https://desk.example")
        for decision, note in ((Decision.CONFIRM, None), (Decision.NOTE, "Look\u2028again.")):
            draft = ReviewDraft(reviewer="N. N.", decision=decision, note=note)
            review_check("check-1", draft, storage=storage, clock=clock, publisher=publisher)
        keep_claim_review(a_claim_review(), storage=storage)
        broken = QuarantinedItem(
            id="broken", place="line 3", reason="is not JSON.", original="{\r\n'", quarantined_at=clock.now()
        )
        storage.claim_reviews.quarantine(broken)


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


def exported(
    database: Database, kind: ExportKind = ExportKind.ALL, format_: ExportFormat = ExportFormat.JSONL
) -> bytes:
    return b"".join(export(kind, database=database, format_=format_))


def take(database: Database, sent: bytes, read: Reader = read_jsonl) -> list[tuple[str, str]]:
    """Import and return what became of each line, with the reasons."""
    outcomes = import_lines(read(io.BytesIO(sent)), database=database, embedder=EMBEDDER, clock=FakeClock())
    return [(one.outcome.value, " ".join(f"{p.field} {p.message}" for p in one.problems)) for one in outcomes]


def test_everything_taken_in_by_an_empty_store_is_exported_the_same(stores: tuple[Database, Database]) -> None:
    full, empty = stores
    before = exported(full)

    outcomes = take(empty, before)

    assert set(outcomes) == {("accepted", "")}
    assert len(outcomes) == len(before.splitlines())
    assert exported(empty) == before
    assert set(take(empty, before)) == {("unchanged", "")}
    assert exported(empty) == before
    assert set(take(full, before)) == {("unchanged", "")}


@pytest.mark.parametrize("format_", ExportFormat)
def test_every_kind_by_itself_makes_the_round_trip(stores: tuple[Database, Database], format_: ExportFormat) -> None:
    full, empty = stores
    read = {ExportFormat.JSONL: read_jsonl, ExportFormat.CSV: read_csv}[format_]

    for kind in IN_ORDER:
        sent = exported(full, kind, format_)
        assert set(take(empty, sent, read)) == {("accepted", "")}, kind
        assert exported(empty, kind, format_) == sent

    assert exported(empty) == exported(full)


def test_everything_at_once_is_no_table(stores: tuple[Database, Database]) -> None:
    with pytest.raises(InvalidInputError, match="one kind of thing"):
        exported(stores[0], ExportKind.ALL, ExportFormat.CSV)


def test_what_was_deleted_and_comes_back_is_on_record_again(stores: tuple[Database, Database]) -> None:
    full, _ = stores
    sources = exported(full, ExportKind.SOURCES)
    with full.session() as storage:
        [source] = storage.sources.page(after=None, limit=9)
        remove_source(source.id, expected_revision=None, storage=storage)
    before = len(exported(full, ExportKind.AUDIT).splitlines())

    take(full, sources)

    assert len(exported(full, ExportKind.AUDIT).splitlines()) == before + 3


def test_a_record_of_writes_is_not_taken_in_by_a_store_that_has_its_own(stores: tuple[Database, Database]) -> None:
    full, empty = stores
    take(empty, exported(full, ExportKind.SOURCES))

    outcomes = take(empty, exported(full, ExportKind.AUDIT))

    assert {outcome for outcome, _ in outcomes} == {"rejected"}
    assert any("comes too late" in why for _, why in outcomes)


def record(kind: ExportKind, database: Database) -> dict[str, Any]:
    return dict(json.loads(exported(database, kind).splitlines()[0]))


def changed(told: dict[str, Any], **changes: Any) -> bytes:
    [(key, fields)] = told.items()
    return json.dumps({key: fields | changes}).encode()


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        (ExportKind.CHECKS, {"store_revision": 77}, "check differs from the one that is kept"),
        (ExportKind.REVIEWS, {"note": "Another."}, "review differs from the one that is kept"),
        (ExportKind.CLAIM_REVIEWS, {"claim": "Another."}, "claim_review differs from the one that is kept"),
        (ExportKind.AUDIT, {"subject_id": "another"}, "audit_record differs from the one that is kept"),
        (ExportKind.CHECKS, {"verdict": "supported"}, "check holds more or other than an export writes"),
        (ExportKind.CHECKS, {"id": "no id!"}, "check.id must be 1 to 64"),
        (ExportKind.CHECKS, {"store_revision": -1}, "check.store_revision is out of bounds"),
        (ExportKind.CHECKS, {"store_revision": 2**64}, "check.store_revision is out of bounds"),
        (ExportKind.CHECKS, {"store_revision": "7"}, "check holds more or other than an export writes"),
        (ExportKind.CHECKS, {"created_at": "yesterday"}, "check.created_at Input should be a valid datetime"),
        (ExportKind.CHECKS, {"created_at": "2024-06-01T12:30:15"}, "check.created_at must say its offset from UTC"),
        (ExportKind.CHECKS, {"claim": {"text": "\ud800", "as_of": "2024-01-01"}}, "check holds half of a surrogate"),
        (ExportKind.REVIEWS, {"id": "new", "check_id": "nobody"}, "review.check_id names no kept check"),
        (ExportKind.CLAIM_REVIEWS, {"id": "new", "check_id": "nobody"}, "claim_review.check_id names no kept check"),
        (ExportKind.QUARANTINE, {"place": None}, "quarantined_item.place Input should be a valid string"),
    ],
)
def test_what_was_given_or_decided_is_never_written_over(
    stores: tuple[Database, Database], kind: ExportKind, changes: dict[str, Any], told: str
) -> None:
    full, _ = stores
    before = exported(full)

    [(outcome, why)] = take(full, changed(record(kind, full), **changes))

    assert outcome == "rejected"
    assert told in why
    assert exported(full) == before


@pytest.mark.parametrize("verdict", [Verdict.SUPPORTED, Verdict.DISPUTED])
def test_a_verdict_that_its_evidence_does_not_carry_is_refused(
    stores: tuple[Database, Database], verdict: Verdict
) -> None:
    full, empty = stores
    check = a_check()
    judgement: Judgement = replace(check.judgement, verdict=verdict)
    with full.session() as storage:
        storage.checks.add(
            replace(check, id="forged", judgement=judgement, created_at=datetime(2024, 1, 1, tzinfo=UTC))
        )

    outcomes = take(empty, exported(full, ExportKind.CHECKS))

    assert (
        "rejected",
        f"check.judgement.verdict is {verdict} without a statement that supports the claim.",
    ) in outcomes

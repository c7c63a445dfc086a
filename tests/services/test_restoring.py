import io
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.claims.matching import key_of
from app.domain.check import Judgement, Verdict
from app.domain.claim_review import Publisher
from app.domain.errors import InvalidInputError
from app.domain.ports import Database
from app.domain.review import Decision
from app.interchange.csv_import import read_csv
from app.interchange.import_items import Reader
from app.interchange.jsonl import read_jsonl
from app.services.exports import ExportFormat, ExportKind, export
from app.services.imports import import_lines
from app.services.reviews import ReviewDraft, review_check
from app.services.sources import remove_source
from app.storage.database import Database as SqlDatabase
from app.text.tokens import index_terms
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeDatabase
from tests.services.full_store import EMBEDDER, fill
from tests.storage.examples import a_check

PARTS = [one for one in ExportKind if one not in (ExportKind.ALL, ExportKind.STATEMENTS)]
IN_ORDER = [ExportKind.AUDIT, *(one for one in PARTS if one is not ExportKind.AUDIT)]


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


def test_a_rejection_and_the_link_between_checks_of_one_claim_outlast_the_round_trip(
    stores: tuple[Database, Database],
) -> None:
    full, empty = stores
    with full.session() as storage:
        check = storage.checks.get("check-1")
        rejected = check.judgement.evidence[0].statement.id
        draft = ReviewDraft(reviewer="N. N.", decision=Decision.REJECT, statement_id=rejected)
        publisher = Publisher(name="Desk", url="https://desk.example")
        review_check(check.id, draft, storage=storage, clock=FakeClock(), publisher=publisher)

    take(empty, exported(full))

    with empty.reading() as storage:
        assert rejected in storage.reviews.rejections([key_of(check.claim)])
        assert storage.checks.get("check-3").same_claim_as == "check-2"


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
    """Return the last record of a kind: of documents, the one with claims."""
    return dict(json.loads(exported(database, kind).splitlines()[-1]))


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
        (ExportKind.DOCUMENTS, {"title": "Another."}, "document differs from the one that is kept"),
        (ExportKind.DOCUMENTS, {"id": "new", "url": "javascript:alert(1)"}, "document.url must be a web address"),
        (ExportKind.DOCUMENTS, {"id": "new", "text": "Velm."}, "document.claims.0.span lies outside of its text"),
        (ExportKind.DOCUMENTS, {"id": "new", "html": None}, "document.claims.0.html_span lies outside of its text"),
        (ExportKind.DOCUMENTS, {"id": "new", "text": "x" * 100_001}, "document.text is 100,001 long; at most 100,000"),
        (ExportKind.DOCUMENTS, {"checked_at": "2024-06-01T12:30:15"}, "document.checked_at must say its offset"),
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


def test_a_document_comes_after_its_checks(stores: tuple[Database, Database]) -> None:
    full, empty = stores

    outcomes = take(empty, exported(full, ExportKind.DOCUMENTS))

    told = "document.claims.0.check_id names no kept check; import the checks first."
    assert outcomes == [("accepted", ""), ("rejected", told)]


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

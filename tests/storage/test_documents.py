from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.check import Verdict
from app.domain.document import ClaimKind, DetectedClaim, Document, DocumentClaim, Resolution, ResolvedDate
from app.domain.errors import NotFoundError
from app.domain.evidence import Span
from app.domain.ports import Database, Storage
from tests.storage.examples import a_check

TEXT = "🚀 Velm said it handled 13 ships last year."
HTML = f"<p>{TEXT}</p>"
CHECKED = DocumentClaim(
    detected=DetectedClaim(
        text="Velm said Velm handled 13 ships in 2023.",
        span=Span.of(TEXT, 2, 42),
        sentence=Span.of(TEXT, 0, 42),
        kind=ClaimKind.ATTRIBUTION,
        check_worthiness=0.75,
        claimant="Velm",
        resolutions=(Resolution(Span.of(TEXT, 12, 14), "Velm"), Resolution(Span.of(TEXT, 32, 41), "in 2023")),
        dates=(ResolvedDate(Span.of(TEXT, 32, 41), date(2023, 1, 1), date(2023, 12, 31)),),
        said=Span(10, 39, "Velm handled 13 ships in 2023"),
    ),
    html_span=Span.of(HTML, 5, 45),
    check=a_check(),
)
UNCHECKED = DocumentClaim(
    detected=replace(CHECKED.detected, unresolved=(Span.of(TEXT, 12, 14),), said=None, dates=(), resolutions=())
)
DOCUMENT = Document(
    id="document-1",
    text=TEXT,
    html=HTML,
    title="Velm grows",
    url="https://velm.example/grows",
    published_at=date(2024, 5, 14),
    as_of=date(2024, 5, 14),
    claims=(CHECKED, UNCHECKED),
    store_revision=3,
    created_at=datetime(2024, 6, 1, 12, 0, tzinfo=UTC),
    checked_at=datetime(2024, 6, 1, 12, 0, tzinfo=UTC),
)


def keep(database: Database, *documents: Document) -> None:
    with database.session() as storage:
        storage.checks.add(a_check())
        for document in documents:
            storage.documents.add(document)


def test_a_kept_document_is_read_back_as_it_was(database: Database) -> None:
    keep(database, DOCUMENT)

    with database.reading() as storage:
        assert storage.documents.get(DOCUMENT.id) == DOCUMENT


def test_a_document_without_claims_or_html_is_kept_too(database: Database) -> None:
    bare = replace(DOCUMENT, claims=(), html=None, title=None, url=None, published_at=None)
    keep(database, bare)

    with database.reading() as storage:
        assert storage.documents.get(bare.id) == bare
        assert [one.claims for one in storage.documents.page(after=None, limit=9)] == [0]


def test_documents_are_listed_newest_first_page_by_page_with_their_verdicts(database: Database) -> None:
    keep(database, *(replace(DOCUMENT, id=f"document-{number}") for number in (1, 3, 2)))

    with database.reading() as storage:
        first = storage.documents.page(after=None, limit=2)
        second = storage.documents.page(after=first[-1].id, limit=2)

    assert [one.id for one in [*first, *second]] == ["document-3", "document-2", "document-1"]
    assert first[0].claims == 2
    assert dict(first[0].verdicts) == {verdict: int(verdict is Verdict.CONTRADICTED) for verdict in Verdict}


def test_a_recheck_replaces_the_checks_and_nothing_else(database: Database) -> None:
    keep(database, DOCUMENT)
    again = replace(CHECKED, check=a_check("check-2"), previous_check=CHECKED.check)
    later = replace(
        DOCUMENT,
        claims=(again, UNCHECKED),
        as_of=date(2025, 1, 1),
        store_revision=9,
        checked_at=datetime(2025, 1, 1, tzinfo=UTC),
    )

    with database.session() as storage:
        storage.checks.add(a_check("check-2"))
        storage.documents.update_checks(later)

    with database.reading() as storage:
        assert storage.documents.get(DOCUMENT.id) == later


def test_a_removed_document_is_gone_and_its_checks_stay(database: Database) -> None:
    keep(database, DOCUMENT)

    with database.session() as storage:
        storage.documents.remove(DOCUMENT.id)

    with database.reading() as storage:
        assert storage.documents.page(after=None, limit=9) == []
        assert storage.checks.get("check-1") == a_check()


USES: dict[str, Callable[[Storage], object]] = {
    "get": lambda storage: storage.documents.get(DOCUMENT.id),
    "remove": lambda storage: storage.documents.remove(DOCUMENT.id),
    "recheck": lambda storage: storage.documents.update_checks(DOCUMENT),
}


@pytest.mark.parametrize("use", USES)
def test_an_unknown_document_is_not_found(database: Database, use: str) -> None:
    with database.session() as storage, pytest.raises(NotFoundError, match="no document with the id"):
        USES[use](storage)

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import dedent

import pytest

from app.domain.errors import StoreError, UnreadableFileError
from app.domain.ports import Database, Vector
from app.domain.source import Source, SourceKind
from app.interchange.seed_files import read_seed_files
from app.services.seeding import SeedReport, Tally, seed, seed_empty_store
from app.services.sources import SourceDraft, change_source, create_source
from app.services.statements import StatementDraft, create_statement
from app.storage.database import Database as SqlDatabase
from app.text.tokens import index_terms
from tests.fakes.clock import FakeClock
from tests.fakes.retrieval import HashingEmbedder
from tests.fakes.storage import FakeDatabase

PACKAGED = Path(__file__).parents[2] / "seed_data"

YEARBOOK = """
source:
  title: Yearbook
  publisher: Port of Velm
  url: https://velm.example/yearbook
  kind: primary
  published_at: 2024-04-17
statements:
  - text: Twelve ships came to Velm.
    valid_from: 2024-01-01
    modality: reported
  - text: Nobody was hurt.
"""
REPRINT = """
source:
  title: Reprint
  publisher: Velm Post
  url: null
  kind: reporting
  reliability: 0.5
  syndicated_from: https://velm.example/yearbook
statements:
  - text: Twelve ships came to Velm.
"""


class CountingEmbedder(HashingEmbedder):
    """Counts the texts it embeds."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        self.texts.extend(texts)
        return super().embed(texts)


class Desk:
    """A folder of seed files and the store that is filled from it."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self.embedder = CountingEmbedder()
        self.write("yearbook", YEARBOOK)

    def write(self, name: str, content: str) -> None:
        (self.folder / f"{name}.yaml").write_text(dedent(content), encoding="utf-8")

    def seed(self) -> SeedReport:
        self.embedder.texts.clear()
        return seed(self.folder, database=self.database, embedder=self.embedder)

    def source(self, title: str) -> Source:
        with self.database.reading() as storage:
            return next(one for one in storage.sources.page(after=None, limit=99) if one.title == title)

    def texts(self, title: str) -> set[str]:
        with self.database.reading() as storage:
            return {one.text for one in storage.statements.page_of(self.source(title).id, after=None, limit=99)}

    def revision(self) -> int:
        with self.database.reading() as storage:
            return storage.state.revision()


@pytest.fixture(params=["fake", "sqlite"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "seeds").mkdir()
    if request.param == "fake":
        yield Desk(tmp_path / "seeds", FakeDatabase(terms=index_terms))
        return
    database = SqlDatabase(f"sqlite:///{tmp_path}/store.db", terms=index_terms)
    database.migrate()
    yield Desk(tmp_path / "seeds", database)
    database.close()


def test_an_empty_store_is_filled(desk: Desk) -> None:
    desk.write("reprint", REPRINT)

    report = desk.seed()

    assert report == SeedReport(sources=Tally(created=2), statements=Tally(created=3))
    assert desk.texts("Yearbook") == {"Twelve ships came to Velm.", "Nobody was hurt."}
    assert (desk.source("Yearbook").kind, desk.source("Yearbook").reliability) == (SourceKind.PRIMARY, 0.95)
    assert desk.source("Reprint").syndicated_from == desk.source("Yearbook").id
    with desk.database.reading() as storage:
        assert len(storage.search.by_terms(index_terms("hurt"), limit=9)) == 1
        assert len(storage.search.by_vector(desk.embedder.embed(["ships"])[0], limit=9)) == 3


def test_seeding_again_writes_and_embeds_nothing(desk: Desk) -> None:
    desk.seed()
    before = desk.revision()

    report = desk.seed()

    assert report == SeedReport(sources=Tally(unchanged=1), statements=Tally(unchanged=2))
    assert (desk.revision(), desk.embedder.texts) == (before, [])


def test_a_changed_file_changes_what_it_says_and_nothing_else(desk: Desk) -> None:
    desk.seed()
    changed = YEARBOOK.replace("2024-01-01", "2024-01-02").replace("Nobody was hurt.", "One was hurt.")
    desk.write("yearbook", changed)

    report = desk.seed()

    assert report.statements == Tally(created=1, updated=1, removed=1)
    assert report.sources == Tally(unchanged=1)
    assert desk.texts("Yearbook") == {"Twelve ships came to Velm.", "One was hurt."}
    assert sorted(desk.embedder.texts) == ["One was hurt. (Yearbook)", "Twelve ships came to Velm. (Yearbook)"]


def test_a_new_title_is_embedded_again_with_every_statement(desk: Desk) -> None:
    desk.seed()
    desk.write("yearbook", YEARBOOK.replace("Yearbook", "Almanac"))

    report = desk.seed()

    assert report == SeedReport(sources=Tally(updated=1), statements=Tally(unchanged=2))
    assert desk.embedder.texts == ["Twelve ships came to Velm. (Almanac)", "Nobody was hurt. (Almanac)"]
    with desk.database.reading() as storage:
        wanted = desk.embedder.embed(["Nobody was hurt. (Almanac)"])[0]
        assert storage.search.by_vector(wanted, limit=1)[0][1] > 0.99


def test_what_was_added_by_hand_stays(desk: Desk) -> None:
    desk.seed()
    draft = SourceDraft(title="By hand", publisher="Desk", kind=SourceKind.PRIMARY)
    with desk.database.session() as storage:
        create_source(draft, storage=storage, clock=FakeClock())
        by_hand = StatementDraft(text="A ferry came too.")
        source_id = storage.sources.page(after=None, limit=9, publisher="Port of Velm")[0].id
        create_statement(source_id, by_hand, storage=storage, embedder=desk.embedder, clock=FakeClock())

    report = desk.seed()

    assert report == SeedReport(sources=Tally(unchanged=1), statements=Tally(unchanged=2))
    assert "A ferry came too." in desk.texts("Yearbook")
    assert desk.source("By hand").publisher == "Desk"


def test_what_was_edited_by_hand_is_written_over(desk: Desk) -> None:
    desk.seed()
    with desk.database.session() as storage:
        change_source(
            storage.sources.page(after=None, limit=1)[0].id,
            {"title": "Edited", "licence": "MIT"},
            expected_revision=None,
            storage=storage,
            embedder=desk.embedder,
        )

    assert desk.seed().sources == Tally(updated=1)
    assert desk.source("Yearbook").licence is None


def test_only_an_empty_store_is_seeded_at_the_start(desk: Desk) -> None:
    first = seed_empty_store(desk.folder, database=desk.database, embedder=desk.embedder)
    second = seed_empty_store(desk.folder, database=desk.database, embedder=desk.embedder)

    assert first == SeedReport(sources=Tally(created=1), statements=Tally(created=2))
    assert second is None


def test_a_broken_file_is_named_with_its_line_and_nothing_is_loaded(desk: Desk) -> None:
    desk.write("broken", REPRINT.replace("kind: reporting", "kind: rumour"))

    with pytest.raises(UnreadableFileError, match=r"broken\.yaml, line 6: kind must be one of primary, reference"):
        desk.seed()

    assert desk.revision() == 0


def test_an_embedder_that_fails_leaves_the_store_as_it_was(desk: Desk) -> None:
    class Failing(HashingEmbedder):
        def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
            raise StoreError(f"no model for {len(texts)} texts")

    with pytest.raises(StoreError, match="no model for 2 texts"):
        seed(desk.folder, database=desk.database, embedder=Failing())

    assert desk.revision() == 0


def test_the_packaged_seeds_can_be_read() -> None:
    seeds = read_seed_files(PACKAGED)

    assert len(seeds) >= 40
    assert sum(len(one.statements) for one in seeds) >= 150
    ids = [statement.id for one in seeds for statement in one.statements]
    assert len(set(ids)) == len(ids)

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from app.domain.claim_review import Publisher
from app.interchange.seed_files import Seed, read_seed_files
from app.services.seed_doubts import contradictions, doubts
from app.services.seeding import seed
from app.services.toolbox import Toolbox
from tests.fakes.clock import FakeClock
from tests.fakes.detection import FakeDetector
from tests.fakes.storage import FakeDatabase
from tests.fakes.verification import FakeEmbedder, FakeRetriever, FakeVerifier

TODAY = date(2026, 11, 21)
PACKAGED = Path(__file__).parents[2] / "seed_data"


class Desk:
    """A folder of seed files, one source a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, name: str, *statements: str, published: str | None = "2026-01-01", url: str | None = None) -> None:
        head = f"""
            source:
              title: {name}
              publisher: Velm Post
              kind: reporting
              published_at: {published or "null"}
              url: {url or f"https://velm.example/{name}"}
            statements:
        """
        lines = "".join(f"  - {statement}\n" for statement in statements)
        (self.folder / f"{name}.yaml").write_text(dedent(head) + lines, encoding="utf-8")

    def seeds(self) -> list[Seed]:
        return read_seed_files(self.folder)

    def doubts(self) -> list[str]:
        return [str(doubt) for doubt in doubts(self.seeds(), today=TODAY)]

    def contradictions(self) -> list[str]:
        database = FakeDatabase()
        seed(self.folder, database=database, embedder=FakeEmbedder())
        toolbox = Toolbox(
            database=database,
            embedder=FakeEmbedder(),
            retriever_over=FakeRetriever,
            verifier=FakeVerifier(),
            detector=FakeDetector(),
            clock=FakeClock(),
            publisher=Publisher(name="Velm", url="https://velm.example"),
        )
        return [str(doubt) for doubt in contradictions(self.seeds(), toolbox=toolbox)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_sound_folder_raises_no_doubt(desk: Desk) -> None:
    desk.has("ships", "text: Twelve ships came to Velm.", "{text: Ana is the mayor of Velm., valid_until: 2025-03-01}")
    desk.has("boats", "text: Nine boats left Velm.")

    assert desk.doubts() == []
    assert desk.contradictions() == []


@pytest.mark.parametrize(
    ("published", "url", "warning"),
    [
        (None, None, "ships: has no published_at"),
        ("2026-01-01", "http://velm.example/ships", "ships: has a url that begins with http://"),
        ("2026-01-01", "https://velm.example/ships?id=7&utm_source=feed", "tracks readers (utm_source)"),
    ],
)
def test_a_source_that_lacks_care_is_named(desk: Desk, published: str | None, url: str | None, warning: str) -> None:
    desk.has("ships", "text: Twelve ships came to Velm.", published=published, url=url)

    [doubt] = desk.doubts()

    assert warning in doubt


def test_two_sources_in_the_same_words_are_named(desk: Desk) -> None:
    desk.has("boats", "text: Twelve ships came to Velm.")
    desk.has("ships", "text: twelve ships came to Velm")

    [doubt] = desk.doubts()

    assert doubt.startswith('ships: says "twelve ships came to Velm" in the words of boats')


def test_a_statement_that_is_not_yet_valid_is_named_with_its_day(desk: Desk) -> None:
    desk.has("ships", "{text: Ana is the mayor of Velm., valid_from: 2027-05-01}")

    [doubt] = desk.doubts()

    assert "decides nothing before 2027-05-01" in doubt


def test_two_statements_that_cannot_both_be_true_are_named_once(desk: Desk) -> None:
    desk.has("boats", "text: Nine ships came to Velm.")
    desk.has("ships", "text: Twelve ships came to Velm.")

    [doubt] = desk.contradictions()

    assert doubt.startswith('boats: "Nine ships came to Velm." is contradicted by "Twelve ships came to Velm." (ships)')


def test_what_held_one_after_the_other_is_no_contradiction(desk: Desk) -> None:
    desk.has(
        "mayors",
        "{text: Ana is the mayor of Velm., valid_until: 2026-05-31}",
        "{text: Bo is the mayor of Velm., valid_from: 2026-06-01}",
    )

    assert desk.contradictions() == []


def test_what_held_at_the_same_time_is_a_contradiction(desk: Desk) -> None:
    desk.has(
        "mayors",
        "{text: Ana is the mayor of Velm., valid_until: 2026-06-30}",
        "{text: Bo is the mayor of Velm., valid_from: 2026-06-01}",
    )

    assert len(desk.contradictions()) == 1


def test_the_packaged_seeds_are_valid_by_now_and_no_two_use_the_same_words() -> None:
    found = doubts(read_seed_files(PACKAGED), today=TODAY)

    assert [
        str(doubt) for doubt in found if "decides nothing" in doubt.message or "in the words" in doubt.message
    ] == []

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import StoreError
from app.domain.ports import Database, Vector
from app.domain.source import SourceKind
from app.interchange.csv_import import read_csv
from app.interchange.import_items import Reader
from app.interchange.jsonl import read_jsonl
from app.services.exports import ExportFormat, ExportKind, export
from app.services.imports import LineOutcome, import_lines
from app.services.seeding import seed
from app.services.sources import SourceDraft, change_source, create_source
from app.services.statements import StatementDraft, create_statement
from app.storage.database import Database as SqlDatabase
from app.text.tokens import index_terms
from tests.fakes.clock import FakeClock
from tests.fakes.retrieval import HashingEmbedder
from tests.fakes.storage import FakeDatabase

SEEDS = Path(__file__).parents[2] / "seed_data"

YEARBOOK: dict[str, Any] = {
    "title": "Yearbook",
    "publisher": "Port of Velm",
    "url": "https://velm.example/yearbook",
    "kind": "primary",
    "published_at": "2024-04-17",
}
SHIPS = {"text": "Twelve ships came to Velm.", "valid_from": "2024-01-01"}
NOBODY = {"text": "Nobody was hurt."}


class CountingEmbedder(HashingEmbedder):
    """Counts the texts it embeds."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        self.texts.extend(texts)
        return super().embed(texts)


def line(*statements: dict[str, Any], **source: Any) -> dict[str, Any]:
    return {"source": YEARBOOK | source, "statements": list(statements)}


class Desk:
    """A store that is filled from lines."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.embedder = CountingEmbedder()

    def take(self, *records: dict[str, Any]) -> list[LineOutcome]:
        return self.take_bytes("".join(json.dumps(record) + "\n" for record in records).encode())

    def take_bytes(self, sent: bytes, read: Reader = read_jsonl) -> list[LineOutcome]:
        self.embedder.texts.clear()
        lines = read(io.BytesIO(sent))
        return list(import_lines(lines, database=self.database, embedder=self.embedder, clock=FakeClock()))

    def outcomes(self, *records: dict[str, Any]) -> list[str]:
        return [one.outcome.value for one in self.take(*records)]

    def export(self, kind: ExportKind = ExportKind.SOURCES, format_: ExportFormat = ExportFormat.JSONL) -> bytes:
        return b"".join(export(kind, database=self.database, format_=format_))

    def sources(self) -> list[dict[str, Any]]:
        return [json.loads(one) for one in self.export().splitlines()]

    def revision(self) -> int:
        with self.database.reading() as storage:
            return storage.state.revision()


@contextmanager
def open_desk(kind: str, folder: Path) -> Iterator[Desk]:
    if kind == "fake":
        yield Desk(FakeDatabase(terms=index_terms))
        return
    with closing(SqlDatabase(f"sqlite:///{folder}/store.db", terms=index_terms)) as database:
        database.migrate()
        yield Desk(database)


@pytest.fixture(params=["fake", "sqlite"])
def kind_of_store(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def desk(kind_of_store: str, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(kind_of_store, tmp_path) as desk:
        yield desk


@pytest.fixture
def other_desk(kind_of_store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(kind_of_store, tmp_path_factory.mktemp("other")) as desk:
        yield desk


def reason(outcome: LineOutcome) -> str:
    return "; ".join(f"{problem.field} {problem.message}".strip() for problem in outcome.problems)


def test_a_source_with_its_statements_is_kept_and_found(desk: Desk) -> None:
    assert desk.outcomes(line(SHIPS, NOBODY)) == ["accepted"]

    [kept] = desk.sources()
    assert kept["source"] | YEARBOOK == kept["source"]
    assert kept["source"]["reliability"] == 0.95
    assert {one["text"] for one in kept["statements"]} == {SHIPS["text"], NOBODY["text"]}
    with desk.database.reading() as storage:
        assert len(storage.search.by_terms(index_terms("hurt"), limit=9)) == 1
        assert len(storage.search.by_vector(desk.embedder.embed(["ships"])[0], limit=9)) == 2


def test_importing_again_changes_and_embeds_nothing(desk: Desk) -> None:
    desk.take(line(SHIPS, NOBODY), line(NOBODY, url=None))
    before = desk.revision(), desk.export()

    assert desk.outcomes(line(SHIPS, NOBODY), line(NOBODY, url=None)) == ["unchanged", "unchanged"]

    assert (desk.revision(), desk.export()) == before
    assert desk.embedder.texts == []


def test_what_a_line_says_otherwise_is_changed_and_nothing_is_taken_away(desk: Desk) -> None:
    desk.take(line(SHIPS, NOBODY))

    assert desk.outcomes(line(SHIPS | {"valid_from": "2024-01-02"}, title="Almanac")) == ["updated"]

    [kept] = desk.sources()
    assert kept["source"]["title"] == "Almanac"
    assert {one["text"]: one.get("valid_from") for one in kept["statements"]} == {
        SHIPS["text"]: "2024-01-02",
        NOBODY["text"]: None,
    }
    with desk.database.reading() as storage:
        wanted = desk.embedder.embed(["Nobody was hurt. (Almanac)"])[0]
        assert storage.search.by_vector(wanted, limit=1)[0][1] > 0.99


def test_a_new_statement_of_a_kept_source_is_accepted(desk: Desk) -> None:
    desk.take(line(SHIPS))

    assert desk.outcomes(line(SHIPS, NOBODY)) == ["accepted"]
    assert desk.embedder.texts == ["Nobody was hurt. (Yearbook)"]


def test_a_bad_line_fails_alone_and_says_why(desk: Desk) -> None:
    bad = line(SHIPS, {"text": " "}, {"txt": "x"}, kind="rumour")

    first, rejected, last = desk.take(line(SHIPS), bad, line(NOBODY, url=None))

    assert (first.outcome, rejected.outcome, last.outcome) == ("accepted", "rejected", "accepted")
    assert rejected.line == 2
    assert "source.kind must be one of primary, reference" in reason(rejected)
    assert "statements.1.text is empty" in reason(rejected)
    assert "statements.2.txt is not a field" in reason(rejected)
    assert "statements.2.text is missing" in reason(rejected)
    assert [len(one["statements"]) for one in desk.sources()] == [1, 1]


def test_lines_of_one_source_add_up(desk: Desk) -> None:
    assert desk.outcomes(line(SHIPS), line(NOBODY), line(NOBODY)) == ["accepted", "accepted", "unchanged"]
    assert [len(one["statements"]) for one in desk.sources()] == [2]


def test_a_line_that_says_something_else_than_an_earlier_one_is_rejected(desk: Desk) -> None:
    records = (line(SHIPS), line(NOBODY, title="Almanac"), line(SHIPS | {"locator": "page 2"}))

    outcomes = desk.take(*records)

    assert [one.outcome for one in outcomes] == ["accepted", "rejected", "rejected"]
    assert "same source than line 1" in reason(outcomes[1])
    assert "same statement than line 1" in reason(outcomes[2])
    assert desk.outcomes(*records) == ["unchanged", "rejected", "rejected"]


@pytest.mark.parametrize(
    ("statements", "outcome"),
    [
        ((NOBODY, NOBODY), "accepted"),
        ((NOBODY, NOBODY | {"locator": "page 2"}), "rejected"),
    ],
)
def test_a_statement_twice_in_one_line_is_kept_once_or_not_at_all(
    desk: Desk, statements: tuple[dict[str, Any], ...], outcome: str
) -> None:
    assert desk.outcomes(line(*statements)) == [outcome]


def test_what_was_kept_by_hand_is_known_by_its_url_and_its_words(desk: Desk) -> None:
    draft = SourceDraft(
        title="Yearbook", publisher="Port of Velm", kind=SourceKind.PRIMARY, url="https://velm.example/yearbook"
    )
    with desk.database.session() as storage:
        source = create_source(draft, storage=storage, clock=FakeClock())
        by_hand = StatementDraft(text="Nobody was hurt.")
        create_statement(source.id, by_hand, storage=storage, embedder=desk.embedder, clock=FakeClock())

    assert desk.outcomes(line(NOBODY)) == ["updated"]
    [kept] = desk.sources()
    assert (kept["source"]["id"], len(kept["statements"])) == (source.id, 1)


def test_what_was_edited_by_hand_is_written_over(desk: Desk) -> None:
    desk.take(line(SHIPS))
    with desk.database.session() as storage:
        [source] = storage.sources.page(after=None, limit=1)
        change_source(source.id, {"licence": "MIT"}, expected_revision=None, storage=storage, embedder=desk.embedder)

    assert desk.outcomes(line(SHIPS)) == ["updated"]
    assert "licence" not in desk.sources()[0]["source"]


def test_seeding_takes_nothing_imported_away(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/yearbook.yaml").write_text(
        "source: {title: Yearbook, publisher: Port of Velm, url: 'https://velm.example/yearbook', kind: primary}\n"
        "statements:\n- text: Twelve ships came to Velm.\n",
        encoding="utf-8",
    )
    for _ in range(2):
        seed(tmp_path / "seeds", database=desk.database, embedder=desk.embedder)
        desk.take({"source": YEARBOOK | {"published_at": None}, "statements": [{"text": SHIPS["text"]}, NOBODY]})

    [kept] = desk.sources()
    assert {one["text"] for one in kept["statements"]} == {SHIPS["text"], NOBODY["text"]}
    assert len(kept["statements"]) == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"id": "another", "url": "https://velm.example/yearbook"}, "url belongs to the kept source"),
        ({"url": "https://velm.example/b", "syndicated_from": "https://velm.example/b"}, "names the source itself"),
    ],
)
def test_a_source_that_clashes_with_the_store_is_rejected(desk: Desk, changes: dict[str, str], told: str) -> None:
    desk.take(line(SHIPS))

    [outcome] = desk.take(line(NOBODY, **changes))

    assert outcome.outcome == "rejected"
    assert told in reason(outcome)


def test_a_statement_under_the_id_of_another_source_is_rejected(desk: Desk) -> None:
    desk.take(line(SHIPS | {"id": "ships"}))

    [outcome] = desk.take(line(SHIPS | {"id": "ships"}, url="https://velm.example/b"))

    assert "that of a statement of the source" in reason(outcome)
    assert len(desk.sources()) == 1


def test_an_original_may_come_after_its_reprint_and_be_named_by_its_url(desk: Desk) -> None:
    reprint = line(SHIPS, url="https://post.example/1", publisher="Velm Post", syndicated_from=YEARBOOK["url"])

    assert desk.outcomes(reprint, line(SHIPS)) == ["accepted", "accepted"]
    kept = {one["source"]["publisher"]: one["source"] for one in desk.sources()}
    assert kept["Velm Post"]["syndicated_from"] == kept["Port of Velm"]["id"]
    assert desk.outcomes(reprint, line(SHIPS)) == ["unchanged", "unchanged"]


def test_a_statement_alone_names_its_source_by_id(desk: Desk) -> None:
    desk.take(line(SHIPS, id="yearbook"))
    known, unknown = ({"statement": NOBODY | {"source_id": id_}} for id_ in ("yearbook", "nobody"))

    accepted, rejected = desk.take(known, unknown)

    assert (accepted.outcome, rejected.outcome) == ("accepted", "rejected")
    assert "names no kept source: nobody; import the source first" in reason(rejected)


def test_an_export_taken_in_by_an_empty_store_is_exported_the_same(desk: Desk, other_desk: Desk) -> None:
    seed(SEEDS, database=desk.database, embedder=desk.embedder)
    with desk.database.session() as storage:
        draft = SourceDraft(
            title="„Sieben“ \u2028 Zeilen", publisher="Post\\", kind=SourceKind.OPINION, reliability=0.1
        )
        source = create_source(draft, storage=storage, clock=FakeClock())
        for number in range(600):
            draft_of = StatementDraft(text=f"Quay {number} is “closed”, 50\u202f%.")
            create_statement(source.id, draft_of, storage=storage, embedder=desk.embedder, clock=FakeClock())
        changes = {"author": "N. N."}
        change_source(source.id, changes, expected_revision=None, storage=storage, embedder=desk.embedder)
    exported = desk.export()

    outcomes = other_desk.take_bytes(exported)

    assert {one.outcome for one in outcomes} == {"accepted"}
    assert len(outcomes) == len(exported.splitlines())
    assert other_desk.export() == exported
    assert other_desk.export(ExportKind.STATEMENTS) == desk.export(ExportKind.STATEMENTS)
    assert {one.outcome for one in desk.take_bytes(exported)} == {"unchanged"}


def test_csv_taken_in_by_an_empty_store_is_exported_the_same(desk: Desk, other_desk: Desk) -> None:
    seed(SEEDS, database=desk.database, embedder=desk.embedder)
    desk.take(line({"text": "=SUM(A1), “5 %”; 'so'\\"}, SHIPS), line(url="https://velm.example/bare", language="pt-BR"))
    exported = desk.export(format_=ExportFormat.CSV)

    outcomes = other_desk.take_bytes(exported, read=read_csv)

    assert {one.outcome for one in outcomes} == {"accepted"}
    assert other_desk.export(format_=ExportFormat.CSV) == exported
    assert other_desk.export() == desk.export()
    statements = other_desk.export(ExportKind.STATEMENTS, format_=ExportFormat.CSV)
    assert {one.outcome for one in desk.take_bytes(statements, read=read_csv)} == {"unchanged"}


def test_an_import_that_is_cut_off_goes_on_when_it_is_run_again(desk: Desk, other_desk: Desk) -> None:
    records = [line({"text": f"Ship {n} came."}, url=f"https://velm.example/{n % 400}") for n in range(600)]

    class Failing(CountingEmbedder):
        def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
            if len(self.texts) == 250:
                raise StoreError("the lights went out")
            return super().embed(texts)

    whole = desk.embedder
    desk.embedder = Failing()
    with pytest.raises(StoreError, match="lights"):
        desk.take(*records)
    half = len(desk.sources())
    desk.embedder = whole
    again = desk.outcomes(*records)
    other_desk.take(*records)

    assert half == 250
    assert again.count("unchanged") == 250
    assert desk.export() == other_desk.export()
    assert desk.revision() == other_desk.revision()

from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from app.domain.evidence import Candidate
from app.domain.ports import Database
from app.domain.source import Source, SourceKind
from app.domain.statement import Statement
from app.retrieval.hybrid import HybridRetriever
from app.services.statements import embed_statements
from app.storage.database import Database as StoredDatabase
from app.text.tokens import index_terms
from tests.fakes.retrieval import HashingEmbedder
from tests.fakes.storage import FakeDatabase

EMBEDDER = HashingEmbedder()


def source(id_: str, *, title: str = "Report", reliability: float = 0.8) -> Source:
    return Source(id=id_, title=title, publisher="The Sandvik Post", kind=SourceKind.REPORTING, reliability=reliability)


def statement(id_: str, text: str, *, of: str = "post", context: str | None = None) -> Statement:
    return Statement(id=id_, source_id=of, text=text, context=context)


class Shelf:
    """A store, filled before the first claim is looked up, and retrieval over it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_filled = False
        self.sources = [source("post")]
        self.statements: list[Statement] = []

    def put(self, *statements: Statement) -> None:
        self.statements += statements

    def find(
        self,
        claim: str,
        *,
        limit: int = 10,
        depth: int = 100,
        min_reliability: float = 0.0,
        source_ids: frozenset[str] | None = None,
    ) -> list[str]:
        found = self.candidates(claim, limit=limit, depth=depth, min_reliability=min_reliability, source_ids=source_ids)
        return [candidate.statement.id for candidate in found]

    def candidates(
        self,
        claim: str,
        *,
        limit: int = 10,
        depth: int = 100,
        min_reliability: float = 0.0,
        source_ids: frozenset[str] | None = None,
    ) -> Sequence[Candidate]:
        if not self._is_filled:
            self._fill()
        with self._database.reading() as storage:
            retriever = HybridRetriever(search=storage.search, embedder=EMBEDDER, depth=depth)
            return retriever.retrieve(claim, limit=limit, min_reliability=min_reliability, source_ids=source_ids)

    def _fill(self) -> None:
        by_id = {one.id: one for one in self.sources}
        pairs = [(one, by_id[one.source_id]) for one in self.statements]
        with self._database.session() as storage:
            for one in self.sources:
                storage.sources.add(one)
            storage.statements.add_many(zip(self.statements, embed_statements(pairs, embedder=EMBEDDER), strict=True))
        self._is_filled = True


@pytest.fixture(params=["fake", "sqlite_url", "postgres_url"])
def shelf(request: pytest.FixtureRequest) -> Iterator[Shelf]:
    if request.param == "fake":
        yield Shelf(FakeDatabase(terms=index_terms))
        return
    with closing(StoredDatabase(request.getfixturevalue(request.param), terms=index_terms)) as database:
        database.migrate()
        yield Shelf(database)


def test_the_statement_that_shares_the_names_comes_first(shelf: Shelf) -> None:
    shelf.put(
        statement("a", "Osprey was developed by Norline."),
        statement("b", "Mixtral 8x22B was developed by Mistral AI."),
        statement("c", "Wheat prices fell in spring."),
    )

    assert shelf.find("Mixtral 8x22B was developed by Google.")[0] == "b"


def test_an_empty_store_has_no_candidates(shelf: Shelf) -> None:
    assert shelf.find("Mixtral 8x22B was developed by Google.") == []


@pytest.mark.parametrize("claim", ["", "   ", "?!", "the of and", "\ud800", '" OR * NEAR(', "🙂", "\0"])
def test_a_claim_without_words_to_look_up_is_no_error(shelf: Shelf, claim: str) -> None:
    shelf.put(statement("a", "Osprey was developed by Norline."))

    assert set(shelf.find(claim)) <= {"a"}


def test_context_is_read_with_the_statement(shelf: Shelf) -> None:
    shelf.put(
        statement("a", "The deal closed in May.", context="Zelmark bought Oakford."),
        statement("b", "The deal closed in May.", context="Tamdale bought Corwick."),
    )

    assert shelf.find("Tamdale's deal closed in May.")[0] == "b"


def test_the_title_of_the_source_is_read_with_the_statement(shelf: Shelf) -> None:
    shelf.sources += [source("one", title="Zelmark annual review"), source("two", title="Tamdale annual review")]
    shelf.put(
        statement("a", "Sales rose to 40 million.", of="one"), statement("b", "Sales rose to 40 million.", of="two")
    )

    assert shelf.find("Tamdale's sales rose to 40 million.")[0] == "b"


def test_a_misspelled_name_still_finds_its_statement(shelf: Shelf) -> None:
    shelf.put(
        statement("a", "Nuclear output rose in spring."),
        statement("b", "Anthropic raised money."),
        statement("c", "Sandvik raised money."),
    )

    assert shelf.find("Antropic raised money.")[0] == "b"


def test_a_limit_is_kept(shelf: Shelf) -> None:
    shelf.put(*(statement(f"s{at}", f"Norline ferry {at} sank.") for at in range(8)))

    assert len(shelf.find("A Norline ferry sank.", limit=3)) == 3
    assert shelf.find("A Norline ferry sank.", limit=0) == []


def test_statements_that_tell_the_same_come_in_order_of_id(shelf: Shelf) -> None:
    shelf.put(*(statement(id_, "A Norline ferry sank.") for id_ in ("d", "b", "a", "c")))

    assert shelf.find("A Norline ferry sank.") == ["a", "b", "c", "d"]


def test_a_higher_score_comes_first_and_scores_lie_between_0_and_1(shelf: Shelf) -> None:
    shelf.put(
        statement("a", "A Norline ferry sank."),
        statement("b", "A Norline ferry was sold."),
        statement("c", "Wheat fell."),
    )

    scores = [candidate.score for candidate in shelf.candidates("A Norline ferry sank.")]

    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1.000001 for score in scores)


def test_only_reliable_sources_are_found_when_asked(shelf: Shelf) -> None:
    shelf.sources += [source("rumour", reliability=0.3)]
    shelf.put(statement("a", "A Norline ferry sank.", of="rumour"), statement("b", "A Norline ferry was sold."))

    assert shelf.find("A Norline ferry sank.", min_reliability=0.8) == ["b"]


def test_only_asked_sources_are_found(shelf: Shelf) -> None:
    shelf.sources += [source("wire")]
    shelf.put(statement("a", "A Norline ferry sank.", of="wire"), statement("b", "A Norline ferry sank."))

    assert shelf.find("A Norline ferry sank.", source_ids=frozenset({"wire"})) == ["a"]
    assert shelf.find("A Norline ferry sank.", source_ids=frozenset()) == []


def test_a_filter_looks_deeper_until_the_limit_is_reached(shelf: Shelf) -> None:
    shelf.sources += [source("wire")]
    shelf.put(*(statement(f"near{at:02}", "A Norline ferry sank.") for at in range(40)))
    shelf.put(*(statement(f"far{at}", f"Number {at} of the wire: ferry talk.", of="wire") for at in range(3)))

    found = shelf.find("A Norline ferry sank.", limit=3, depth=5, source_ids=frozenset({"wire"}))

    assert sorted(found) == ["far0", "far1", "far2"]

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ports import StatementSearch
from app.domain.source import Source, SourceKind
from app.domain.statement import Statement
from app.retrieval.planning import MOST_POSTINGS, plan_terms, words_of
from app.text.tokens import index_terms
from tests.fakes.storage import FakeDatabase, FakeSearch, State


def search_over(*texts: str) -> StatementSearch:
    database = FakeDatabase(terms=index_terms)
    source = Source(id="post", title="", publisher="", kind=SourceKind.REPORTING, reliability=0.8)
    with database.session() as storage:
        storage.sources.add(source)
        for at, text in enumerate(texts):
            storage.statements.add(Statement(id=str(at), source_id="post", text=text), vector=None)
    with database.reading() as storage:
        return storage.search


class CrowdedSearch(FakeSearch):
    """A search in which terms are as frequent as a test says."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        super().__init__(State(), index_terms)
        self._frequencies = frequencies

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        return {term: self._frequencies.get(term, 0) for term in terms}


def plan(claim: str, search: StatementSearch) -> list[str]:
    return list(plan_terms(claim, search=search, terms=index_terms))


def test_rare_words_come_first() -> None:
    search = search_over("ferries sank", "ferries sailed", "ferries were sold")

    assert plan("ferries sank", search) == ["sank", "ferri"]


def test_names_come_before_words_that_are_a_little_rarer() -> None:
    search = search_over("Norline sank", "Norline sold", "Norline sailed")

    assert plan("Norline sank", search) == ["norlin", "sank"]


def test_words_that_the_store_does_not_know_are_left_out() -> None:
    assert plan("the ferry exploded", search_over("a ferry sank")) == ["ferri"]


def test_an_unknown_name_stands_for_its_near_spellings() -> None:
    assert plan("Norlime sank", search_over("Norline sank")) == ["norlin", "sank"]


def test_a_known_name_is_not_respelled() -> None:
    assert plan("Norline sank", search_over("Norline sank", "Norlime sank")) == ["norlin", "sank"]


def test_common_words_are_left_out_once_the_cap_is_reached() -> None:
    search = CrowdedSearch({"norlin": 10, "ferri": MOST_POSTINGS - 10, "sank": MOST_POSTINGS})

    assert plan("a Norline ferry sank", search) == ["norlin", "ferri"]


def test_the_most_telling_word_is_taken_however_common_it_is() -> None:
    assert plan("ferries", CrowdedSearch({"ferri": 10 * MOST_POSTINGS})) == ["ferri"]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 2 * MOST_POSTINGS)))
def test_a_plan_keeps_to_the_cap_unless_it_is_one_word(frequencies: dict[str, int]) -> None:
    search = CrowdedSearch(frequencies)

    chosen = list(plan_terms("a b c d e f g h", search=search, terms=str.split))

    assert len(chosen) <= 1 or sum(frequencies[term] for term in chosen) <= MOST_POSTINGS
    assert bool(chosen) == any(frequencies.values())


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("Ferries sank in 2024.", "Ferries sank in 2024."),
        ("Ferries sank https://t.co/3aB pic.twitter.com/x9", "Ferries sank"),
        ("See www.example.org/a, then decide", "See then decide"),
        ("It burns! #AustralianFires", "It burns! Australian Fires"),
        ("#FreeNHSNow", "Free NHS Now"),
        ("#DefundTheCBChttps://t.co/Cs", "Defund The CBC"),
        ("#vote2024 #MAGA", "vote2024 MAGA"),
        ("She is #1.", "She is 1."),
        ("C# and # alone", "C# and # alone"),
        ("https://t.co/3aB", "https://t.co/3aB"),
    ],
)
def test_addresses_are_left_out_and_tags_are_read_as_words(claim: str, words: str) -> None:
    assert words_of(claim) == words


@given(st.text())
def test_a_claim_never_loses_all_its_words(claim: str) -> None:
    assert words_of(claim).strip() or not claim.strip()

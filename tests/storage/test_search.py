import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.ports import Database
from tests.storage.examples import SOURCE, STATEMENT, a_statement, keep, vector


def test_the_statement_that_holds_a_rarer_term_more_often_comes_first(database: Database) -> None:
    with database.session() as storage:
        keep(
            storage,
            a_statement(id="both", text="salt and pepper", context=None),
            a_statement(id="one", text="salt and sugar", context=None),
            *(a_statement(id=f"none-{number}", text="plain water here", context=None) for number in range(6)),
        )

        found = storage.search.by_terms(["salt", "pepper"], limit=9)

    assert [id_ for id_, _ in found] == ["both", "one"]
    assert found[0][1] > found[1][1] > 0


def test_search_by_terms_keeps_to_its_limit(database: Database) -> None:
    with database.session() as storage:
        keep(storage, *(a_statement(id=f"statement-{number}") for number in range(5)))

        assert len(storage.search.by_terms(["ships"], limit=3)) == 3
        assert storage.search.by_terms(["ships"], limit=0) == []
        assert storage.search.by_terms([], limit=3) == []


def test_statements_are_found_by_context_title_and_publisher(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT)

        for term in ("handled", "that", "yearbook", "port"):
            assert [id_ for id_, _ in storage.search.by_terms([term], limit=9)] == [STATEMENT.id]


@pytest.mark.parametrize(
    "term", ["gpt-4o", "o'neill", 'the"quote', "100%", "a*", "near(", "c++", "日本", "ß", "a:b", "^x"]
)
def test_marks_in_terms_are_letters_like_others(database: Database, term: str) -> None:
    with database.session() as storage:
        keep(storage, a_statement(id="with", text=f"about {term} here"), a_statement(id="without", text="about it"))

        assert [id_ for id_, _ in storage.search.by_terms([term], limit=9)] == ["with"]
        assert storage.search.document_frequencies([term, "about", "never"]) == {term: 1, "about": 2, "never": 0}


def test_a_term_found_in_every_statement_still_finds_them(database: Database) -> None:
    with database.session() as storage:
        keep(storage, a_statement(id="a"), a_statement(id="b"))

        assert {id_ for id_, _ in storage.search.by_terms(["ships"], limit=9)} == {"a", "b"}


def test_the_nearest_in_meaning_come_first_and_ties_by_id(database: Database) -> None:
    vectors = {"c": vector(1, 0), "a": vector(0, 1), "b": vector(1, 0), "d": vector(1, 1), "e": vector(-1)}
    with database.session() as storage:
        keep(storage, *(a_statement(id=id_) for id_ in vectors), vectors=vectors)
    with database.reading() as storage:
        found = storage.search.by_vector(vector(2, 0), limit=4)

        assert [id_ for id_, _ in found] == ["b", "c", "d", "a"]
        assert [cosine for _, cosine in found] == pytest.approx([1.0, 1.0, 0.7071, 0.0], abs=0.005)
        assert storage.search.by_vector(vector(2, 0), limit=1) == found[:1]
        assert storage.search.by_vector(vector(2, 0), limit=0) == []


def test_a_transaction_finds_what_it_wrote_itself(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT, a_statement(id="statement-2"), vectors={STATEMENT.id: vector(1)})
    with database.reading() as storage:
        assert len(storage.search.by_vector(vector(1), limit=9)) == 1

    with database.session() as storage:
        storage.statements.add(a_statement(id="statement-3"), vector=vector(0, 1))
        storage.statements.update(STATEMENT, vector=vector(0, 0, 1), expected_revision=None)

        found = storage.search.by_vector(vector(0, 1), limit=9)

    assert [id_ for id_, _ in found] == ["statement-3", STATEMENT.id]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.0])


def test_fetch_keeps_the_order_asked_and_leaves_out_what_is_gone(database: Database) -> None:
    second = a_statement(id="statement-2")
    with database.session() as storage:
        keep(storage, STATEMENT, second)

        fetched = storage.search.fetch(["statement-2", "gone", "statement-1", "statement-2"])

        assert fetched == [(second, SOURCE), (STATEMENT, SOURCE)]
        assert storage.search.fetch([]) == []


def test_frequencies_follow_every_write(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT)
    with database.reading() as before:
        assert before.search.document_frequencies(["ships", "barges"]) == {"ships": 1, "barges": 0}
        with database.session() as storage:
            storage.statements.add(a_statement(id="statement-2", text="ships and barges"), vector=None)
            assert storage.search.document_frequencies(["ships", "barges"]) == {"ships": 2, "barges": 1}
        with database.reading() as after:
            assert after.search.document_frequencies(["ships", "barges"]) == {"ships": 2, "barges": 1}

        assert before.search.document_frequencies(["ships", "barges"]) == {"ships": 1, "barges": 0}


def test_terms_are_listed_by_their_beginning(database: Database) -> None:
    with database.session() as storage:
        keep(storage, a_statement(text="mistral mist mixtral o'mist misé", context=None))

        assert storage.search.terms_starting("mis", limit=9) == ["mist", "mistral", "misé"]
        assert storage.search.terms_starting("mis", limit=1) == ["mist"]
        assert storage.search.terms_starting("zz", limit=9) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=40))
def test_no_terms_upset_the_search(stored: Database, terms: list[str]) -> None:
    with stored.reading() as storage:
        assert storage.search.by_terms(terms, limit=5) == []
        assert storage.search.document_frequencies(terms) == dict.fromkeys(terms, 0)


def test_a_thousand_terms_are_not_too_many(database: Database) -> None:
    with database.session() as storage:
        keep(storage, STATEMENT)

        assert len(storage.search.by_terms([f"w{number}" for number in range(1_000)] + ["ships"], limit=5)) == 1

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.sentence import Reader
from app.text.tagging import Tag, Tagger
from app.text.tokens import tokenize


def tag_of(reader: Reader, text: str, word: str) -> Tag:
    return next(w.tag for w in reader.read(text).words if w.token.text == word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("In Torvik's old quarter, rents rose in May.", "rents"),
        ("The firm failed to repay the loan.", "firm"),
        ("The firm no longer makes tyres.", "firm"),
        ("The team lost to Malby United in the final.", "final"),
        ("The minister denied reports that the school would close.", "reports"),
        ("The ferry strike in Orsa is not over.", "strike"),
        ("Jan Okker was made finance minister.", "finance"),
        ("She escaped a fine by paying at once.", "fine"),
    ],
)
def test_a_noun_that_could_be_something_else_is_a_noun(reader: Reader, text: str, word: str) -> None:
    assert tag_of(reader, text, word) is Tag.NOUN


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Torvik, the capital of Selden, hosts the games this year.", "hosts"),
        ("Dahl promised to cut taxes.", "cut"),
        ("The villagers want to rent the field.", "rent"),
        ("The company plans to hire 500 engineers.", "hire"),
        ("The council would like to raise the fee.", "like"),
        ("HARBOUR WORKERS END STRIKE AFTER DEAL ON PAY", "END"),
    ],
)
def test_a_verb_that_could_be_something_else_is_a_verb(reader: Reader, text: str, word: str) -> None:
    assert tag_of(reader, text, word) is Tag.VERB


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bridge built in 1930 collapsed.", "built"),
        ("All shelters run by Oona Brekke are full.", "run"),
        ("The drug cut deaths by a third.", "cut"),
        ("The island has become rich.", "become"),
    ],
)
def test_participles_and_past_tenses_that_look_like_other_forms_are_told(reader: Reader, text: str, word: str) -> None:
    assert tag_of(reader, text, word) is Tag.PAST


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Dahl agreed to pay 900 crowns.", "to", Tag.TO),
        ("The rate stands at 4.25 percent.", "at", Tag.PREPOSITION),
        ("It lasted at least 40 minutes.", "at", Tag.ADVERB),
        ("Fines of up to 40 crowns are usual.", "to", Tag.ADVERB),
        ("The mill may dismiss as many as 600 workers.", "many", Tag.ADVERB),
        ("The governor has yet to sign the bill.", "yet", Tag.NEGATION),
        ("The firm no longer makes tyres.", "no", Tag.NEGATION),
    ],
)
def test_small_words_beside_numbers_and_verbs_are_told(reader: Reader, text: str, word: str, tag: Tag) -> None:
    assert tag_of(reader, text, word) is tag


@given(st.text(max_size=80))
def test_every_text_is_tagged_token_by_token_in_order(text: str) -> None:
    words = _TAGGER.tag(tokenize(text))

    assert [word.index for word in words] == list(range(len(words)))
    assert all(text[word.start : word.end] == word.token.text for word in words)


_TAGGER = Tagger(Reader.load().lexicon)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.similarity import near_duplicate, near_spellings

words = st.text(alphabet="abcdefgh", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("mixtrel", "mixtral"),
        ("mixtal", "mixtral"),
        ("imxtral", "mixtral"),
        ("antropic", "anthropic"),
        ("nuclaer", "nuclear"),
    ],
)
def test_a_slip_is_found(word: str, known: str) -> None:
    assert near_spellings(word, ["gemini", known, "microsoft"], limit=2) == [known]


@pytest.mark.parametrize(
    ("word", "known"), [("iran", "iraq"), ("gpt4", "gpt5"), ("2023", "2024"), ("mistral", "mixtral2")]
)
def test_short_names_and_figures_are_no_slips_of_one_another(word: str, known: str) -> None:
    assert near_spellings(word, [known], limit=2) == []


def test_nearer_spellings_come_first_and_ties_follow_the_alphabet() -> None:
    assert near_spellings("kestrelo", ["kestrilu", "kestreli", "kestrela"], limit=3) == [
        "kestrela",
        "kestreli",
        "kestrilu",
    ]


def test_no_more_spellings_than_asked_for() -> None:
    assert near_spellings("kestrel", ["kestral", "kestrol", "kestril"], limit=2) == ["kestral", "kestril"]


@given(word=words, vocabulary=st.lists(words))
def test_a_word_is_never_a_misspelling_of_itself(word: str, vocabulary: list[str]) -> None:
    found = near_spellings(word, [*vocabulary, word], limit=99)

    assert word not in found
    assert set(found) <= set(vocabulary)


SENTENCE = "Norline Media agreed on Tuesday to buy the Kestrel ferry line for 420 million crowns in cash."


@pytest.mark.parametrize(
    "copy",
    [
        SENTENCE,
        SENTENCE.upper(),
        "Norline Media agreed on Tuesday to buy the Kestrel ferry line for 420 million crowns in cash",
        "On Tuesday Norline Media agreed to buy the Kestrel ferry line for 420 million crowns in cash.",
        "Norline Media has agreed on Tuesday to buy the Kestrel ferry line for 420 million crowns, in cash.",
        "Norline Media agreed on Tuesday to buy Kestrel ferry line for 420 million crowns.",
    ],
)
def test_a_reprint_is_the_same_wording(copy: str) -> None:
    assert near_duplicate(SENTENCE, copy)
    assert near_duplicate(copy, SENTENCE)


@pytest.mark.parametrize(
    "other",
    [
        "Norline Media agreed on Tuesday to buy the Kestrel ferry line for 240 million crowns in cash.",
        "Norline Media agreed on Tuesday to buy the Osprey ferry line for 420 million crowns in cash.",
        "Norline Media agreed on Friday to buy the Kestrel ferry line for 420 million crowns in cash.",
        "Norline Media has not agreed on Tuesday to buy the Kestrel ferry line for 420 million crowns in cash.",
        "The Kestrel ferry line was bought by Norline Media, which paid 420 million crowns on Tuesday.",
        "Ferries are late.",
        "",
    ],
)
def test_another_figure_name_negation_or_wording_is_not_the_same(other: str) -> None:
    assert not near_duplicate(SENTENCE, other)
    assert not near_duplicate(other, SENTENCE)


@given(left=st.text(max_size=60), right=st.text(max_size=60))
def test_sameness_has_no_direction(left: str, right: str) -> None:
    assert near_duplicate(left, right) == near_duplicate(right, left)


@given(text=st.text(max_size=60))
def test_a_text_is_the_same_wording_as_itself(text: str) -> None:
    assert near_duplicate(text, text)

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.sentence import Reader, Sentence
from app.text.syntax import Phrase, Predicate


@dataclass(frozen=True)
class Told:
    """What a sentence is expected to tell: who acts, what the verb is, who is acted upon."""

    agent: str | None
    verb: str
    patient: str | None


def words_of(sentence: Sentence, phrase: Phrase | None) -> str | None:
    if phrase is None:
        return None
    return " ".join(word.token.text for word in sentence.words[phrase.start : phrase.end])


def predicate_of(sentence: Sentence, verb: str) -> Predicate:
    return next(p for p in sentence.structure.predicates if p.lemma == verb)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The firm failed to repay the loan.", Told("The firm", "repay", "the loan")),
        ("The bank, founded by Otto Dahl in 1904, was sold.", Told("Otto Dahl", "found", "The bank")),
        ("The bridge built in 1930 collapsed in a storm.", Told("The bridge", "collapse", None)),
        ("The bridge built in 1930 collapsed in a storm.", Told(None, "build", "The bridge")),
        ("Mira Tolland, 34, is the youngest judge ever appointed to the court.",
         Told(None, "appoint", "the youngest judge")),
        ("The man who shot the mayor was jailed.", Told("The man", "shoot", "the mayor")),
        ("The man who shot the mayor was jailed.", Told(None, "jail", "The man")),
        ("The samples that Varrolab tested in 2024 contained lead.", Told("Varrolab", "test", "The samples")),
        ("The samples that Varrolab tested in 2024 contained lead.", Told("The samples", "contain", "lead")),
        ("The rule that Selden's Supreme Court struck down is old.",
         Told("Supreme Court", "strike down", "The rule")),
        ("Oona Brekke built a battery in 2019 that survived a fire.", Told("a battery", "survive", "a fire")),
        ("It was Greta Solheim that opened the inquiry.", Told("Greta Solheim", "open", "the inquiry")),
    ],
)  # fmt: skip
def test_clauses_and_participles_keep_their_parts(reader: Reader, text: str, told: Told) -> None:
    sentence = reader.read(text)
    predicate = predicate_of(sentence, told.verb)

    assert words_of(sentence, predicate.agent) == told.agent
    assert words_of(sentence, predicate.patient) == told.patient


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Prosecutors accused the mayor of taking bribes.", "take", "the mayor"),
        ("The court fined Ferrol Motors for selling faulty brakes.", "sell", "Ferrol Motors"),
        ("A judge ordered the company to pay 5 million dollars.", "pay", "the company"),
        ("Jan Okker promised the voters to cut taxes.", "cut", "Jan Okker"),
        ("After leaving the army, Dahl founded a bakery.", "leave", "Dahl"),
        ("After leaving the army, Dahl founded a bakery.", "found", "Dahl"),
        ("Founded in 1904, the bank serves farmers.", "found", "the bank"),
        ("Merion bought a mill, sold a ferry and closed a mine.", "sell", "Merion"),
        ("Merion bought a mill, sold a ferry and closed a mine.", "close", "Merion"),
        ("The plant, said Oona Brekke, will stay open.", "say", "Oona Brekke"),
        ("The plant, said Oona Brekke, will stay open.", "stay", "The plant"),
        ("Officials said the dam would be repaired.", "repair", "the dam"),
        ("The pilot, a 54-year-old Norwegian, survived the crash.", "survive", "The pilot"),
        ("Her novel “The Glass Orchard” sold 40,000 copies.", "sell", "Her novel"),
        ("The number of students who left rose sharply.", "rise", "The number"),
        ("Adults under 65 may be treated with it.", "treat", "Adults"),
        ("In Selden the duty to label extends to satire.", "extend to", "the duty"),
        ("His cabinet, a coalition of Malby First and the Reform League, holds 61 seats.", "hold", "His cabinet"),
        ("Every member of the cartel that included Belden and Varro was fined.", "fine", "Every member"),
    ],
)
def test_the_subject_is_found(reader: Reader, text: str, verb: str, subject: str) -> None:
    sentence = reader.read(text)

    assert words_of(sentence, predicate_of(sentence, verb).subject) == subject


@pytest.mark.parametrize(
    ("text", "verb", "oblique"),
    [
        ("Merion was sold to Hagebro for $3 million.", "sell", ("for", "$ 3 million")),
        ("According to Statler Research, sales fell in May.", "fall", ("according to", "Statler Research")),
        ("Malby returned the throne, which soldiers took in 1897, to the king.", "return", ("to", "the king")),
        ("Rents fell in Torvik, but prices in Malby rose.", "rise", ("in", "Malby")),
        ("The rate of the bank stands at 4.25 percent.", "stand", ("at", "4.25 percent")),
        ("The school closed because of floods.", "close", ("because of", "floods")),
    ],
)
def test_a_phrase_stands_with_its_own_verb(reader: Reader, text: str, verb: str, oblique: tuple[str, str]) -> None:
    sentence = reader.read(text)
    holders = {
        predicate.lemma
        for predicate in sentence.structure.predicates
        for phrase in predicate.obliques
        if (phrase.preposition, words_of(sentence, phrase)) == oblique
    }

    assert holders == {verb}


@pytest.mark.parametrize(
    ("text", "verb", "leading", "denied"),
    [
        ("The governor has yet to sign the bill.", "sign", (), True),
        ("The firm failed to repay the loan.", "repay", ("fail", "to"), False),
        ("The council approved a plan to ban cars.", "ban", ("plan",), False),
        ("The minister denied having met the banker.", "meet", ("deny",), False),
        ("The storm forced the mayor to leave.", "leave", ("force", "to"), False),
        ("The firm did not allow the union to strike.", "strike", ("allow", "to"), True),
    ],
)
def test_what_colours_a_verb_is_kept(
    reader: Reader, text: str, verb: str, leading: tuple[str, ...], denied: bool
) -> None:
    predicate = predicate_of(reader.read(text), verb)

    assert predicate.leading == leading
    assert bool(predicate.negations) is denied


def test_a_list_hangs_on_its_first_member(reader: Reader) -> None:
    sentence = reader.read("The ship carried coal, grain and steel.")
    cargo = predicate_of(sentence, "carry").object

    assert cargo is not None
    assert [words_of(sentence, phrase) for phrase in (cargo, *cargo.joined)] == ["coal", "grain", "steel"]


def test_a_clause_after_and_is_no_member_of_a_list(reader: Reader) -> None:
    sentence = reader.read("The party backs the plan, and four members of the board have left.")
    backed = predicate_of(sentence, "back").object

    assert backed is not None
    assert backed.joined == []
    assert words_of(sentence, predicate_of(sentence, "leave").subject) == "four members"


PIECES = "the mayor who , that sold by in Torvik and not to is said of 40 seats ' \" - its under selling 2024 ; open $"


@given(st.lists(st.sampled_from(PIECES.split()), max_size=14))
def test_any_order_of_words_is_read_without_error(words: list[str]) -> None:
    sentence = _READER.read(" ".join(words))

    assert all(p.start < p.end <= len(sentence.words) for p in sentence.structure.predicates)
    assert all(p.start <= p.head < p.end for p in sentence.structure.phrases)


_READER = Reader.load()

"""What must hold of every reading, whatever the texts."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.claim import MAX_CLAIM_LENGTH
from app.domain.evidence import Facet, Reading, Reason, ReasonKind, Span, Stance
from app.text.sentence import Reader
from app.verification.verifier import FacetVerifier
from tests.verification.tables import all_rows

WORDS = """
Norline Kestrel Ostby Google's Mistral AI Renata Dale The a an it its he who which and or but of by to from in on at
bought sold was were is are has have had be been will may plans said denied not no never nobody none all some only most
first second largest rose fell approved banned 12 3.5 2.1bn $6.4 million percent points 14 March 2021 May 2024 since
before after between than more least about half company behind owner president born died , . : ; - ( ) ? !
\u2013 \u2014 " \u201c \u201d ' \u2019 \U0001f600 \u0645\u0631\u062d\u0628\u0627 \ud83d \u202e \u00bd
""".split()  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
ANYTHING = st.text(st.characters(), max_size=60)
TEXTS = SENTENCES | ANYTHING
AWKWARD = (
    "",
    " ",
    "\n\t",
    "\x00",
    ".",
    "\U0001f600",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 won the Marram Cup.",
    "\ud83d",
    "Norline \udc00 bought Kestrel.",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645",
    "\u202eNorline bought Kestrel.",
    "\u5317\u4eac\u662f\u4e2d\u56fd\u7684\u9996\u90fd\u3002",
    "'; DROP TABLE statements; --",
    "%%%",
    "\u201c\u201d",
    "\ufb01 \u00bd \u00b2 \u2167",
    "e\u0301" * 10,
    "Norline, " * 60,
    "(" * MAX_CLAIM_LENGTH,
    "x" * MAX_CLAIM_LENGTH,
)


def assert_sound(reading: Reading, claim: str, statement: str) -> None:
    probabilities = [reading.probabilities.of(stance) for stance in Stance]
    assert sum(probabilities) == pytest.approx(1)
    assert reading.confidence == max(probabilities)
    assert min(probabilities) >= 0
    for reason in reading.reasons:
        assert _slices_back(reason.claim_span, claim), reason
        assert _slices_back(reason.statement_span, statement), reason
        assert reason.message.strip()
    if reading.stance is Stance.SUPPORTS:
        assert differences(reading) == []
    if reading.stance is Stance.CONTRADICTS:
        assert any(reason.claim_span and reason.statement_span for reason in differences(reading))


def differences(reading: Reading) -> list[Reason]:
    return [reason for reason in reading.reasons if reason.kind is ReasonKind.DISCREPANCY]


def _slices_back(span: Span | None, text: str) -> bool:
    return span is None or (0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text)


@settings(max_examples=300, deadline=None)
@given(claim=TEXTS, statement=TEXTS)
@example(claim="Norline bought Kestrel.", statement="Norline bought Kestrel. " * 80)
def test_any_two_texts_get_a_sound_reading(verifier: FacetVerifier, claim: str, statement: str) -> None:
    (reading,) = verifier.read(claim, [statement])

    assert_sound(reading, claim, statement)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_a_text_never_contradicts_itself(verifier: FacetVerifier, text: str) -> None:
    (reading,) = verifier.read(text, [text])

    assert reading.stance is not Stance.CONTRADICTS, [reason.message for reason in reading.reasons]


@pytest.mark.parametrize("claim", AWKWARD, ids=lambda text: ascii(text[:20]))
def test_awkward_texts_get_a_sound_reading_against_each_other(verifier: FacetVerifier, claim: str) -> None:
    for statement, reading in zip(AWKWARD, verifier.read(claim, AWKWARD), strict=True):
        assert_sound(reading, claim, statement)


def test_every_row_of_the_tables_gets_a_sound_reading(verifier: FacetVerifier) -> None:
    for row in all_rows():
        assert_sound(verifier.read(row.claim, [row.statement])[0], row.claim, row.statement)


def test_claims_of_one_statement_read_against_those_of_another_get_sound_readings(verifier: FacetVerifier) -> None:
    rows = all_rows()
    statements = sorted({row.statement for row in rows})[::4]
    for claim in [row.claim for row in rows][::25]:
        for statement, reading in zip(statements, verifier.read(claim, statements), strict=True):
            assert_sound(reading, claim, statement)


def test_what_is_said_of_one_subject_is_silent_on_every_other(verifier: FacetVerifier) -> None:
    norline = ["Norline bought Kestrel in 2021.", "Norline plans to raise its prices by 4 percent."]
    others = ["Renata Dale was born in Marsala.", "The river Auln flows into the Baltic Sea."]

    stances = {verifier.read(claim, [statement])[0].stance for claim, statement in product(norline, others)}

    assert stances == {Stance.NEUTRAL}


def test_a_second_verifier_reads_every_row_the_same_in_any_order(verifier: FacetVerifier) -> None:
    rows = all_rows()
    other = FacetVerifier(reader=Reader.load())
    backwards = [other.read(row.claim, [row.statement]) for row in reversed(rows)]

    assert [verifier.read(row.claim, [row.statement]) for row in rows] == backwards[::-1]


def test_other_statements_in_the_same_call_change_no_stance(verifier: FacetVerifier) -> None:
    rows = all_rows()[::10]
    for row in rows:
        together = verifier.read(row.claim, [row.statement, "The Marram Cup was won by Hollin Rovers in 2022."])

        assert together[0].stance is row.stance, row


def test_no_statements_are_no_readings(verifier: FacetVerifier) -> None:
    assert list(verifier.read("Norline bought Kestrel.", [])) == []


@pytest.mark.parametrize(
    ("claim", "facet", "ours", "theirs"),
    [
        ("Vantor bought Kestrel in 2021.", Facet.ACTOR, "Vantor", "Norline"),
        ("Norline bought Kestrel in 2020.", Facet.DATE, "2020", "14 March 2021"),
        ("Norline bought Kestrel for 3 million euros.", Facet.QUANTITY, "3 million euros", "7 million euros"),
    ],
)
def test_the_difference_points_at_the_words_that_differ(
    verifier: FacetVerifier, claim: str, facet: Facet, ours: str, theirs: str
) -> None:
    statement = "Norline bought Kestrel on 14 March 2021 for 7 million euros."

    (reading,) = verifier.read(claim, [statement])

    found = [(r.facet, r.claim_span.text, r.statement_span.text) for r in differences(reading)
             if r.claim_span and r.statement_span]  # fmt: skip
    assert any(f is facet and ours in a and theirs in b for f, a, b in found), found

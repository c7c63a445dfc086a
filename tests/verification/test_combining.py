import pytest

from app.domain.evidence import Facet, ReasonKind, Span, Stance
from app.text.sentence import Reader
from app.verification.combination import Combination
from app.verification.pairs import Weighting
from app.verification.verifier import FacetVerifier
from tests.fakes.entailment import ToldReader
from tests.verification.desk import Desk

TRUSTING = Combination(
    weights={
        "supports": {"reader: supports over neutral": 1.0},
        "contradicts": {"reader: contradicts over neutral": 1.0},
        "neutral": {},
    },
    bias={"supports": 0.0, "contradicts": 0.0, "neutral": 0.0},
)
"""Weights that believe the trained reader and nothing else, so that only a veto can stop it."""

CREDULOUS = ToldReader({}, otherwise="supports")
STATEMENT = "Kestrel Dynamics opened its plant in Aarhus in March 2024 with 410 workers."


@pytest.fixture(scope="module")
def knowledge() -> Reader:
    return Reader.load()


def _verifier(knowledge: Reader, reader: ToldReader) -> FacetVerifier:
    return FacetVerifier(reader=knowledge, weighting=Weighting(reader, given=TRUSTING, found=TRUSTING))


def test_what_the_reader_believes_is_supported_where_nothing_differs(knowledge: Reader) -> None:
    [reading] = _verifier(knowledge, CREDULOUS).read("Kestrel Dynamics has a plant in Aarhus.", [STATEMENT])

    assert reading.stance is Stance.SUPPORTS
    assert reading.confidence > 0.9


@pytest.mark.parametrize(
    "claim",
    [
        "Kestrel Dynamics opened its plant in Aarhus in March 2023.",
        "Kestrel Dynamics opened its plant in Aarhus with 510 workers.",
        "Kestrel Dynamics did not open its plant in Aarhus in March 2024.",
        "Kestrel Dynamics opened its plant in Aarhus in May 2024 with 410 workers.",
    ],
)
def test_a_hard_discrepancy_forbids_support_however_sure_the_reader_is(knowledge: Reader, claim: str) -> None:
    [reading] = _verifier(knowledge, CREDULOUS).read(claim, [STATEMENT])

    assert reading.stance is not Stance.SUPPORTS
    assert reading.probabilities.supports <= 0.02


def test_a_plan_forbids_support_of_a_deed(knowledge: Reader) -> None:
    statement = "Kestrel Dynamics plans to open a plant in Aarhus."

    [reading] = _verifier(knowledge, CREDULOUS).read("Kestrel Dynamics opened a plant in Aarhus.", [statement])

    assert reading.stance is not Stance.SUPPORTS


def test_a_clash_of_dates_is_the_reason_where_nothing_else_differs(knowledge: Reader) -> None:
    statement, claim = "Kestrel went public on 12 June 2026.", "Kestrel went public on 12 June 2025."

    [reading] = _verifier(knowledge, ToldReader({}, otherwise="contradicts")).read(claim, [statement])
    [reason] = [reason for reason in reading.reasons if reason.kind is ReasonKind.DISCREPANCY]

    assert reading.stance is Stance.CONTRADICTS
    assert (reason.facet, reason.claim_span, reason.statement_span) == (
        Facet.DATE,
        Span.of(claim, 23, 35),
        Span.of(statement, 23, 35),
    )


def test_probabilities_of_every_reading_sum_to_one(knowledge: Reader) -> None:
    for stance in ("supports", "contradicts", "neutral"):
        for claim in ("Kestrel Dynamics opened a plant.", "Kestrel Dynamics opened a plant in 1999."):
            [reading] = _verifier(knowledge, ToldReader({}, otherwise=stance)).read(claim, [STATEMENT])
            shares = reading.probabilities

            assert shares.supports + shares.contradicts + shares.neutral == pytest.approx(1, abs=1e-9)


def test_what_retrieval_found_is_read_only_if_it_mentions_every_name(knowledge: Reader) -> None:
    reader = ToldReader({}, otherwise="contradicts")
    desk = Desk(_verifier(knowledge, reader))
    desk.has("Kestrel 4 has a plant in Aarhus.")
    desk.has("Kestrel 3 has a plant in Odense.")

    judgement = desk.judge("Kestrel 3 has a plant in Odense.")

    assert {statement for statement, _ in reader.asked} == {"Kestrel 3 has a plant in Odense."}
    assert judgement.evidence[-1].stance is Stance.NEUTRAL


@pytest.mark.parametrize(
    ("claim", "stance"),
    [
        ("Kestrel 3 stands in Aarhus with its workers.", Stance.NEUTRAL),
        ("Kestrel 3 stood in Aarhus in 2023.", Stance.CONTRADICTS),
    ],
)
def test_what_the_reader_alone_contradicts_must_be_surer_than_what_a_discrepancy_bears_out(
    knowledge: Reader, claim: str, stance: Stance
) -> None:
    desk = Desk(_verifier(knowledge, ToldReader({}, otherwise="leans to contradicts")))
    desk.has("Kestrel 3 stood in Aarhus in 2024.")

    [evidence] = desk.judge(claim).evidence

    assert evidence.stance is stance


def test_of_statements_that_say_every_word_no_earlier_one_pushes_another_out(knowledge: Reader) -> None:
    reader = ToldReader({})
    desk = Desk(_verifier(knowledge, reader))
    telling = "Kestrel 3 was built by Norline."
    desk.has("The plans of Kestrel 3 were shown a week before Norline's fair.")
    desk.has("Norline showed Kestrel 3 in Odense.")
    desk.has(telling)
    desk.has("Norline showed Kestrel 3 in Aarhus.")
    desk.has("Norline showed Kestrel 3 in Ribe.")

    desk.judge("Kestrel 3 is Norline's.")

    asked = {statement for statement, _ in reader.asked}
    assert telling in asked
    assert len(asked) == 4


def test_the_explanation_of_a_contradiction_names_the_words_it_turns_on(knowledge: Reader) -> None:
    desk = Desk(_verifier(knowledge, ToldReader({"modest": "contradicts"})))
    desk.has(STATEMENT)

    judgement = desk.judge("Kestrel Dynamics runs a modest plant in Aarhus.")

    assert '"modest"' in judgement.explanation


def test_without_the_words_named_the_reader_no_longer_contradicts(knowledge: Reader) -> None:
    claim = "Kestrel Dynamics runs a modest plant in Aarhus."
    verifier = _verifier(knowledge, ToldReader({"modest": "contradicts"}))

    [reading] = verifier.read(claim, [STATEMENT])
    [reason] = [reason for reason in reading.reasons if reason.facet is Facet.WORDING]

    assert reading.stance is Stance.CONTRADICTS
    assert reason.claim_span is not None
    assert reason.claim_span.text == "modest"
    assert verifier.read(claim.replace("modest", ""), [STATEMENT])[0].stance is Stance.NEUTRAL


def test_a_reader_that_turns_on_no_few_words_is_said_to_turn_on_the_whole_claim(knowledge: Reader) -> None:
    claim = "Kestrel Dynamics runs a plant in Aarhus."

    [reading] = _verifier(knowledge, ToldReader({}, otherwise="contradicts")).read(claim, [STATEMENT])
    [reason] = [reason for reason in reading.reasons if reason.facet is Facet.WORDING]

    assert reason.claim_span is not None
    assert reason.claim_span.text == claim


def test_a_supporting_reading_shows_no_discrepancy(knowledge: Reader) -> None:
    statement = "Of the 648 cases in Norland, 26 died and 62 recovered."

    [reading] = _verifier(knowledge, CREDULOUS).read("In Norland 62 recovered and 26 died.", [statement])

    assert reading.stance is Stance.SUPPORTS
    assert {reason.kind for reason in reading.reasons} == {ReasonKind.AGREEMENT}


def test_the_engine_names_the_weights_of_the_reader(knowledge: Reader) -> None:
    assert _verifier(knowledge, ToldReader({}, identity="sha256:a")).engine.model == "sha256:a"

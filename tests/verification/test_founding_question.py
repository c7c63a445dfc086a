"""The question that the service was made for."""

from app.domain.check import Verdict
from app.domain.evidence import Facet, ReasonKind, Span, Stance
from app.verification.verifier import FacetVerifier
from tests.verification.desk import Desk

ANNOUNCEMENT = "Mixtral 8x22B is a sparse mixture-of-experts model that Mistral AI developed and released."


def test_another_maker_is_contradicted_by_the_two_names_exactly(verifier: FacetVerifier) -> None:
    claim = "Mixtral 8x22B was developed by Google."

    (reading,) = verifier.read(claim, [ANNOUNCEMENT])

    differing = [reason for reason in reading.reasons if reason.kind is ReasonKind.DISCREPANCY]
    assert reading.stance is Stance.CONTRADICTS
    assert [(reason.facet, reason.claim_span, reason.statement_span) for reason in differing] == [
        (Facet.ACTOR, Span(31, 37, "Google"), Span(56, 66, "Mistral AI"))
    ]


def test_the_announcement_decides_all_three_questions(desk: Desk) -> None:
    desk.has(ANNOUNCEMENT, by="Mistral AI")

    assert desk.judge("Mixtral 8x22B was developed by Google.").verdict is Verdict.CONTRADICTED
    assert desk.judge("Mixtral 8x22B is Mistral's.").verdict is Verdict.SUPPORTED
    silent = desk.judge("Mixtral 8x22B was trained on 20 trillion tokens.")
    assert silent.verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_the_reason_names_both_makers(desk: Desk) -> None:
    desk.has(ANNOUNCEMENT, by="Mistral AI")

    explanation = desk.judge("Mixtral 8x22B was developed by Google.").explanation

    assert "Google" in explanation
    assert ANNOUNCEMENT in explanation

from collections.abc import Mapping
from datetime import date

import pytest

from app.claims.detection import ReadingDetector
from app.domain.check import Judgement, Verdict
from app.domain.claim import Claim
from app.domain.evidence import Evidence, Facet, Reading, Reason, ReasonKind, Span, Stance, StanceProbabilities
from app.domain.source import Source, SourceKind
from app.domain.statement import Statement, Validity
from app.services.parts import judge_by_parts
from app.text.sentence import Reader

BOUGHT, SOLD = "Kestrel bought Ottar in 2024.", "Kestrel sold Halden in 2025."
BOTH = "Kestrel bought Ottar in 2024 and sold Halden in 2025."
YES, NO, SILENT = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_ENOUGH_EVIDENCE
STANCES = {YES: Stance.SUPPORTS, NO: Stance.CONTRADICTS, SILENT: Stance.NEUTRAL, Verdict.DISPUTED: Stance.NEUTRAL}


@pytest.fixture(scope="module")
def detector() -> ReadingDetector:
    return ReadingDetector(Reader.load())


def judged(text: str, verdict: Verdict, *, told: str | None = None) -> Judgement:
    told = told or text.split()[2]
    reason = Reason(
        ReasonKind.AGREEMENT, Facet.ENTITY, Span.of(text, text.find(told), text.find(told) + len(told)), None, ""
    )
    statement = Statement(id=f"on {told}", source_id="s", text=text)
    source = Source(id="s", title="t", publisher="p", kind=SourceKind.PRIMARY, reliability=0.9)
    reading = Reading(STANCES[verdict], StanceProbabilities(0.3, 0.3, 0.4), (reason,))
    piece = Evidence(statement=statement, source=source, reading=reading, status=Validity.CURRENT, retrieval_score=1)
    return Judgement(verdict=verdict, confidence=0.8, explanation=f"Of {told}.", evidence=(piece,))


def joined(
    detector: ReadingDetector, parts: Mapping[str, Verdict], *, text: str = BOTH, whole: Verdict = SILENT
) -> Judgement:
    return judge_by_parts(
        Claim(text=text, as_of=date(2026, 1, 1)),
        judged(text, whole),
        detector=detector,
        judge=lambda part: judged(part.text, parts[part.text]),
    )


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (YES, YES, YES),
        (YES, NO, NO),
        (NO, YES, NO),
        (NO, SILENT, NO),
        (YES, SILENT, SILENT),
        (SILENT, YES, SILENT),
        (SILENT, SILENT, SILENT),
        (YES, Verdict.DISPUTED, SILENT),
    ],
)
def test_parts_are_joined(detector: ReadingDetector, first: Verdict, second: Verdict, verdict: Verdict) -> None:
    assert joined(detector, {BOUGHT: first, SOLD: second}).verdict is verdict


def test_a_claim_that_is_decided_as_a_whole_is_not_parted(detector: ReadingDetector) -> None:
    for whole in (YES, NO):
        assert joined(detector, {}, whole=whole) == judged(BOTH, whole)


def test_a_claim_of_one_part_stays_as_it_is(detector: ReadingDetector) -> None:
    assert joined(detector, {}, text=BOUGHT) == judged(BOUGHT, SILENT)


def test_what_somebody_is_said_to_have_said_is_not_parted(detector: ReadingDetector) -> None:
    text = "Kestrel said it bought Ottar in 2024 and sold Halden in 2025."

    assert joined(detector, {}, text=text) == judged(text, SILENT)


def test_the_evidence_of_every_part_is_shown_with_spans_in_the_whole_claim(detector: ReadingDetector) -> None:
    judgement = joined(detector, {BOUGHT: YES, SOLD: YES})
    spans = [r.claim_span for e in judgement.evidence for r in e.reading.reasons if e.stance is Stance.SUPPORTS]

    assert [span.text for span in spans if span] == ["Ottar", "Halden"]
    assert all(span and BOTH[span.start : span.end] == span.text for span in spans)
    assert judgement.confidence == pytest.approx(0.64)
    assert "Of Ottar." in judgement.explanation
    assert "Of Halden." in judgement.explanation


def test_only_the_refuted_part_explains_a_contradiction(detector: ReadingDetector) -> None:
    judgement = joined(detector, {BOUGHT: YES, SOLD: NO})

    assert judgement.explanation == "“Kestrel sold Halden in 2025”: Of Halden."
    assert [e.stance for e in judgement.evidence] == [Stance.CONTRADICTS, Stance.NEUTRAL]

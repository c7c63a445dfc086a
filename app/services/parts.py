"""Claims that say several things: each part is judged by itself, and the verdicts are joined.

All parts supported is supported; any part contradicted is contradicted; anything else decides nothing. So several
statements together may support what none of them does alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.check import Judgement, Verdict
from app.domain.claim import Claim
from app.domain.document import ClaimKind, DetectedClaim
from app.domain.document_ports import ClaimDetector
from app.domain.evidence import Evidence, Reason, Span, Stance

_MOST_PARTS = 4  # a claim with more is a text: its claims are found by detection

DECIDING = {Verdict.SUPPORTED: Stance.SUPPORTS, Verdict.CONTRADICTED: Stance.CONTRADICTS}


def judge_by_parts(
    claim: Claim, whole: Judgement, *, detector: ClaimDetector, judge: Callable[[Claim], Judgement]
) -> Judgement:
    """Return the joined judgement of the parts, or the whole's own if it has none or they leave it open."""
    if whole.verdict is not Verdict.NOT_ENOUGH_EVIDENCE:
        return whole
    parts = _parts(claim, detector)
    judged = [(part, judge(replace(claim, text=part.text))) for part in parts]
    refuted = [(part, judgement) for part, judgement in judged if judgement.verdict is Verdict.CONTRADICTED]
    if refuted:
        surest = max(judgement.confidence for _, judgement in refuted)
        return _joined(claim, Verdict.CONTRADICTED, refuted, surest, whole)
    if parts and all(judgement.verdict is Verdict.SUPPORTED for _, judgement in judged):
        confidence = 1.0
        for _, judgement in judged:
            confidence *= judgement.confidence
        return _joined(claim, Verdict.SUPPORTED, judged, round(confidence, 4), whole)
    return whole


def _parts(claim: Claim, detector: ClaimDetector) -> Sequence[DetectedClaim]:
    """Return the parts of a claim that says several things, none if it says one, or anything but facts."""
    found = detector.detect(claim.text, published_at=claim.claim_date or claim.as_of)
    plain = all(part.kind is ClaimKind.FACTUAL and not part.unresolved for part in found)
    return found if plain and 2 <= len(found) <= _MOST_PARTS else ()


def _joined(
    claim: Claim,
    verdict: Verdict,
    judged: Sequence[tuple[DetectedClaim, Judgement]],
    confidence: float,
    whole: Judgement,
) -> Judgement:
    deciding = [
        (part, piece) for part, judgement in judged for piece in judgement.evidence if piece.stance is DECIDING[verdict]
    ]
    shown = {piece.statement.id: _in_whole(piece, part, claim.text) for part, piece in reversed(deciding)}
    others = [piece for piece in whole.evidence if piece.statement.id not in shown]
    explanation = " ".join(f"“{part.text.rstrip('.')}”: {judgement.explanation}" for part, judgement in judged)
    return replace(
        whole,
        verdict=verdict,
        confidence=confidence,
        explanation=explanation,
        evidence=(*reversed(shown.values()), *others),
    )


def _in_whole(piece: Evidence, part: DetectedClaim, text: str) -> Evidence:
    """Point the reasons at the words of the whole claim; words that only the part has are left without a place."""
    reasons = tuple(_moved(reason, part, text) for reason in piece.reading.reasons)
    return replace(piece, reading=replace(piece.reading, reasons=reasons))


def _moved(reason: Reason, part: DetectedClaim, text: str) -> Reason:
    span = reason.claim_span
    if span is None:
        return reason
    at = text.find(span.text, part.span.start)
    found = at if at >= 0 else text.find(span.text)
    return replace(reason, claim_span=Span.of(text, found, found + len(span.text)) if found >= 0 else None)

"""From evidence to a verdict: independent sources on both sides, weighed by reliability."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.check import Verdict
from app.domain.evidence import Evidence, Stance
from app.domain.statement import Validity
from app.verification.independence import independent_groups
from app.verification.thresholds import Thresholds

_SILENCE = 0.9
"""Highest confidence in not_enough_evidence: what no statement was found for may still be told in other words."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A verdict with its confidence (0..1) and the weight of each side (0..1)."""

    verdict: Verdict
    confidence: float
    supporting: float
    contradicting: float


def weigh(evidence: Sequence[Evidence], *, thresholds: Thresholds) -> Weighing:
    """Give the verdict that current evidence adds up to; superseded evidence is shown, never counted."""
    current = [piece for piece in evidence if piece.status is Validity.CURRENT]
    supporting = _side(current, Stance.SUPPORTS)
    contradicting = _side(current, Stance.CONTRADICTS)
    strong, weak = max(supporting, contradicting), min(supporting, contradicting)
    if strong < thresholds.decisive:
        return Weighing(Verdict.NOT_ENOUGH_EVIDENCE, _silence(current, strong), supporting, contradicting)
    if weak >= thresholds.decisive and weak / strong >= thresholds.dispute_balance:
        return Weighing(Verdict.DISPUTED, round(weak, 4), supporting, contradicting)
    verdict = Verdict.SUPPORTED if supporting > contradicting else Verdict.CONTRADICTED
    return Weighing(verdict, round(strong * (1 - weak / 2), 4), supporting, contradicting)


def _silence(evidence: Sequence[Evidence], strong: float) -> float:
    """Return how sure it is that nothing decides: no surer than that the most telling statement is neutral."""
    neutral = min((piece.reading.probabilities.neutral for piece in evidence), default=_SILENCE)
    return round(min(_SILENCE, 1 - strong, neutral), 4)


def _side(evidence: Sequence[Evidence], stance: Stance) -> float:
    """Return the weight of one side: one minus the chance that every independent origin is wrong."""
    pieces = [piece for piece in evidence if piece.stance is stance]
    doubt = 1.0
    for group in independent_groups(pieces):
        doubt *= 1 - max(weight_of(piece) for piece in group)
    return round(1 - doubt, 4)


def weight_of(piece: Evidence) -> float:
    """Return what one piece of evidence counts: how sure its stance is, times how reliable its source is."""
    return piece.reading.confidence * piece.source.reliability

"""The words a trained reader turned on, where it contradicts and no facet differs: found by taking words away.

Faithful by construction: the words named are such that without them the same reader no longer contradicts.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.evidence import Facet, Reading, Reason, ReasonKind, Span, Stance

_MOST_UNITS = 8  # words tried one by one: each costs a reading
_MOST_TOLD = 3  # words taken away together before the reader is taken to turn on the whole claim
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_LIGHT = frozenset(
    "a an the of to in on at by for with and or is are was were be been it its that this as from".split()
)


def told_words(reading: Reading, claim: str, weigh: Callable[[str], Reading]) -> Reading:
    """Add the deciding words of the claim to a contradiction that no discrepancy explains; else change nothing."""
    explained = any(reason.kind is ReasonKind.DISCREPANCY for reason in reading.reasons)
    if reading.stance is not Stance.CONTRADICTS or explained:
        return reading
    spans = deciding_words(claim, weigh)
    return replace(reading, reasons=(*(_reason(span) for span in spans), *reading.reasons))


def deciding_words(claim: str, weigh: Callable[[str], Reading]) -> Sequence[Span]:
    """Return the fewest words without which the claim is not contradicted.

    Of words as few, those are told without which the claim comes nearest to being supported: without its subject
    nothing contradicts a claim either, but nothing supports what is left.
    """
    units = [Span(m.start(), m.end(), m.group()) for m in _WORD.finditer(claim) if m.group().lower() not in _LIGHT]
    left = {unit: weigh(_without(claim, [unit])) for unit in units[:_MOST_UNITS]}
    ranked = sorted(left, key=lambda unit: -_leaning(left[unit]))
    for unit in ranked:
        if left[unit].stance is not Stance.CONTRADICTS:
            return [unit]
    for most in range(2, _MOST_TOLD + 1):
        chosen = sorted(ranked[:most])
        if weigh(_without(claim, chosen)).stance is not Stance.CONTRADICTS:
            return chosen
    return [Span.of(claim, 0, len(claim))]


def _leaning(reading: Reading) -> float:
    """Return how far a reading leans towards support, -1..1."""
    return reading.probabilities.supports - reading.probabilities.contradicts


def _without(claim: str, spans: Sequence[Span]) -> str:
    text = claim
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + text[span.end :]
    return " ".join(text.split())


def _reason(span: Span) -> Reason:
    message = f'"{span.text}" in the claim cannot stand beside what the statement says'
    return Reason(ReasonKind.DISCREPANCY, Facet.WORDING, span, None, message)

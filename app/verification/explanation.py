"""One or two sentences that say why: from the deciding evidence alone, quoting both sides."""

from collections.abc import Sequence

from app.domain.check import Verdict
from app.domain.evidence import Evidence, Facet, Reason, ReasonKind, Stance
from app.domain.statement import Validity
from app.verification.aggregation import weight_of
from app.verification.sums import shows_sum

_LONGEST_QUOTE = 240


def explain(verdict: Verdict, evidence: Sequence[Evidence]) -> str:
    """Say in one or two sentences why the verdict is what it is; evidence is read weightiest first."""
    current = [piece for piece in evidence if piece.status is Validity.CURRENT]
    for_it = [piece for piece in current if piece.stance is Stance.SUPPORTS]
    against = [piece for piece in current if piece.stance is Stance.CONTRADICTS]
    if verdict is Verdict.SUPPORTED:
        text = _support(for_it[0])
    elif verdict is Verdict.CONTRADICTED:
        text = _contradiction(against[0])
    elif verdict is Verdict.DISPUTED:
        text = f"Sources disagree. {_support(for_it[0])} {_contradiction(against[0])}"
    else:
        text = _silence(evidence)
    return f"{text}{_superseded(verdict, evidence)}"


def _support(piece: Evidence) -> str:
    sums = (r.message for r in piece.reading.reasons if r.kind is ReasonKind.AGREEMENT and shows_sum(r.message))
    return f"{_speaker(piece)} says so: “{_quote(piece)}”{''.join(f' {_capitalised(text)}.' for text in sums)}"


def _contradiction(piece: Evidence) -> str:
    reason = deciding_reason(piece)
    difference = f" {_capitalised(reason.message)}." if reason is not None else ""
    return f"{_speaker(piece)} says otherwise: “{_quote(piece)}”{difference}"


def deciding_reason(piece: Evidence) -> Reason | None:
    """Return the discrepancy that decides, a named thing before a manner of speaking."""
    found = [reason for reason in piece.reading.reasons if reason.kind is ReasonKind.DISCREPANCY]
    return min(found, key=lambda reason: reason.facet is Facet.POLARITY, default=None)


def _silence(evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return "No stored statement speaks of this, so nothing is decided."
    leaning = [p for p in evidence if p.status is Validity.CURRENT and p.stance is not Stance.NEUTRAL]
    if leaning:
        piece = max(leaning, key=weight_of)
        verb = "supports" if piece.stance is Stance.SUPPORTS else "contradicts"
        return (
            f"Not enough decides this: only {_speaker(piece)}, of reliability {piece.source.reliability:g}, "
            f"{verb} the claim: “{_quote(piece)}”"
        )
    nearest = next((p for p in evidence if p.status is Validity.CURRENT), evidence[0])
    return f"No stored statement decides this. The nearest, from {_speaker(nearest)}, says: “{_quote(nearest)}”"


def _superseded(verdict: Verdict, evidence: Sequence[Evidence]) -> str:
    """Say of a statement that decided once that it no longer does, or not yet."""
    decided = [p for p in evidence if p.status is not Validity.CURRENT and p.stance is not Stance.NEUTRAL]
    if not decided or verdict is Verdict.SUPPORTED:
        return ""
    piece = max(decided, key=weight_of)
    day = piece.statement.valid_until if piece.status is Validity.SUPERSEDED else piece.statement.valid_from
    when = "held until" if piece.status is Validity.SUPERSEDED else "holds only from"
    side = "would support" if piece.stance is Stance.SUPPORTS else "would contradict"
    return f" A statement that {side} the claim {when} {day:%-d %B %Y}: “{_quote(piece)}”"


def _speaker(piece: Evidence) -> str:
    source = piece.source
    who = (
        f"{source.publisher} quoting {piece.statement.attributed_to}"
        if piece.statement.attributed_to
        else source.publisher
    )
    return f"{who} ({source.published_at:%-d %B %Y})" if source.published_at is not None else who


def _quote(piece: Evidence) -> str:
    text = piece.statement.text
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Evidence and engine as JSON: what a check saw stays readable whatever happens to its statements later."""

from collections.abc import Mapping
from typing import Any

from app.domain.check import Engine
from app.domain.evidence import Evidence, Facet, Reading, Reason, ReasonKind, Span, Stance, StanceProbabilities
from app.domain.statement import Validity
from app.storage.rows import Values, in_json, source_from, source_values, statement_from, statement_values, with_days


def evidence_snapshot(evidence: Evidence) -> Values:
    """Return one piece of evidence in JSON's types."""
    return {
        "statement": in_json(statement_values(evidence.statement)),
        "source": in_json(source_values(evidence.source)),
        "reading": _reading_snapshot(evidence.reading),
        "status": evidence.status.value,
        "retrieval_score": evidence.retrieval_score,
    }


def evidence_from(snapshot: Mapping[str, Any]) -> Evidence:
    """Build the evidence that `evidence_snapshot` kept."""
    return Evidence(
        statement=statement_from(with_days(snapshot["statement"], "valid_from", "valid_until")),
        source=source_from(with_days(snapshot["source"], "published_at")),
        reading=_reading_from(snapshot["reading"]),
        status=Validity(snapshot["status"]),
        retrieval_score=snapshot["retrieval_score"],
    )


def engine_snapshot(engine: Engine) -> Values:
    """Return the engine in JSON's types."""
    return {"version": engine.version, "model": engine.model, "thresholds": [list(pair) for pair in engine.thresholds]}


def engine_from(snapshot: Mapping[str, Any]) -> Engine:
    """Build the engine that `engine_snapshot` kept."""
    thresholds = tuple((name, value) for name, value in snapshot["thresholds"])
    return Engine(version=snapshot["version"], model=snapshot["model"], thresholds=thresholds)


def _reading_snapshot(reading: Reading) -> Values:
    likely = reading.probabilities
    return {
        "stance": reading.stance.value,
        "probabilities": [likely.supports, likely.contradicts, likely.neutral],
        "reasons": [_reason_snapshot(reason) for reason in reading.reasons],
    }


def _reading_from(snapshot: Mapping[str, Any]) -> Reading:
    return Reading(
        stance=Stance(snapshot["stance"]),
        probabilities=StanceProbabilities(*snapshot["probabilities"]),
        reasons=tuple(_reason_from(reason) for reason in snapshot["reasons"]),
    )


def _reason_snapshot(reason: Reason) -> Values:
    return {
        "kind": reason.kind.value,
        "facet": reason.facet.value,
        "claim_span": _span_snapshot(reason.claim_span),
        "statement_span": _span_snapshot(reason.statement_span),
        "message": reason.message,
    }


def _reason_from(snapshot: Mapping[str, Any]) -> Reason:
    return Reason(
        kind=ReasonKind(snapshot["kind"]),
        facet=Facet(snapshot["facet"]),
        claim_span=_span_from(snapshot["claim_span"]),
        statement_span=_span_from(snapshot["statement_span"]),
        message=snapshot["message"],
    )


def _span_snapshot(span: Span | None) -> list[int | str] | None:
    return None if span is None else [span.start, span.end, span.text]


def _span_from(snapshot: list[Any] | None) -> Span | None:
    return None if snapshot is None else Span(*snapshot)

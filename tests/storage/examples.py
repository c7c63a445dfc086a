"""Small nouns for tests of storage."""

import struct
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.domain.check import Check, Engine, Judgement, Verdict
from app.domain.claim import Claim
from app.domain.evidence import (
    Evidence,
    Facet,
    Reading,
    Reason,
    ReasonKind,
    Span,
    Stance,
    StanceProbabilities,
)
from app.domain.ports import Storage, Vector
from app.domain.source import Source, SourceKind
from app.domain.statement import Statement, Validity

SOURCE = Source(
    id="source-1",
    title="Harbour yearbook",
    publisher="Port of Velm",
    kind=SourceKind.PRIMARY,
    reliability=0.95,
    url="https://velm.example/yearbook",
    published_at=date(2024, 4, 17),
)
STATEMENT = Statement(
    id="statement-1",
    source_id="source-1",
    text="The harbour handled 12 ships",
    context="The harbour is that of Velm",
    valid_from=date(2024, 1, 1),
    valid_until=date(2024, 12, 31),
)


def words(text: str) -> list[str]:
    return text.lower().split()


def vector(*components: float) -> Vector:
    return struct.pack("<8f", *components, *[0.0] * (8 - len(components)))


def a_source(**changes: Any) -> Source:
    return replace(SOURCE, **changes)


def a_statement(**changes: Any) -> Statement:
    return replace(STATEMENT, **changes)


def keep(storage: Storage, *statements: Statement, vectors: dict[str, Vector] | None = None) -> None:
    storage.sources.add(SOURCE)
    for statement in statements:
        storage.statements.add(statement, vector=(vectors or {}).get(statement.id))


def a_check(id_: str = "check-1", claim: str = "Velm handled 13 ships", **changes: Any) -> Check:
    return replace(
        Check(
            id=id_,
            claim=Claim(text=claim, as_of=date(2024, 6, 1), claimant="A reader", claim_date=date(2024, 5, 31)),
            judgement=Judgement(
                verdict=Verdict.CONTRADICTED, confidence=0.97, explanation="Twelve.", evidence=(some_evidence(),)
            ),
            engine=Engine(version="1", model="sha256:abc", thresholds=(("supports", 0.7), ("contradicts", 0.8))),
            store_revision=2,
            created_at=datetime(2024, 6, 1, 12, 30, 15, 123456, tzinfo=UTC),
        ),
        **changes,
    )


def some_evidence() -> Evidence:
    reasons = (
        Reason(
            ReasonKind.DISCREPANCY, Facet.QUANTITY, Span(13, 15, "13"), Span.of(STATEMENT.text, 20, 22), "12, not 13."
        ),
        Reason(ReasonKind.AGREEMENT, Facet.PLACE, Span(0, 4, "Velm"), None, 'The context says "Velm".'),
    )
    reading = Reading(Stance.CONTRADICTS, StanceProbabilities(0.01, 0.97, 0.02), reasons)
    return Evidence(STATEMENT, SOURCE, reading, Validity.CURRENT, 0.875)

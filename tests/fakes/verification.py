"""A verifier that compares word by word, and a retriever that finds whatever shares a word."""

import re
from collections.abc import Sequence

from app.domain.check import Engine, Judgement, Verdict
from app.domain.claim import Claim
from app.domain.evidence import (
    Candidate,
    Evidence,
    Facet,
    Reading,
    Reason,
    ReasonKind,
    Span,
    Stance,
    StanceProbabilities,
)
from app.domain.ports import StatementSearch
from app.domain.statement import Validity

_PROBABILITIES = {
    Stance.SUPPORTS: StanceProbabilities(supports=0.9, contradicts=0.05, neutral=0.05),
    Stance.CONTRADICTS: StanceProbabilities(supports=0.05, contradicts=0.9, neutral=0.05),
    Stance.NEUTRAL: StanceProbabilities(supports=0.05, contradicts=0.05, neutral=0.9),
}


def fake_terms(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


class FakeVerifier:
    """Same words support; one word changed contradicts, with the two words as the reason; all else is neutral."""

    engine = Engine(version="word-by-word", thresholds=(("changed_words", 1.0),))
    most_statements = 50

    def read(self, claim_text: str, statement_texts: Sequence[str]) -> Sequence[Reading]:
        """Read bare statements against a claim, in order."""
        return [_read(claim_text, text) for text in statement_texts]

    def judge(self, claim: Claim, candidates: Sequence[Candidate]) -> Judgement:
        """Let current statements decide; the first reason is the explanation."""
        evidence = tuple(_evidence(claim, candidate) for candidate in candidates)
        decided = {e.stance for e in evidence if e.status is Validity.CURRENT} - {Stance.NEUTRAL}
        verdict = _VERDICTS[frozenset(decided)]
        return Judgement(verdict=verdict, confidence=0.9, explanation=f"Word by word: {verdict}.", evidence=evidence)


class FakeRetriever:
    """Finds statements that share a word with the claim."""

    def __init__(self, search: StatementSearch) -> None:
        self._search = search

    def retrieve(
        self,
        claim_text: str,
        *,
        limit: int,
        min_reliability: float = 0.0,
        source_ids: frozenset[str] | None = None,
    ) -> Sequence[Candidate]:
        """Return candidates in the order of the word search."""
        scores = dict(self._search.by_terms(fake_terms(claim_text), limit=limit))
        found = self._search.fetch(list(scores))
        return [
            Candidate(statement, source, scores[statement.id])
            for statement, source in found
            if source.reliability >= min_reliability and (source_ids is None or source.id in source_ids)
        ]


class FakeEmbedder:
    """Turns every text into the same unit vector."""

    identity = "one vector"

    def embed(self, texts: Sequence[str]) -> Sequence[bytes]:
        """Return a vector for each text, in order."""
        return [b"\x00\x00\x80\x3f" + bytes(4 * 383) for _ in texts]


_VERDICTS = {
    frozenset(): Verdict.NOT_ENOUGH_EVIDENCE,
    frozenset({Stance.SUPPORTS}): Verdict.SUPPORTED,
    frozenset({Stance.CONTRADICTS}): Verdict.CONTRADICTED,
    frozenset({Stance.SUPPORTS, Stance.CONTRADICTS}): Verdict.DISPUTED,
}


def _evidence(claim: Claim, candidate: Candidate) -> Evidence:
    return Evidence(
        statement=candidate.statement,
        source=candidate.source,
        reading=_read(claim.text, candidate.statement.text),
        status=candidate.statement.validity_on(claim.as_of),
        retrieval_score=candidate.score,
    )


def _read(claim_text: str, statement_text: str) -> Reading:
    ours, theirs = _spans(claim_text), _spans(statement_text)
    changed = [(a, b) for a, b in zip(ours, theirs, strict=False) if a.text.lower() != b.text.lower()]
    if len(ours) != len(theirs) or len(changed) > 1:
        return Reading(Stance.NEUTRAL, _PROBABILITIES[Stance.NEUTRAL], ())
    if not changed:
        return Reading(
            Stance.SUPPORTS, _PROBABILITIES[Stance.SUPPORTS], (_reason(ReasonKind.AGREEMENT, ours[0], theirs[0]),)
        )
    reason = _reason(ReasonKind.DISCREPANCY, *changed[0])
    return Reading(Stance.CONTRADICTS, _PROBABILITIES[Stance.CONTRADICTS], (reason,))


def _reason(kind: ReasonKind, claim_span: Span, statement_span: Span) -> Reason:
    return Reason(kind, Facet.ACTOR, claim_span, statement_span, f"{claim_span.text} beside {statement_span.text}.")


def _spans(text: str) -> list[Span]:
    return [Span.of(text, *match.span()) for match in re.finditer(r"\w+", text)]

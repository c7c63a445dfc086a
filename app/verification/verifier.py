"""The verifier: reads statements against a claim, and weighs what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from app import __version__
from app.domain.check import Engine, Judgement
from app.domain.claim import Claim
from app.domain.evidence import Candidate, Evidence, Reading, Stance
from app.domain.source import SourceKind
from app.domain.statement import Statement, Validity
from app.text.sentence import Reader
from app.verification.aggregation import weigh, weight_of
from app.verification.comparing import Comparer
from app.verification.entailment import passage
from app.verification.explanation import explain
from app.verification.findings import Comparison
from app.verification.marks import shares_mark, telling_marks
from app.verification.pairs import PairReader, Put, Weighting
from app.verification.readings import Prepared
from app.verification.stance import take_stance
from app.verification.thresholds import Thresholds

_MOST_READ = 2  # candidates that the trained reader reads: on the development part four change no verdict
_PREPARED = 5_000  # statements kept read, about 20 kB each


class FacetVerifier:
    """Verifies by comparing names, figures, roles, polarity, modality and scope, together with a trained reader.

    Without `weighting` the facets alone decide.
    """

    def __init__(
        self,
        *,
        reader: Reader,
        weighting: Weighting | None = None,
        thresholds: Thresholds = Thresholds(),  # noqa: B008 - frozen
        most_statements: int = 10,
    ) -> None:
        self._comparer = Comparer(reader)
        self._pairs = PairReader(self._comparer, weighting, thresholds)
        self._weighting = weighting
        self._thresholds = thresholds
        self._most_statements = most_statements
        self._prepare_statement = lru_cache(maxsize=_PREPARED)(self._comparer.prepare)

    @property
    def engine(self) -> Engine:
        """Return version, the hash of the reader's weights, and thresholds."""
        model = None if self._weighting is None else self._weighting.entailment.identity
        return Engine(version=__version__, model=model, thresholds=self._thresholds.items())

    @property
    def most_statements(self) -> int:
        """Return how many candidates are worth retrieving."""
        return self._most_statements

    def read(self, claim_text: str, statement_texts: Sequence[str]) -> Sequence[Reading]:
        """Read bare statements against a claim, in order."""
        statements = [self._prepare_statement(text) for text in statement_texts]
        claim = self._prepare_claim(claim_text, statements, None)
        return self._pairs.read_given(
            claim, [Put(s, text) for s, text in zip(statements, statement_texts, strict=True)]
        )

    def judge(self, claim: Claim, candidates: Sequence[Candidate]) -> Judgement:
        """Read every candidate and give the verdict they add up to."""
        marks = telling_marks(claim.text)
        shared = [shares_mark(marks, _whole_text(candidate)) for candidate in candidates]
        near = [candidate for candidate, shares in zip(candidates, shared, strict=True) if shares]
        statements = [self._prepare_candidate(candidate) for candidate in near]
        prepared = self._prepare_claim(claim.text, statements, claim.claim_date or claim.as_of)
        puts = [
            Put(s, passage(c.statement.text, c.statement.context), c.statement.modality)
            for c, s in zip(near, statements, strict=True)
        ]
        readings = self._pairs.read_found(prepared, puts, most_read=_MOST_READ)
        evidence = [_evidence(claim, prepared, c, r) for c, r in zip(near, readings, strict=True)]
        evidence += [_unread(claim, c) for c, shares in zip(candidates, shared, strict=True) if not shares]
        puts_by_id = {c.statement.id: put for c, put in zip(near, puts, strict=True)}
        ordered = self._told(prepared, puts_by_id, sorted(evidence, key=_order))
        weighing = weigh(ordered, thresholds=self._thresholds)
        return Judgement(
            verdict=weighing.verdict,
            confidence=weighing.confidence,
            explanation=explain(weighing.verdict, ordered),
            evidence=tuple(ordered),
        )

    def _told(self, claim: Prepared, puts: Mapping[str, Put], ordered: Sequence[Evidence]) -> list[Evidence]:
        """Have the weightiest contradiction say which words it turns on: it is the one that the explanation quotes."""
        told = list(ordered)
        for at, piece in enumerate(ordered):
            if piece.stance is Stance.CONTRADICTS:
                told[at] = replace(
                    piece, reading=self._pairs.tell_found(claim, puts[piece.statement.id], piece.reading)
                )
                break
        return told

    def _prepare_claim(self, text: str, statements: Sequence[Prepared], anchor: date | None) -> Prepared:
        """Read the claim knowing which words are names in the statements, since a first word's capital says nothing."""
        names = frozenset(part for s in statements for name in s.sentence.names for part in name.key)
        return self._comparer.prepare(text, names=names, anchor=anchor)

    def _prepare_candidate(self, candidate: Candidate) -> Prepared:
        statement, source = candidate.statement, candidate.source
        speaker = source.publisher if source.kind is SourceKind.PRIMARY else None
        background = (statement.context, statement.attributed_to or speaker)
        return self._prepare_statement(
            statement.text, background=tuple(text for text in background if text), anchor=source.published_at
        )


def _evidence(claim: Claim, prepared: Prepared, candidate: Candidate, reading: Reading) -> Evidence:
    return Evidence(
        statement=candidate.statement,
        source=candidate.source,
        reading=reading,
        status=_standing(prepared, candidate.statement, claim.as_of),
        retrieval_score=candidate.score,
    )


def _whole_text(candidate: Candidate) -> str:
    statement = candidate.statement
    return " ".join(
        filter(None, (statement.text, statement.context, statement.attributed_to, candidate.source.publisher))
    )


def _unread(claim: Claim, candidate: Candidate) -> Evidence:
    """Return evidence that shares no name or figure with the claim, and so decides nothing."""
    return Evidence(
        statement=candidate.statement,
        source=candidate.source,
        reading=take_stance(Comparison(), Thresholds()),
        status=candidate.statement.validity_on(claim.as_of),
        retrieval_score=candidate.score,
    )


def _standing(claim: Prepared, statement: Statement, as_of: date) -> Validity:
    """Return the statement's standing on the claim's own date, if it has one, else on the day it is judged for."""
    for dated in claim.sentence.dates:
        if dated.earliest is not None and dated.latest is not None:
            days = [statement.validity_on(dated.earliest), statement.validity_on(dated.latest)]
            if Validity.CURRENT in days:
                return Validity.CURRENT
    return statement.validity_on(as_of)


def _order(piece: Evidence) -> tuple[bool, bool, float, float, str]:
    """Order evidence: current before superseded, deciding before neutral, then by weight."""
    neutral = piece.stance is Stance.NEUTRAL
    return (
        piece.status is not Validity.CURRENT,
        neutral,
        -weight_of(piece) if not neutral else 0.0,
        -piece.retrieval_score,
        piece.statement.id,
    )

"""Statements read against one claim, and the reasons for the stance each takes."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.source import Source
from app.domain.statement import Statement, Validity


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words in a text: `text[start:end]`, offsets in Unicode code points."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Cut the span out of the text it belongs to."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Say whether two spans of the same text share a code point."""
        return self.start < other.end and other.start < self.end


class Stance(StrEnum):
    """How a statement relates to a claim."""

    SUPPORTS = "supports"  # the statement, if true, makes the claim true
    CONTRADICTS = "contradicts"  # both cannot be true
    NEUTRAL = "neutral"  # the statement leaves the claim open


class Facet(StrEnum):
    """The respect in which a claim and a statement agree or differ."""

    ACTOR = "actor"
    ENTITY = "entity"
    PLACE = "place"
    QUANTITY = "quantity"
    DATE = "date"
    POLARITY = "polarity"
    ROLE = "role"
    SCOPE = "scope"
    MODALITY = "modality"
    WORDING = "wording"  # words that a trained reader turned on, where none of the others differs


class ReasonKind(StrEnum):
    """Whether a reason speaks for or against."""

    AGREEMENT = "agreement"
    DISCREPANCY = "discrepancy"


@dataclass(frozen=True, slots=True)
class Reason:
    """One typed agreement or discrepancy.

    `claim_span` lies in the claim's text and `statement_span` in the statement's; the latter is None where the
    statement's context, title or publisher says it, and `message` then quotes the words.
    """

    kind: ReasonKind
    facet: Facet
    claim_span: Span | None
    statement_span: Span | None
    message: str


@dataclass(frozen=True, slots=True)
class StanceProbabilities:
    """Probabilities of the three stances; they sum to 1."""

    supports: float
    contradicts: float
    neutral: float

    def of(self, stance: Stance) -> float:
        """Return the probability of one stance."""
        return {Stance.SUPPORTS: self.supports, Stance.CONTRADICTS: self.contradicts}.get(stance, self.neutral)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that retrieval found, with its source; `score` orders candidates of one claim, higher is nearer."""

    statement: Statement
    source: Source
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a verifier made of one statement: stance, probabilities, reasons."""

    stance: Stance
    probabilities: StanceProbabilities
    reasons: tuple[Reason, ...]

    @property
    def confidence(self) -> float:
        """Return the probability of the stance taken."""
        return self.probabilities.of(self.stance)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with its source, read against one claim, and its standing on the claim's day."""

    statement: Statement
    source: Source
    reading: Reading
    status: Validity
    retrieval_score: float

    @property
    def stance(self) -> Stance:
        """Return the stance taken."""
        return self.reading.stance

"""Reads prepared pairs: by facets, then by the trained reader, then, where it would decide, by a second one."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evidence import Reading, Stance
from app.domain.ports import Entailment
from app.domain.statement import Modality
from app.verification.combination import Combination
from app.verification.combining import combine
from app.verification.comparing import Comparer
from app.verification.features import Read
from app.verification.findings import Comparison, Weight
from app.verification.readings import Prepared
from app.verification.stance import take_stance
from app.verification.thresholds import Thresholds
from app.verification.wording import told_words


@dataclass(frozen=True, slots=True)
class Put:
    """A statement ready to be held against a claim: what the facets read, and the passage a trained reader reads."""

    prepared: Prepared
    passage: str
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class Readers:
    """Trained readers with the weights their probabilities are combined with; `second` reads what would decide."""

    first: Entailment
    first_weights: Combination
    second: Entailment | None = None
    second_weights: Combination | None = None

    @property
    def identity(self) -> str:
        """Return what names the weights of all readers."""
        return self.first.identity if self.second is None else f"{self.first.identity} {self.second.identity}"


def _promising(compared: Sequence[Comparison]) -> list[int]:
    """Return the places of the comparisons that found something in common, those that cover most of the claim first."""
    common = [at for at, comparison in enumerate(compared) if comparison.with_weight(Weight.AGREES)]
    return sorted(common, key=lambda at: (-compared[at].coverage, at))


class PairReader:
    """Gives each pair its stance; without trained readers the facets alone decide."""

    def __init__(self, comparer: Comparer, readers: Readers | None, thresholds: Thresholds) -> None:
        self._comparer = comparer
        self._readers = readers
        self._thresholds = thresholds

    def read(self, claim: Prepared, statements: Sequence[Put], *, most_read: int | None = None) -> list[Reading]:
        """Read statements against a claim, in order.

        The trained reader reads at most `most_read`: of those that share a name or figure with the claim the ones that
        say most of its words. The others decide nothing. Without a bound it reads all.
        """
        compared = [self._comparer.compare(claim, put.prepared, modality=put.modality) for put in statements]
        if self._readers is None:
            return [take_stance(comparison, self._thresholds) for comparison in compared]
        worth = range(len(compared)) if most_read is None else _promising(compared)[:most_read]
        return [
            self._read(claim.sentence.text, statements[at], comparison, self._readers)
            if at in worth
            else take_stance(Comparison(), self._thresholds)
            for at, comparison in enumerate(compared)
        ]

    def _read(self, claim: str, put: Put, comparison: Comparison, readers: Readers) -> Reading:
        reading = self._weigh(claim, put, comparison, readers.first, readers.first_weights)
        asked, weights = readers.first, readers.first_weights
        if self._is_worth_a_second(reading) and readers.second is not None and readers.second_weights is not None:
            asked, weights = readers.second, readers.second_weights
            reading = self._weigh(claim, put, comparison, asked, weights)
        return told_words(reading, claim, lambda words: self._weigh(words, put, comparison, asked, weights))

    def _weigh(self, claim: str, put: Put, comparison: Comparison, reader: Entailment, weights: Combination) -> Reading:
        read: Read = reader.read([(put.passage, claim)])[0]
        return combine(comparison, read, weights, self._thresholds)

    def _is_worth_a_second(self, reading: Reading) -> bool:
        """Say whether the statement decides, or comes near it."""
        return reading.stance is not Stance.NEUTRAL or reading.confidence < 1 - self._thresholds.second_look

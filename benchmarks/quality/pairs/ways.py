"""Ways to read a statement against a claim, from the service's own down to its parts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.evidence import Stance
from app.domain.ports import Entailment, Verifier
from training.rows import STANCES, Row

Probabilities = Sequence[float]
"""Of the stances in the order of `training.rows.STANCES`."""


@dataclass(frozen=True, slots=True)
class Said:
    """The stance that a way takes on a pair, and how sure it is (0..1)."""

    stance: Stance
    confidence: float

    @classmethod
    def likeliest(cls, probabilities: Probabilities) -> "Said":
        """Take the stance with the highest probability."""
        confidence, stance = max(zip(probabilities, STANCES, strict=True), key=lambda pair: pair[0])
        return cls(Stance(stance), float(confidence))


Way = Callable[[Sequence[Row]], Sequence[Said]]
"""Reads rows, in order, without a look at their labels."""


def by_verifier(verifier: Verifier) -> Way:
    """Read each pair as `POST /v1/verifications` does with one statement."""

    def read(row: Row) -> Said:
        (reading,) = verifier.read(row.claim, [row.statement])
        return Said(reading.stance, reading.confidence)

    return lambda rows: [read(row) for row in rows]


def by_entailment(model: Entailment) -> Way:
    """Take the model's likeliest stance, one pair at a time."""

    def read(row: Row) -> Said:
        (probabilities,) = model.read([(row.statement, row.claim)])
        return Said.likeliest(probabilities)

    return lambda rows: [read(row) for row in rows]


def by_set(learnt: Mapping[str, Way]) -> Way:
    """Read the rows of each set by the way that was learnt for the set."""
    return lambda rows: list(_each(rows, learnt))


def _each(rows: Sequence[Row], learnt: Mapping[str, Way]) -> Iterator[Said]:
    for row in rows:
        yield from learnt[row.set]([row])

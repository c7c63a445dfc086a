"""What an import did, line by line: nothing that was sent is left untold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.services.imports import LineOutcome, Outcome

MOST_REJECTIONS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """How many lines came to each outcome, and the first `MOST_REJECTIONS` that were rejected."""

    counts: Counter[Outcome]
    rejections: tuple[LineOutcome, ...]

    @property
    def lines(self) -> int:
        """Return how many lines were read."""
        return self.counts.total()


def report_on(outcomes: Iterable[LineOutcome]) -> ImportReport:
    """Count outcomes as they come."""
    counts: Counter[Outcome] = Counter()
    rejections: list[LineOutcome] = []
    for one in outcomes:
        counts[one.outcome] += 1
        if one.outcome is Outcome.REJECTED and len(rejections) < MOST_REJECTIONS:
            rejections.append(one)
    return ImportReport(counts=counts, rejections=tuple(rejections))

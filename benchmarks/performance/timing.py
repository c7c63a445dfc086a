"""Times of single calls and what to say of them."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of each call, in order."""

    milliseconds: Sequence[float]

    @property
    def p50(self) -> float:
        """Return the median."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """Return the time that 95 of 100 calls keep within."""
        return statistics.quantiles(self.milliseconds, n=100, method="inclusive")[94]


def time_each(act: Callable[[str], object], claims: Sequence[str]) -> Times:
    """Call `act` on each claim, one after the other."""
    return Times([_time(act, claim) for claim in claims])


def _time(act: Callable[[str], object], claim: str) -> float:
    start = time.perf_counter()
    act(claim)
    return (time.perf_counter() - start) * 1_000

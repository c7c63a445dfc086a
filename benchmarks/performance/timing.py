"""Times of single calls and what to say of them."""

import math
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
        return self._within(95)

    @property
    def p99(self) -> float:
        """Return the time that 99 of 100 calls keep within."""
        return self._within(99)

    def _within(self, hundredths: int) -> float:
        return statistics.quantiles(self.milliseconds, n=100, method="inclusive")[hundredths - 1]


def time_each(act: Callable[[str], object], claims: Sequence[str]) -> Times:
    """Call `act` on each claim, one after the other."""
    return Times([time_of(act, claim) for claim in claims])


def time_of(act: Callable[[str], object], claim: str) -> float:
    """Call `act` on one claim and return the milliseconds it took."""
    start = time.perf_counter()
    act(claim)
    return (time.perf_counter() - start) * 1_000


def growth_exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """Return the exponent e of the power law a * size**e that fits best (least squares of the logarithms)."""
    fit = statistics.linear_regression([math.log(size) for size in sizes], [math.log(value) for value in values])
    return fit.slope

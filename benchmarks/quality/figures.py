"""Figures of merit of verdicts, and of the confidence they are given with."""

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.check import Verdict
from benchmarks.quality.answers import Answer
from benchmarks.quality.suite import Case

BINS = 10


class Judged(Protocol):
    """A claim and the verdict it was given."""

    @property
    def case(self) -> Case:
        """Return the claim with the verdict that is right."""
        ...

    @property
    def verdict(self) -> Verdict:
        """Return the verdict it was given."""
        ...


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """Return the share (0..1), or None of nothing."""
        return self.hits / self.of if self.of else None

    @classmethod
    def counted(cls, hits: Iterable[bool]) -> "Share":
        """Count the hits."""
        each = list(hits)
        return cls(sum(each), len(each))


Figure = Share | float


def is_right(one: Judged) -> bool:
    """Say whether the verdict is the right one."""
    return one.verdict is one.case.verdict


def accuracy(judged: Sequence[Judged]) -> Share:
    """Return the share of claims with the right verdict."""
    return Share.counted(map(is_right, judged))


def paired_accuracy(judged: Sequence[Judged]) -> Share:
    """Return the share of the paired claims with the right verdict."""
    return accuracy([one for one in judged if one.case.pair is not None])


def pair_accuracy(judged: Sequence[Judged]) -> Share:
    """Return the share of pairs of which both claims have the right verdict."""
    pairs: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        if one.case.pair is not None:
            pairs[one.case.pair].append(is_right(one))
    return Share.counted(map(all, pairs.values()))


def pair_accuracy_by_facet(judged: Sequence[Judged]) -> Mapping[str, Share]:
    """Return the pair accuracy of each facet, by alphabet."""
    facets = sorted({one.case.facet for one in judged if one.case.pair is not None})
    return {facet: pair_accuracy([one for one in judged if one.case.facet == facet]) for facet in facets}


def macro_f1(judged: Sequence[Judged]) -> float:
    """Return the mean F1 over the verdicts that are right for some claim."""
    expected = {one.case.verdict for one in judged}
    return statistics.fmean(_f1(judged, verdict) for verdict in expected) if expected else 0.0


def contradicted_called_supported(judged: Sequence[Judged]) -> Share:
    """Return the share of the contradicted claims that were called supported."""
    return _called_supported(one for one in judged if one.case.verdict is Verdict.CONTRADICTED)


def wrongly_supported(judged: Sequence[Judged]) -> Share:
    """Return the share of all claims that are not supported that were called supported."""
    return _called_supported(one for one in judged if one.case.verdict is not Verdict.SUPPORTED)


def abstention(judged: Sequence[Judged]) -> Share:
    """Return the share of the unmentioned claims that were answered with not enough evidence."""
    return Share.counted(one.verdict is Verdict.NOT_ENOUGH_EVIDENCE for one in judged if one.case.pair is None)


def left_one_out(answers: Sequence[Answer], verdict: Verdict) -> Share:
    """Return the share of claims with this verdict once the statement that decides them is taken away."""
    return Share.counted(one.without_origin is verdict for one in answers if one.without_origin is not None)


def retrieval_hits(answers: Sequence[Answer]) -> Share:
    """Return the share of the paired claims whose statement was among the candidates."""
    return Share.counted(one.is_found for one in answers if one.case.pair is not None)


def calibration_error(answers: Sequence[Answer]) -> float:
    """Return the expected calibration error of the confidence in the verdicts."""
    return expected_calibration_error((one.confidence, is_right(one)) for one in answers)


def expected_calibration_error(told: Iterable[tuple[float, bool]]) -> float:
    """Return how far confidence lies from accuracy: ten bins of equal width, each weighed by what it holds."""
    each = list(told)
    bins: dict[int, list[float]] = defaultdict(list)
    for confidence, right in each:
        bins[min(int(confidence * BINS), BINS - 1)].append(confidence - right)
    return sum(abs(sum(gaps)) for gaps in bins.values()) / max(1, len(each))


def standard_error(value: float, of: int) -> float:
    """Return the standard error of a share of so many, with one hit and one miss added so that it is never 0."""
    share = (min(max(value, 0.0), 1.0) * of + 1) / (of + 2)
    return math.sqrt(share * (1 - share) / of)


def confusion(judged: Sequence[Judged]) -> Mapping[tuple[Verdict, Verdict], int]:
    """Count the claims by the right verdict and the given one."""
    return Counter((one.case.verdict, one.verdict) for one in judged)


OF_VERDICTS: Mapping[str, Callable[[Sequence[Judged]], Figure]] = {
    "verdict accuracy": accuracy,
    "macro-F1": macro_f1,
    "accuracy on paired claims": paired_accuracy,
    "pair accuracy": pair_accuracy,
    "contradicted called supported": contradicted_called_supported,
    "not supported, called supported": wrongly_supported,
    "abstention on unmentioned matters": abstention,
}
"""What can be said of any way to give verdicts."""

OF_ANSWERS: Mapping[str, Callable[[Sequence[Answer]], Figure]] = {
    "leave-one-out abstention": lambda answers: left_one_out(answers, Verdict.NOT_ENOUGH_EVIDENCE),
    "leave-one-out, called supported": lambda answers: left_one_out(answers, Verdict.SUPPORTED),
    "statement among the candidates": retrieval_hits,
    "ECE of the confidence, 10 bins": calibration_error,
}
"""What can be said of the service alone."""


def _called_supported(judged: Iterable[Judged]) -> Share:
    return Share.counted(one.verdict is Verdict.SUPPORTED for one in judged)


def _f1(judged: Sequence[Judged], verdict: Verdict) -> float:
    expected = [one.case.verdict is verdict for one in judged]
    given = [one.verdict is verdict for one in judged]
    both = sum(e and g for e, g in zip(expected, given, strict=True))
    return 2 * both / (sum(expected) + sum(given))

"""Figures of merit of the stances taken on labelled pairs."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence

from app.domain.evidence import Stance
from benchmarks.quality.figures import Figure, Share, expected_calibration_error
from benchmarks.quality.pairs.ways import Said
from training.rows import Row

Read = Sequence[tuple[Row, Said]]
"""Rows with the stances taken on them."""


def is_right(row: Row, said: Said) -> bool:
    """Say whether the stance is the row's label."""
    return said.stance == row.label


def accuracy(read: Read) -> Share:
    """Return the share of pairs whose stance is right."""
    return Share.counted(is_right(row, said) for row, said in read)


def macro_f1(read: Read) -> float:
    """Return the mean F1 over the stances that are right for some pair."""
    return statistics.fmean(_f1(read, label) for label in {row.label for row, _ in read})


def contradicted_called_supported(read: Read) -> Share:
    """Return the share of the contradicted pairs that were called supported."""
    return _called_supported((row, said) for row, said in read if row.label == Stance.CONTRADICTS)


def wrongly_supported(read: Read) -> Share:
    """Return the share of all pairs that do not support that were called supported."""
    return _called_supported((row, said) for row, said in read if row.label != Stance.SUPPORTS)


def calibration_error(read: Read) -> float:
    """Return the expected calibration error of the confidence in the stance taken."""
    return expected_calibration_error((said.confidence, is_right(row, said)) for row, said in read)


FIGURES: Mapping[str, Callable[[Read], Figure]] = {
    "accuracy": accuracy,
    "contradicted, called supported": contradicted_called_supported,
    "not supported, called supported": wrongly_supported,
    "macro-F1": macro_f1,
    "ECE of the confidence, 10 bins": calibration_error,
}


def _called_supported(read: Iterable[tuple[Row, Said]]) -> Share:
    return Share.counted(said.stance is Stance.SUPPORTS for _, said in read)


def _f1(read: Read, label: str) -> float:
    expected = [row.label == label for row, _ in read]
    given = [said.stance == label for _, said in read]
    both = sum(e and g for e, g in zip(expected, given, strict=True))
    return 2 * both / (sum(expected) + sum(given))

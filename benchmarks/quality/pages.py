"""The page with the figures: two halves, each renewed and held by itself."""

import sys
from enum import StrEnum
from pathlib import Path

from benchmarks.quality.renewal import moved_figures

BREAK = "\n# Labelled pairs\n"
"""Where the second half begins."""


class Half(StrEnum):
    """A half of the page, named by the command that renews it."""

    SUITE = "make quality"
    PAIRS = "python -m benchmarks.quality --dev FILE"


def renew(path: Path, half: Half, text: str, *, is_check: bool) -> None:
    """Write one half of the page and leave the other; with `is_check` exit with what has moved instead."""
    if is_check:
        _hold(path, half, text)
        return
    halves = {**_halves(path), half: text}
    path.write_text("\n".join(halves[one].strip("\n") + "\n" for one in Half if halves.get(one)), encoding="utf-8")
    print(f"\nWrote {path}")


def _hold(path: Path, half: Half, text: str) -> None:
    kept = _halves(path).get(half)
    if not kept:
        sys.exit(f"{path} does not hold these figures yet; write them with: {half}")
    moved = moved_figures(kept, text)
    if moved:
        sys.exit("\n".join(("", *moved, f"{path} is out of date; see why, then renew it with: {half}")))
    print(f"\n{path} is up to date")


def _halves(path: Path) -> dict[Half, str]:
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    suite, found, pairs = f"\n{page}".partition(BREAK)
    return {Half.SUITE: suite.strip("\n"), Half.PAIRS: (found + pairs).strip("\n")}

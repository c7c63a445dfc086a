"""Measure the verdicts on the contrastive suite, and write docs/quality.md."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.quality.measuring import PARTS, Measured, measure
from benchmarks.quality.mistakes import WHY_NOT, mistakes
from benchmarks.quality.renewal import moved_figures
from benchmarks.quality.report import page, tables
from benchmarks.quality.suite import DEVELOPMENT, HELD_OUT

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
"""The day the suite was written for; another would move the figures without a change in the service."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, measure, print the tables, and write the page or hold it to what was measured."""
    chosen = _chosen(arguments)
    names = PARTS if chosen.part is None else (chosen.part.replace("_", " "),)
    measured = list(measure(names, suite=chosen.suite, today=chosen.today))
    print("\n\n".join(tables(measured)))
    _show_mistakes(measured, most=chosen.errors)
    if chosen.part is None:
        text = page(measured, today=chosen.today, command=f"python -m benchmarks.quality --today {chosen.today}")
        _hold(chosen.page, text) if chosen.check else _write(chosen.page, text)


def _show_mistakes(measured: Sequence[Measured], *, most: int) -> None:
    for one in measured:
        if most and one.part.name == DEVELOPMENT:
            print("\n## Wrong answers, development part", *mistakes(one.part, one.answers, most=most), sep="\n\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    print(f"\nWrote {path}")


def _hold(path: Path, text: str) -> None:
    if not path.exists():
        sys.exit(f"{path} is not there; write it with: make quality")
    moved = moved_figures(path.read_text(encoding="utf-8"), text)
    if moved:
        sys.exit("\n".join(("", *moved, f"{path} is out of date; see why, then renew it with: make quality")))
    print(f"\n{path} is up to date")


def _chosen(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.errors < 0:
        parser.error("--errors takes the number of wrong answers to show")
    if chosen.errors and chosen.part == _option(HELD_OUT):
        parser.error(WHY_NOT)
    if chosen.check and chosen.part is not None:
        parser.error("--check holds the whole page to what is measured; leave --part away")
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--part", choices=[_option(name) for name in PARTS], help="measure one part, and write no page")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show N wrong answers, development part only"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a figure on the page has moved")
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY, help=f"day of the checks (default {TODAY})")
    parser.add_argument("--suite", type=Path, default=ROOT / "tests" / "quality", help="folder of the suite")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "quality.md", help="file to write")
    return parser


def _option(name: str) -> str:
    return name.replace(" ", "_")


if __name__ == "__main__":
    main()

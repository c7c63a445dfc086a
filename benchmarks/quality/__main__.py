"""Measure the verdicts on the contrastive suite, or the stances on labelled pairs, and write docs/quality.md."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.quality.measuring import PARTS, Measured, measure
from benchmarks.quality.mistakes import WHY_NOT, mistakes
from benchmarks.quality.pages import Half, renew
from benchmarks.quality.pairs.command import measure_pairs
from benchmarks.quality.plots import write_plots
from benchmarks.quality.report import page, suite_plots, tables
from benchmarks.quality.suite import DEVELOPMENT, HELD_OUT

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
"""The day the suite was written for; another would move the figures without a change in the service."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, measure, print the tables, and write the page or hold it to what was measured."""
    chosen = _chosen(arguments)
    if chosen.dev is not None:
        measure_pairs(chosen)
    else:
        _measure_suite(chosen)


def _measure_suite(chosen: argparse.Namespace) -> None:
    names = PARTS if chosen.part is None else (chosen.part.replace("_", " "),)
    measured = list(measure(names, suite=chosen.suite, today=chosen.today))
    print("\n\n".join(tables(measured)))
    _show_mistakes(measured, most=chosen.errors)
    if chosen.part is None:
        text = page(measured, today=chosen.today, command=f"python -m benchmarks.quality --today {chosen.today}")
        renew(chosen.page, Half.SUITE, text, is_check=chosen.check)
        if not chosen.check:
            write_plots(suite_plots(measured), chosen.page.parent / "plots")


def _show_mistakes(measured: Sequence[Measured], *, most: int) -> None:
    for one in measured:
        if most and one.part.name == DEVELOPMENT:
            print("\n## Wrong answers, development part", *mistakes(one.part, one.answers, most=most), sep="\n\n")


def _chosen(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.errors < 0:
        parser.error("--errors takes the number of wrong answers to show")
    if chosen.errors and chosen.part == _option(HELD_OUT):
        parser.error(WHY_NOT)
    if chosen.check and any((chosen.part, chosen.tuned, chosen.set, chosen.way)):
        parser.error("--check holds the page to all that is measured; leave away what narrows it")
    if chosen.dev is not None and chosen.part is not None:
        parser.error("--part is of the contrastive suite; leave it or --dev away")
    if chosen.dev is None and any((chosen.tuned, chosen.rows, chosen.set, chosen.way)):
        parser.error("--tuned, --rows, --set and --way narrow labelled pairs; name their file with --dev")
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N wrong answers of what is tuned on")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a figure on the page has moved")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "quality.md", help="file to write")
    suite = parser.add_argument_group("contrastive suite")
    suite.add_argument("--part", choices=[_option(name) for name in PARTS], help="measure one part, and write no page")
    suite.add_argument("--today", type=date.fromisoformat, default=TODAY, help=f"day of the checks (default {TODAY})")
    suite.add_argument("--suite", type=Path, default=ROOT / "tests" / "quality", help="folder of the suite")
    pairs = parser.add_argument_group("labelled pairs (with --tuned, --set, --way or --errors no page is written)")
    pairs.add_argument("--dev", type=Path, metavar="FILE", help="measure these rows (gzipped JSONL) instead")
    pairs.add_argument("--tuned", action="store_true", help="measure the half that is tuned on, not the kept one")
    pairs.add_argument("--rows", type=int, metavar="N", help="read at most N rows of each set, always the same")
    pairs.add_argument("--set", action="append", default=[], metavar="NAME", help="read only this set; may be repeated")
    pairs.add_argument("--way", action="append", default=[], metavar="NAME", help="read only by this way; the same")
    return parser


def _option(name: str) -> str:
    return name.replace(" ", "_")


if __name__ == "__main__":
    main()

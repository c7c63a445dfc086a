"""What `--dev FILE` does: measures labelled pairs, and renews or holds their part of the page."""

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.domain.check import Engine
from app.services.toolbox import Toolbox
from benchmarks.quality.pages import Half, renew
from benchmarks.quality.pairs.measuring import Reading, at_most, measure, own_ways, simpler_ways
from benchmarks.quality.pairs.mistakes import mistakes
from benchmarks.quality.pairs.report import pair_plots, public_part, tables
from benchmarks.quality.pairs.ways import Way
from benchmarks.quality.plots import write_plots
from benchmarks.quality.stores import toolbox_over
from training.rows import Row, halves, read_rows


def measure_pairs(chosen: Namespace) -> None:
    """Measure the half that is asked for, print its tables, and renew or hold the page if they are whole."""
    tuned, kept = halves(read_rows(chosen.dev))
    with toolbox_over(()) as toolbox:
        readings = list(measure(_asked(chosen, tuned, kept), _ways(chosen, tuned, toolbox)))
        print("\n\n".join(tables(readings)))
        if chosen.errors:
            print("", *mistakes(readings[-1].read, most=chosen.errors), sep="\n\n")
        if _is_whole(chosen):
            _renew(chosen, readings, toolbox.verifier.engine)


def _ways(chosen: Namespace, tuned: Sequence[Row], toolbox: Toolbox) -> Mapping[str, Way]:
    """Return the ways asked for; those that learn from the tuned half cannot be measured on it."""
    ways = own_ways(toolbox.verifier)
    if not _shows_tuned(chosen) and not set(chosen.way) & set(ways):
        ways = {**simpler_ways(tuned, embedder=toolbox.embedder), **ways}
    unknown = [name for name in chosen.way if name not in ways]
    if unknown:
        sys.exit(f"no way to read these rows is called {', '.join(unknown)}; there are: {', '.join(ways)}")
    return {name: way for name, way in ways.items() if not chosen.way or name in chosen.way}


def _asked(chosen: Namespace, tuned: Sequence[Row], kept: Sequence[Row]) -> Sequence[Row]:
    """Return the rows to read: those of the kept half are only counted, never shown."""
    rows = tuned if _shows_tuned(chosen) else kept
    rows = [row for row in rows if not chosen.set or row.set in chosen.set]
    if not rows:
        sys.exit(f"no row to read in {chosen.dev}" + (f" of {', '.join(chosen.set)}" if chosen.set else ""))
    return at_most(rows, chosen.rows) if chosen.rows else rows


def _shows_tuned(chosen: Namespace) -> bool:
    return bool(chosen.tuned or chosen.errors)


def _is_whole(chosen: Namespace) -> bool:
    return not (_shows_tuned(chosen) or chosen.set or chosen.way)


def _renew(chosen: Namespace, readings: Sequence[Reading], engine: Engine) -> None:
    command = f"python -m benchmarks.quality --dev {Path(chosen.dev).name}"
    command += f" --rows {chosen.rows}" if chosen.rows else ""
    part = public_part(readings, engine=engine, command=command)
    renew(chosen.page, Half.PAIRS, part, is_check=chosen.check)
    if not chosen.check:
        write_plots(pair_plots(readings), chosen.page.parent / "plots")

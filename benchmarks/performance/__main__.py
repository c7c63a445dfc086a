"""Measure the service as its store grows and under load, and write docs/performance.md."""

import argparse
import os
from pathlib import Path

from benchmarks.performance.measuring import (
    measure_load,
    measure_size,
    measure_starts,
    statements_imported_in_a_second,
)
from benchmarks.performance.report import Measured, write_page
from benchmarks.performance.stores import Stores

SIZES = (1_000, 10_000, 100_000)
PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
STORES = Path(__file__).parents[2] / "build" / "performance"


def _arguments() -> argparse.Namespace:
    cores = os.cpu_count() or 1
    parser = argparse.ArgumentParser(prog="python -m benchmarks.performance", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="statements in each store")
    parser.add_argument("--checks", type=int, default=300, help="checks timed in each store")
    parser.add_argument("--load-size", type=int, default=100_000, help="statements in the store put under load")
    parser.add_argument("--clients", type=int, default=16, help="clients that ask at once")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long they ask")
    parser.add_argument("--workers", type=int, nargs="+", default=sorted({1, cores}), help="numbers of workers")
    parser.add_argument("--embedded", type=int, default=100_000, help="statements of a store embedded by the model")
    parser.add_argument("--peers-up-to", type=int, default=1_000_000, help="largest store on which peers are timed")
    parser.add_argument("--stores", type=Path, default=STORES, help="folder that keeps the built stores")
    parser.add_argument("--threads", type=int, default=cores, help="threads that build a store")
    parser.add_argument("--page", type=Path, default=PAGE, help="file to write; plots go beside it")
    return parser.parse_args()


def main() -> None:
    """Read the command line, measure, and write the page."""
    chosen = _arguments()
    stores = Stores(chosen.stores, threads=chosen.threads, embedded=chosen.embedded)
    sizes = [
        measure_size(
            size, checks=chosen.checks, stores=stores, workers=chosen.workers, largest_for_peers=chosen.peers_up_to
        )
        for size in chosen.sizes
    ]
    loads = [
        measure_load(chosen.load_size, stores=stores, workers=workers, clients=chosen.clients, seconds=chosen.seconds)
        for workers in chosen.workers
    ]
    sizes_told = " ".join(map(str, chosen.sizes))
    options = f"--checks {chosen.checks} --seconds {chosen.seconds:g} --peers-up-to {chosen.peers_up_to}"
    measured = Measured(
        sizes=sizes,
        loads=loads,
        starts=measure_starts(),
        imported_in_a_second=statements_imported_in_a_second(),
        embedded=chosen.embedded,
        command=f"python -m benchmarks.performance --sizes {sizes_told} {options}",
    )
    write_page(measured, chosen.page)
    print(f"Wrote {chosen.page}")


if __name__ == "__main__":
    main()

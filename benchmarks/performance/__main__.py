"""Measure the time of one check over HTTP as the store grows, and write docs/performance.md."""

import argparse
import os
import random
import socket
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from benchmarks.performance.report import HEADING, Row, line, page
from benchmarks.performance.service import Service, running_service
from benchmarks.performance.statements import Invented
from benchmarks.performance.stores import id_at, invented, store_of
from benchmarks.performance.timing import Times, time_each

SIZES = (1_000, 10_000, 100_000)
PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
STORES = Path(__file__).parents[2] / "build" / "performance"
WARM_UP = 20
SCANNED = 50
"""Claims on which the full scan is timed: it is slow, and its time hardly varies."""

FOUND_AMONG = 20
ASKED_SEED = 2


def measure(size: int, *, checks: int, stores: Path, threads: int) -> Row:
    """Time checks against a store of `size` statements, and the scan beside them."""
    url = store_of(size, folder=stores, threads=threads)
    made = invented(size)
    asked = random.Random(ASKED_SEED).sample(range(size), checks + WARM_UP)  # noqa: S311 - repeatable, not secret
    claims = [made[at].claim for at in asked]
    with running_service(url, port=_free_port()) as service:
        time_each(service.check, claims[:WARM_UP])
        check = time_each(service.check, claims[WARM_UP:])
        megabytes = service.resident_megabytes()
        found = _share_found(service, {id_at(at): made[at] for at in asked})
    scan = _scan([one.text for one in made], claims[WARM_UP : WARM_UP + SCANNED])
    return Row(statements=size, check=check, scan=scan, found=found, megabytes=megabytes)


def _share_found(service: Service, asked: dict[str, Invented]) -> float:
    found = [id_ in service.search(one.claim, limit=FOUND_AMONG) for id_, one in asked.items()]
    return sum(found) / len(found)


def _scan(texts: Sequence[str], claims: Sequence[str]) -> Times:
    """Compare each claim with every statement, prepared beforehand: what a store without an index would do."""
    prepared = [utils.default_process(text) for text in texts]

    def scan(claim: str) -> object:
        return process.extract(
            utils.default_process(claim), prepared, scorer=fuzz.token_set_ratio, processor=None, limit=FOUND_AMONG
        )

    return time_each(scan, claims)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.performance", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="statements in each store")
    parser.add_argument("--checks", type=int, default=200, help="checks timed in each store")
    parser.add_argument("--stores", type=Path, default=STORES, help="folder that keeps the built stores")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="threads that build a store")
    parser.add_argument("--page", type=Path, default=PAGE, help="file to write")
    return parser.parse_args()


def main() -> None:
    """Read the command line, measure, print each line as it is done, and write the page."""
    chosen = _arguments()
    rows = []
    print(*HEADING, sep="\n", flush=True)
    for size in chosen.sizes:
        rows.append(measure(size, checks=chosen.checks, stores=chosen.stores, threads=chosen.threads))
        print(line(rows[-1]), flush=True)
    sizes = " ".join(map(str, chosen.sizes))
    command = f"python -m benchmarks.performance --sizes {sizes} --checks {chosen.checks}"
    chosen.page.write_text(page(rows, command=command, found_among=FOUND_AMONG), encoding="utf-8")
    print(f"Wrote {chosen.page}")


if __name__ == "__main__":
    main()

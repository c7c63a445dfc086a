"""Measure replicas on the packaged PostgreSQL, and write docs/replicas.md."""

import argparse
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.main import open_toolbox
from app.settings import Settings
from benchmarks.postgres import PostgresServer, running_postgres
from benchmarks.quality.stores import fill
from benchmarks.quality.suite import DEVELOPMENT, HELD_OUT, Part, read_part
from benchmarks.replicas.report import Measured, page
from benchmarks.replicas.running import Ended, end_under_load, found_by_the_next_request, replicas_on
from benchmarks.replicas.sameness import differing, said_on
from benchmarks.replicas.sizes import Sizes, measure_sizes

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "replicas.md"
SUITE = ROOT / "tests" / "quality"
ROUNDS = 50


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replicas", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=(10_000, 50_000), help="statements in each store")
    parser.add_argument("--clients", type=int, default=8, help="clients that ask while a replica ends")
    parser.add_argument("--checks", type=int, default=1_000, help="checks they ask for, half of them before the end")
    parser.add_argument("--every", type=int, default=1, help="ask every so-manieth claim of the suite")
    parser.add_argument("--page", type=Path, default=PAGE, help="file to write")
    return parser.parse_args()


def main() -> None:
    """Read the command line, measure, and write the page."""
    chosen = _arguments()
    today = datetime.now(UTC).date()
    wholes = [read_part(SUITE, name, today=today) for name in (DEVELOPMENT, HELD_OUT)]
    parts = [Part(whole.name, whole.stored, whole.cases[:: chosen.every]) for whole in wholes]
    claims = [case.text for case in parts[0].cases]
    with running_postgres(is_durable=True) as postgres:
        differences = [text for part in parts for text in _differing(part, postgres)]
        found, killed = _ended(parts[0], claims, postgres, signal.SIGKILL, chosen)
        _, stopped = _ended(parts[0], claims, postgres, signal.SIGTERM, chosen)
        sizes = [_sizes(size, postgres) for size in chosen.sizes]
    told = f"--sizes {' '.join(map(str, chosen.sizes))} --clients {chosen.clients} --checks {chosen.checks}"
    measured = Measured(
        claims=sum(len(part.cases) for part in parts),
        differing=differences,
        found=found,
        rounds=ROUNDS,
        clients=chosen.clients,
        killed=killed,
        stopped=stopped,
        sizes=sizes,
        command=f"python -m benchmarks.replicas {told} --every {chosen.every}",
    )
    chosen.page.write_text(page(measured), encoding="utf-8")
    print(f"Wrote {chosen.page}")


def _differing(part: Part, postgres: PostgresServer) -> list[str]:
    _say(f"Asking the {len(part.cases)} claims of the {part.name} part in six ways ...")
    said = said_on(part, postgres_url=postgres.url(postgres.make_migrated()))
    return [part.cases[at].text for at in differing(said)]


def _ended(
    part: Part, claims: Sequence[str], postgres: PostgresServer, how: signal.Signals, chosen: argparse.Namespace
) -> tuple[int, Ended]:
    _say(f"Ending a replica by {how.name} under load ...")
    url = postgres.url(postgres.make_migrated())
    with open_toolbox(Settings(database_url=url, seed=False)) as toolbox:
        fill(toolbox, part.stored)
    with replicas_on(url) as replicas:
        found = found_by_the_next_request(replicas, rounds=ROUNDS)
        return found, end_under_load(replicas, claims, how=how, clients=chosen.clients, checks=chosen.checks)


def _sizes(statements: int, postgres: PostgresServer) -> Sizes:
    _say(f"Filling a store with {statements:,} statements ...")
    name = postgres.make_migrated()
    try:
        return measure_sizes(postgres.url(name), statements=statements)
    finally:
        postgres.drop(name)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

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
from benchmarks.quality.suite import DEVELOPMENT, read_part
from benchmarks.replicas.adding import Row, measure_replicas
from benchmarks.replicas.report import Measured, page
from benchmarks.replicas.running import Ended, end_under_load, found_by_the_next_request, proxy_name, replicas_on
from benchmarks.replicas.sizes import Sizes, measure_sizes

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "replicas.md"
SUITE = ROOT / "tests" / "quality"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replicas", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=(10_000, 50_000), help="statements in each store")
    parser.add_argument("--rounds", type=int, default=50, help="statements written through one, sought by another")
    parser.add_argument("--clients", type=int, default=8, help="clients that ask while a replica ends")
    parser.add_argument("--checks", type=int, default=1_000, help="checks they ask for, half of them before the end")
    parser.add_argument("--replicas", type=int, nargs="+", default=(1, 2), help="numbers of replicas put under load")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long each number is under load")
    parser.add_argument("--page", type=Path, default=PAGE, help="file to write")
    return parser.parse_args()


def main() -> None:
    """Read the command line, measure, and write the page."""
    chosen = _arguments()
    today = datetime.now(UTC).date()
    part = read_part(SUITE, DEVELOPMENT, today=today)
    claims = [case.text for case in part.cases]
    with running_postgres(is_durable=True) as postgres:
        url = postgres.url(postgres.make_migrated())
        with open_toolbox(Settings(database_url=url, seed=False)) as toolbox:
            fill(toolbox, part.stored)
        found, killed = _ended(url, claims, signal.SIGKILL, chosen, rounds=chosen.rounds)
        _, stopped = _ended(url, claims, signal.SIGTERM, chosen)
        adding = [_added(number, url, claims, postgres, chosen) for number in chosen.replicas]
        sizes = [_sizes(size, postgres) for size in chosen.sizes]
    told = f"--sizes{''.join(f' {size}' for size in chosen.sizes)} --clients {chosen.clients} --checks {chosen.checks}"
    told += f" --rounds {chosen.rounds} --seconds {chosen.seconds:g}"
    reading = Settings().reading
    measured = Measured(
        statements=len(part.stored),
        adding=adding,
        reading=reading,
        proxy=proxy_name(),
        found=found,
        rounds=chosen.rounds,
        clients=chosen.clients,
        killed=killed,
        stopped=stopped,
        sizes=sizes,
        command=f"CLAIMCHECK_READING={reading} python -m benchmarks.replicas {told}",
    )
    chosen.page.write_text(page(measured), encoding="utf-8")
    print(f"Wrote {chosen.page}")


def _ended(
    url: str, claims: Sequence[str], how: signal.Signals, chosen: argparse.Namespace, *, rounds: int = 0
) -> tuple[int, Ended]:
    _say(f"Ending a replica by {how.name} under load ...")
    with replicas_on(url) as replicas:
        found = found_by_the_next_request(replicas, rounds=rounds)
        ended = end_under_load(replicas, claims, how=how, clients=chosen.clients, checks=chosen.checks)
    _say(f"Found {found} of {rounds}. Answered {ended.before} before and {ended.after} after.")
    _say(f"Failed {len(ended.errors)}, in flight {ended.in_flight}, beyond these {ended.failed_beyond}.")
    return found, ended


def _added(number: int, url: str, claims: Sequence[str], postgres: PostgresServer, chosen: argparse.Namespace) -> Row:
    _say(f"Putting {number} replicas under load ...")
    with replicas_on(url, number=number) as replicas:
        return measure_replicas(
            replicas, claims, postgres=postgres, url=url, clients=chosen.clients, seconds=chosen.seconds
        )


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

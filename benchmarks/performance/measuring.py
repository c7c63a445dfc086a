"""What is measured: one client against each store, peers beside it, many clients, batches, start-up, import."""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from app.domain.claim import Claim
from app.domain.evidence import Candidate
from app.domain.ports import Verifier
from app.domain.source import Source
from app.domain.statement import Statement
from app.main import SystemClock, open_toolbox
from app.settings import Settings
from benchmarks.performance.load import Batch, Load, put_under_load, send_batch
from benchmarks.performance.peers import Find, peers_over
from benchmarks.performance.service import Service, free_port, running_service
from benchmarks.performance.statements import Invented
from benchmarks.performance.stores import Stores, id_at, invented, pairs_of
from benchmarks.performance.timing import Times, time_each

WARM_UP = 50
PEER_CLAIMS = 20
"""Claims on which peers are timed: a full scan of a million takes seconds, and its time hardly varies."""

FOUND_AMONG = 20
ASKED_SEED = 2
BATCH = 1_000
IMPORTED = 3_000
STARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRow:
    """Another way to find, with the same verifier: milliseconds of finding and judging, and what was found."""

    times: Times
    found: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeRow:
    """One store asked by one client."""

    statements: int
    times: Times
    found: float
    megabytes: Mapping[int, tuple[float | None, float | None]]  # resident and parted memory by number of workers
    disk_bytes: int
    peers: Mapping[str, PeerRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """One store asked by many clients, and one batch."""

    statements: int
    workers: int
    clients: int
    load: Load
    batch: Batch


def measure_size(size: int, *, checks: int, stores: Stores, workers: Sequence[int], largest_for_peers: int) -> SizeRow:
    """Time checks of one client against one worker, then peers, and look what more workers hold."""
    path = stores.path_of(size)
    disk_bytes = path.stat().st_size  # before checks are kept in it
    made = invented(size)
    asked = random.Random(ASKED_SEED).sample(range(size), checks + WARM_UP)  # noqa: S311 - repeatable, not secret
    claims = {made[at].claim: id_at(at) for at in asked}
    with running_service(f"sqlite:///{path}", port=free_port()) as service, service.caller() as caller:
        time_each(caller.check, list(claims)[:WARM_UP])
        times = time_each(caller.check, list(claims)[WARM_UP:])
        megabytes = {1: _held(service)}
        found = statistics.mean(id_ in caller.search(claim, limit=FOUND_AMONG) for claim, id_ in claims.items())
    print(f"{size:,} statements: p50 {times.p50:.1f} ms, p99 {times.p99:.1f} ms", file=sys.stderr, flush=True)
    more = {number: _held_by_workers(path, number, list(claims)) for number in workers if number > 1}
    return SizeRow(
        statements=size,
        times=times,
        found=found,
        megabytes=megabytes | more,
        disk_bytes=disk_bytes,
        peers=_measure_peers(path, made, asked[-PEER_CLAIMS:]) if size <= largest_for_peers else {},
    )


def measure_load(size: int, *, stores: Stores, workers: int, clients: int, seconds: float) -> LoadRow:
    """Let clients check for some seconds, then send one batch."""
    url = f"sqlite:///{stores.path_of(size)}"
    claims = [one.claim for one in invented(size)]
    random.Random(ASKED_SEED).shuffle(claims)  # noqa: S311 - repeatable, not secret
    with running_service(url, port=free_port(), options=_options(workers)) as service:
        put_under_load(service, claims[:500], clients=clients, seconds=3)
        batch = send_batch(service, claims[500 : 500 + BATCH])
        load = put_under_load(service, claims[::-1], clients=clients, seconds=seconds)
    return LoadRow(statements=size, workers=workers, clients=clients, load=load, batch=batch)


@dataclass(frozen=True, slots=True)
class Start:
    """Median time from starting the service until it says that it is ready, and what of the processor it took."""

    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Starts:
    """Starts on an empty folder, which make, migrate and seed the store, and on the store that is there then."""

    first: Start
    later: Start


def measure_starts() -> Starts:
    """Start the service several times, on a new store and on that of the time before.

    Its modules are compiled once before, as they are in the image.
    """
    with tempfile.TemporaryDirectory() as folder:
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        _started(f"sqlite:///{folder}/compiling.db", compiled)
        urls = [f"sqlite:///{folder}/{number}.db" for number in range(STARTS)]
        first = [_started(url, compiled) for url in urls]
        return Starts(first=_median(first), later=_median([_started(url, compiled) for url in urls]))


def _median(started: Sequence[Service]) -> Start:
    return Start(
        statistics.median(one.seconds_to_ready for one in started),
        statistics.median(one.cpu_seconds_to_ready for one in started),
    )


def statements_imported_in_a_second() -> float:
    """Return how fast `claimcheck import` takes in statements, embedding included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sources.jsonl"
        path.write_text("\n".join(_jsonl(IMPORTED)), encoding="utf-8")
        url = f"sqlite:///{folder}/imported.db"
        command = [str(Path(sys.executable).with_name("claimcheck")), "import", str(path), "--database-url", url]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - ours
        return IMPORTED / (time.perf_counter() - start)


def _options(workers: int) -> tuple[str, ...]:
    return ("--no-seed", "--workers", str(workers))


def _started(url: str, environment: Mapping[str, str]) -> Service:
    with running_service(url, port=free_port(), options=(), environment=environment) as service:
        return service


def _jsonl(count: int) -> list[str]:
    lines: dict[str, dict[str, object]] = {}
    for statement, source in islice(pairs_of(invented(count)), count):
        about = {name: value for name, value in asdict(source).items() if name in ("title", "publisher", "kind")}
        line = lines.setdefault(source.id, {"source": about, "statements": []})
        said = {"text": statement.text} | ({"context": statement.context} if statement.context else {})
        told = line["statements"]
        assert isinstance(told, list)  # noqa: S101 - made so above
        told.append(said)
    return [json.dumps(line) for line in lines.values()]


def _held(service: Service) -> tuple[float | None, float | None]:
    return service.megabytes("Rss"), service.megabytes("Pss")


def _held_by_workers(path: Path, workers: int, claims: Sequence[str]) -> tuple[float | None, float | None]:
    with running_service(f"sqlite:///{path}", port=free_port(), options=_options(workers)) as service:
        put_under_load(service, claims, clients=8 * workers, seconds=8)
        return _held(service)


def _measure_peers(path: Path, made: Sequence[Invented], asked: Sequence[int]) -> dict[str, PeerRow]:
    kept = list(pairs_of(made))
    claims = {made[at].claim: at for at in asked}
    with open_toolbox(Settings(database_url=f"sqlite:///{path}", seed=False)) as toolbox:
        ways = peers_over([one.text for one in made], limit=FOUND_AMONG)
        return {name: _peer_row(find, claims, kept, toolbox.verifier) for name, find in ways.items()}


def _peer_row(
    find: Find, claims: Mapping[str, int], kept: Sequence[tuple[Statement, Source]], verifier: Verifier
) -> PeerRow:
    found = []

    def check(claim: str) -> object:
        places = find(claim)
        found.append(claims[claim] in places)
        nearest = [Candidate(*kept[at], score=1.0) for at in places][: verifier.most_statements]
        return verifier.judge(Claim(text=claim, as_of=SystemClock().today()), nearest)

    check(next(iter(claims)))
    times = time_each(check, list(claims))
    return PeerRow(times=times, found=statistics.mean(found[1:]))

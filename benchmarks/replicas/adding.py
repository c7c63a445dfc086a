"""What a replica adds: checks a second, and what each check takes of the processor, of memory and of connections."""

import http.client
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles

from benchmarks.performance.service import PATIENCE, AnswerError, Caller
from benchmarks.postgres import PostgresServer
from benchmarks.replicas.running import Replicas

WARM_UP = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Some replicas under load; seconds on the processor are those of all checks together."""

    replicas: int
    checks: int
    errors: int
    seconds: float
    p50: float
    p99: float
    cpu_in_replicas: float
    cpu_in_postgres: float
    megabytes: float | None
    connections: int

    @property
    def rate(self) -> float:
        """Return checks in a second."""
        return self.checks / self.seconds


def measure_replicas(
    replicas: Replicas, claims: Sequence[str], *, postgres: PostgresServer, url: str, clients: int, seconds: float
) -> Row:
    """Let clients check through the proxy for some seconds, after a warm-up."""
    _asked(replicas.proxy.port, claims[: WARM_UP * clients], clients=clients, until=time.monotonic() + seconds / 3)
    before, in_postgres, start = _cpu(replicas), postgres.cpu_seconds(), time.monotonic()
    took, errors = _asked(replicas.proxy.port, claims, clients=clients, until=start + seconds)
    elapsed = time.monotonic() - start
    hundredths = quantiles(took, n=100, method="inclusive")
    held = [service.megabytes("Pss") for service in replicas.services]
    return Row(
        replicas=len(replicas.services),
        checks=len(took),
        errors=errors,
        seconds=elapsed,
        p50=hundredths[49],
        p99=hundredths[98],
        cpu_in_replicas=_cpu(replicas) - before,
        cpu_in_postgres=postgres.cpu_seconds() - in_postgres,
        megabytes=None if None in held else sum(one or 0.0 for one in held) / len(held),
        connections=postgres.connections(url),
    )


def _cpu(replicas: Replicas) -> float:
    return sum(service.cpu_seconds() for service in replicas.services)


def _asked(port: int, claims: Sequence[str], *, clients: int, until: float) -> tuple[list[float], int]:
    """Ask until a moment; return the milliseconds that each answer took, and the number of errors."""
    took: list[float] = []
    errors: list[str] = []

    def ask_on(client: int) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            for claim in cycle(claims[client::clients]):
                start = time.monotonic()
                if start >= until:
                    return
                try:
                    Caller(connection).check(claim)
                except (OSError, http.client.HTTPException, AnswerError) as error:
                    errors.append(str(error))
                else:
                    took.append((time.monotonic() - start) * 1_000)

    threads = [threading.Thread(target=ask_on, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, len(errors)

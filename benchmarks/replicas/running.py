"""Two replicas on one PostgreSQL behind a proxy: what is written is found, and who ends is not missed."""

import http.client
import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from benchmarks.performance.service import PATIENCE, AnswerError, Caller, Service, free_port, running_service
from benchmarks.replicas.haproxy import HaProxy, running_haproxy
from benchmarks.replicas.proxy import Lost, Proxy, running_proxy

DRAIN_SECONDS = 5.0
"""How long a replica that is told to stop answers on, as in compose.yaml: its proxy asks for readiness every second."""


TOLD_WITHIN = 1.0
"""Seconds after which the proxy's log has told what became of a request."""


@dataclass(frozen=True, slots=True)
class Replicas:
    """Running replicas and the proxy before them."""

    services: Sequence[Service]
    proxy: Proxy | HaProxy


@dataclass(slots=True)
class Ended:
    """What clients met while one replica ended: `before` and `after` count answers around its end."""

    port: int
    ended_at: float = 0.0
    answered_at: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lost: Sequence[Lost] = ()

    @property
    def before(self) -> int:
        """Return how many checks were answered before the replica was gone."""
        return sum(at <= self.ended_at for at in self.answered_at)

    @property
    def after(self) -> int:
        """Return how many checks were answered afterwards."""
        return len(self.answered_at) - self.before

    @property
    def in_flight(self) -> int:
        """Return how many requests the replica had been given and had not answered when it was gone."""
        return sum(lost.port == self.port and lost.given_at <= self.ended_at for lost in self.lost)

    @property
    def failed_beyond(self) -> int:
        """Return how many requests failed that were not in flight in the replica."""
        return len(self.errors) - self.in_flight


@contextmanager
def replicas_on(database_url: str, *, number: int = 2) -> Iterator[Replicas]:
    """Start replicas on one database, and before them HAProxy, or a proxy of our own where it is not installed."""
    environment = {"CLAIMCHECK_DRAIN_SECONDS": str(DRAIN_SECONDS), "CLAIMCHECK_THREADS": "1"}
    with ExitStack() as opened:
        services = [
            opened.enter_context(running_service(database_url, port=free_port(), environment=environment))
            for _ in range(number)
        ]
        ports = [service.port for service in services]
        yield Replicas(services, opened.enter_context(_proxy_before(ports)))


def _proxy_before(ports: Sequence[int]) -> AbstractContextManager[Proxy | HaProxy]:
    return running_haproxy(ports) if shutil.which("haproxy") else running_proxy(ports)


def proxy_name() -> str:
    """Return which proxy stands before the replicas."""
    return "HAProxy as compose.yaml configures it" if shutil.which("haproxy") else "a small proxy that does the same"


def found_by_the_next_request(replicas: Replicas, *, rounds: int) -> int:
    """Write statements through one replica and look for each through the next one; return how many were found."""
    found = 0
    for at in range(rounds):
        writer, reader = (replicas.services[(at + step) % len(replicas.services)] for step in (0, 1))
        words = f"The Velm lighthouse number {at} was painted in shade {at * 7 + 1}"
        written = _written_through(writer, f"{words}.")
        with reader.caller() as caller:
            found += written in caller.search(words, limit=3)
    return found


def end_under_load(
    replicas: Replicas, claims: Sequence[str], *, how: signal.Signals, clients: int, checks: int
) -> Ended:
    """Let clients check claims through the proxy, and end the first replica after half of `checks`.

    Each request has a connection of its own: on one that was kept, HAProxy tells of a lost request by closing it alone.
    """
    met = Ended(replicas.services[0].port)
    half, whole = threading.Event(), threading.Event()
    deadline = time.monotonic() + 2 * PATIENCE

    def ask_on(client: int) -> None:
        own = cycle(claims[client::clients])
        while not whole.is_set() and time.monotonic() < deadline:
            with closing(http.client.HTTPConnection("127.0.0.1", replicas.proxy.port, timeout=PATIENCE)) as connection:
                _ask(Caller(connection), next(own), met)
                if len(met.answered_at) >= checks // 2:
                    half.set()
                if met.ended_at and met.after >= checks // 2:
                    whole.set()

    threads = [threading.Thread(target=ask_on, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    half.wait(PATIENCE)
    os.kill(replicas.services[0].pid, how)
    met.ended_at = _gone_at(replicas.services[0].pid)
    for thread in threads:
        thread.join()
    time.sleep(TOLD_WITHIN)
    met.lost = tuple(replicas.proxy.lost)
    return met


def _ask(caller: Caller, claim: str, met: Ended) -> None:
    try:
        caller.check(claim)
    except (OSError, http.client.HTTPException, AnswerError) as error:
        met.errors.append(str(error))
    else:
        met.answered_at.append(time.monotonic())


def _gone_at(pid: int) -> float:
    """Return when a child of ours is gone; it stays for its parent to wait for."""
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    return time.monotonic()


def _written_through(service: Service, text: str) -> str:
    source = _post(service, "/v1/sources", {"title": "Harbour log", "publisher": "Port of Velm", "kind": "primary"})
    return str(_post(service, f"/v1/sources/{source['id']}/statements", {"text": text})["id"])


def _post(service: Service, path: str, body: dict[str, Any]) -> dict[str, Any]:
    with closing(http.client.HTTPConnection("127.0.0.1", service.port, timeout=PATIENCE)) as connection:
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        text = response.read()
    if response.status >= http.client.BAD_REQUEST:
        raise AnswerError(f"{response.status}: {text.decode()}")
    return dict(json.loads(text))

"""A small proxy before replicas, which does what a real one does: asks who is ready, and turns from who is not there.

A request goes to the next ready replica. One that cannot be reached was sent nothing, so another is asked; one that was
sent the request and does not answer may have done it, so the caller is told (502).
"""

import http.client
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle

ASKED_EVERY = 0.1
"""Seconds between two questions for readiness."""

PATIENCE = 60.0


class NoReplicaError(Exception):
    """No replica can be reached."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A request that a replica took and did not answer; `given_at` is when the proxy turned to it (monotonic clock)."""

    port: int
    given_at: float


@dataclass(slots=True)
class Proxy:
    """What handlers share; `port` is where it listens."""

    replicas: Sequence[int]
    port: int = 0
    ready: set[int] = field(default_factory=set)
    lost: list[Lost] = field(default_factory=list)
    answered: dict[int, int] = field(default_factory=dict)
    unreachable: int = 0
    ended: threading.Event = field(default_factory=threading.Event)
    _turns: Iterator[int] = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._turns = cycle(self.replicas)

    def forward(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, bytes]:
        """Return the status and the body of the first reachable replica's answer."""
        for port in self._candidates():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            given_at = time.monotonic()
            with closing(connection):
                try:
                    connection.connect()
                except OSError:
                    self.ready.discard(port)
                    continue
                return self._sent(connection, given_at, method, path, body, kind)
        with self._lock:
            self.unreachable += 1
        raise NoReplicaError

    def watch(self) -> None:
        """Ask the replicas whether they are ready until told to end."""
        while not self.ended.wait(ASKED_EVERY):
            for port in self.replicas:
                (self.ready.add if is_ready(port) else self.ready.discard)(port)

    def _candidates(self) -> list[int]:
        with self._lock:
            following = [next(self._turns) for _ in self.replicas]
            next(self._turns)
        return sorted(following, key=lambda port: port not in self.ready)

    def _sent(
        self, connection: http.client.HTTPConnection, given_at: float, method: str, path: str, body: bytes, kind: str
    ) -> tuple[int, bytes]:
        port = connection.port
        try:
            connection.request(method, path, body or None, {"Content-Type": kind} if body else {})
            response = connection.getresponse()
            answer = response.status, response.read()
        except (OSError, http.client.HTTPException):
            self.ready.discard(port)
            with self._lock:
                self.lost.append(Lost(port, given_at))
            return http.client.BAD_GATEWAY, b"{}"
        with self._lock:
            self.answered[port] = self.answered.get(port, 0) + 1
        return answer


def is_ready(port: int) -> bool:
    """Say whether a replica says that it is ready."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False


@contextmanager
def running_proxy(replicas: Sequence[int]) -> Iterator[Proxy]:
    """Serve a proxy before replicas on loopback; it ends with the block."""
    proxy = Proxy(replicas, ready=set(replicas))
    with _Listener(("127.0.0.1", 0), _handler(proxy)) as server:
        proxy.port = server.server_address[1]
        threads = [threading.Thread(target=server.serve_forever), threading.Thread(target=proxy.watch)]
        for thread in threads:
            thread.start()
        try:
            yield proxy
        finally:
            proxy.ended.set()
            server.shutdown()
            for thread in threads:
                thread.join()


class _Listener(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


def _handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._forward()

        def do_POST(self) -> None:
            self._forward()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
            """Keep quiet."""

        def _forward(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            kind = self.headers.get("Content-Type", "application/json")
            try:
                status, answer = proxy.forward(self.command, self.path, body, kind)
            except NoReplicaError:
                status, answer = http.client.SERVICE_UNAVAILABLE, b"{}"
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    return Handler

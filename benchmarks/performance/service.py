"""The real service in processes of its own, on loopback."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

PATIENCE = 300.0
"""Seconds within which the service must be ready, and within which it must answer."""

NDJSON = "application/x-ndjson"


class ServiceNotReadyError(Exception):
    """The service ended or did not become ready in time."""


class AnswerError(Exception):
    """The service answered something else than success."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Asks a running service over one kept connection."""

    connection: http.client.HTTPConnection

    def check(self, claim: str) -> str:
        """Check a claim and return its verdict."""
        return str(self._ask("POST", "/v1/checks", json.dumps({"claim": claim}))["verdict"])

    def search(self, claim: str, *, limit: int) -> list[str]:
        """Return the ids of the statements that retrieval finds, best first."""
        asked = urlencode({"q": claim, "limit": limit})
        return [item["statement"]["id"] for item in self._ask("GET", f"/v1/statements/search?{asked}")["items"]]

    def batch(self, claims: Sequence[str]) -> list[float]:
        """Check claims sent as NDJSON and return the seconds after which each line of the answer had come."""
        lines = "\n".join(json.dumps({"claim": claim}) for claim in claims)
        start = time.perf_counter()
        self.connection.request("POST", "/v1/checks/batch", lines, {"Content-Type": NDJSON})
        response = self.connection.getresponse()
        arrived = []
        while line := response.readline():
            if json.loads(line)["check"] is None:
                raise AnswerError(line.decode())
            arrived.append(time.perf_counter() - start)
        return arrived

    def is_ready(self) -> bool:
        """Say whether the service answers that it is ready."""
        try:
            self._ask("GET", "/readyz")
        except (OSError, http.client.HTTPException, AnswerError):
            self.connection.close()
            return False
        return True

    def _ask(self, method: str, path: str, body: str | None = None) -> dict[str, Any]:
        self.connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        response = self.connection.getresponse()
        text = response.read()
        if response.status >= http.client.BAD_REQUEST:
            raise AnswerError(f"{response.status}: {text.decode()}")
        return dict(json.loads(text))


@dataclass(frozen=True, slots=True)
class Service:
    """A running service and the process at its head."""

    port: int
    pid: int
    seconds_to_ready: float
    cpu_seconds_to_ready: float = 0.0

    def cpu_seconds(self) -> float:
        """Return the processor time that its processes have had until now, where the system tells (Linux)."""
        return sum(_cpu_seconds(pid) for pid in (self.pid, *_children(self.pid)))

    @contextmanager
    def caller(self) -> Iterator[Caller]:
        """Open a connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with closing(connection):
            yield Caller(connection)

    def megabytes(self, kind: str) -> float | None:
        """Return the memory of all its processes, `Rss` or `Pss` (shared pages parted among those who share them)."""
        held = [_kilobytes(pid, kind) for pid in (self.pid, *_children(self.pid))]
        return None if None in held else sum(kilobytes or 0 for kilobytes in held) * 1_024 / 1e6


@contextmanager
def running_service(
    database_url: str,
    *,
    port: int,
    options: Sequence[str] = ("--no-seed",),
    environment: Mapping[str, str] | None = None,
) -> Iterator[Service]:
    """Serve a store; the service ends with the block. Raises ServiceNotReadyError."""
    program = Path(sys.executable).with_name("claimcheck")
    command = [str(program), "serve", "--port", str(port), "--database-url", database_url, *options]
    start = time.monotonic()
    chosen = {**os.environ, **(environment or {})}
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stdout=log, stderr=log, env=chosen) as process:  # noqa: S603 - ours
        service = Service(port, process.pid, 0.0)
        try:
            with service.caller() as caller:
                _wait_until_ready(caller, process, log)
            yield Service(port, process.pid, time.monotonic() - start, _cpu_seconds(process.pid))
        finally:
            process.terminate()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(caller: Caller, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServiceNotReadyError(f"The service ended with {process.returncode}:\n{_last_words(log)}")
        if caller.is_ready():
            return
        time.sleep(0.02)
    raise ServiceNotReadyError(f"The service was not ready within {PATIENCE:.0f} s:\n{_last_words(log)}")


def _last_words(log: IO[bytes]) -> str:
    log.seek(0)
    return log.read().decode(errors="replace")[-2_000:]


def _children(pid: int) -> list[int]:
    """Return the processes that a process has started, where the system tells (Linux)."""
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in told.read_text(encoding="ascii").split()] if told.exists() else []


def _cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has had until now, where the system tells (Linux)."""
    told = Path(f"/proc/{pid}/stat")
    fields = told.read_text(encoding="ascii").rpartition(")")[2].split() if told.exists() else ["0"] * 13
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _kilobytes(pid: int, kind: str) -> int | None:
    told = Path(f"/proc/{pid}/smaps_rollup")
    lines = told.read_text(encoding="ascii").splitlines() if told.exists() else []
    found = [int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")]
    return found[0] if found else None

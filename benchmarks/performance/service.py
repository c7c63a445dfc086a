"""The real service in a process of its own, on loopback."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

PATIENCE = 60.0
"""Seconds within which the service must be ready, and within which it must answer."""


class ServiceNotReadyError(Exception):
    """The service ended or did not become ready in time."""


@dataclass(frozen=True, slots=True)
class Service:
    """A running service, asked over one kept connection."""

    client: httpx.Client
    pid: int

    def check(self, claim: str) -> str:
        """Check a claim and return its verdict."""
        answer = self.client.post("/v1/checks", json={"claim": claim}).raise_for_status()
        return str(answer.json()["verdict"])

    def search(self, claim: str, *, limit: int) -> list[str]:
        """Return the ids of the statements that retrieval finds, best first."""
        answer = self.client.get("/v1/statements/search", params={"q": claim, "limit": limit}).raise_for_status()
        return [item["statement"]["id"] for item in answer.json()["items"]]

    def resident_megabytes(self) -> float | None:
        """Return the memory that the process holds, where the system tells it (Linux)."""
        status = Path(f"/proc/{self.pid}/status")
        lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
        held = [int(line.split()[1]) for line in lines if line.startswith("VmRSS:")]
        return held[0] * 1_024 / 1e6 if held else None


@contextmanager
def running_service(database_url: str, *, port: int) -> Iterator[Service]:
    """Serve a store; the service ends with the block. Raises ServiceNotReadyError."""
    program = Path(sys.executable).with_name("claimcheck")
    command = [str(program), "serve", "--port", str(port), "--database-url", database_url, "--no-seed"]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stdout=log, stderr=log) as process:  # noqa: S603 - ours
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE, trust_env=False) as client:
                _wait_until_ready(client, process, log)
                yield Service(client, process.pid)
        finally:
            process.terminate()


def _wait_until_ready(client: httpx.Client, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServiceNotReadyError(f"The service ended with {process.returncode}:\n{_last_words(log)}")
        if _is_ready(client):
            return
        time.sleep(0.1)
    raise ServiceNotReadyError(f"The service was not ready within {PATIENCE:.0f} s:\n{_last_words(log)}")


def _is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").is_success
    except httpx.TransportError:
        return False


def _last_words(log: IO[bytes]) -> str:
    log.seek(0)
    return log.read().decode(errors="replace")[-2_000:]

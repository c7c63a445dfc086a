"""Serves a seeded store of its own and lets schemathesis loose on it; ends with schemathesis's exit code.

Further arguments go to schemathesis: `python -m benchmarks.contract --max-examples 500`.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
LONGEST_START_SECONDS = 120


@contextmanager
def running_service(folder: Path) -> Iterator[str]:
    """Serve a store in `folder` and yield the service's address once it is ready; the log lies beside the store."""
    address = f"http://127.0.0.1:{_free_port()}"
    environment = os.environ | {"CLAIMCHECK_DATABASE_URL": f"sqlite:///{folder / 'claimcheck.db'}"}
    command = [str(BIN / "claimcheck"), "serve", "--port", address.rsplit(":", 1)[1]]
    with (folder / "service.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own command
        try:
            _wait_until_ready(address, process, folder / "service.log")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=5).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    sys.exit(f"The service did not come up:\n{log.read_text()}")


def try_contract(address: str, options: Sequence[str]) -> int:
    """Run every phase of schemathesis with every check against the service and return its exit code."""
    command = [str(BIN / "schemathesis"), "run", "openapi.yaml", "--url", address, "--checks", "all", *options]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - our own command


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, running_service(Path(folder)) as address:
        sys.exit(try_contract(address, sys.argv[1:] or ["--generation-deterministic"]))

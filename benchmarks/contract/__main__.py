"""Serves a seeded store of its own and lets schemathesis loose on it; ends with schemathesis's exit code.

Arguments go to schemathesis: `python -m benchmarks.contract --max-examples 500`.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.performance.service import running_service

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PORT = 8100
BEYOND_A_SCHEMA = "positive_data_acceptance"
"""The check that every request the schema allows is accepted: rules between fields (an end before its beginning, the id
of a source that is not kept) are refused with 422, and no schema can say them."""


def try_contract(database_url: str, options: Sequence[str], *, port: int) -> int:
    """Seed the store, serve it, run schemathesis's checks against it and return the exit code."""
    subprocess.run([str(BIN / "claimcheck"), "seed", "--database-url", database_url], cwd=ROOT, check=True)  # noqa: S603 - ours
    command = [str(BIN / "schemathesis"), "run", "openapi.yaml", "--url", f"http://127.0.0.1:{port}"]
    checks = ["--checks", "all", "--exclude-checks", BEYOND_A_SCHEMA]
    with running_service(database_url, port=port):
        return subprocess.run([*command, *checks, *options], cwd=ROOT, check=False).returncode  # noqa: S603 - ours


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/claimcheck.db"
        sys.exit(try_contract(url, sys.argv[1:] or ["--generation-deterministic"], port=PORT))

"""The command line in a process of its own: timed, measured, and killed."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.imports import without_model

PROGRAM = Path(sys.executable).with_name("claimcheck")
LOOKS_EVERY = 0.2
"""Seconds between looks at how far an import is that shall be killed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: its time, its memory at the most, and what it said."""

    seconds: float
    megabytes: float
    told: str


def export(target: Path, *, store: Path) -> Run:
    """Export a store to a file."""
    return _run([str(PROGRAM), "export", "--output", str(target)], store=store, until=None)


def import_(sheet: Path, *, store: Path, with_model: bool, until: int | None = None) -> Run:
    """Import a sheet; kill the import by SIGKILL once more statements than `until` are kept, if that is given."""
    program = [str(PROGRAM)] if with_model else [sys.executable, "-m", without_model.__name__]
    return _run([*program, "import", str(sheet)], store=store, until=until)


def statements_in(store: Path) -> int:
    """Return how many statements a store keeps; 0 if it is not made yet."""
    if not store.exists():
        return 0
    with closing(sqlite3.connect(store, timeout=60)) as connection:
        made = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'store_state'").fetchone()[0]
        return int(connection.execute("SELECT statements FROM store_state").fetchone()[0]) if made else 0


def _run(arguments: Sequence[str], *, store: Path, until: int | None) -> Run:
    """Run a command to its end or until it is killed; raise AssertionError if it ends otherwise."""
    command = [*arguments, "--database-url", f"sqlite:///{store}"]
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as log:
        child = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)  # noqa: S603 - ours
        while until is not None and child.poll() is None and statements_in(store) <= until:
            time.sleep(LOOKS_EVERY)
        if until is not None:
            child.kill()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        log.seek(0)
        told = log.read().strip()
    assert os.waitstatus_to_exitcode(status) == (0 if until is None else -9), told  # noqa: S101 - else no figure
    print(f"{' '.join(arguments[-2:])}: {seconds:.0f} s, {usage.ru_maxrss / 1_000:.0f} MB, {told}", flush=True)
    return Run(seconds, usage.ru_maxrss * 1_024 / 1e6, told)

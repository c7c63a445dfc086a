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


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: its time, that of the processor in it, its memory at the most, and what it said."""

    seconds: float
    working: float
    megabytes: float
    told: str


def export(kind: str, target: Path, *, store: Path) -> Run:
    """Export a kind of thing from a store to a file."""
    return _run([str(PROGRAM), "export", kind, "--output", str(target)], store=store)


def import_(file: Path, *, store: Path, with_model: bool = False, share: float | None = None) -> Run:
    """Import a file; with a share, hand over only so much of it and kill the import by SIGKILL in the midst of that."""
    program = [str(PROGRAM)] if with_model else [sys.executable, "-m", without_model.__name__]
    if share is None:
        return _run([*program, "import", str(file)], store=store)
    fed = file.read_bytes()[: int(file.stat().st_size * share)]
    return _run([*program, "import", "-", "--format", file.suffix[1:]], store=store, fed=fed)


def statements_in(store: Path) -> int:
    """Return how many statements a store keeps that no process has open."""
    with closing(sqlite3.connect(store)) as connection:
        return int(connection.execute("SELECT count(*) FROM statement").fetchone()[0])


def _run(arguments: Sequence[str], *, store: Path, fed: bytes | None = None) -> Run:
    """Run a command to its end, or kill it once it has taken what it is fed; raise AssertionError if it ends otherwise.

    A pipe holds a few hundred rows: when the last of them is handed over, all before are kept or being kept, however
    busy the machine is, and the rest of the file was never seen.
    """
    command = [*arguments, "--database-url", f"sqlite:///{store}"]
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as log:
        source = None if fed is None else subprocess.PIPE
        child = subprocess.Popen(command, stdin=source, stdout=log, stderr=subprocess.STDOUT)  # noqa: S603 - ours
        if fed is not None and child.stdin is not None:
            child.stdin.write(fed)
            child.kill()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        if child.stdin is not None:
            child.stdin.close()
        log.seek(0)
        told = log.read().strip()
    assert os.waitstatus_to_exitcode(status) == (0 if fed is None else -9), told  # noqa: S101 - else no figure
    print(f"{' '.join(arguments[-2:])}: {seconds:.0f} s, {usage.ru_maxrss / 1_000:.0f} MB, {told}", flush=True)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1_024 / 1e6, told)

"""What was measured, as a page."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.imports.runs import Run


class Row(NamedTuple):
    """One step and how it went."""

    step: str
    run: Run


_WITHOUT_MODEL = (
    "the use case of `claimcheck import` with\nvectors made from letters in the place of the embedding model, "
    "which takes some 4 ms a statement\non an idle machine of this kind"
)


def line(row: Row, count: int) -> str:
    """Write one row of the table."""
    run = row.run
    told = run.told or "nothing"
    return f"| {row.step} | {run.seconds:,.1f} s | {count / run.seconds:,.0f} | {run.megabytes:,.0f} MB | {told} |"


def page(rows: Sequence[Row], *, count: int, megabytes: float, command: str, with_model: bool) -> str:
    """Write the table with what it means, the command, the machine and the day."""
    taken = "`claimcheck import` with the packaged embedding model" if with_model else _WITHOUT_MODEL
    table = "\n".join(line(row, count) for row in rows)
    return f"""# Imports

Written by `python -m benchmarks.imports`: a CSV sheet of {count:,} rows ({megabytes:.0f} MB), one invented statement
a row, 20 rows a source, is taken in by {taken};
once cleanly, once killed by SIGKILL when half of the rows were kept and then run again. The exports of both stores are
compared byte for byte: **they are equal**, or this page would not have been written. *rows/s* counts all rows of the
sheet; *memory* is the most that the process held.

| step | time | rows/s | memory | told |
|---|---|---|---|---|
{table}

- Command: `{command}`
- Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()};
  load average when written {os.getloadavg()[0]:.1f}
- Day: {datetime.now(UTC).date().isoformat()}
"""


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [text.partition(":")[2].strip() for text in lines if text.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()

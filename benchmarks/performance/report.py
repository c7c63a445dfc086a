"""What was measured, as a page."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.performance.timing import Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One store: checks over HTTP, a full scan beside them, what retrieval found, and the service's memory."""

    statements: int
    check: Times
    scan: Times
    found: float
    megabytes: float | None


HEADING = (
    "| statements | checks | check p50 | check p95 | scan p50 | scan p95 | found | memory |",
    "|---|---|---|---|---|---|---|---|",
)


def line(row: Row) -> str:
    """Write one row of the table."""
    memory = "not told" if row.megabytes is None else f"{row.megabytes:.0f} MB"
    times = " | ".join(f"{ms:.1f} ms" for ms in (row.check.p50, row.check.p95, row.scan.p50, row.scan.p95))
    return f"| {row.statements:,} | {len(row.check.milliseconds)} | {times} | {row.found:.3f} | {memory} |"


def page(rows: Sequence[Row], *, command: str, found_among: int) -> str:
    """Write the table with what it means, the command, the machine and the day."""
    return f"""# Performance

Written by `make bench`. *check*: one client asks the running service over HTTP on loopback, one claim after the other,
after a warm-up; each check retrieves, reads, judges and is kept. *scan*: in the same run and on the same statements, a
rapidfuzz scan of all (`process.extract`, `token_set_ratio`, texts prepared beforehand), which finds and judges nothing.
*found*: share of claims whose statement is among the first {found_among} found. Statements and claims are
invented, the same in every run; a claim may swap names, change a figure or leave words out.

{chr(10).join([*HEADING, *map(line, rows)])}

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

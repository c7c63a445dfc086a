"""What was measured, as a page with two plots."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.performance.measuring import FOUND_AMONG, IMPORTED, PEER_CLAIMS, LoadRow, SizeRow, Start, Starts
from benchmarks.performance.plot import Line, log_log_plot
from benchmarks.performance.timing import growth_exponent

PEERS = ("rapidfuzz scan", "rank-bm25", "bm25s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All figures of one run."""

    sizes: Sequence[SizeRow]
    loads: Sequence[LoadRow]
    starts: Starts
    imported_in_a_second: float
    embedded: int
    command: str


def write_page(measured: Measured, page: Path) -> None:
    """Write the page and, beside it, its plots."""
    page.write_text(_page(measured), encoding="utf-8")
    latency: dict[str, Line] = {"p50": [(row.statements, row.times.p50) for row in measured.sizes]}
    latency["p99"] = [(row.statements, row.times.p99) for row in measured.sizes]
    for name in PEERS:
        line = [(row.statements, row.peers[name].times.p50) for row in measured.sizes if name in row.peers]
        latency |= {f"{name}, p50": line} if line else {}
    _write_plot(page, "latency", "Time of one check", latency, up="milliseconds")
    memory: dict[str, Line] = {"resident": [(row.statements, row.megabytes[1][0] or 1.0) for row in measured.sizes]}
    memory["file"] = [(row.statements, row.disk_bytes / 1e6) for row in measured.sizes]
    _write_plot(page, "memory", "Memory of one worker, and size of the database", memory, up="megabytes")


def _write_plot(page: Path, name: str, title: str, lines: dict[str, Line], *, up: str) -> None:
    svg = log_log_plot(title, lines, across="statements", up=up)
    page.with_name(f"performance-{name}.svg").write_text(svg, encoding="utf-8")


def _page(measured: Measured) -> str:
    sizes = measured.sizes
    return f"""# Performance

Written by `make bench`. Statements and claims are invented, the same in every run; a claim may swap names, change a
figure or leave words out, and none is asked twice, so that no remembered judgement is timed. Statements past the first
{measured.embedded:,} of a store are not embedded by the model: they have the vector of an earlier one, moved at random.

## One client

One client asks the running service over HTTP on loopback, one claim after the other, after a warm-up; each check
retrieves, reads, judges and is kept. *found*: share of claims whose statement is among the first {FOUND_AMONG} found.
*disk*: bytes of the database file a statement.

| statements | checks | p50 | p95 | p99 | found | disk |
|---|---|---|---|---|---|---|
{_lines(_size_line(row) for row in sizes)}

Peers, in the same run and on the same statements, {PEER_CLAIMS} claims: p50 of finding in memory, without HTTP and
without keeping anything, and judging by the same verifier; in brackets the share found. rapidfuzz: `process.extract`,
`token_set_ratio`, texts prepared beforehand. rank-bm25 and bm25s: our terms, indexes made beforehand.

| statements | {" | ".join(PEERS)} |
|---|{"---|" * len(PEERS)}
{_lines(_peer_line(row) for row in sizes)}

## Many clients and batches

*rate*: checks in a second; a batch is sent and answered as NDJSON.

| statements | workers | clients | seconds | rate | errors | p50 | p99 | batch | first line | batch rate |
|---|---|---|---|---|---|---|---|---|---|---|
{_lines(map(_load_line, measured.loads))}

## Memory

Of all processes of the service, the supervisor of several workers among them, after the checks: resident memory, and in
brackets the same with shared pages parted among those who share them.

| statements | {" | ".join(f"{number} worker{'s' * (number > 1)}" for number in sizes[0].megabytes)} |
|---|{"---|" * len(sizes[0].megabytes)}
{_lines(_memory_line(row) for row in sizes)}

## Growth

{_growth(sizes)}

![Time of one check against the number of statements](performance-latency.svg)

![Memory against the number of statements](performance-memory.svg)

## Starting and filling

- From start to ready, the seeds in the store: {_start(measured.starts.later)}; the first time, making, migrating and
  seeding it: {_start(measured.starts.first)}. In brackets the time on the processor.
- `claimcheck import`, embedding and start included: {measured.imported_in_a_second:,.0f} statements a second
  ({IMPORTED:,} statements).

## How

- Command: `{measured.command}`
- Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()};
  load average when written {os.getloadavg()[0]:.1f}
- Day: {datetime.now(UTC).date().isoformat()}
"""


def _start(start: Start) -> str:
    return f"{start.seconds:.2f} s ({start.cpu_seconds:.2f} s)"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _size_line(row: SizeRow) -> str:
    times = " | ".join(f"{ms:.1f} ms" for ms in (row.times.p50, row.times.p95, row.times.p99))
    disk = f"{row.disk_bytes / row.statements:,.0f}"
    return f"| {row.statements:,} | {len(row.times.milliseconds)} | {times} | {row.found:.3f} | {disk} |"


def _peer_line(row: SizeRow) -> str:
    told = (
        f"{row.peers[name].times.p50:,.1f} ms ({row.peers[name].found:.2f})" if name in row.peers else "not run"
        for name in PEERS
    )
    return f"| {row.statements:,} | {' | '.join(told)} |"


def _load_line(row: LoadRow) -> str:
    load, batch = row.load, row.batch
    return (
        f"| {row.statements:,} | {row.workers} | {row.clients} | {load.seconds:.0f} | {load.rate:.1f} | "
        f"{len(load.errors)} | {load.times.p50:.0f} ms | {load.times.p99:.0f} ms | {batch.claims:,} claims | "
        f"{batch.first:.2f} s | {batch.rate:.1f} |"
    )


def _memory_line(row: SizeRow) -> str:
    told = (f"{_megabytes(resident)} ({_megabytes(parted)})" for resident, parted in row.megabytes.values())
    return f"| {row.statements:,} | {' | '.join(told)} |"


def _megabytes(held: float | None) -> str:
    return "not told" if held is None else f"{held:,.0f} MB"


def _growth(sizes: Sequence[SizeRow]) -> str:
    if len(sizes) < 2:
        return "One size alone shows no growth."
    numbers = [row.statements for row in sizes]
    latency = growth_exponent(numbers, [row.times.p50 for row in sizes])
    memory = growth_exponent(numbers, [row.megabytes[1][0] or 1.0 for row in sizes])
    disk = growth_exponent(numbers, [row.disk_bytes for row in sizes])
    return (
        f"Fitted to a power of the number of statements from {numbers[0]:,} to {numbers[-1]:,}: the p50 of a check "
        f"grows with\nexponent {latency:.2f}, resident memory with {memory:.2f}, the database file with {disk:.2f}."
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [text.partition(":")[2].strip() for text in lines if text.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()

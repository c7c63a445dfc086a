"""What was measured, as a page."""

import os
import platform
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.imports.corpus import Item
from benchmarks.imports.runs import Run


class Row(NamedTuple):
    """One step and how it went."""

    step: str
    run: Run


_WITHOUT_MODEL = (
    "the use case of `claimcheck import`, with vectors made from letters in the place of the embedding model (which\n"
    "takes some 4 ms a statement on an idle machine of this kind)"
)


def line(row: Row, count: int) -> str:
    """Write one row of the table."""
    run = row.run
    cells = (
        row.step,
        f"{run.seconds:,.1f} s",
        f"{run.working:,.1f} s",
        f"{count / run.working:,.0f}",
        f"{run.megabytes:,.0f} MB",
        run.told or "nothing",
    )
    return f"| {' | '.join(cells)} |"


def table(rows: Sequence[Row], *, count: int, megabytes: float, with_model: bool) -> str:
    """Write what was done with the rows, what was compared, and the table."""
    taken = "`claimcheck import` with the packaged embedding model" if with_model else _WITHOUT_MODEL
    lines = "\n".join(line(row, count) for row in rows)
    return f"""A CSV sheet of {count:,} rows ({megabytes:.0f} MB), one invented statement a row, 20 rows a source, is
taken in by {taken}.
If one of these did not hold, the program would have stopped and not written this page:

- **Twice changes nothing**: of the second import every row is unchanged.
- **Killed and run again is clean**: an import that is killed by SIGKILL in the midst of its work, and run again, ends
  in a store whose export has the same bytes as that of one clean run.
- **Out and in is the same**: everything in the store (sources, statements, the record of {count:,} and more writes),
  exported, taken in by an empty store and exported from there, has the same bytes. Stores with checks, documents,
  reviews and quarantine are held to the same, as JSON Lines and as CSV, over HTTP (`tests/api/test_round_trip.py`) and
  on the command line (`tests/cli/test_imports.py`).

*of it working* is the time that the processor spent on the step, which other work on the machine does not lengthen;
*rows/s* counts all rows of the sheet against it; *memory* is the most that the process held.

| step | time | of it working | rows/s | memory | told |
|---|---|---|---|---|---|
{lines}"""


def corpus_table(items: Sequence[Item]) -> str:
    """Write what became of each broken review; raise AssertionError if one is lost."""
    lost = [item.name for item in items if not item.is_kept]
    assert not lost, f"lost: {lost}"  # noqa: S101  # else there is no page
    counts = Counter(item.outcome for item in items)
    told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in ("accepted", "normalised", "quarantined"))
    lines = "\n".join(f"| {item.name} | {item.outcome} | {_cell(item.told)} |" for item in items)
    return f"""{len(items)} items, invented after the kinds that feeds and pages are known to hold
(`tests/interchange/broken_claim_reviews.yaml`), are imported one by one: **{told}, none lost**.
Each is found in the store afterwards, as a review or in quarantine, with what was sent beside it.

| item | outcome | what was changed, or why not |
|---|---|---|
{lines}"""


def page(measured: str, corpus: str, *, command: str) -> str:
    """Put both tables on one page with the command, the machine and the day."""
    return f"""# Imports

Written by `python -m benchmarks.imports`.

## Many rows

{measured}

- Command: `{command}`
- Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()};
  load average when written {os.getloadavg()[0]:.1f}
- Day: {datetime.now(UTC).date().isoformat()}

## Broken ClaimReview

{corpus}
"""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [text.partition(":")[2].strip() for text in lines if text.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()

"""Says where the figures of a page are no longer those that are measured."""

import re
from collections.abc import Iterator

from benchmarks.quality.figures import standard_error

COUNTED = "of"
"""The row, or the column, that says of how many the figures are for which the cell itself does not say."""

Table = list[list[str]]


def moved_figures(kept: str, measured: str) -> list[str]:
    """Return a line for each figure in the tables of `kept` that differs from `measured` by more than its noise.

    Noise is the standard error of the figure that is kept: verdicts are deterministic, but kernels of other processors
    round otherwise. A figure that does not say of how many it is has none. Times (cells that end in "ms") and what is
    outside the tables may differ.
    """
    before, after = dict(_tables(kept)), dict(_tables(measured))
    missing = [f"{title}: only in one of the two" for title in before.keys() ^ after.keys()]
    shared = [title for title in after if title in before]
    return sorted(missing) + [line for title in shared for line in _moved(title, before[title], after[title])]


def _tables(page: str) -> Iterator[tuple[str, Table]]:
    """Yield the title and the rows of each section that has a table."""
    for section in page.split("\n## ")[1:]:
        title, *lines = section.splitlines()
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
        if rows:
            yield title, rows


def _moved(title: str, before: Table, after: Table) -> Iterator[str]:
    if [row[0] for row in before] != [row[0] for row in after] or before[0] != after[0]:
        yield f"{title}: other rows or columns"
        return
    columns = before[0]
    of_columns = next((dict(zip(columns, row, strict=True)) for row in before if row[0] == COUNTED), {})
    for old, new in zip(before[1:], after[1:], strict=True):
        of_row = dict(zip(columns, old, strict=True)).get(COUNTED, "")
        for column, was, now in zip(columns[1:], old[1:], new[1:], strict=True):
            if not _same(was, now, of=_counted(was, of_row, of_columns.get(column, ""))):
                yield f"{title}, {old[0]}, {column}: {was or 'empty'} on the page, {now or 'empty'} measured"


def _same(was: str, now: str, *, of: int | None) -> bool:
    if was == now or (was.endswith(" ms") and now.endswith(" ms")):
        return True
    before, after = _number(was), _number(now)
    if before is None or after is None or not of:
        return False
    return abs(before - after) <= standard_error(before, of)


def _counted(cell: str, *others: str) -> int | None:
    """Return of how many a figure is: as the cell says in brackets, or its row, or its column."""
    told = re.search(r"(\d+)\)$", cell)
    return int(told[1]) if told else next((int(other) for other in others if other.isdigit()), None)


def _number(cell: str) -> float | None:
    """Return the share that a cell begins with."""
    told = re.match(r"[01]\.\d+", cell)
    return float(told[0]) if told else None

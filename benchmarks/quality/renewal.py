"""Says where the figures of a page are no longer those that are measured."""

from collections.abc import Iterator, Sequence

NOISE = 0.01
"""How far a figure may move: verdicts are deterministic, but kernels of other processors round otherwise."""

Table = list[list[str]]


def moved_figures(kept: str, measured: str) -> list[str]:
    """Return a line for each figure in the tables of `kept` that differs from `measured` by more than noise.

    Times (cells that end in "ms") and everything outside the tables may differ.
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
    for old, new in zip(before[1:], after[1:], strict=True):
        for column, was, now in zip(before[0][1:], old[1:], new[1:], strict=True):
            if not _same(was, now):
                yield f"{title}, {old[0]}, {column}: {was or 'empty'} on the page, {now or 'empty'} measured"


def _same(was: str, now: str) -> bool:
    if was == now or (was.endswith(" ms") and now.endswith(" ms")):
        return True
    numbers = _number(was), _number(now)
    return None not in numbers and _distance(numbers) <= NOISE + 1e-9


def _distance(numbers: Sequence[float | None]) -> float:
    one, other = (number or 0.0 for number in numbers)
    return abs(one - other)


def _number(cell: str) -> float | None:
    """Return the number that a cell begins with; the counts behind it say the same."""
    try:
        return float(cell.split(" ")[0])
    except ValueError:
        return None

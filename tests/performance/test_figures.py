from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.performance.load import Batch, Load
from benchmarks.performance.measuring import LoadRow, PeerRow, SizeRow, Start, Starts
from benchmarks.performance.plot import log_log_plot
from benchmarks.performance.report import Measured, write_page
from benchmarks.performance.timing import Times, growth_exponent

TIMES = Times([float(ms) for ms in range(1, 101)])


def a_row(statements: int, milliseconds: float) -> SizeRow:
    return SizeRow(
        statements=statements,
        times=Times([milliseconds, milliseconds]),
        found=0.5,
        megabytes={1: (300.0, 290.0), 2: (None, None)},
        disk_bytes=statements * 800,
        peers={"bm25s": PeerRow(times=TIMES, found=0.25)},
    )


def measured(*rows: SizeRow) -> Measured:
    load = LoadRow(
        statements=1_000,
        workers=2,
        clients=16,
        load=Load(10.0, [5.0] * 900, ["refused"]),
        batch=Batch(claims=1_000, seconds=8.0, first=0.1),
    )
    return Measured(
        sizes=rows,
        loads=[load],
        starts=Starts(Start(2.5, 2.25), Start(1.5, 1.75)),
        imported_in_a_second=400.0,
        embedded=10,
        command="run",
    )


def test_times_are_told_by_their_hundredths() -> None:
    assert [round(value, 1) for value in (TIMES.p50, TIMES.p95, TIMES.p99)] == [50.5, 95.0, 99.0]


@pytest.mark.parametrize("exponent", [0.0, 0.5, 1.0, 2.0])
def test_the_exponent_of_a_power_law_is_found(exponent: float) -> None:
    sizes = [10, 100, 1_000]

    assert growth_exponent(sizes, [3 * size**exponent for size in sizes]) == pytest.approx(exponent)


def test_a_plot_draws_every_line() -> None:
    svg = log_log_plot("Time", {"ours": [(10, 1.0), (1_000, 20.0)], "theirs": [(10, 4.0)]}, across="size", up="ms")

    drawing = ElementTree.fromstring(svg)  # noqa: S314 - drawn just now
    texts = {text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"ours", "theirs", "size", "ms", "10", "1,000"} <= texts
    assert len(list(drawing.iter("{http://www.w3.org/2000/svg}circle"))) == 3


def test_the_page_tells_what_was_measured_and_what_was_not(tmp_path: Path) -> None:
    write_page(measured(a_row(1_000, 10.0), a_row(100_000, 20.0)), tmp_path / "performance.md")

    page = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert "| 100,000 | 2 | 20.0 ms | 20.0 ms | 20.0 ms | 0.500 | 800 |" in page
    assert "| 1,000 | not run | not run | 50.5 ms (0.25) |" in page
    assert "| 1,000 | 2 | 16 | 10 | 90.0 | 1 | 5 ms | 5 ms | 1,000 claims | 0.10 s | 125.0 |" in page
    assert "| 1,000 | 300 MB (290 MB) | not told (not told) |" in page
    assert "exponent 0.15" in page
    assert "the seeds in the store: 1.50 s (1.75 s); the first time," in page
    assert {path.name for path in tmp_path.iterdir()} == {
        "performance.md",
        "performance-latency.svg",
        "performance-memory.svg",
    }

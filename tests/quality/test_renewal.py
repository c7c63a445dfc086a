"""Holds the check of the page to the noise of its figures, and each half of the page to itself."""

from pathlib import Path

import pytest

from benchmarks.quality.pages import Half, renew
from benchmarks.quality.renewal import moved_figures

PAGE = """# Quality

Day: 1

## Figures

| figure | development |
|---|---|
| claims | 10 |
| verdict accuracy | 0.800 (80 of 100) |
| macro-F1 | 0.700 (of 100) |
| time of one check, median | 3.1 ms |

## Ways

| way | accuracy |
|---|---|
| of | 400 |
| words | 0.500 |

## Sets

| set | of | words |
|---|---|---|
| fever | 100 | 0.900 |
| med | 100 | none |
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0.800 (80 of 100)", "0.770 (77 of 100)"),
        ("0.800 (80 of 100)", "0.840 (84 of 100)"),
        ("0.700 (of 100)", "0.740 (of 100)"),
        ("| words | 0.500 |", "| words | 0.520 |"),
        ("| 0.900 |", "| 0.930 |"),
        ("3.1 ms", "9.9 ms"),
        ("Day: 1", "Day: 2"),
    ],
    ids=["share down", "share up", "other figure", "of in a row", "of in a column", "time", "day"],
)
def test_noise_times_and_what_is_outside_the_tables_may_move(before: str, after: str) -> None:
    assert moved_figures(PAGE, PAGE.replace(before, after)) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "0.800 (80 of 100)",
            "0.750 (75 of 100)",
            "Figures, verdict accuracy, development: 0.800 (80 of 100) on the page, 0.750 (75 of 100) measured",
        ),
        (
            "0.700 (of 100)",
            "0.760 (of 100)",
            "Figures, macro-F1, development: 0.700 (of 100) on the page, 0.760 (of 100) measured",
        ),
        ("| words | 0.500 |", "| words | 0.530 |", "Ways, words, accuracy: 0.500 on the page, 0.530 measured"),
        ("| of | 400 |", "| of | 399 |", "Ways, of, accuracy: 400 on the page, 399 measured"),
        ("| 0.900 |", "| 0.860 |", "Sets, fever, words: 0.900 on the page, 0.860 measured"),
        ("| none |", "| 0.000 |", "Sets, med, words: none on the page, 0.000 measured"),
        ("| claims | 10 |", "| claims | 11 |", "Figures, claims, development: 10 on the page, 11 measured"),
        (
            "0.800 (80 of 100)",
            "none",
            "Figures, verdict accuracy, development: 0.800 (80 of 100) on the page, none measured",
        ),
        ("| claims | 10 |\n", "", "Figures: other rows or columns"),
        ("## Figures", "## Numbers", "Figures: only in one of the two"),
    ],
    ids=[
        "share",
        "other figure",
        "of in a row",
        "of itself",
        "of in a column",
        "something for none",
        "count",
        "none",
        "row",
        "section",
    ],
)
def test_a_figure_that_moved_by_more_than_its_standard_error_is_named(before: str, after: str, told: str) -> None:
    assert told in moved_figures(PAGE, PAGE.replace(before, after))


def test_a_share_of_nothing_wrong_still_has_noise() -> None:
    page = PAGE.replace("0.800 (80 of 100)", "0.000 (0 of 100)")

    assert moved_figures(page, page.replace("0.000 (0 of 100)", "0.009 (1 of 110)")) == []
    assert moved_figures(page, page.replace("0.000 (0 of 100)", "0.020 (2 of 100)")) != []


def test_each_half_of_the_page_is_renewed_and_held_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "quality.md"
    pairs = "# Labelled pairs\n\n## Pairs\n\n| set | of | words |\n|---|---|---|\n| fever | 10 | 0.5 |\n"

    renew(path, Half.PAIRS, pairs, is_check=False)
    renew(path, Half.SUITE, PAGE, is_check=False)
    assert path.read_text(encoding="utf-8") == PAGE + "\n" + pairs

    renew(path, Half.SUITE, PAGE.replace("Day: 1", "Day: 2"), is_check=False)
    assert path.read_text(encoding="utf-8") == PAGE.replace("Day: 1", "Day: 2") + "\n" + pairs

    renew(path, Half.PAIRS, pairs, is_check=True)
    with pytest.raises(SystemExit, match=r"fever, words: 0\.5 on the page, 0\.9 measured"):
        renew(path, Half.PAIRS, pairs.replace("| 0.5 |", "| 0.9 |"), is_check=True)


def test_figures_that_were_never_written_cannot_be_held(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="write them with: make quality"):
        renew(tmp_path / "quality.md", Half.SUITE, PAGE, is_check=True)

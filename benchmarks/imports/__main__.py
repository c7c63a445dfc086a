"""Import many rows cleanly, twice, killed and run again, out and in; read broken reviews; write docs/imports.md."""

import argparse
import csv
import filecmp
from itertools import islice
from pathlib import Path

from benchmarks.imports.corpus import read_corpus
from benchmarks.imports.report import Row, corpus_table, page, table
from benchmarks.imports.runs import export, import_, statements_in
from benchmarks.performance.statements import statements

PAGE = Path(__file__).parents[2] / "docs" / "imports.md"
FOLDER = Path(__file__).parents[2] / "build" / "imports"
OF_A_SOURCE = 20
STATEMENT_SEED = 1
MIDDLE = 0.5
"""Share of the sheet that an import is given before it is killed."""
FEWEST = 5_000


def write_rows(path: Path, count: int) -> None:
    """Write a sheet of invented statements, each row with its source."""
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["title", "publisher", "kind", "url", "text", "context"])
        for at, made in enumerate(islice(statements(seed=STATEMENT_SEED), count)):
            number = at // OF_A_SOURCE
            source = [f"Report {number:,}", "The Invented Post", "reporting", f"https://post.example/{number}"]
            sheet.writerow([*source, made.text, made.context or ""])


def measure(count: int, folder: Path, *, with_model: bool) -> list[Row]:
    """Run every step on stores of its own; raise AssertionError if the stores differ."""
    folder.mkdir(parents=True, exist_ok=True)
    sheet, whole, cut, copy = (folder / name for name in ("rows.csv", "whole.db", "cut.db", "copy.db"))
    for old in folder.glob("*.db*"):
        old.unlink()
    write_rows(sheet, count)
    rows = [
        Row("import, clean", import_(sheet, store=whole, with_model=with_model)),
        Row("export of its sources", export("sources", folder / "whole.jsonl", store=whole)),
        Row("the same import again", import_(sheet, store=whole, with_model=with_model)),
        Row("import, killed (SIGKILL) in the middle", import_(sheet, store=cut, with_model=with_model, share=MIDDLE)),
    ]
    kept = statements_in(cut)
    assert 0 < kept < count, kept  # noqa: S101  # a figure of a run that was not cut says nothing
    rows += [
        Row(f"run again, {kept:,} rows kept before", import_(sheet, store=cut, with_model=with_model)),
        Row("export of its sources", export("sources", folder / "cut.jsonl", store=cut)),
        Row("export of everything in the clean store", export("all", folder / "all.jsonl", store=whole)),
        Row("that taken in by an empty store", import_(folder / "all.jsonl", store=copy, with_model=with_model)),
        Row("export of everything in that store", export("all", folder / "again.jsonl", store=copy)),
    ]
    require_equal(folder / "whole.jsonl", folder / "cut.jsonl")
    require_equal(folder / "all.jsonl", folder / "again.jsonl")
    assert f" 0 accepted, 0 updated, {count:,} unchanged" in rows[2].run.told, rows[2]  # noqa: S101  # as above
    return rows


def require_equal(one: Path, other: Path) -> None:
    """Raise AssertionError unless both files hold the same bytes."""
    assert filecmp.cmp(one, other, shallow=False), f"{one} and {other} differ"  # noqa: S101  # else there is no page


def main() -> None:
    """Read the command line, measure and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the sheet")
    parser.add_argument("--without-model", action="store_true", help="make vectors from letters alone")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="folder of the sheet and the stores")
    parser.add_argument("--page", type=Path, default=PAGE, help="file to write")
    chosen = parser.parse_args()
    if chosen.rows < FEWEST:
        parser.error(f"--rows must be at least {FEWEST:,}; half of fewer fit into a pipe, and nothing would be killed.")
    rows = measure(chosen.rows, chosen.folder, with_model=not chosen.without_model)
    megabytes = (chosen.folder / "rows.csv").stat().st_size / 1e6
    command = f"python -m benchmarks.imports --rows {chosen.rows}{' --without-model' * chosen.without_model}"
    measured = table(rows, count=chosen.rows, megabytes=megabytes, with_model=not chosen.without_model)
    chosen.page.write_text(page(measured, corpus_table(read_corpus()), command=command), encoding="utf-8")
    print(f"Wrote {chosen.page}")


if __name__ == "__main__":
    main()

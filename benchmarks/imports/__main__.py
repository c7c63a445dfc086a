"""Import many rows cleanly, and killed in the middle and run again; compare the stores and write docs/imports.md."""

import argparse
import csv
from itertools import islice
from pathlib import Path

from benchmarks.imports.report import Row, page
from benchmarks.imports.runs import export, import_, statements_in
from benchmarks.performance.statements import statements

PAGE = Path(__file__).parents[2] / "docs" / "imports.md"
FOLDER = Path(__file__).parents[2] / "build" / "imports"
OF_A_SOURCE = 20
STATEMENT_SEED = 1


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
    sheet, whole, cut = folder / "rows.csv", folder / "whole.db", folder / "cut.db"
    for old in folder.glob("*.db*"):
        old.unlink()
    write_rows(sheet, count)
    rows = [
        Row("import, clean", import_(sheet, store=whole, with_model=with_model)),
        Row("the same again", import_(sheet, store=whole, with_model=with_model)),
        Row("import, killed (SIGKILL) at half", import_(sheet, store=cut, with_model=with_model, until=count // 2)),
    ]
    kept = statements_in(cut)
    rows += [
        Row(f"run again, {kept:,} rows kept before", import_(sheet, store=cut, with_model=with_model)),
        Row("export of the clean store", export(folder / "whole.jsonl", store=whole)),
        Row("export of the killed store", export(folder / "cut.jsonl", store=cut)),
    ]
    assert count // 2 <= kept < count, kept  # noqa: S101  # a figure of a run that was not cut says nothing
    assert (folder / "whole.jsonl").read_bytes() == (folder / "cut.jsonl").read_bytes()  # noqa: S101  # as above
    return rows


def main() -> None:
    """Read the command line, measure and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the sheet")
    parser.add_argument("--without-model", action="store_true", help="make vectors from letters alone")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="folder of the sheet and the stores")
    parser.add_argument("--page", type=Path, default=PAGE, help="file to write")
    chosen = parser.parse_args()
    rows = measure(chosen.rows, chosen.folder, with_model=not chosen.without_model)
    megabytes = (chosen.folder / "rows.csv").stat().st_size / 1e6
    command = f"python -m benchmarks.imports --rows {chosen.rows}{' --without-model' * chosen.without_model}"
    written = page(rows, count=chosen.rows, megabytes=megabytes, command=command, with_model=not chosen.without_model)
    chosen.page.write_text(written, encoding="utf-8")
    print(f"Wrote {chosen.page}")


if __name__ == "__main__":
    main()

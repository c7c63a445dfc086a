"""Imports a file into a store in a process of its own, telling the last line of each kept chunk; made to be killed."""

import sys
from contextlib import closing
from pathlib import Path

from app.interchange.csv_import import read_csv
from app.services.imports import import_lines
from app.storage.database import Database
from app.text.tokens import index_terms
from tests.fakes.clock import FakeClock
from tests.fakes.retrieval import HashingEmbedder


def main(store: str, file: str) -> None:
    """Import the file."""
    with closing(Database(f"sqlite:///{store}", terms=index_terms)) as database, Path(file).open("rb") as opened:
        database.migrate()
        lines = read_csv(opened)
        for outcome in import_lines(lines, database=database, embedder=HashingEmbedder(), clock=FakeClock()):
            print(outcome.line, outcome.outcome, flush=True)  # noqa: T201  # read by the parent


if __name__ == "__main__":
    main(*sys.argv[1:])

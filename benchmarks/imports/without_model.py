"""Imports a file like `claimcheck import`, with vectors made from letters alone, so that the store is measured."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from hashlib import shake_128
from pathlib import Path
from typing import BinaryIO

import numpy as np

from app.domain.ports import Vector
from app.interchange.csv_import import read_csv
from app.interchange.jsonl import read_jsonl
from app.main import SystemClock, open_store
from app.services.import_report import report_on
from app.services.imports import Outcome, import_lines
from app.settings import Settings

DIMENSIONS = 384


class LetterEmbedder:
    """Makes a vector of the packaged model's size out of the letters of a text."""

    identity = "letters"

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Return a vector for each text, in order."""
        return [_vector(text) for text in texts]


def _vector(text: str) -> Vector:
    components = np.frombuffer(shake_128(text.encode()).digest(DIMENSIONS), np.int8).astype("<f4")
    return bytes((components / np.linalg.norm(components)).astype("<f4").tobytes())


def main() -> None:
    """Import the file and tell what became of its lines."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports.without_model", description=__doc__)
    parser.add_argument("command", choices=["import"])
    parser.add_argument("file", help="file to take in; - for standard input")
    parser.add_argument("--format", choices=["csv", "jsonl"], help="what standard input is")
    parser.add_argument("--database-url", required=True)
    chosen = parser.parse_args()
    settings = Settings(database_url=chosen.database_url, seed=False)
    read = read_jsonl if "jsonl" in (chosen.format, Path(chosen.file).suffix[1:]) else read_csv
    with open_store(settings) as database, _opened(chosen.file) as file:
        outcomes = import_lines(read(file), database=database, embedder=LetterEmbedder(), clock=SystemClock())
        report = report_on(outcomes)
    told = ", ".join(f"{report.counts[outcome]:,} {outcome}" for outcome in Outcome)
    print(f"{report.lines:,} lines: {told}.")


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb")


if __name__ == "__main__":
    main()

"""Train a cross-encoder on labelled pairs: `python -m training.teach --help`."""

import argparse
import os
from pathlib import Path

from training.bodies import BODIES, fetch
from training.fit import Run, Settings
from training.mix import mixed, validation_and_training
from training.rows import as_pair, read_pairs, read_rows, write_pairs

LOOKED_AT = 400
"""Validation pairs read at each checkpoint."""


def main() -> None:
    """Mix the pairs once, then train on them until the end, from the last checkpoint if there is one."""
    wish = _arguments()
    folder = wish.home / "runs" / wish.name
    folder.mkdir(parents=True, exist_ok=True)
    (wish.home / "train.pid").write_text(str(os.getpid()))
    body = fetch(BODIES[wish.body], home=wish.home)
    validation, training = validation_and_training(read_rows(wish.rows))
    if not (folder / "pairs.jsonl.gz").exists():
        write_pairs(folder / "pairs.jsonl.gz", mixed(training, seed=wish.seed))
    settings = Settings(name=wish.name, body=wish.body, rate=wish.rate, seed=wish.seed)
    run = Run(settings, body=body, folder=folder, pairs=read_pairs(folder / "pairs.jsonl.gz"))
    step = max(1, len(validation) // LOOKED_AT)
    run.finish(validation=[as_pair(row) for row in validation[::step]])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="where bodies, runs and checkpoints lie")
    parser.add_argument("--rows", type=Path, required=True, help="labelled rows, gzipped JSONL")
    parser.add_argument("--name", default="teacher")
    parser.add_argument("--body", choices=sorted(BODIES), default="all-mpnet-base-v2")
    parser.add_argument("--rate", type=float, default=3e-5)
    parser.add_argument("--seed", type=int, default=20261121)
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""Fit the combination of facets and trained reader; show what each half of the rows says of the other half's fit."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.domain.evidence import Stance
from app.verification.combination import Combination
from app.verification.entailment import READER_FOLDER
from benchmarks.combination.fitting import Fitted, fit
from benchmarks.combination.observing import Observed, Observer
from benchmarks.combination.rows import Labelled, seed_rows, suite_rows, table_rows, tuned_rows, written_rows
from training.dossiers import read_blocks
from training.rows import share

ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "app" / "verification" / "combination.json"
FORMS = ("given", "found")


def main() -> None:
    """Fit one set of weights for each form of reading, show how it does on families it has not seen, and write it."""
    wish = _arguments()
    rows = [
        *tuned_rows(wish.dev),
        *suite_rows(ROOT / "tests" / "quality" / "development.yaml"),
        *table_rows(ROOT / "tests" / "verification" / "pairs"),
        *written_rows(read_blocks()),
        *seed_rows(ROOT / "seed_data"),
    ]
    observed = Observer(folder=wish.reader, cache=wish.cache).observe(rows)
    fitted = {}
    for form in FORMS:
        print(f"\n## {form}\n")
        _show(_crossed(rows, observed, form))
        fitted[form] = _fit(rows, observed, form)
    told = {form: {"weights": one.weights, "bias": one.bias} for form, one in fitted.items()}
    WRITTEN.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _fit(rows: Sequence[Labelled], observed: Sequence[Observed], form: str) -> Fitted:
    return fit([one.features for one in observed], [row.stance for row in rows], [row.weight(form) for row in rows])


def _crossed(rows: Sequence[Labelled], observed: Sequence[Observed], form: str) -> list[tuple[Labelled, Stance]]:
    """Read each half of the families with weights fitted on the other half."""
    sides = [share(f"{row.set}|{row.family}|crossed") < 0.5 for row in rows]
    found: list[tuple[Labelled, Stance]] = []
    for side in (True, False):
        learned = [at for at, of in enumerate(sides) if of is not side]
        fitted = _fit([rows[at] for at in learned], [observed[at] for at in learned], form)
        weights = Combination(fitted.weights, fitted.bias)
        found += [(rows[at], observed[at].stance(weights, form)) for at, of in enumerate(sides) if of is side]
    return found


def _show(read: Iterable[tuple[Labelled, Stance]]) -> None:
    by_set: dict[str, list[tuple[Labelled, Stance]]] = defaultdict(list)
    for row, stance in read:
        by_set[row.set].append((row, stance))
    print("| set | rows | accuracy | contradicted called supported | neutral called supported | silent |")
    print("|---|---|---|---|---|---|")
    for name, lines in sorted(by_set.items()):
        right = sum(row.stance is stance for row, stance in lines) / len(lines)
        wrong = [_supported_of(lines, stance) for stance in (Stance.CONTRADICTS, Stance.NEUTRAL)]
        silent = sum(stance is Stance.NEUTRAL for _, stance in lines) / len(lines)
        print(f"| {name} | {len(lines)} | {right:.3f} | {wrong[0]:.3f} | {wrong[1]:.3f} | {silent:.3f} |")


def _supported_of(lines: Sequence[tuple[Labelled, Stance]], truth: Stance) -> float:
    of_truth = [stance for row, stance in lines if row.stance is truth]
    return sum(stance is Stance.SUPPORTS for stance in of_truth) / max(1, len(of_truth))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.combination", description=__doc__)
    parser.add_argument("--dev", type=Path, required=True, help="labelled development rows, gzipped JSONL")
    parser.add_argument("--reader", type=Path, default=READER_FOLDER, help="folder of the trained reader")
    parser.add_argument("--cache", type=Path, help="file that keeps what the readers said, for another run")
    return parser.parse_args()


if __name__ == "__main__":
    main()

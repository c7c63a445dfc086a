"""Measuring a run, set by set, and keeping its figures in the table of runs."""

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import yaml

from training.contrast.making import make_rows
from training.dossiers import held_out_rows, read_blocks
from training.encoding import PairEncoder
from training.rows import Pair, Row, as_pair, halves, read_rows
from training.scores import Scores, scores

Reader = Callable[[Sequence[Pair]], np.ndarray]
"""Reads pairs: probabilities, pairs by stances."""

MADE_ROWS, MADE_SEED = 2_000, 77

STANCE_OF = {"supported": "supports", "contradicted": "contradicts", "not_enough_evidence": "neutral"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: a run in one form (fp32, int8) on one set."""

    run: str
    form: str
    settings: str
    part: str
    set: str
    scores: Scores


def served(folder: Path, *, at_once: int = 1) -> Reader:
    """Read pairs as the service does: the exported file, one unpadded pair at a time, `at_once` in as many threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    inputs = [given.name for given in session.get_inputs()]
    encoder = PairEncoder(folder, longest=512)

    def one(pair: Pair) -> np.ndarray:
        batch = encoder.batch([pair])
        given = {"ids": batch.ids.numpy(), "segments": batch.segments.numpy()}
        found: np.ndarray = session.run(None, {name: given[name] for name in inputs})[0][0]
        return found

    def read(pairs: Sequence[Pair]) -> np.ndarray:
        with ThreadPoolExecutor(at_once) as pool:
            return np.stack(list(pool.map(one, pairs)))

    return read


def development_half(path: Path, *, most: int | None = None) -> dict[str, list[Row]]:
    """Return the rows of the first half of the development file by set, at most so many of each; see `rows.halves`."""
    first, _ = halves(read_rows(path))
    by_set: dict[str, list[Row]] = defaultdict(list)
    for row in random.Random(0).sample(first, len(first)):
        if most is None or len(by_set[row.set]) < most:
            by_set[row.set].append(row)
    return dict(sorted(by_set.items()))


def made_suite() -> dict[str, list[Row]]:
    """Return made rows of unseen names, templates and relations, by facet."""
    by_set: dict[str, list[Row]] = defaultdict(list)
    for row in make_rows(MADE_ROWS, seed=MADE_SEED, unseen=True):
        by_set[row.set].append(row)
    return dict(sorted(by_set.items()))


def written_suite() -> dict[str, list[Row]]:
    """Return the rows of the written blocks that are never trained on: of single statements, and of dossiers."""
    by_set: dict[str, list[Row]] = defaultdict(list)
    for row in held_out_rows(read_blocks()):
        by_set[row.set].append(row)
    return dict(sorted(by_set.items()))


def newsroom_suite(path: Path) -> dict[str, list[Row]]:
    """Return the claims of a part of the quality suite, each with the statement it stands under, by facet.

    Claims for a certain day are left out: that a statement no longer holds is not for the model to know.
    """
    by_set: dict[str, list[Row]] = defaultdict(list)
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["statements"]:
        said = " ".join(filter(None, (entry.get("context"), entry["text"])))
        for pair in entry.get("pairs", ()):
            rows = [
                Row(c["text"], said, STANCE_OF[c["verdict"]], pair["facet"]) for c in pair["claims"] if _timeless(c)
            ]
            by_set[pair["facet"]] += rows
        by_set["unmentioned"] += [Row(text, said, "neutral", "unmentioned") for text in entry.get("unmentioned", ())]
    return dict(sorted(by_set.items()))


def _timeless(claim: dict[str, str]) -> bool:
    return "as_of" not in claim and claim["verdict"] in STANCE_OF


def measure(
    read: Reader, sets: dict[str, list[Row]], *, part: str, run: str, form: str, settings: str
) -> list[Measured]:
    """Measure one reader on each set, and on all of them together."""
    lines, everything = [], []
    for name, rows in sets.items():
        found = read([as_pair(row) for row in rows])
        truth = [int(np.argmax(as_pair(row).target)) for row in rows]
        everything.append((found, truth))
        lines.append(Measured(run, form, settings, part, name, scores(found, truth)))
    together = scores(np.concatenate([f for f, _ in everything]), [label for _, truth in everything for label in truth])
    return [*lines, Measured(run, form, settings, part, "all", together)]


def keep(lines: Sequence[Measured], table: Path) -> None:
    """Put lines into the table of runs, in place of older ones of the same run, form, part and set."""
    fresh = [_flat(line) for line in lines]
    replaced = {_key(line) for line in fresh}
    kept = [line for line in _read(table) if _key(line) not in replaced]
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(fresh[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows([*kept, *fresh])


def _flat(line: Measured) -> dict[str, str]:
    words = {"run": line.run, "form": line.form, "part": line.part, "set": line.set}
    figures = {
        name: f"{value:.3f}" if isinstance(value, float) else str(value) for name, value in asdict(line.scores).items()
    }
    return words | figures | {"settings": line.settings}


def _key(line: dict[str, str]) -> tuple[str, ...]:
    return line["run"], line["form"], line["part"], line["set"]


def _read(table: Path) -> list[dict[str, str]]:
    if not table.exists():
        return []
    with table.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))

"""The way from labelled rows to an exported file: teacher, labels, student, export; each step is done once."""

import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import PreTrainedModel

from training.bodies import MINILM, MPNET, Body, fetch
from training.cut import shorten
from training.encoding import PairEncoder
from training.evaluate import Reader, served
from training.export import export
from training.fit import Run, Settings, blank, unread
from training.mix import NEWSLIKE, STUDENTS, TEACHERS, Mix, mixed, validation_and_training
from training.outliers import split_outliers
from training.restore import restore
from training.rows import Pair, Row, as_pair, read_pairs, read_rows, write_pairs

LOOKED_AT = 400
"""Validation pairs read at each checkpoint."""

LAYERS = "layers.json"
"""Tells, beside a run of a shortened reader, which layers of the body are left in it, counted from 0."""

WEIGHED = 160
"""Validation pairs over which it is measured which layers a reader can do without."""

LONG = 600
"""Letters from which a statement counts as long."""

WATCHED = 64
"""Pairs read to see which channels have huge activations."""

TEACHER_SHARE = 0.6
"""How much of a student's target is the teacher's probability; the rest is the label."""

LABELLED_AT_ONCE = 2_000
"""Pairs between two checkpoints of the labelling."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where things lie: `home` holds bodies and runs, `rows` is the file of labelled training rows."""

    home: Path
    rows: Path

    def run(self, name: str) -> Path:
        """Return the folder of a run."""
        return self.home / "runs" / name


def teach(
    shop: Workshop, settings: Settings, *, body: Body = MPNET, mix: Mix = TEACHERS, most: int | None = None
) -> Path:
    """Train on at most so many labelled pairs, from the last checkpoint on; return the finished weights."""
    validation, training = _cut(shop)
    pairs = shop.run(settings.name) / "pairs.jsonl.gz"
    if not pairs.exists():
        write_pairs(pairs, mixed(training, mix, seed=settings.seed)[:most])
    return _fit(shop, settings, body, read_pairs(pairs), validation)


def teach_further(shop: Workshop, settings: Settings, *, after: str) -> Path:
    """Train the finished weights of a run on those of its pairs that it landed too early to read."""
    before = shop.run(after)
    body = shop.run(settings.name) / "body"
    pairs = shop.run(settings.name) / "pairs.jsonl.gz"
    if not pairs.exists():
        write_pairs(pairs, unread(read_pairs(before / "pairs.jsonl.gz"), folder=before))
        body.mkdir(parents=True, exist_ok=True)
        for file in [*(before / "finished").iterdir(), before / "body" / "tokenizer.json"]:
            (body / file.name).symlink_to(file.resolve())
    validation, _ = _cut(shop)
    run = Run(settings, body=body, folder=shop.run(settings.name), pairs=read_pairs(pairs))
    return run.finish(validation=_looked_at(validation))


def teach_on(shop: Workshop, settings: Settings, *, start: Path, mix: Mix, layers: int | None = None) -> Path:
    """Train the weights of a run, or published ones, on another mix; `start` is the folder of either.

    The run need not be finished: its last checkpoint will do. With `layers`, only so many of its layers are kept.
    """
    folder = shop.run(settings.name)
    validation, training = _cut(shop)
    if not (folder / "pairs.jsonl.gz").exists():
        write_pairs(folder / "pairs.jsonl.gz", mixed(training, mix, seed=settings.seed))
    if not (folder / "body").exists():
        folder.mkdir(parents=True, exist_ok=True)
        home = fetch(MPNET, home=shop.home)
        model = _trained(start) if (start / "checkpoint.pt").exists() else restore(start, body=home)
        if (start / LAYERS).exists():
            shutil.copyfile(start / LAYERS, folder / LAYERS)
        if layers is not None:
            kept = shorten(model, PairEncoder(home), _weighed(validation), layers=layers)
            (folder / LAYERS).write_text(json.dumps(kept), encoding="utf-8")
        model.save_pretrained(folder / "body")
        shutil.copyfile(home / "tokenizer.json", folder / "body" / "tokenizer.json")
        _keep_passes(start, folder)
    run = Run(settings, body=folder / "body", folder=folder, pairs=read_pairs(folder / "pairs.jsonl.gz"))
    return run.finish(validation=_looked_at(validation))


def distil(shop: Workshop, settings: Settings, *, teacher: str, body: Body = MINILM, most: int | None = None) -> Path:
    """Train a student on what the teacher says of at most so many pairs; return the finished weights."""
    validation, training = _cut(shop)
    folder = shop.run(settings.name)
    if not (folder / "mixed.jsonl.gz").exists():
        write_pairs(folder / "mixed.jsonl.gz", mixed(training, STUDENTS, seed=settings.seed)[:most])
    label(shop, read_pairs(folder / "mixed.jsonl.gz"), teacher=teacher, target=folder / "pairs.jsonl.gz")
    return _fit(shop, settings, body, read_pairs(folder / "pairs.jsonl.gz"), validation)


def label(shop: Workshop, pairs: Sequence[Pair], *, teacher: str, target: Path) -> None:
    """Write the pairs with targets that lean towards the teacher's probabilities; goes on where it was stopped.

    The teacher's exported file reads them, at four times the speed of its weights. It reads the sets like newsroom
    claims; generated pairs keep their labels, which are certain, and so do pairs for breadth and silent companions.
    """
    if target.exists():
        return
    read = served(shop.run(teacher) / "exported", at_once=2)
    parts = [target.parent / f"labelled-{start:08d}.jsonl.gz" for start in range(0, len(pairs), LABELLED_AT_ONCE)]
    for at, part in enumerate(parts):
        if not part.exists():
            some = pairs[at * LABELLED_AT_ONCE : (at + 1) * LABELLED_AT_ONCE]
            write_pairs(part, _labelled(some, read))
    write_pairs(target, (pair for part in parts for pair in read_pairs(part)))


def finished_model(shop: Workshop, name: str) -> tuple[PreTrainedModel, PairEncoder]:
    """Load the finished weights of a run, or its last checkpoint while it is still under way."""
    return _trained(shop.run(name)), PairEncoder(shop.run(name) / "body")


def steps_kept(shop: Workshop, name: str) -> int:
    """Return how many steps the last checkpoint of a run has behind it."""
    return int(torch.load(shop.run(name) / "checkpoint.pt", weights_only=True, mmap=True)["step"])


def ship(shop: Workshop, name: str) -> Path:
    """Export a run's weights as one int8 file; return its folder."""
    model, encoder = finished_model(shop, name)
    folder = shop.run(name)
    split_outliers(model, encoder, read_pairs(folder / "pairs.jsonl.gz")[:WATCHED])
    return export(model, tokenizer=folder / "body" / "tokenizer.json", folder=folder / "exported", name=name)


def layers_left(folder: Path) -> dict[str, list[int]]:
    """Tell which layers are left in the reader of a run, counted from 0; empty if none was taken out."""
    kept = folder / LAYERS
    return {"layers": json.loads(kept.read_text(encoding="utf-8"))} if kept.exists() else {}


def after(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Tell the passes that came before a run, the first first: name, pairs, steps, rate of each; empty if it is one."""
    kept = folder / "after.json"
    return {"after": json.loads(kept.read_text(encoding="utf-8"))} if kept.exists() else {}


def _keep_passes(start: Path, folder: Path) -> None:
    """Keep beside a run which passes its first weights have behind them, as far as the folder they come from tells."""
    passes = after(start).get("after", [])
    if (start / "log.jsonl").exists():
        lines = [json.loads(line) for line in (start / "log.jsonl").read_text(encoding="utf-8").splitlines()]
        about = next(line for line in reversed(lines) if line["event"] == "start")
        steps = int(torch.load(start / "checkpoint.pt", weights_only=True, mmap=True)["step"])
        told = {name: about[name] for name in ("pairs", "rate", "batch")}
        passes = [*passes, {"run": start.name, "steps": steps, **told}]
    (folder / "after.json").write_text(json.dumps(passes), encoding="utf-8")


def _trained(folder: Path) -> PreTrainedModel:
    if (folder / "finished").exists():
        return blank(folder / "finished")
    model = blank(folder / "body")
    model.load_state_dict(torch.load(folder / "checkpoint.pt", weights_only=True)["model"])
    return model


def _fit(shop: Workshop, settings: Settings, body: Body, pairs: Sequence[Pair], validation: Sequence[Row]) -> Path:
    home, folder = fetch(body, home=shop.home), shop.run(settings.name)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "body").exists():
        (folder / "body").symlink_to(home.resolve())
    return Run(settings, body=home, folder=folder, pairs=pairs).finish(validation=_looked_at(validation))


def _looked_at(validation: Sequence[Row]) -> list[Pair]:
    return [as_pair(row) for row in validation[:: max(1, len(validation) // LOOKED_AT)]]


def _weighed(validation: Sequence[Row]) -> list[Pair]:
    """Choose pairs that read like newsroom claims, none of them long."""
    some = [row for row in validation if row.set in NEWSLIKE]
    random.Random(1).shuffle(some)
    return [as_pair(row) for row in some if len(row.statement) < LONG][:WEIGHED]


def _cut(shop: Workshop) -> tuple[list[Row], list[Row]]:
    return validation_and_training(read_rows(shop.rows))


def _labelled(pairs: Sequence[Pair], read: Reader) -> list[Pair]:
    asked = [pair for pair in pairs if pair.set in NEWSLIKE]
    said = iter(read(asked) if asked else ())
    return [_leaning(pair, next(said)) if pair.set in NEWSLIKE else pair for pair in pairs]


def _leaning(pair: Pair, said: np.ndarray) -> Pair:
    supports, contradicts, neutral = (
        TEACHER_SHARE * float(probability) + (1 - TEACHER_SHARE) * label
        for probability, label in zip(said, pair.target, strict=True)
    )
    return replace(pair, target=(supports, contradicts, neutral))

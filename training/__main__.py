"""Train, export and measure: `python -m training --help`."""

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from training.bodies import BODIES
from training.card import card
from training.evaluate import Reader, development_half, keep, made_suite, measure, newsroom_suite, served, written_suite
from training.export import publish
from training.fit import Settings, predict
from training.mix import MIXES, TEACHERS
from training.pipeline import (
    Workshop,
    after,
    distil,
    finished_model,
    layers_left,
    ship,
    steps_kept,
    teach,
    teach_further,
    teach_on,
)

SUITE = Path(__file__).parents[1] / "tests" / "quality" / "development.yaml"

TEACHER_RATE, ONWARD_RATE, STUDENT_RATE = 3e-5, 2.5e-5, 1e-4

TABLE = Path(__file__).with_name("runs.csv")


def main() -> None:
    """Do one step, or all of them in order."""
    wish = _arguments()
    shop = Workshop(home=wish.home, rows=wish.rows)
    for name in IN_ORDER if wish.step == "all" else (wish.step,):
        STEPS[name](shop, wish)


def _teacher(shop: Workshop, wish: argparse.Namespace) -> None:
    _tell_pid(shop)
    settings = Settings(name=wish.teacher, body=wish.teacher_body, rate=wish.rate or TEACHER_RATE, seed=wish.seed)
    mix = TEACHERS.without_contrast() if wish.without_contrast else TEACHERS
    teach(shop, settings, body=BODIES[wish.teacher_body], mix=mix, most=wish.pairs)


def _further(shop: Workshop, wish: argparse.Namespace) -> None:
    _tell_pid(shop)
    settings = Settings(name=wish.further, body=wish.teacher_body, rate=wish.rate or TEACHER_RATE, seed=wish.seed + 1)
    teach_further(shop, settings, after=wish.teacher)


def _onward(shop: Workshop, wish: argparse.Namespace) -> None:
    """Train what lies in `--start` on the mix named by `--mix`; without it, on the finished weights of the teacher."""
    _tell_pid(shop)
    settings = Settings(
        name=wish.run or wish.mix,
        body=wish.teacher_body,
        rate=wish.rate or ONWARD_RATE,
        frozen=wish.frozen,
        words=False,
        seed=wish.seed,
    )
    start = wish.start or shop.run(wish.teacher)
    teach_on(shop, settings, start=start, mix=MIXES[wish.mix], layers=wish.layers)


def _student(shop: Workshop, wish: argparse.Namespace) -> None:
    _tell_pid(shop)
    settings = Settings(name=wish.student, body=wish.student_body, rate=wish.rate or STUDENT_RATE, seed=wish.seed)
    distil(shop, settings, teacher=wish.teacher, body=BODIES[wish.student_body], most=wish.pairs)


def _export(shop: Workshop, wish: argparse.Namespace) -> None:
    ship(shop, wish.run or wish.student)


def _measure(shop: Workshop, wish: argparse.Namespace) -> None:
    """Measure the exported file, or with `--exact` the weights, on the first half of the development rows."""
    run = wish.run or wish.student
    read = _exact(shop, run) if wish.exact else served(shop.run(run) / "exported", at_once=2)
    about = {"run": run, "form": "fp32" if wish.exact else "int8", "settings": _settings(shop, run)}
    parts = {
        "dev": development_half(wish.dev, most=wish.most),
        "made": made_suite(),
        "written": written_suite(),
        "newsroom": newsroom_suite(SUITE),
    }
    for part, sets in parts.items():
        lines = measure(read, sets, part=part, **about)
        keep(lines, TABLE)
        for line in lines:
            print(f"{line.part:5} {line.set:28} {line.scores}")  # noqa: T201 - said to who measures


def _card(shop: Workshop, wish: argparse.Namespace) -> None:
    """Put the model card into the exported folder."""
    run = wish.run or wish.student
    exported = shop.run(run) / "exported"
    licence = BODIES[json.loads(_settings(shop, run))["body"]].licence
    text = card(run, table=TABLE, manifest=exported / "model.json", licence=licence)
    (exported / "CARD.md").write_text(text, encoding="utf-8")


def _publish(shop: Workshop, wish: argparse.Namespace) -> None:
    publish(shop.run(wish.run or wish.student) / "exported", target=wish.to)


def _tell_pid(shop: Workshop) -> None:
    """Leave the number of this process, for who wants to pause it."""
    shop.home.mkdir(parents=True, exist_ok=True)
    (shop.home / "train.pid").write_text(str(os.getpid()))


def _exact(shop: Workshop, run: str) -> Reader:
    model, encoder = finished_model(shop, run)
    return lambda pairs: np.asarray(predict(model, encoder, pairs))


def _settings(shop: Workshop, run: str) -> str:
    """Tell how a run was made, from its log."""
    lines = [json.loads(line) for line in (shop.run(run) / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    start = next(line for line in reversed(lines) if line["event"] == "start")
    told = {name: start[name] for name in ("body", "pairs", "rate", "batch", "seed")}
    told |= layers_left(shop.run(run)) | after(shop.run(run))
    return json.dumps(told | {"steps": steps_kept(shop, run), "finished": lines[-1]["event"] == "finished"})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=(*STEPS, "all"))
    parser.add_argument("--home", type=Path, required=True, help="a folder outside the repository, for bodies and runs")
    parser.add_argument("--rows", type=Path, required=True, help="labelled training rows, gzipped JSONL")
    parser.add_argument("--dev", type=Path, help="labelled development rows, gzipped JSONL; never trained on")
    parser.add_argument("--teacher", default="teacher", help="name of the teacher's run")
    parser.add_argument("--teacher-body", choices=sorted(BODIES), default="all-mpnet-base-v2")
    parser.add_argument("--further", default="teacher-further", help="name of the run that goes on from the teacher's")
    parser.add_argument("--student", default="student", help="name of the student's run")
    parser.add_argument("--student-body", choices=sorted(BODIES), default="all-MiniLM-L6-v2")
    parser.add_argument("--start", type=Path, help="for `onward`: a run's folder, or one of exported files")
    parser.add_argument("--mix", choices=sorted(MIXES), default="newsroom", help="for `onward`: what to read")
    parser.add_argument("--layers", type=int, help="for `onward`: keep so many layers, those it can spare the least")
    parser.add_argument("--frozen", type=int, default=0, help="for `onward`: the lowest layers that stay as they are")
    parser.add_argument("--without-contrast", action="store_true", help="teach without generated pairs, to compare")
    parser.add_argument(
        "--rate", type=float, help=f"learning rate; {TEACHER_RATE} for a teacher, {STUDENT_RATE} for a student"
    )
    parser.add_argument("--pairs", type=int, help="train on so many pairs of the mix, to compare amounts")
    parser.add_argument("--run", help="the run to export or measure; the student's unless said otherwise")
    parser.add_argument("--to", type=Path, help="the folder that `publish` puts the exported files into")
    parser.add_argument("--exact", action="store_true", help="measure the weights instead of the exported file")
    parser.add_argument("--most", type=int, help="measure at most so many rows of each set")
    parser.add_argument("--seed", type=int, default=20261121)
    return parser.parse_args()


STEPS: dict[str, Callable[[Workshop, argparse.Namespace], None]] = {
    "teacher": _teacher,
    "further": _further,
    "onward": _onward,
    "student": _student,
    "export": _export,
    "measure": _measure,
    "card": _card,
    "publish": _publish,
}
IN_ORDER = ("teacher", "further", "student", "export", "measure", "card")


if __name__ == "__main__":
    main()

"""The model card that goes with an exported file: what it is, what it was trained on, its figures, its limits."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

CREDITS = """\
| data | licence |
|---|---|
| VitaminC (Schuster et al. 2021), re-cut by page | CC BY-SA 3.0 |
| FEVER-lite, FEVER-symmetric | CC BY-SA |
| Fool Me Twice | CC BY-SA / Apache-2.0 |
| SciFact | claims CC BY 4.0, abstracts ODC-By |
| Check-COVID, ConjNLI | MIT |
| MNLI and SNLI development sets | as published with them |
| counterfactual SNLI, InfoTabS | Apache-2.0 |
| HELP | CC BY-SA 4.0 |
| pairs generated (`training/contrast`) and written by hand (`training/written`) | as this project |
"""

LIMITS = """\
- English only. It reads one statement with its context, not several together, and knows nothing but what they say.
- It compares figures, units and dates by their look, not by arithmetic: the facets must veto what it calls supported.
- Probabilities are those of the training mix. Calibrate them on rows like the ones that will be read.
- Figures on `vitaminc_*` are disjoint by page from training, but not comparable with published ones: VitaminC's public
  test pages are partly trained on.
"""


def card(run: str, *, table: Path, manifest: Path, licence: str) -> str:
    """Write the card of a run from the table of runs and the manifest of its exported folder."""
    about = json.loads(manifest.read_text(encoding="utf-8"))
    lines = _lines(run, table)
    settings = json.loads(lines[0]["settings"])
    passes = [*settings.get("after", ()), settings | {"run": run}]
    files = "\n".join(f"- `{name}`: sha256 `{digest}`" for name, digest in about["sha256"].items())
    return "\n".join(
        (
            f"# {about['name']}: does a statement support or contradict a claim?\n",
            f"A cross-encoder from {_body(settings)} ({licence}), exported as int8 ONNX. "
            "It reads (statement with its context, claim), one pair at a time, and gives the probabilities of "
            f"{', '.join(about['stances'])}, in this order.\n",
            files,
            "\nTrained in passes, one upon the other:\n",
            *(f"- `{one['run']}`: {_read(one):,} pairs in {one['steps']:,} steps at {one['rate']:g}" for one in passes),
            "\n## Figures\n\nWrong support: the share of contradicted pairs called supported.\n",
            _figures(lines),
            "\n## Limits\n",
            LIMITS,
            "## Trained on\n",
            CREDITS,
        )
    )


def _lines(run: str, table: Path) -> Sequence[dict[str, str]]:
    with table.open(newline="", encoding="utf-8") as file:
        lines = [line for line in csv.DictReader(file) if line["run"] == run and line["form"] == "int8"]
    if not lines:
        raise LookupError(f"no figures of {run} in {table}: measure its exported file first")
    return lines


def _body(settings: dict[str, Any]) -> str:
    """Name the body, and the layers of it that are left if some were taken out."""
    kept = settings.get("layers")
    told = ", ".join(map(str, kept or ()))
    return f"layers {told} (counted from 0) of {settings['body']}" if kept else str(settings["body"])


def _read(settings: dict[str, Any]) -> int:
    return int(min(settings["pairs"], settings["steps"] * settings["batch"]))


def _figures(lines: Sequence[dict[str, str]]) -> str:
    columns = ("part", "set", "rows", "accuracy", "macro_f1", "wrong_support", "ece")
    rows = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return "\n".join([*rows, *("| " + " | ".join(line[column] for column in columns) + " |" for line in lines)])

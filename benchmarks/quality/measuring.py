"""Measures the parts of a suite, each over a store of its own."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.check import Engine
from app.domain.ports import Verifier
from benchmarks.quality.answers import Answer, answers_to
from benchmarks.quality.baselines import Baseline, Material, baselines
from benchmarks.quality.likeness import peaks_of
from benchmarks.quality.parts import facets_alone, models_alone
from benchmarks.quality.rivals import ModelAlone, rivals
from benchmarks.quality.stores import toolbox_over
from benchmarks.quality.suite import DEVELOPMENT, HELD_OUT, Part, read_part

PARTS = (DEVELOPMENT, HELD_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A part with what the service and the simpler ways said to its claims."""

    part: Part
    answers: Sequence[Answer]
    baselines: Sequence[Baseline]
    engine: Engine


def measure(names: Collection[str], *, suite: Path, today: date) -> Iterator[Measured]:
    """Measure the named parts; the development part is always read, since the baselines learn from it."""
    development = Material((), {})
    for name in PARTS if HELD_OUT in names else PARTS[:1]:
        part = read_part(suite, name, today=today)
        print(f"Checking the {len(part.cases)} claims of the {name} part ...", file=sys.stderr, flush=True)
        with toolbox_over(part.stored) as toolbox:
            asked = Material(part.cases, peaks_of(part, toolbox=toolbox))
            development = asked if name == DEVELOPMENT else development
            if name in names:
                yield Measured(
                    part=part,
                    answers=answers_to(part.cases, toolbox=toolbox),
                    baselines=[
                        *rivals(part.cases, _parts_of_the_service(), toolbox=toolbox),
                        *baselines(asked, development=development),
                    ],
                    engine=toolbox.verifier.engine,
                )


def _parts_of_the_service() -> Mapping[str, Verifier]:
    alone = {name: ModelAlone(model, name=name) for name, model in models_alone().items()}
    return {"facets alone": facets_alone(), **alone}

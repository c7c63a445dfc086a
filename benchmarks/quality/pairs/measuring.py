"""Reads the rows of one half by every way, and takes the time."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from app.domain.ports import Embedder, Verifier
from benchmarks.quality.pairs.figures import Read
from benchmarks.quality.pairs.simpler import (
    by_claim_words,
    by_likeness,
    commonest,
    cosine_by,
    shared_words,
    spelling,
)
from benchmarks.quality.pairs.ways import Way, by_entailment, by_verifier
from benchmarks.quality.parts import facets_alone, models_alone
from training.rows import Row

MOST_LEARNT = 150
"""Rows of each set that a likeness learns from: three numbers are soon learnt."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way said to all rows, and the milliseconds it took for a pair."""

    way: str
    read: Read
    milliseconds: float


def simpler_ways(tuned: Sequence[Row], *, embedder: Embedder) -> Mapping[str, Way]:
    """Return the ways that learn from the tuned half, by name."""
    some = at_most(tuned, MOST_LEARNT)
    return {
        "commonest label": commonest(tuned),
        "claim alone": by_claim_words(tuned),
        "words alone": by_likeness(shared_words, some),
        "rapidfuzz alone": by_likeness(spelling, some),
        "cosine alone": by_likeness(cosine_by(embedder), some),
    }


def own_ways(service: Verifier) -> Mapping[str, Way]:
    """Return the service's parts and the service itself, by name, the service last."""
    models = {name: by_entailment(model) for name, model in models_alone().items()}
    return {"facets alone": by_verifier(facets_alone()), **models, "this service": by_verifier(service)}


def measure(rows: Sequence[Row], ways: Mapping[str, Way]) -> Iterator[Reading]:
    """Read the rows by each way in turn."""
    for name, way in ways.items():
        print(f"Reading {len(rows):,} pairs by {name} ...", file=sys.stderr, flush=True)
        start = time.perf_counter()
        said = way(rows)
        milliseconds = (time.perf_counter() - start) * 1_000 / max(1, len(rows))
        yield Reading(name, list(zip(rows, said, strict=True)), milliseconds)


def at_most(rows: Sequence[Row], most: int) -> list[Row]:
    """Return so many rows of each set at most, the same ones every time."""
    kept: dict[str, list[Row]] = {}
    for row in Random(0).sample(rows, len(rows)):  # noqa: S311 - chance here keeps no secrets
        held = kept.setdefault(row.set, [])
        if len(held) < most:
            held.append(row)
    return [row for name in sorted(kept) for row in kept[name]]

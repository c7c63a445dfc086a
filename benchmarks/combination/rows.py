"""What the combination is fitted on: labelled rows of the tuned half, the suite's development part, the short pairs."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.domain.evidence import Stance
from training.rows import Row, families, halves, read_rows

BREADTH = frozenset({"cad_snli", "conjnli", "control", "med", "healthver", "sufficient_facts_hover"})
"""Sets that do not read like newsroom claims, or whose silence is one left out of many sentences."""

STANCE_OF = {
    "supported": Stance.SUPPORTS,
    "contradicted": Stance.CONTRADICTS,
    "not_enough_evidence": Stance.NEUTRAL,
}

OWN_WEIGHT, BREADTH_WEIGHT = 2.0, 0.1
"""How much a row of our own, and of the sets for breadth, counts beside one of the other sets."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair with its stance; rows of one `family` stay on one side of every cut."""

    statement: str
    context: str | None
    claim: str
    stance: Stance
    set: str
    family: str

    @property
    def weight(self) -> float:
        """Return how much the row counts in the fit."""
        return BREADTH_WEIGHT if self.set in BREADTH else OWN_WEIGHT if self.set.startswith("own ") else 1.0


def tuned_rows(dev: Path) -> list[Labelled]:
    """Return the first half of the development rows."""
    return _labelled(halves(read_rows(dev))[0])


def kept_rows(dev: Path) -> list[Labelled]:
    """Return the second half, which nothing is tuned on."""
    return _labelled(halves(read_rows(dev))[1])


def _labelled(rows: Sequence[Row]) -> list[Labelled]:
    return [
        Labelled(row.statement, None, row.claim, Stance(row.label), row.set, family)
        for row, family in zip(rows, families(rows), strict=True)
    ]


def suite_rows(development: Path) -> list[Labelled]:
    """Return the claims of the suite's development part, each with its own statement and with another's.

    A claim for a certain day is left out: that a statement no longer holds is not for a reader to know.
    """
    items = yaml.safe_load(development.read_text(encoding="utf-8"))["statements"]
    rows = [row for item in items for row in _suite_rows(item)]
    return [*rows, *_silent(rows)]


def _suite_rows(item: Mapping[str, Any]) -> Iterator[Labelled]:
    text, context, family = str(item["text"]), item.get("context"), str(item["id"]).partition("-")[0]
    about = str(context) if context else None
    for pair in item["pairs"]:
        for claim in pair["claims"]:
            if "as_of" not in claim and claim["verdict"] in STANCE_OF:
                yield Labelled(text, about, claim["text"], STANCE_OF[claim["verdict"]], "own suite", family)
    for claim in item.get("unmentioned", ()):
        yield Labelled(text, about, claim, Stance.NEUTRAL, "own unmentioned", family)


def _silent(rows: Sequence[Labelled]) -> Iterator[Labelled]:
    """Hold each claim against another statement of its subject, as retrieval does: that one is silent."""
    chance = random.Random(7)  # noqa: S311 - chance keeps no secrets here
    for row in rows:
        kin = [other for other in rows if other.family == row.family and other.statement != row.statement]
        if kin:
            other = chance.choice(kin)
            yield Labelled(other.statement, other.context, row.claim, Stance.NEUTRAL, "own silent", row.family)


def table_rows(tables: Path) -> Iterator[Labelled]:
    """Yield the rows of the short contrastive pairs."""
    for path in sorted(tables.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            for stance in Stance:
                for claim in entry.get(stance, ()):
                    yield Labelled(entry["statement"], None, claim, stance, "own pairs", entry["statement"])

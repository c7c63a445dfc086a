"""What the combination is fitted on: labelled rows of the tuned half, the suite's development part, our own pairs."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from app.domain.evidence import Stance
from app.interchange.seed_files import read_seed_files
from app.verification.marks import shares_mark, telling_marks
from training.dossiers import SIGNS, Block
from training.rows import Row, families, halves, read_rows

BREADTH = frozenset({"cad_snli", "conjnli", "control", "med", "healthver", "sufficient_facts_hover"})
"""Sets left out: they do not read like newsroom claims, or their silence is one left out of many sentences."""

FOUND = frozenset({"own silent", "own seeds", "own dossiers"})
"""Sets of statements as retrieval finds them: of those beside one another, most are silent on the claim."""

STANCE_OF = {
    "supported": Stance.SUPPORTS,
    "contradicted": Stance.CONTRADICTS,
    "not_enough_evidence": Stance.NEUTRAL,
}

WEIGHTS = {
    "given": {"own": 2.0, "written": 0.4, "seeds": 0.0, "other": 1.0},
    "found": {"own": 1.0, "written": 0.4, "seeds": 0.5, "other": 1.0},
}
"""How much a row of our own, of the many written ones, of the seeds, and of the labelled sets counts in each fit."""

ALIKE = 80.0
"""Likeness of words (0..100) from which two seeds may tell the same, so that neither is silent on the other."""

SEEDS_EACH = 2
"""Other seeds that each seed is held against: the likest ones that share a name."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair with its stance; rows of one `family` stay on one side of every cut."""

    statement: str
    context: str | None
    claim: str
    stance: Stance
    set: str
    family: str

    def weight(self, form: str) -> float:
        """Return how much the row counts in the fit of a form; what retrieval alone would find is never given."""
        if form == "given" and self.set in FOUND:
            return 0.0
        kind = self.set.removeprefix("own ")
        return WEIGHTS[form].get(kind, WEIGHTS[form]["other" if kind == self.set else "own"])


def tuned_rows(dev: Path) -> list[Labelled]:
    """Return the first half of the development rows, without the sets left out."""
    return [row for row in _labelled(halves(read_rows(dev))[0]) if row.set not in BREADTH]


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


def written_rows(blocks: Sequence[Block]) -> Iterator[Labelled]:
    """Yield the claims of the written blocks that no reader was trained on, each with every statement beside it."""
    for block in blocks:
        if block.held_out:
            name = "own written" if len(block.statements) == 1 else "own dossiers"
            for signs, claim in block.claims:
                for sign, statement in zip(signs, block.statements, strict=True):
                    yield Labelled(
                        statement, block.context or None, claim, Stance(SIGNS[sign]), name, block.statements[0]
                    )


def seed_rows(folder: Path) -> list[Labelled]:
    """Hold each packaged statement, as a claim, against the likest others that share a name: they are silent on it.

    Seeds that may tell the same are passed over. A few of the others do decide: noise, about one in fifty.
    """
    texts = [statement.text for seeded in read_seed_files(folder) for statement in seeded.statements]
    marks = [telling_marks(text) for text in texts]
    rows = []
    for at, text in enumerate(texts):
        others = [(fuzz.token_set_ratio(text, other), other) for of, other in enumerate(texts)
                  if of != at and shares_mark(marks[at], other)]  # fmt: skip
        apart = sorted((pair for pair in others if pair[0] < ALIKE), reverse=True)[:SEEDS_EACH]
        rows += [Labelled(other, None, text, Stance.NEUTRAL, "own seeds", text) for _, other in apart]
    return rows

"""Sets of claims and the statements that bear on them: public ones, and the quality suite among the seeds."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from app.domain.source import Source, SourceKind
from app.domain.statement import Statement
from app.interchange.seed_files import read_seed_files
from app.text.tokens import index_terms
from benchmarks.quality.suite import DEVELOPMENT, HELD_OUT, read_part

PARTS = (DEVELOPMENT, HELD_OUT)


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim and the ids of the statements that bear on it."""

    claim: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Collection:
    """Statements with their sources, and claims about them by the name of their part."""

    name: str
    pairs: Sequence[tuple[Statement, Source]]
    parts: Mapping[str, Sequence[Asked]]

    def firsts(self) -> Mapping[str, str]:
        """Return for each statement the first that says the same, so that a copy is known as one.

        CheckThat! holds 185 statements twice, once with other quotation marks, and calls one of the two relevant.
        """
        first: dict[tuple[str, ...], str] = {}
        return {one.id: first.setdefault(tuple(index_terms(one.text)), one.id) for one, _ in self.pairs}


def public_collections(folder: Path) -> list[Collection]:
    """Read SciFact and CheckThat! 2020 as they lie in `folder`."""
    return [_scifact(folder), _checkthat(folder)]


def suite_among_seeds(*, seeds: Path, suite: Path, today: date) -> Collection:
    """Put the statements of both parts of the quality suite among the seeds; its paired claims ask for their own."""
    parts = [read_part(suite, name, today=today) for name in PARTS]
    own = [pair for part in parts for pair in part.stored]
    asked = {
        part.name: [Asked(case.text, frozenset({case.origin})) for case in part.cases if case.pair is not None]
        for part in parts
    }
    packaged = [(one, seed.source) for seed in read_seed_files(seeds) for one in seed.statements]
    return Collection("quality suite among the seeds", [*packaged, *own], asked)


def _scifact(folder: Path) -> Collection:
    rows = _lines(folder / "scifact_corpus.jsonl.gz")
    pairs = [_pair(row["id"], row["title"], " ".join(row["sentences"])) for row in rows]
    asked = [_asked(row["claim"], [*row["cited"], *row["evidence"]]) for row in _json(folder / "scifact_train.json")]
    return Collection("SciFact", pairs, {"train": asked})


def _checkthat(folder: Path) -> Collection:
    rows = _lines(folder / "checkthat2020_claims.jsonl.gz")
    pairs = [_pair(row["id"], row["title"], row["claim"]) for row in rows]
    parts = {
        part: [_asked(row["text"], row["relevant"]) for row in _json(folder / f"checkthat2020_{part}.json")]
        for part in ("dev", "train")
    }
    return Collection("CheckThat! 2020", pairs, parts)


def _pair(id_: str, title: str, text: str) -> tuple[Statement, Source]:
    key = _hidden(id_)
    source = Source(id=key, title=title, publisher="", kind=SourceKind.REPORTING, reliability=0.8)
    return Statement(id=key, source_id=key, text=text), source


def _asked(claim: str, relevant: Sequence[str]) -> Asked:
    return Asked(claim, frozenset(map(_hidden, relevant)))


def _hidden(id_: str) -> str:
    """Hash an id: the statements that are asked for come first in some sets, and ties are broken by id."""
    return blake2b(id_.encode(), digest_size=8).hexdigest()


def _lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _json(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows

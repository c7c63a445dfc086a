"""Labelled pairs: reading them, and cutting them so that kindred rows never part."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

STANCES = ("supports", "contradicts", "neutral")
"""The order of the three probabilities, here and in every exported file."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim and a statement with the stance a person, or a rule, gave them."""

    claim: str
    statement: str
    label: str
    set: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A row as a model learns from it: `target` holds one probability for each of `STANCES`."""

    claim: str
    statement: str
    target: tuple[float, float, float]
    set: str


def read_rows(path: Path) -> list[Row]:
    """Read labelled rows from a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Row(**json.loads(line)) for line in lines]


def read_pairs(path: Path) -> list[Pair]:
    """Read the pairs that `write_pairs` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Pair(**{**fields, "target": tuple(fields["target"])}) for fields in map(json.loads, lines)]


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as gzipped JSONL; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with gzip.open(partial, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)
    partial.replace(path)


def as_pair(row: Row) -> Pair:
    """Give a row its label as a certain target."""
    supports, contradicts, neutral = (float(row.label == stance) for stance in STANCES)
    return Pair(row.claim, row.statement, (supports, contradicts, neutral), row.set)


def families(rows: Sequence[Row]) -> list[str]:
    """Name the family of each row: rows of one set that share a group, or else a claim or a statement, are kin."""
    kin = _Kin()
    for row in rows:
        first, *others = _ties(row)
        for other in others:
            kin.join(first, other)
    return [kin.head(_ties(row)[0]) for row in rows]


def share(family: str) -> float:
    """Map a family to a fixed number in [0, 1), the same on every machine: cuts are made by it."""
    return int.from_bytes(hashlib.blake2b(family.encode(), digest_size=8).digest()) / 2**64


def cut(rows: Sequence[Row], *, below: float) -> tuple[list[Row], list[Row]]:
    """Part rows into those whose family's share is under `below`, and the rest."""
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row, family in zip(rows, families(rows), strict=True):
        sides[share(family) >= below].append(row)
    return sides


def halves(dev: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Part the development rows: the first half is for tuning and reporting on the way, the second for the end."""
    return cut(dev, below=0.5)


def _ties(row: Row) -> list[str]:
    if row.group is not None:
        return [f"{row.set}|group|{row.group}"]
    return [f"{row.set}|claim|{row.claim.casefold()}", f"{row.set}|statement|{row.statement.casefold()}"]


class _Kin:
    """Sets that grow together (union-find); a set is named after its alphabetically first member."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def head(self, name: str) -> str:
        parent = self._parent.setdefault(name, name)
        while parent != name:
            self._parent[name] = self._parent[parent]
            name, parent = parent, self._parent[parent]
        return name

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.head(one), self.head(other)))
        self._parent[second] = first

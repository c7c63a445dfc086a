"""The tables of contrastive pairs: one file a facet, each entry a statement and the claims read against it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from app.domain.evidence import Facet, Stance

TABLES = Path(__file__).parent / "pairs"

TABLED = tuple(facet for facet in Facet if facet is not Facet.WORDING)  # wording is what no facet explains


class Row(NamedTuple):
    """A claim, the one statement it is read against, and the stance that a strict, fair editor would take."""

    facet: Facet
    statement: str
    claim: str
    stance: Stance


def rows(facet: Facet) -> list[Row]:
    """Read the rows of one facet, in the order of its file."""
    entries = yaml.safe_load((TABLES / f"{facet}.yaml").read_text(encoding="utf-8"))
    return [row for entry in entries for row in _rows_of(entry, facet)]


def all_rows() -> list[Row]:
    """Read the rows of every facet."""
    return [row for facet in TABLED for row in rows(facet)]


def _rows_of(entry: dict[str, str | list[str]], facet: Facet) -> Iterator[Row]:
    statement = str(entry["statement"])
    for stance in Stance:
        for claim in entry.get(stance, ()):
            yield Row(facet, statement, claim, stance)

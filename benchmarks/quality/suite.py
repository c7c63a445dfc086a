"""The contrastive suite (`tests/quality/README.md`), read into claims and what is to be stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from app.domain.check import Verdict
from app.domain.source import DEFAULT_RELIABILITY, Source, SourceKind
from app.domain.statement import Modality, Statement

DEVELOPMENT, HELD_OUT = "development", "held out"
UNMENTIONED = "unmentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A claim with the verdict that is right.

    Claims of one pair share `pair`; an unmentioned claim has none. `origin` is the statement the claim was written for.
    """

    text: str
    as_of: date
    verdict: Verdict
    facet: str
    pair: str | None
    origin: str

    @property
    def group(self) -> str:
        """Return what statements of one subject share."""
        return self.origin.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the suite: what is stored, and what is asked."""

    name: str
    stored: tuple[tuple[Statement, Source], ...]
    cases: tuple[Case, ...]


def read_part(folder: Path, name: str, *, today: date) -> Part:
    """Read a part of the suite; claims without a day are judged for `today`."""
    path = folder / f"{name.replace(' ', '_')}.yaml"
    items = yaml.safe_load(path.read_text(encoding="utf-8"))["statements"]
    cases = tuple(case for item in items for case in _cases(item, today))
    return Part(name, tuple(_stored(item) for item in items), cases)


def _cases(item: Mapping[str, Any], today: date) -> Iterator[Case]:
    for number, pair in enumerate(item["pairs"]):
        for claim in pair["claims"]:
            yield Case(
                text=claim["text"],
                as_of=claim.get("as_of", today),
                verdict=Verdict(claim["verdict"]),
                facet=pair["facet"],
                pair=f"{item['id']}/{number}",
                origin=item["id"],
            )
    for text in item.get("unmentioned", ()):
        yield Case(
            text=text,
            as_of=today,
            verdict=Verdict.NOT_ENOUGH_EVIDENCE,
            facet=UNMENTIONED,
            pair=None,
            origin=item["id"],
        )


def _stored(item: Mapping[str, Any]) -> tuple[Statement, Source]:
    source = _source(item)
    statement = Statement(
        id=item["id"],
        source_id=source.id,
        text=item["text"],
        context=item.get("context"),
        valid_from=item.get("valid_from"),
        valid_until=item.get("valid_until"),
        attributed_to=item.get("attributed_to"),
        modality=Modality(item.get("modality", "asserted")),
    )
    return statement, source


def _source(item: Mapping[str, Any]) -> Source:
    kind = SourceKind(item.get("kind", "reporting"))
    return Source(
        id=f"source-{item['id']}",
        title=f"{item['publisher']}, {item['published_at']}",
        publisher=item["publisher"],
        kind=kind,
        reliability=DEFAULT_RELIABILITY[kind],
        published_at=item["published_at"],
    )

"""The relations that made statements are about, read from `relations.yaml`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

BESIDE = Path(__file__).with_name("relations.yaml")


@dataclass(frozen=True)
class Relation:
    """Ways to say one kind of thing; `relations.yaml` explains the fields."""

    name: str
    slots: dict[str, str]
    subject: str
    topic: str
    statements: tuple[str, ...]
    claims: tuple[str, ...]
    contradicted: tuple[str, ...]
    open: tuple[str, ...]
    settled: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    rises: tuple[str, ...]

    @cached_property
    def subject_kind(self) -> str:
        """Return the kind of the slot that the relation is about."""
        return self.slots[self.subject]


def asked(template: str) -> set[str]:
    """Return the slots that a template asks for."""
    return set(re.findall(r"{(\w+)}", template))


def read_relations(*, unseen: bool, path: Path = BESIDE) -> list[Relation]:
    """Read the relations for training, or for the held-out part: with unseen templates and relations."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [_relation(name, entry, unseen) for name, entry in entries.items() if unseen or not entry.get("unseen")]


def _relation(name: str, entry: dict[str, object], unseen: bool) -> Relation:
    def lines(key: str) -> tuple[str, ...]:
        kept = entry.get(f"unseen_{key}") if unseen else None
        return _texts(kept or entry.get(key) or ())

    slots = entry["slots"]
    if not isinstance(slots, dict):
        raise TypeError(f"{name}: slots must map names to kinds")
    return Relation(
        name=name, slots=slots, subject=str(entry["subject"]), topic=str(entry.get("topic", name)),
        statements=lines("statements"), claims=lines("claims"),
        contradicted=lines("contradicted"), open=lines("open"), settled=lines("settled"), rises=lines("rises"),
        roles=tuple((one, other) for one, other in entry.get("roles") or ()),  # type: ignore[attr-defined]  # checked below by use
    )  # fmt: skip


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, Sequence):
        raise TypeError(f"expected a list of texts, found {values!r}")
    return tuple(map(str, values))

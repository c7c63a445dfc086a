"""Contrastive rows from real ones: a supported claim in which one figure, year or turning word is changed."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import yaml

from training.contrast.days import MONTHS
from training.contrast.names import WORDS
from training.rows import Row

Opposites = list[tuple[str, str]]

BOUNDING = re.compile(
    r"\b(?:about|around|over|under|more|less|fewer|than|least|most|nearly|almost|between|before|after|since|until|by|"
    r"approximately|up to)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-]|[.,]\d)")


def edited_rows(rows: Sequence[Row], *, seed: int) -> list[Row]:
    """Make one contradicted row of every supported one in which a figure or a turning word decides."""
    chance, opposites = random.Random(seed), _opposites()
    supported = [row for row in rows if row.label == "supports" and len(row.claim.split()) > 3]
    return [edited for row in supported for edited in _edits(row, opposites, chance)]


def _edits(row: Row, opposites: Opposites, chance: random.Random) -> Iterator[Row]:
    """Yield at most one edit of a row: a figure that statement and claim share, or else a word for its opposite."""
    told = FIGURE.findall(row.statement)
    shared = [found for found in FIGURE.finditer(row.claim) if found[0] in told and not _of_a_name(row.claim, found)]
    if len(shared) == 1 and not BOUNDING.search(row.claim):
        claim = _swapped(row.claim, shared[0], _another_figure(shared[0][0], told, chance))
        yield replace(row, claim=claim, label="contradicts", set="edited_figure")
        return
    turned = _turned(row, opposites)
    if turned:
        yield replace(row, claim=turned, label="contradicts", set="edited_opposite")


def _of_a_name(claim: str, figure: re.Match[str]) -> bool:
    """Tell whether a small figure belongs to the name before it, as in "Toy Story 3"."""
    before = claim[: figure.start()].split()[-1:]
    return len(figure[0]) < 3 and bool(before) and before[0][:1].isupper() and before[0] not in MONTHS


def _turned(row: Row, opposites: Opposites) -> str | None:
    """Turn the claim around where it and the statement share exactly one turning word."""
    said = set(re.findall(r"[a-z]+", row.statement.casefold()))
    found = [(one, other) for one, other in opposites if one in said and re.search(rf"\b{one}\b", row.claim)]
    if len(found) != 1 or found[0][1] in said or re.search(r"\bn[o']t?\b|\bnever\b", row.claim):
        return None
    one, other = found[0]
    return re.sub(rf"\b{one}\b", other, row.claim, count=1)


def _opposites() -> Opposites:
    entries = (entry.split() for entry in yaml.safe_load(WORDS.read_text(encoding="utf-8"))["opposites"])
    return [pair for one, other in entries for pair in ((one, other), (other, one))]


def _another_figure(figure: str, around: Sequence[str], chance: random.Random) -> str:
    """Take another figure of the statement now and then, or else change this one."""
    alike = [other for other in around if len(other) == len(figure) and other != figure]
    if alike and chance.random() < 0.4:
        return chance.choice(alike)
    value = float(figure.replace(",", ""))
    if figure.isdigit() and 1000 <= value <= 2100:
        return str(int(value) + chance.choice((-30, -10, -4, -2, -1, 1, 2, 4, 10, 30)))
    if value < 12:
        return str(int(value) + chance.choice((1, 2, 3)))
    changed = value * chance.choice((0.5, 0.7, 0.8, 0.9, 1.1, 1.2, 1.5, 2.0))
    return f"{changed:,.0f}" if "." not in figure else f"{changed:,.1f}"


def _swapped(text: str, found: re.Match[str], other: str) -> str:
    return text[: found.start()] + other + text[found.end() :]

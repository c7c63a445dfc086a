import random
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.contrast.days import Moment, true_of_moment, untrue_of_moment
from training.contrast.edits import edited_rows
from training.contrast.figures import SMALL, Figure, drawn, true_of, untrue_of
from training.contrast.making import make_rows
from training.contrast.relations import read_relations
from training.rows import Row

SEEDS = st.integers(0, 10_000)
KINDS = st.sampled_from(["count", "people_count", "percent"])
SCALE = {"million": 1e6, "thousand": 1e3}
HOLDS = {
    "": lambda said, true: abs(said - true) < 1e-6 * true,
    "more than": lambda said, true: true > said,
    "over": lambda said, true: true > said,
    "at least": lambda said, true: true >= said,
    "less than": lambda said, true: true < said,
    "under": lambda said, true: true < said,
    "at most": lambda said, true: true <= said,
    "nearly": lambda said, true: 0.9 * said < true < said,
    "almost": lambda said, true: 0.9 * said < true < said,
    "just under": lambda said, true: 0.9 * said < true < said,
    "about": lambda said, true: abs(said / true - 1) < 0.1,
    "around": lambda said, true: abs(said / true - 1) < 0.1,
    "roughly": lambda said, true: abs(said / true - 1) < 0.1,
}


def holds(phrase: str, figure: Figure) -> bool:
    digits = " ".join(str(SMALL.index(word)) if word in SMALL else word for word in phrase.split())
    found = re.fullmatch(r"(\D*?)\s*([\d.,]+)\s*(million|thousand)?.*", digits)
    assert found
    value = float(found[2].replace(",", "")) * SCALE.get(found[3] or "", 1)
    return bool(HOLDS[found[1].strip()](value, figure.value))


@given(KINDS, SEEDS)
def test_what_is_truly_said_of_a_figure_holds(kind: str, seed: int) -> None:
    chance = random.Random(seed)
    figure = drawn(kind, chance)

    assert holds(true_of(figure, chance), figure)


@given(KINDS, SEEDS)
def test_what_is_untruly_said_of_a_figure_does_not_hold(kind: str, seed: int) -> None:
    chance = random.Random(seed)
    figure = drawn(kind, chance)

    assert not holds(untrue_of(figure, chance), figure)


@given(st.dates(date(1900, 1, 1), date(2030, 12, 28)), st.sampled_from(["day", "month", "year"]), SEEDS)
def test_what_is_truly_said_of_a_year_is_never_untruly_said_of_it(day: date, grain: str, seed: int) -> None:
    chance = random.Random(seed)
    moment = Moment(day.replace(day=min(day.day, 28)), grain)

    assert true_of_moment(moment, chance) != untrue_of_moment(moment, chance)


def test_the_same_seed_makes_the_same_rows() -> None:
    assert make_rows(200, seed=5, unseen=False) == make_rows(200, seed=5, unseen=False)


def test_made_rows_hold_every_stance_and_no_claim_of_one_statement_stands_for_two() -> None:
    rows = make_rows(3000, seed=5, unseen=False)
    labels: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        labels.setdefault((row.statement, row.claim), set()).add(row.label)

    assert {row.label for row in rows} == {"supports", "contradicts", "neutral"}
    assert not [pair for pair, stances in labels.items() if len(stances) > 1]


def test_names_of_the_held_out_part_are_never_trained_on() -> None:
    people = r"\b(?:succeeded|accused) ([A-Z][a-z]+ [A-Z][a-z]+)"
    seen, unseen = (
        {name for row in make_rows(4000, seed=5, unseen=part) for name in re.findall(people, row.statement)}
        for part in (False, True)
    )

    assert len(seen) > 10
    assert len(unseen) > 3
    assert not {name.split()[1] for name in seen} & {name.split()[1] for name in unseen}


def test_relations_of_the_held_out_part_are_never_trained_on() -> None:
    seen = {relation.name: relation for relation in read_relations(unseen=False)}
    unseen = {relation.name: relation for relation in read_relations(unseen=True)}

    assert {"marathon", "strike"} <= unseen.keys() - seen.keys()
    assert not set(seen["takeover"].statements) & set(unseen["takeover"].statements)


@pytest.mark.parametrize(
    ("claim", "statement", "edited"),
    [
        ("The crew won 12 medals .", "In Oslo the crew won 12 medals .", r"The crew won (?!12\b)[\d,]+ medals \."),
        ("Profit rose last year .", "Its profit rose sharply .", r"Profit fell last year \."),
    ],
)
def test_one_edit_turns_a_supported_claim_around(claim: str, statement: str, edited: str) -> None:
    rows = edited_rows([Row(claim, statement, "supports", "made")], seed=1)

    assert [row.label for row in rows] == ["contradicts"]
    assert re.fullmatch(edited, rows[0].claim)


@pytest.mark.parametrize("claim", ["Toy Story 3 was liked .", "It has more than 12 medals .", "It was seen in Oslo ."])
def test_what_one_edit_could_leave_open_is_not_edited(claim: str) -> None:
    statement = "Toy Story 3 was liked in Oslo and won 12 medals ."

    assert edited_rows([Row(claim, statement, "supports", "made")], seed=1) == []

"""Holds the measuring of labelled pairs to its arithmetic, and to keeping the kept half unseen."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from app.domain.evidence import Reading, Stance, StanceProbabilities
from benchmarks.quality.__main__ import main
from benchmarks.quality.figures import Share
from benchmarks.quality.pairs.figures import (
    accuracy,
    calibration_error,
    contradicted_called_supported,
    macro_f1,
    wrongly_supported,
)
from benchmarks.quality.pairs.measuring import at_most, measure
from benchmarks.quality.pairs.mistakes import mistakes
from benchmarks.quality.pairs.regression import fitted
from benchmarks.quality.pairs.simpler import by_claim_words, by_likeness, commonest, shared_words, spelling
from benchmarks.quality.pairs.ways import Said, by_entailment, by_set, by_verifier
from tests.fakes.verification import FakeVerifier
from training.rows import Row, halves, read_rows

SUPPORTS, CONTRADICTS, NEUTRAL = Stance


def row(label: Stance, *, claim: str = "A.", statement: str = "B.", of: str = "made", group: str | None = None) -> Row:
    return Row(claim, statement, label.value, of, group)


def read(*stances: tuple[Stance, Stance], confidence: float = 0.9) -> list[tuple[Row, Said]]:
    return [(row(right), Said(given, confidence)) for right, given in stances]


def stances(said: Sequence[Said]) -> list[Stance]:
    return [one.stance for one in said]


def test_figures_count_right_stances_and_wrong_support() -> None:
    pairs = read(
        (SUPPORTS, SUPPORTS), (CONTRADICTS, SUPPORTS), (CONTRADICTS, NEUTRAL), (NEUTRAL, SUPPORTS), (NEUTRAL, NEUTRAL)
    )

    assert accuracy(pairs) == Share(2, 5)
    assert contradicted_called_supported(pairs) == Share(1, 2)
    assert wrongly_supported(pairs) == Share(2, 4)
    assert macro_f1(pairs) == pytest.approx((0.5 + 0 + 0.5) / 3)


def test_confidence_in_the_stance_is_held_against_how_often_it_is_right() -> None:
    assert calibration_error(read((SUPPORTS, SUPPORTS), (NEUTRAL, SUPPORTS), confidence=0.5)) == pytest.approx(0)
    assert calibration_error(read((SUPPORTS, SUPPORTS), (NEUTRAL, SUPPORTS), confidence=0.9)) == pytest.approx(0.4)


class SureReader:
    identity = "sure"

    def read(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        return [(0.1, 0.7, 0.2) if statement.startswith("No") else (0.8, 0.1, 0.1) for statement, _ in pairs]


def test_a_model_is_read_with_the_statement_first_and_its_likeliest_stance_counts() -> None:
    way = by_entailment(SureReader())

    said = way([row(SUPPORTS, statement="No."), row(SUPPORTS, claim="No.", statement="Yes.")])

    assert said == [Said(CONTRADICTS, 0.7), Said(SUPPORTS, 0.8)]


class CautiousVerifier(FakeVerifier):
    def read(self, claim_text: str, statement_texts: Sequence[str]) -> Sequence[Reading]:  # noqa: ARG002 - the port's
        probabilities = StanceProbabilities(supports=0.6, contradicts=0.1, neutral=0.3)
        return [Reading(NEUTRAL, probabilities, ()) for _ in statement_texts]


def test_a_verifier_is_asked_for_the_stance_it_takes_which_need_not_be_the_likeliest() -> None:
    assert by_verifier(CautiousVerifier())([row(SUPPORTS)]) == [Said(NEUTRAL, 0.3)]


def test_rows_are_read_by_the_way_of_their_set() -> None:
    way = by_set({name: commonest([row(label, of=name)]) for name, label in (("a", SUPPORTS), ("b", NEUTRAL))})

    assert stances(way([row(CONTRADICTS, of="b"), row(CONTRADICTS, of="a")])) == [NEUTRAL, SUPPORTS]


def test_the_commonest_label_is_that_of_the_set_in_the_tuned_half() -> None:
    way = commonest([row(SUPPORTS), row(SUPPORTS), row(NEUTRAL), row(NEUTRAL, of="other")])

    assert way([row(CONTRADICTS), row(CONTRADICTS, of="other")]) == [Said(SUPPORTS, 2 / 3), Said(NEUTRAL, 1.0)]


def test_the_words_of_claims_are_learnt_set_by_set() -> None:
    never = [row(CONTRADICTS, claim=f"It never opened in {place}.") for place in "abcdef"]
    opened = [row(SUPPORTS, claim=f"It opened in {place}.") for place in "ghijkl"]
    turned = [Row(one.claim, one.statement, "neutral", "turned") for one in never]
    way = by_claim_words([*never, *opened, *turned])

    asked = [row(NEUTRAL, claim="It never closed."), row(NEUTRAL, claim="It closed in m.")]

    assert stances(way(asked)) == [CONTRADICTS, SUPPORTS]
    assert stances(way([row(SUPPORTS, claim="It never closed.", of="turned")])) == [NEUTRAL]


def test_a_likeness_learns_where_it_supports_over_all_sets() -> None:
    tuned = [row(SUPPORTS if like > 5 else NEUTRAL, claim="w" * like, of=f"set {like % 2}") for like in range(11)] * 20
    way = by_likeness(lambda one: len(one.claim) / 10, tuned)

    low, high = way([row(NEUTRAL, claim="w"), row(NEUTRAL, claim="w" * 10)])

    assert (low.stance, high.stance) == (NEUTRAL, SUPPORTS)
    assert low.confidence > 0.8


def test_likenesses_run_from_nothing_shared_to_everything() -> None:
    same, other = row(SUPPORTS, claim="A red bridge."), row(NEUTRAL, claim="A red bridge.", statement="Zinc!")
    same = Row(same.claim, "The bridge is red.", same.label, same.set)

    assert shared_words(same) == 1
    assert shared_words(other) == 0
    assert spelling(same) > 0.7 > 0.4 > spelling(other)


def test_regression_finds_the_odds_of_what_it_saw() -> None:
    probabilities = fitted(np.array([[0.0]] * 400 + [[1.0]] * 400), np.array([0] * 300 + [1] * 500), classes=2)

    found = probabilities(np.array([[0.0], [1.0]]))

    assert found.sum(axis=1) == pytest.approx([1, 1])
    assert found[0, 0] == pytest.approx(0.75, abs=0.02)
    assert found[1, 1] > 0.97


def test_a_set_is_narrowed_to_the_same_rows_every_time() -> None:
    rows = [row(SUPPORTS, claim=str(number), of=f"set {number % 3}") for number in range(30)]

    some = at_most(rows, 4)

    assert [sum(one.set == f"set {at}" for one in some) for at in range(3)] == [4, 4, 4]
    assert some == at_most(rows, 4)


def test_every_way_reads_every_row_in_order() -> None:
    rows = [row(SUPPORTS, claim="1"), row(NEUTRAL, claim="2")]

    (reading,) = measure(rows, {"always": commonest(rows[:1])})

    assert reading.way == "always"
    assert [one for one, _ in reading.read] == rows
    assert reading.milliseconds >= 0


def test_mistakes_are_told_by_kind_with_wrong_support_first_and_the_surest_first() -> None:
    pairs = [
        (row(SUPPORTS, claim="silent"), Said(NEUTRAL, 0.9)),
        (row(CONTRADICTS, claim="doubtful"), Said(SUPPORTS, 0.5)),
        (row(CONTRADICTS, claim="sure"), Said(SUPPORTS, 0.9)),
        (row(NEUTRAL, claim="right"), Said(NEUTRAL, 0.9)),
    ]

    told = list(mistakes(pairs, most=1))

    assert [text.splitlines()[0] for text in told] == [
        "### contradicts, taken for supports: 2",
        "made, at 0.90",
        "### supports, taken for neutral: 1",
        "made, at 0.90",
    ]
    assert "sure" in told[1]


SUBJECTS = ("bridge", "tunnel", "harbour", "museum", "canal", "stadium", "library", "tower")


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    path = tmp_path / "dev.jsonl.gz"
    write_rows(
        path,
        [
            row(
                label,
                claim=f"The {subject} of Pell cost {cost} million crowns.",
                statement=f"The {subject} of Pell cost 40 million crowns.",
                group=subject,
            )
            for subject in SUBJECTS
            for cost, label in ((40, SUPPORTS), (90, CONTRADICTS))
        ],
    )
    return path


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(one)) + "\n" for one in rows)


def subjects(dev: Path) -> tuple[set[str], set[str]]:
    tuned, kept = halves(read_rows(dev))
    return {str(one.group) for one in tuned}, {str(one.group) for one in kept}


def test_the_kept_half_is_measured_by_every_way_and_none_of_its_rows_is_shown(
    dev: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = dev.with_name("quality.md")
    _, kept = subjects(dev)

    main(["--dev", str(dev), "--page", str(page)])

    text, printed = page.read_text(encoding="utf-8"), capsys.readouterr().out
    header = (
        "| set | of | commonest label | claim alone | words alone | rapidfuzz alone | cosine alone | facets alone |"
    )
    assert header in text
    assert f"| all | {2 * len(kept)} |" in text
    assert not any(subject in text + printed for subject in SUBJECTS)
    assert text.startswith("# Labelled pairs")
    assert {path.name for path in (dev.parent / "plots").iterdir()} == {"pairs-reliability.svg", "pairs-risk.svg"}

    main(["--dev", str(dev), "--page", str(page), "--check"])
    page.write_text(text.replace(f"| all | {2 * len(kept)} |", "| all | 1 |"), encoding="utf-8")
    with pytest.raises(SystemExit, match="all, of: 1 on the page"):
        main(["--dev", str(dev), "--page", str(page), "--check"])


def test_a_page_of_some_rows_says_so(dev: Path) -> None:
    page = dev.with_name("quality.md")

    main(["--dev", str(dev), "--page", str(page), "--rows", "2"])

    assert "`python -m benchmarks.quality --dev dev.jsonl.gz --rows 2`" in page.read_text(encoding="utf-8")
    assert "| all | 2 |" in page.read_text(encoding="utf-8")


def test_errors_are_those_of_the_tuned_half_alone(dev: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = dev.with_name("quality.md")
    tuned, kept = subjects(dev)
    misread = [Row(one.claim, one.statement, "neutral", one.set, one.group) for one in read_rows(dev)]
    write_rows(dev, misread)

    main(["--dev", str(dev), "--page", str(page), "--errors", "50"])

    printed = capsys.readouterr().out
    assert "### neutral, taken for supports" in printed
    assert all(subject in printed for subject in tuned)
    assert not any(subject in printed for subject in kept)
    assert not page.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--way", "guessing"),
            "is called guessing; there are: commonest label, claim alone",
        ),
        (("--tuned", "--way", "claim alone"), "called claim alone; there are: facets alone.*, this service"),
        (("--set", "fever"), "no row to read in .* of fever"),
    ],
    ids=["way", "way that learns", "set"],
)
def test_what_there_is_not_is_refused(arguments: tuple[str, ...], told: str, dev: Path) -> None:
    with pytest.raises(SystemExit, match=told):
        main(["--dev", str(dev), *arguments])

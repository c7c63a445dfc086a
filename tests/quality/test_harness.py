"""Holds the program that measures the quality suite to its arithmetic and to its promises."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from app.domain.check import Verdict
from app.domain.source import SourceKind
from app.domain.statement import Modality
from app.services.toolbox import Toolbox
from benchmarks.quality.__main__ import main
from benchmarks.quality.answers import Answer, answers_to
from benchmarks.quality.baselines import (
    Baseline,
    Guess,
    Material,
    baselines,
    best_threshold,
    by_claim_words,
    by_likeness,
    majority,
)
from benchmarks.quality.figures import (
    Share,
    abstention,
    accuracy,
    calibration_error,
    confusion,
    contradicted_called_supported,
    left_one_out,
    macro_f1,
    pair_accuracy,
    pair_accuracy_by_facet,
    paired_accuracy,
    retrieval_hits,
    wrongly_supported,
)
from benchmarks.quality.likeness import peaks_of
from benchmarks.quality.mistakes import HeldOutError, mistakes
from benchmarks.quality.rivals import ModelAlone, rivals
from benchmarks.quality.stores import fill
from benchmarks.quality.suite import DEVELOPMENT, HELD_OUT, Case, Part, read_part

SUPPORTED, CONTRADICTED, DISPUTED, SILENT = Verdict
TODAY = date(2026, 11, 21)

TINY_DEVELOPMENT = """
statements:
  - id: orla-model
    subject: technology
    text: "Brennick Labs developed the Orla language model in Tavers and released it in May 2024."
    publisher: "Tavers Post"
    published_at: 2024-05-03
    pairs:
      - facet: actor
        claims:
          - {text: "The Orla language model was developed by Brennick Labs.", verdict: supported}
          - {text: "The Orla language model was developed by Sundholt.", verdict: contradicted}
    unmentioned:
      - "Brennick Labs employs 300 people."
  - id: pell-rate
    subject: economy
    text: "The key rate of Pell is 4 percent."
    context: "The central bank of Pell sets it."
    publisher: "Bank of Pell"
    kind: primary
    published_at: 2025-01-02
    valid_from: 2025-01-02
    valid_until: 2025-12-31
    attributed_to: "Ida Moor"
    modality: reported
    pairs:
      - facet: date
        claims:
          - {text: "The key rate of Pell is 4 percent.", verdict: supported, as_of: 2025-06-01}
          - {text: "The key rate of Pell is 4 percent.", verdict: not_enough_evidence}
"""

TINY_HELD_OUT = """
statements:
  - id: quell-bridge
    subject: politics
    text: "The Quell bridge cost 40 million crowns."
    publisher: "Quell Gazette"
    published_at: 2023-02-01
    pairs:
      - facet: quantity
        claims:
          - {text: "The Quell bridge cost 40 million crowns to build.", verdict: supported}
          - {text: "The Quell bridge cost 90 million crowns.", verdict: contradicted}
    unmentioned:
      - "The Quell bridge was painted green."
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    (tmp_path / "development.yaml").write_text(TINY_DEVELOPMENT, encoding="utf-8")
    (tmp_path / "held_out.yaml").write_text(TINY_HELD_OUT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def part(suite: Path) -> Part:
    return read_part(suite, DEVELOPMENT, today=TODAY)


def case(right: Verdict, *, pair: str | None = None, facet: str = "actor", text: str = "", origin: str = "a-1") -> Case:
    return Case(text=text, as_of=TODAY, verdict=right, facet=facet, pair=pair, origin=origin)


def judged(*verdicts: tuple[Verdict, Verdict], pair: str | None = None, facet: str = "actor") -> list[Guess]:
    return [Guess(case(right, pair=pair, facet=facet), given) for right, given in verdicts]


def answer(
    right: Verdict,
    given: Verdict,
    *,
    confidence: float = 0.9,
    is_found: bool = True,
    without_origin: Verdict | None = None,
    pair: str | None = "p",
) -> Answer:
    return Answer(
        case=case(right, pair=pair, text=f"{right} taken for {given}"),
        verdict=given,
        confidence=confidence,
        explanation="",
        is_found=is_found,
        without_origin=without_origin,
        milliseconds=1.0,
    )


def verdicts(guesses: Sequence[Guess]) -> list[Verdict]:
    return [guess.verdict for guess in guesses]


def test_a_statement_is_stored_with_all_that_the_suite_says_of_it(part: Part) -> None:
    statement, source = part.stored[1]

    assert (source.publisher, source.kind, source.published_at) == (
        "Bank of Pell",
        SourceKind.PRIMARY,
        date(2025, 1, 2),
    )
    assert (statement.context, statement.attributed_to) == ("The central bank of Pell sets it.", "Ida Moor")
    assert (statement.valid_from, statement.valid_until) == (date(2025, 1, 2), date(2025, 12, 31))
    assert statement.modality is Modality.REPORTED


def test_every_claim_is_read_with_its_day_its_pair_and_the_statement_it_was_written_for(part: Part) -> None:
    assert [(one.origin, one.facet, one.pair) for one in part.cases] == [
        *[("orla-model", "actor", "orla-model/0")] * 2,
        ("orla-model", "unmentioned", None),
        *[("pell-rate", "date", "pell-rate/0")] * 2,
    ]
    assert [one.as_of for one in part.cases] == [TODAY, TODAY, TODAY, date(2025, 6, 1), TODAY]
    assert part.cases[2].verdict is SILENT


def test_accuracy_counts_right_verdicts_of_all_and_of_paired_claims() -> None:
    answers = [*judged((SUPPORTED, SUPPORTED), (CONTRADICTED, SILENT), pair="p"), *judged((SILENT, SILENT))]

    assert accuracy(answers) == Share(2, 3)
    assert paired_accuracy(answers) == Share(1, 2)


def test_a_pair_counts_only_if_both_verdicts_are_right() -> None:
    answers = [
        *judged((SUPPORTED, SUPPORTED), (CONTRADICTED, CONTRADICTED), pair="one"),
        *judged((SUPPORTED, SUPPORTED), (CONTRADICTED, SUPPORTED), pair="two"),
        *judged((SUPPORTED, SUPPORTED), (SILENT, SILENT), pair="three", facet="date"),
        *judged((SILENT, SILENT), facet="unmentioned"),
    ]

    assert pair_accuracy(answers) == Share(2, 3)
    assert pair_accuracy_by_facet(answers) == {"actor": Share(1, 2), "date": Share(1, 1)}


def test_wrong_support_is_counted_over_contradicted_claims_and_over_all_that_are_not_supported() -> None:
    answers = judged(
        (CONTRADICTED, SUPPORTED),
        (CONTRADICTED, SILENT),
        (SILENT, SUPPORTED),
        (DISPUTED, CONTRADICTED),
        (SUPPORTED, SUPPORTED),
    )

    assert contradicted_called_supported(answers) == Share(1, 2)
    assert wrongly_supported(answers) == Share(2, 4)


def test_abstention_is_counted_over_unmentioned_claims_alone() -> None:
    answers = [*judged((SILENT, SILENT), (SILENT, SUPPORTED)), *judged((SILENT, SILENT), pair="p")]

    assert abstention(answers) == Share(1, 2)


def test_macro_f1_is_the_mean_over_the_verdicts_that_are_right_for_some_claim() -> None:
    answers = judged((SUPPORTED, SUPPORTED), (SUPPORTED, SILENT), (CONTRADICTED, CONTRADICTED))

    assert macro_f1(answers) == pytest.approx((2 / 3 + 1) / 2)
    assert macro_f1([]) == 0


def test_the_confusion_table_counts_right_against_given_verdicts() -> None:
    answers = judged((SUPPORTED, SILENT), (SUPPORTED, SILENT), (SILENT, SILENT))

    assert confusion(answers) == {(SUPPORTED, SILENT): 2, (SILENT, SILENT): 1}


def test_calibration_error_weighs_each_bin_by_its_claims() -> None:
    answers = [
        answer(SUPPORTED, SUPPORTED, confidence=0.95),
        answer(CONTRADICTED, SUPPORTED, confidence=1.0),  # the last bin holds 1.0 too
        answer(SILENT, SILENT, confidence=0.62),
        answer(SILENT, SILENT, confidence=0.68),
    ]

    in_the_last_bin, in_the_seventh = abs(0.975 - 0.5), abs(0.65 - 1.0)
    assert calibration_error(answers) == pytest.approx((2 * in_the_last_bin + 2 * in_the_seventh) / 4)
    assert calibration_error([]) == 0


def test_confidence_that_keeps_its_word_has_no_calibration_error() -> None:
    kept = [answer(SUPPORTED, SUPPORTED, confidence=0.75)] * 3 + [answer(SILENT, SUPPORTED, confidence=0.75)]

    assert calibration_error(kept) == pytest.approx(0)


def test_leave_one_out_counts_only_claims_that_one_statement_decides() -> None:
    answers = [
        answer(SUPPORTED, SUPPORTED, without_origin=SILENT),
        answer(CONTRADICTED, CONTRADICTED, without_origin=SUPPORTED),
        answer(SILENT, SILENT),
    ]

    assert left_one_out(answers, SILENT) == left_one_out(answers, SUPPORTED) == Share(1, 2)


def test_retrieval_is_judged_on_paired_claims() -> None:
    answers = [
        answer(SUPPORTED, SUPPORTED),
        answer(SUPPORTED, SILENT, is_found=False),
        answer(SILENT, SILENT, is_found=False, pair=None),
    ]

    assert retrieval_hits(answers) == Share(1, 2)


def test_a_share_of_nothing_has_no_value() -> None:
    assert Share(0, 0).value is None
    assert Share(1, 4).value == 0.25


def test_a_claim_is_judged_for_its_day(part: Part, toolbox: Toolbox) -> None:
    fill(toolbox, part.stored)

    _, _, _, then, now = answers_to(part.cases, toolbox=toolbox)

    assert (then.verdict, now.verdict) == (SUPPORTED, SILENT)
    assert then.is_found
    assert then.milliseconds > 0


def test_taking_the_statement_away_silences_what_it_decided(part: Part, toolbox: Toolbox) -> None:
    fill(toolbox, part.stored)

    answers = answers_to(part.cases, toolbox=toolbox)

    assert [one.without_origin for one in answers] == [SILENT, SILENT, None, SILENT, None]


def test_a_twin_of_the_statement_still_decides_when_the_statement_is_taken_away(suite: Path, toolbox: Toolbox) -> None:
    rate = TINY_DEVELOPMENT[TINY_DEVELOPMENT.index("  - id: pell-rate") :]
    (suite / "development.yaml").write_text(TINY_DEVELOPMENT + rate.replace("pell-rate", "pell-twin"), encoding="utf-8")
    part = read_part(suite, DEVELOPMENT, today=TODAY)
    fill(toolbox, part.stored)

    answers = answers_to(part.cases, toolbox=toolbox)

    assert answers[3].without_origin is SUPPORTED


class SureReader:
    identity = "sure"

    def read(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        return [(0.05, 0.9, 0.05) if "Sundholt" in claim else (0.9, 0.05, 0.05) for _, claim in pairs]


def test_a_model_in_the_services_place_takes_its_likeliest_stance_on_what_is_found(
    part: Part, toolbox: Toolbox
) -> None:
    fill(toolbox, part.stored)

    (rival,) = rivals(part.cases, {"model alone": ModelAlone(SureReader())}, toolbox=toolbox)

    assert rival.name == "model alone"
    assert verdicts(rival.guesses) == [SUPPORTED, CONTRADICTED, SUPPORTED, SUPPORTED, SILENT]  # the last is expired


def test_likeness_supports_from_its_threshold_and_never_contradicts() -> None:
    cases = [case(SUPPORTED), case(CONTRADICTED), case(SILENT)]

    assert verdicts(by_likeness(cases, [0.9, 0.6, 0.59], 0.6)) == [SUPPORTED, SUPPORTED, SILENT]


def test_the_threshold_with_the_most_right_verdicts_is_chosen_and_of_equals_the_highest() -> None:
    cases = [case(SUPPORTED), case(SILENT), case(SUPPORTED)]

    assert best_threshold(cases, [0.8, 0.4, 0.7]) == 0.7


def test_the_commonest_verdict_is_that_of_the_development_part() -> None:
    assert majority([case(SILENT), case(CONTRADICTED), case(CONTRADICTED)]) is CONTRADICTED


def test_the_words_of_claims_are_learnt_from_other_subjects_alone() -> None:
    learnt = [
        case(SUPPORTED, text="The plant opened.", origin="plant-1"),
        case(CONTRADICTED, text="The bridge never opened.", origin="bridge-1"),
    ]

    asked = [case(SILENT, text="It never did.", origin="road-1"), case(SILENT, text="It never did.", origin="bridge-2")]

    assert verdicts(by_claim_words(asked, learnt)) == [CONTRADICTED, SUPPORTED]


def test_likeness_is_with_the_nearest_statement_that_holds_on_the_day(part: Part, toolbox: Toolbox) -> None:
    fill(toolbox, part.stored)

    peaks = peaks_of(part, toolbox=toolbox)

    assert set(peaks) == {"words alone", "cosine alone", "rapidfuzz alone"}
    for _, _, _, then, now in peaks.values():
        assert 0 <= now < then <= 1 + 1e-6


def test_words_alone_count_the_stems_of_the_claim_that_the_statement_holds(part: Part, toolbox: Toolbox) -> None:
    fill(toolbox, part.stored)

    words = peaks_of(part, toolbox=toolbox)["words alone"]

    assert words[:2] == [1.0, pytest.approx(4 / 5)]  # orla, language, model, developed, but not Sundholt


def test_baselines_of_the_held_out_part_use_the_thresholds_of_the_development_part() -> None:
    development = Material([case(SUPPORTED), case(SILENT)], {"cosine alone": [0.8, 0.7]})
    held_out = Material([case(SUPPORTED), case(SILENT)], {"cosine alone": [0.5, 0.1]})

    found = {one.name: one for one in baselines(held_out, development=development)}

    assert found["cosine alone"] == Baseline(
        "cosine alone", 0.8, [Guess(held_out.cases[0], SILENT), Guess(held_out.cases[1], SILENT)]
    )
    assert verdicts(found["always not enough evidence"].guesses) == [SILENT, SILENT]


def test_mistakes_name_claim_and_statement_with_wrong_support_first(part: Part) -> None:
    silent, wrong, right = (
        Answer(
            case=part.cases[at],
            verdict=given,
            confidence=0.8,
            explanation="Because.",
            is_found=True,
            without_origin=None,
            milliseconds=1.0,
        )
        for at, given in ((0, SILENT), (1, SUPPORTED), (2, SILENT))
    )

    told = list(mistakes(part, [silent, wrong, right], most=5))

    assert [text.splitlines()[0] for text in told] == [
        "orla-model (actor): supported at 0.80, but contradicted is right",
        "orla-model (actor): not_enough_evidence at 0.80, but supported is right",
    ]
    assert part.cases[1].text in told[0]
    assert part.stored[0][0].text in told[0]
    assert len(list(mistakes(part, [silent, wrong], most=1))) == 1


def test_mistakes_of_the_held_out_part_are_refused(suite: Path) -> None:
    part = read_part(suite, HELD_OUT, today=TODAY)

    with pytest.raises(HeldOutError, match="never shown"):
        list(mistakes(part, [], most=1))


def run(suite: Path, *arguments: str) -> None:
    main(["--suite", str(suite), "--page", str(suite / "quality.md"), *arguments])


def test_the_page_holds_every_table_and_its_check_fails_once_a_figure_is_changed(
    suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(suite, "--errors", "9")

    page, printed = (suite / "quality.md").read_text(encoding="utf-8"), capsys.readouterr().out
    assert "| claims | 5 | 3 |" in page
    assert "| macro-F1 |" in page
    assert "| actor | 1.000 (1 of 1) | none |" in page
    assert page.count("| always not enough evidence |") == 2
    assert "| rapidfuzz alone |" in page
    assert "| facets alone |" in page
    assert {path.name for path in (suite / "plots").iterdir()} == {"suite-reliability.svg", "suite-risk.svg"}
    assert "`python -m benchmarks.quality --today 2026-11-21`" in page
    assert "Quell" not in page + printed  # nothing of a held-out claim is ever shown

    run(suite, "--check")
    (suite / "quality.md").write_text(page.replace("| claims | 5 |", "| claims | 6 |"), encoding="utf-8")
    with pytest.raises(SystemExit, match="claims, development: 6 on the page, 5 measured"):
        run(suite, "--check")


def test_one_part_is_measured_without_writing_a_page(suite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(suite, "--part", "held_out")

    assert "| claims | 3 |" in capsys.readouterr().out
    assert not (suite / "quality.md").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--part", "held_out", "--errors", "3"), "held-out cases are never shown"),
        (("--part", "development", "--check"), "leave away what narrows it"),
        (("--dev", "dev.jsonl.gz", "--part", "development"), "leave it or --dev away"),
        (("--tuned",), "name their file with --dev"),
        (("--errors", "-1"), "--errors takes the number"),
    ],
    ids=["held-out errors", "check of a part", "pairs and a part", "pairs without a file", "negative"],
)
def test_what_cannot_be_done_is_refused_with_the_reason(
    arguments: tuple[str, ...], told: str, suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(suite, *arguments)

    assert told in capsys.readouterr().err

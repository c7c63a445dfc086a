"""Holds the plots to what they draw."""

from xml.etree import ElementTree

import pytest

from benchmarks.quality.plots import drawn, reliability, risk_and_coverage


def test_reliability_sets_accuracy_against_mean_confidence_bin_by_bin() -> None:
    told = [(0.92, True)] * 3 + [(0.96, False)] * 3 + [(0.55, True)] * 5 + [(0.15, True)] * 4

    plot = reliability("Trust", {"service": told})

    assert [x for x, _ in plot.curves["service"]] == pytest.approx([0.55, 0.94])  # four in a bin are too few
    assert [y for _, y in plot.curves["service"]] == [1.0, 0.5]


def test_risk_grows_with_coverage_and_equally_sure_answers_are_taken_together() -> None:
    decided = [(0.9, True)] * 5 + [(0.8, True), (0.8, False), (0.6, False)]

    plot = risk_and_coverage("Risk", {"service": decided}, of={"service": 10})

    assert plot.curves["service"] == [(0.5, 0.0), (0.7, pytest.approx(1 / 7)), (0.8, 0.25)]
    assert plot.highest >= 0.25


def test_nobody_who_takes_a_side_is_drawn_as_no_curve() -> None:
    assert risk_and_coverage("Risk", {"silent": []}, of={"silent": 10}).curves == {"silent": []}


def test_a_plot_is_well_formed_names_its_curves_and_stays_inside() -> None:
    svg = drawn(reliability("Trust & doubt", {"a < b": [(0.95, True)] * 9, "other": [(0.35, False)] * 9}))

    root = ElementTree.fromstring(svg)  # noqa: S314 - written a line above
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    circles = list(root.iter("{http://www.w3.org/2000/svg}circle"))
    assert {"Trust & doubt", "a < b", "other", "confidence"} <= set(texts)
    assert [(one.get("cx"), one.get("cy")) for one in circles] == [("345.0", "34.0"), ("165.0", "334.0")]

import pytest

from benchmarks.retrieval.figures import map_at_5, ndcg_at_10, recall_at


def test_everything_relevant_first_is_perfect() -> None:
    assert ndcg_at_10(["a", "b", "c"], {"a", "b"}) == pytest.approx(1.0)
    assert map_at_5(["a", "b", "c"], {"a", "b"}) == pytest.approx(1.0)
    assert recall_at(2)(["a", "b", "c"], {"a", "b"}) == 1.0


def test_a_later_place_counts_less() -> None:
    assert ndcg_at_10(["x", "a"], {"a"}) == pytest.approx(0.6309, abs=1e-4)
    assert map_at_5(["x", "a", "y", "b"], {"a", "b"}) == pytest.approx((1 / 2 + 2 / 4) / 2)


def test_what_is_not_found_counts_nothing() -> None:
    assert ndcg_at_10(["x"], {"a"}) == 0
    assert map_at_5(["x", "x2", "x3", "x4", "x5", "a"], {"a"}) == 0
    assert recall_at(5)([], {"a"}) == 0


def test_recall_is_the_share_of_the_relevant() -> None:
    assert recall_at(2)(["a", "x", "b"], {"a", "b", "c", "d"}) == 0.25

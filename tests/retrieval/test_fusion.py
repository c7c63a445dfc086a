from hypothesis import given
from hypothesis import strategies as st

from app.retrieval.fusion import fuse

orders = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-1, 30)).map(
    lambda scores: sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
)


def test_what_both_orders_put_high_comes_first() -> None:
    fused = fuse([("a", 9.0), ("b", 8.0), ("d", 1.0)], [("c", 0.9), ("b", 0.8), ("d", 0.1)])

    assert [id_ for id_, _ in fused] == ["b", "c", "a", "d"]


def test_first_in_both_orders_has_the_score_1() -> None:
    assert fuse([("a", 9.0), ("b", 8.0)], [("a", 0.9)])[0] == ("a", 1.0)


def test_what_one_order_lacks_counts_there_as_its_last() -> None:
    fused = dict(fuse([("a", 8.0), ("b", 2.0)], [("a", 0.5), ("c", 0.5)], weight_of_words=0.5))

    assert fused == {"a": 1.0, "b": 0.5 * 0.25 + 0.5, "c": 0.5 * 0.25 + 0.5}


def test_equal_scores_come_in_order_of_id() -> None:
    assert [id_ for id_, _ in fuse([("b", 2.0), ("a", 2.0)], [("b", 0.5), ("a", 0.5)])] == ["a", "b"]


def test_one_order_alone_keeps_its_order() -> None:
    assert [id_ for id_, _ in fuse([("z", 3.0), ("a", 1.0)], [])] == ["z", "a"]
    assert [id_ for id_, _ in fuse([], [("z", 0.3), ("a", 0.1)])] == ["z", "a"]


def test_nothing_fuses_to_nothing() -> None:
    assert list(fuse([], [])) == []


@given(words=orders, meaning=orders)
def test_fusing_loses_nobody_and_scores_lie_between_0_and_1(
    words: list[tuple[str, float]], meaning: list[tuple[str, float]]
) -> None:
    fused = fuse(words, meaning)

    assert sorted(id_ for id_, _ in fused) == sorted({id_ for id_, _ in [*words, *meaning]})
    assert all(0 <= score <= 1 + 1e-12 for _, score in fused)
    assert list(fused) == sorted(fused, key=lambda pair: (-pair[1], pair[0]))

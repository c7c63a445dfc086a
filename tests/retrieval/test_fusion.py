from hypothesis import given
from hypothesis import strategies as st

from app.retrieval.fusion import fuse

orders = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-1, 30)).map(
    lambda scores: sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
)


def test_what_both_orders_put_high_comes_first() -> None:
    fused = fuse([("a", 9.0), ("b", 8.0)], [("c", 0.9), ("b", 0.8)])

    assert [id_ for id_, _ in fused] == ["b", "a", "c"]


def test_first_in_both_orders_has_the_score_1() -> None:
    assert fuse([("a", 9.0), ("b", 8.0)], [("a", 0.9)])[0] == ("a", 1.0)


def test_what_is_first_in_one_order_alone_comes_before_what_is_last_in_both() -> None:
    words = [(id_, 1.0) for id_ in "abcdefghijklmnopqrstuvwxyz"]
    meaning = [(id_, 1.0) for id_ in "ABCDEFGHIJKLMNOPQRSTUVWXY"] + [("z", 1.0)]

    order = [id_ for id_, _ in fuse(words, meaning)]

    assert order.index("a") < order.index("z")


def test_a_tie_goes_to_the_order_that_is_named_first() -> None:
    assert [id_ for id_, _ in fuse([("b", 2.0), ("a", 1.0)], [("a", 0.5), ("b", 0.4)])] == ["b", "a"]


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
    assert all(0 < score <= 1 + 1e-12 for _, score in fused)
    assert list(fused) == sorted(fused, key=lambda pair: -pair[1])

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.storage.vectors import TILE, Change, Changes, VectorMatrix, quantise


def a_vector(seed: int, width: int = 16) -> bytes:
    return np.random.default_rng(seed).standard_normal(width).astype("<f4").tobytes()


def test_codes_keep_the_direction_of_a_vector() -> None:
    original = np.random.default_rng(1).standard_normal(384)
    codes = np.frombuffer(quantise(original.astype("<f4").tobytes()), np.int8).astype(float)

    cosine = original @ codes / np.linalg.norm(original) / np.linalg.norm(codes)

    assert np.abs(codes).max() == 127
    assert cosine > 0.9999


def test_a_vector_of_zeros_is_near_nothing() -> None:
    matrix = VectorMatrix()
    matrix.catch_up([Changes([Change(1, quantise(b"\0" * 64), 1)], [])], revision=1, since=0)

    assert [near.cosine for near in matrix.search(a_vector(1), at=1, most=1)] == [0.0]


def test_who_comes_late_does_not_overwrite_what_went_further() -> None:
    matrix = VectorMatrix()
    assert matrix.catch_up([Changes([Change(1, quantise(a_vector(1)), 2)], [])], revision=2, since=0)

    assert not matrix.catch_up([Changes([Change(1, quantise(a_vector(1)), 1)], [])], revision=1, since=0)
    assert matrix.revision == 2
    assert len(matrix.search(a_vector(1), at=2, most=9)) == 1


def test_cosines_do_not_depend_on_the_order_of_loading() -> None:
    changes = [Change(number, quantise(a_vector(number, 384)), 1) for number in range(3 * TILE + 7)]
    shuffled = random.Random(5).sample(changes, len(changes))  # noqa: S311  # an order, no secret
    matrices = VectorMatrix(), VectorMatrix()
    matrices[0].catch_up([Changes(changes, [])], revision=1, since=0)
    matrices[1].catch_up([Changes(shuffled[:700], []), Changes(shuffled[700:], [])], revision=1, since=0)

    found = [sorted(matrix.search(a_vector(9999, 384), at=1, most=50)) for matrix in matrices]

    assert found[0] == found[1]


def test_rows_that_died_are_dropped_and_the_living_found() -> None:
    matrix = VectorMatrix()
    living = 0
    for revision in range(1, 6):
        written = [Change(number, quantise(a_vector(number + revision)), revision) for number in range(2 * TILE)]
        assert matrix.catch_up([Changes(written, [])], revision=revision, since=revision - 1)
        living = len(matrix.search(a_vector(0), at=revision, most=10_000))

    assert living == 2 * TILE
    assert matrix.size <= 4 * TILE
    nearest = max(matrix.search(a_vector(7 + 5), at=5, most=1), key=lambda near: near.cosine)
    assert (nearest.number, nearest.cosine) == (7, 1.0)


writes = st.lists(st.tuples(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 99)), st.booleans()), max_size=60)


@settings(max_examples=150, deadline=None)
@given(writes=writes)
def test_a_matrix_that_catches_up_holds_what_the_store_holds(writes: list[tuple[int, int | None, bool]]) -> None:
    matrix = VectorMatrix()
    stored: dict[int, Change] = {}
    removed: dict[int, int] = {}
    for revision, (number, seed, catches_up) in enumerate(writes, start=1):
        if seed is None:
            stored.pop(number, None)
            removed[number] = revision
        else:
            stored[number] = Change(number, quantise(a_vector(seed)), revision)
        if catches_up or revision == len(writes):
            since = matrix.revision
            new = [change for change in stored.values() if change.written_at > since]
            gone = [(which, at) for which, at in removed.items() if at > since]
            assert matrix.catch_up([Changes([], gone), Changes(new, [])], revision=revision, since=since)

    found = matrix.search(a_vector(1000), at=len(writes), most=99)

    fresh = VectorMatrix()
    fresh.catch_up([Changes(list(stored.values()), [])], revision=1, since=0)
    assert sorted(found) == sorted(fresh.search(a_vector(1000), at=len(writes), most=99))
    assert {near.number for near in found} == set(stored)

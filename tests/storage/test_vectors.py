import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.storage.vector_blocks import BLOCK
from app.storage.vectors import COMPARED, Change, Changes, VectorMatrix, quantise, shared_in


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
    changes = [Change(number, quantise(a_vector(number, 384)), 1) for number in range(2 * BLOCK + 7)]
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
        written = [Change(number, quantise(a_vector(number + revision)), revision) for number in range(BLOCK // 2)]
        assert matrix.catch_up([Changes(written, [])], revision=revision, since=revision - 1)
        living = len(matrix.search(a_vector(0), at=revision, most=10_000))

    assert living == BLOCK // 2
    assert matrix.size <= 2 * BLOCK
    nearest = max(matrix.search(a_vector(7 + 5), at=5, most=1), key=lambda near: near.cosine)
    assert (nearest.number, nearest.cosine) == (7, 1.0)


def rows(numbers: range, revision: int) -> list[Change]:
    return [Change(number, quantise(a_vector(number, 384)), revision) for number in numbers]


def test_the_nearest_of_many_are_found_though_few_are_compared() -> None:
    matrix = VectorMatrix()
    held = rows(range(3 * COMPARED), 1)
    matrix.catch_up([Changes(held, [])], revision=1, since=0)
    query = np.frombuffer(a_vector(5, 384), "<f4") + 0.9 * np.frombuffer(a_vector(9_999_999, 384), "<f4")
    codes = np.array([np.frombuffer(change.codes, np.int8) for change in held]).astype(np.float64)
    cosines = codes @ query / np.linalg.norm(codes, axis=1)
    exact = set(np.argsort(-cosines)[:50].tolist())

    found = matrix.search(query.astype("<f4").tobytes(), at=1, most=200)

    assert len(exact & {near.number for near in found}) >= 48
    assert max(found, key=lambda near: near.cosine).number == 5


def test_dead_rows_take_no_place_among_the_compared() -> None:
    worn, fresh = VectorMatrix(), VectorMatrix()
    old = [Change(number, quantise(a_vector(1, 384)), 1) for number in range(COMPARED)]
    new = rows(range(COMPARED, 3 * COMPARED), 2)
    worn.catch_up([Changes(old, [])], revision=1, since=0)
    worn.catch_up([Changes(new, [(change.number, 2) for change in old])], revision=2, since=1)
    fresh.catch_up([Changes(new, [])], revision=2, since=0)

    query = a_vector(1, 384)

    assert sorted(worn.search(query, at=2, most=50)) == sorted(fresh.search(query, at=2, most=50))


def test_processes_that_name_the_same_folder_hold_one_copy(tmp_path: Path) -> None:
    one, other = VectorMatrix(shared_in(tmp_path)), VectorMatrix(shared_in(tmp_path))
    assert one.catch_up([Changes(rows(range(9), 1), [])], revision=1, since=0)

    assert not other.catch_up([Changes(rows(range(9), 1), [])], revision=1, since=0)
    assert other.catch_up([Changes(rows(range(9, BLOCK + 9), 2), [(3, 2)])], revision=2, since=1)

    assert one.revision == 2
    assert one.size == BLOCK + 9
    for number, living in ((3, False), (4, True), (BLOCK + 8, True)):
        for matrix in (one, other):
            assert (number in {near.number for near in matrix.search(a_vector(number, 384), at=2, most=1)}) is living


def test_a_reader_from_before_a_write_finds_what_was_there(tmp_path: Path) -> None:
    one, other = VectorMatrix(shared_in(tmp_path)), VectorMatrix(shared_in(tmp_path))
    one.catch_up([Changes(rows(range(5), 1), [])], revision=1, since=0)
    other.catch_up([Changes(rows(range(5, 7), 2), [(0, 2)])], revision=2, since=1)

    found = {at: {near.number for near in one.search(a_vector(0, 384), at=at, most=9)} for at in (1, 2)}

    assert found == {1: {0, 1, 2, 3, 4}, 2: {1, 2, 3, 4, 5, 6}}


def test_all_processes_leave_a_file_of_dead_rows_behind(tmp_path: Path) -> None:
    one, other = VectorMatrix(shared_in(tmp_path)), VectorMatrix(shared_in(tmp_path))
    one.catch_up([Changes(rows(range(BLOCK), 1), [])], revision=1, since=0)
    assert other.size == BLOCK
    one.catch_up([Changes(rows(range(BLOCK, BLOCK + 4), 2), [(n, 2) for n in range(BLOCK)])], revision=2, since=1)

    assert [other.size, other.revision] == [4, 2]
    assert other.catch_up([Changes(rows(range(2 * BLOCK, 2 * BLOCK + 1), 3), [])], revision=3, since=2)
    assert {near.number for near in one.search(a_vector(0, 384), at=3, most=9)} == {*range(BLOCK, BLOCK + 4), 2 * BLOCK}


def test_what_a_dying_process_left_half_done_is_done_again(tmp_path: Path) -> None:
    one, other = VectorMatrix(shared_in(tmp_path)), VectorMatrix(shared_in(tmp_path))
    one.catch_up([Changes(rows(range(5), 1), [])], revision=1, since=0)

    def interrupted() -> Iterator[Changes]:
        yield Changes(rows(range(2, 9), 2), [(0, 2)])
        raise InterruptedError

    with pytest.raises(InterruptedError):
        one.catch_up(interrupted(), revision=2, since=1)
    before = {near.number for near in one.search(a_vector(0, 384), at=1, most=9)}
    other.catch_up([Changes(rows(range(2, 9), 2), [(0, 2)])], revision=2, since=1)

    assert before == {0, 1, 2, 3, 4}
    assert [near.number for near in sorted(one.search(a_vector(0, 384), at=2, most=99))] == [1, 2, 3, 4, 5, 6, 7, 8]


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

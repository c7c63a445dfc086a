from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from training.rows import Row, cut, families, share

WORDS = st.sampled_from(["a", "b", "c", "d", "e"])
ROWS = st.lists(
    st.builds(Row, WORDS, WORDS, st.just("neutral"), st.sampled_from(["one", "two"]), st.none() | WORDS), max_size=30
)


@given(ROWS, st.floats(0, 1))
def test_a_cut_keeps_every_row_once(rows: list[Row], below: float) -> None:
    first, second = cut(rows, below=below)

    assert sorted([*first, *second], key=repr) == sorted(rows, key=repr)


@given(ROWS)
def test_a_cut_never_parts_rows_of_one_group(rows: list[Row]) -> None:
    sides = cut(rows, below=0.5)

    groups = [{(row.set, row.group) for row in side if row.group} for side in sides]
    assert not groups[0] & groups[1]


@given(ROWS)
def test_a_cut_never_parts_rows_without_group_that_share_a_claim_or_a_statement(rows: list[Row]) -> None:
    loose = [replace(row, group=None) for row in rows]
    sides = cut(loose, below=0.5)

    assert not {(row.set, row.claim) for row in sides[0]} & {(row.set, row.claim) for row in sides[1]}
    assert not {(row.set, row.statement) for row in sides[0]} & {(row.set, row.statement) for row in sides[1]}


def test_rows_are_kin_through_others() -> None:
    rows = [Row("p", "x", "neutral", "s"), Row("q", "x", "neutral", "s"), Row("q", "y", "neutral", "s")]

    assert len(set(families(rows))) == 1


def test_the_share_of_a_family_never_changes() -> None:
    assert round(share("vitaminc_real|group|Westlife"), 6) == 0.171909


@given(st.text())
def test_a_share_lies_between_zero_and_one(name: str) -> None:
    assert 0 <= share(name) < 1

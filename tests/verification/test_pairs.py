"""One statement, one claim: the stance that short contrastive sentences must be given."""

from collections import Counter

import pytest

from app.domain.evidence import Facet, Stance
from app.verification.verifier import FacetVerifier
from tests.verification.tables import TABLED, TABLES, Row, all_rows, rows


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: f"{row.facet}: {row.claim}")
def test_a_statement_takes_the_stance_of_its_table(verifier: FacetVerifier, row: Row) -> None:
    (reading,) = verifier.read(row.claim, [row.statement])

    assert reading.stance == row.stance, [reason.message for reason in reading.reasons]


def test_there_is_one_table_for_each_facet() -> None:
    assert {path.stem for path in TABLES.glob("*.yaml")} == set(TABLED)


@pytest.mark.parametrize("facet", TABLED)
def test_every_table_holds_enough_rows_of_every_stance(facet: Facet) -> None:
    stances = Counter(row.stance for row in rows(facet))

    assert stances.total() >= 25
    assert min(stances[stance] for stance in Stance) >= 3


def test_no_pair_stands_twice() -> None:
    asked = Counter((row.statement, row.claim) for row in all_rows())

    assert [pair for pair, times in asked.items() if times > 1] == []

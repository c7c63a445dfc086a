"""The packaged reader and the facets together, as the service is wired."""

import pytest

from app.domain.evidence import ReasonKind, Stance
from app.text.sentence import Reader
from app.verification.combination import Combination
from app.verification.entailment import READER_FOLDER, OnnxEntailment
from app.verification.features import features
from app.verification.findings import Comparison
from app.verification.pairs import Weighting
from app.verification.verifier import FacetVerifier
from tests.verification.tables import all_rows


@pytest.fixture(scope="module")
def entailment() -> OnnxEntailment:
    return OnnxEntailment(folder=READER_FOLDER, threads=2)


@pytest.fixture(scope="module")
def trained(entailment: OnnxEntailment) -> FacetVerifier:
    weighting = Weighting(entailment, given=Combination.load("given"), found=Combination.load("found"))
    return FacetVerifier(reader=Reader.load(), weighting=weighting)


def test_of_the_tables_hardly_any_contradicted_claim_is_supported(trained: FacetVerifier) -> None:
    rows = [row for row in all_rows() if row.stance is not Stance.SUPPORTS]
    read = [trained.read(row.claim, [row.statement])[0].stance for row in rows]

    assert sum(stance is Stance.SUPPORTS for stance in read) / len(rows) <= 0.04


def test_of_the_tables_nearly_all_stances_are_right(trained: FacetVerifier) -> None:
    rows = all_rows()
    read = [trained.read(row.claim, [row.statement])[0] for row in rows]

    assert sum(r.stance is row.stance for row, r in zip(rows, read, strict=True)) / len(rows) >= 0.88


def test_no_reading_of_the_tables_shows_a_reason_against_itself(trained: FacetVerifier) -> None:
    for row in all_rows():
        [reading] = trained.read(row.claim, [row.statement])
        kinds = {reason.kind for reason in reading.reasons}

        assert reading.stance is not Stance.SUPPORTS or ReasonKind.DISCREPANCY not in kinds, row.claim
        assert reading.stance is not Stance.CONTRADICTS or ReasonKind.DISCREPANCY in kinds, row.claim


def test_what_is_read_alone_and_beside_others_is_the_same(entailment: OnnxEntailment) -> None:
    pairs = [("Kestrel bought Ottar in 2024.", "Ottar was bought by Kestrel."), ("It rained.", "Kestrel sold Ottar.")]
    alone = [OnnxEntailment(folder=READER_FOLDER).read([pair])[0] for pair in pairs]

    assert list(entailment.read(pairs)) == alone
    assert all(sum(probabilities) == pytest.approx(1, abs=1e-9) for probabilities in alone)


@pytest.mark.parametrize("form", ["given", "found"])
def test_the_packaged_weights_name_every_feature_and_no_other(form: str) -> None:
    found = features(Comparison(), Stance.NEUTRAL, (0.2, 0.3, 0.5))

    assert {stance: set(weights) for stance, weights in Combination.load(form).weights.items()} == {
        stance: set(found) for stance in Stance
    }

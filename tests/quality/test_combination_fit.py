import random

import pytest

from app.domain.evidence import Stance
from app.verification.combination import Combination
from benchmarks.combination.fitting import fit


def _rows(number: int) -> tuple[list[dict[str, float]], list[Stance]]:
    chance = random.Random(5)  # noqa: S311 - chance keeps no secrets here
    found, truth = [], []
    for _ in range(number):
        stance = chance.choice(list(Stance))
        noise = chance.random() < 0.2
        seen = chance.choice(list(Stance)) if noise else stance
        found.append(
            {"a": float(seen is Stance.SUPPORTS), "b": 5 * float(seen is Stance.CONTRADICTS), "c": chance.random()}
        )
        truth.append(stance)
    return found, truth


def test_fitted_probabilities_are_the_shares_that_hold() -> None:
    found, truth = _rows(6_000)
    fitted = fit(found, truth, [1.0] * len(truth), ridge=0.1)
    weights = Combination(fitted.weights, fitted.bias)

    told = weights.probabilities({"a": 1.0, "b": 0.0, "c": 0.5})
    like = [stance for row, stance in zip(found, truth, strict=True) if row["a"]]

    assert told.supports == pytest.approx(sum(s is Stance.SUPPORTS for s in like) / len(like), abs=0.03)


def test_rows_that_count_nothing_change_nothing() -> None:
    found, truth = _rows(400)
    turned = [Stance.NEUTRAL] * 400

    alone = fit(found, truth, [1.0] * 400)
    beside = fit([*found, *found], [*truth, *turned], [*[1.0] * 400, *[0.0] * 400])

    for stance in Stance:
        assert beside.bias[stance] == pytest.approx(alone.bias[stance], abs=0.02)

from hypothesis import given
from hypothesis import strategies as st

from training.schedule import Landing

LANDING = Landing.over(100, rate=1.0, warm_up=0.1)


def test_the_rate_climbs_to_its_height_and_falls_to_zero() -> None:
    assert LANDING.rate_at(0) == 0.1
    assert LANDING.rate_at(10) == 1.0
    assert LANDING.rate_at(55) == 0.5
    assert LANDING.rate_at(100) == 0.0


def test_bringing_the_end_forward_leaves_no_jump_in_the_rate() -> None:
    sooner = LANDING.brought_to(75, now=55)

    assert sooner.rate_at(55) == LANDING.rate_at(55)
    assert sooner.rate_at(65) == LANDING.rate_at(55) / 2
    assert sooner.rate_at(75) == 0.0


def test_the_end_is_never_put_off() -> None:
    assert LANDING.brought_to(500, now=55).end == 100


def test_an_end_in_the_past_is_now() -> None:
    assert LANDING.brought_to(20, now=55).end == 55


@given(st.integers(0, 99), st.integers(0, 120), st.integers(0, 120))
def test_the_rate_never_leaves_its_bounds(now: int, end: int, later: int) -> None:
    assert 0 <= LANDING.brought_to(end, now=now).rate_at(now + later) <= 1

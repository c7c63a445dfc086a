from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.services.ids import new_check_id, new_id

MOMENTS = st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2999, 1, 1), timezones=st.just(UTC))


@given(moment=MOMENTS, later=st.timedeltas(min_value=timedelta(microseconds=1), max_value=timedelta(days=9_999)))
def test_ids_sort_by_the_microsecond_in_which_they_were_made(moment: datetime, later: timedelta) -> None:
    assert new_id(moment) < new_id(moment + later)


@given(moment=MOMENTS)
def test_an_id_is_a_uuid_of_version_7(moment: datetime) -> None:
    id_ = UUID(new_check_id(moment))

    assert (id_.version, id_.variant) == (7, "specified in RFC 4122")
    assert abs((id_.int >> 80) - moment.timestamp() * 1_000) <= 1


def test_ids_of_one_moment_differ() -> None:
    moment = datetime(2026, 11, 21, tzinfo=UTC)

    assert len({new_id(moment) for _ in range(1_000)}) == 1_000


def test_an_id_is_made_of_the_time_and_the_random_bits_alone() -> None:
    moment = datetime(2026, 11, 21, tzinfo=UTC)

    assert new_id(moment, random_bits=lambda bits: 2**bits - 1) == "01a1fb67-1800-7000-bfff-ffffffffffff"

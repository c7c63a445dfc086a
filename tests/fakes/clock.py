"""A clock that stands until it is told to move."""

from datetime import UTC, date, datetime, timedelta


class FakeClock:
    """Stands at one moment; every reading moves it on a millisecond, so that ids keep their order."""

    def __init__(self, moment: datetime = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Return the moment, and move on."""
        self._moment += timedelta(milliseconds=1)
        return self._moment

    def today(self) -> date:
        """Return the day of the moment."""
        return self._moment.date()

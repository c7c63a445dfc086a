"""What tells the time."""

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time, so that tests can."""

    def now(self) -> datetime:
        """Return the time, in UTC."""
        ...

    def today(self) -> date:
        """Return the day on which statements are judged by default (UTC)."""
        ...

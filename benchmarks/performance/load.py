"""Many clients at once, and batches."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle

from benchmarks.performance.service import AnswerError, Service
from benchmarks.performance.timing import Times, time_of


@dataclass(slots=True)
class Load:
    """What clients met: milliseconds of each check, and errors."""

    seconds: float
    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Return checks in a second."""
        return len(self.milliseconds) / self.seconds

    @property
    def times(self) -> Times:
        """Return the times of the checks."""
        return Times(self.milliseconds)


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: claims, seconds to its end and to its first line."""

    claims: int
    seconds: float
    first: float

    @property
    def rate(self) -> float:
        """Return claims in a second."""
        return self.claims / self.seconds


def put_under_load(service: Service, claims: Sequence[str], *, clients: int, seconds: float) -> Load:
    """Let clients check claims of their own, one after the other, until the time is over."""
    load = Load(seconds)
    deadline = time.monotonic() + seconds

    def ask_on(client: int) -> None:
        own = cycle(claims[client::clients])
        with service.caller() as caller:
            while time.monotonic() < deadline:
                try:
                    load.milliseconds.append(time_of(caller.check, next(own)))
                except (OSError, AnswerError) as error:
                    load.errors.append(str(error))

    threads = [threading.Thread(target=ask_on, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load


def send_batch(service: Service, claims: Sequence[str]) -> Batch:
    """Check claims in one batch of NDJSON."""
    with service.caller() as caller:
        arrived = caller.batch(claims)
    if len(arrived) != len(claims):
        raise AnswerError(f"{len(arrived)} lines came for {len(claims)} claims.")
    return Batch(len(claims), arrived[-1], arrived[0])

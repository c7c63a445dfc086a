"""Judgements remembered as long as nothing they rest on has changed."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from app.domain.check import Engine, Judgement
from app.domain.claim import Claim

MOST_REMEMBERED = 1_000
"""About 20 kB each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Everything a judgement rests on: the same ground always gives the same judgement."""

    claim: Claim
    min_reliability: float
    source_ids: frozenset[str] | None
    store_revision: int
    engine: Engine


class JudgementMemory:
    """Remembers the judgements asked for last; may be shared between threads."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Ground, Judgement] = OrderedDict()

    def recall(self, ground: Ground) -> Judgement | None:
        """Return what was judged on this ground, if it is remembered."""
        with self._lock:
            found = self._kept.get(ground)
            if found is not None:
                self._kept.move_to_end(ground)
            return found

    def remember(self, ground: Ground, judgement: Judgement) -> None:
        """Remember a judgement, forgetting what was not asked for the longest."""
        with self._lock:
            self._kept[ground] = judgement
            self._kept.move_to_end(ground)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

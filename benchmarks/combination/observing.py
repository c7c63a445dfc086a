"""What facets and readers see in labelled rows."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.domain.evidence import Stance
from app.text.sentence import Reader
from app.verification.combination import Combination
from app.verification.combining import Scale, combine
from app.verification.comparing import Comparer
from app.verification.entailment import OnnxEntailment, passage
from app.verification.features import Read, features
from app.verification.findings import Comparison
from app.verification.stance import facet_stance
from app.verification.thresholds import Thresholds
from benchmarks.combination.rows import Labelled


@dataclass(frozen=True, slots=True)
class Observed:
    """One row as facets and reader see it."""

    comparison: Comparison
    read: Read

    @property
    def features(self) -> dict[str, float]:
        """Return what the combination weighs."""
        return features(self.comparison, facet_stance(self.comparison, Thresholds()), self.read)

    def stance(self, weights: Combination, form: str) -> Stance:
        """Return the stance that these weights give to a statement that is given, or found."""
        chosen = Thresholds()
        scale = Scale.of_given(weights, chosen) if form == "given" else Scale.of_found(weights, chosen)
        return combine(self.comparison, self.read, scale, chosen).stance


class Observer:
    """Compares rows and has them read, two at a time."""

    def __init__(self, *, folder: Path, cache: Path | None) -> None:
        self._comparer = Comparer(Reader.load())
        self._reader = OnnxEntailment(folder=folder)
        self._cache = cache
        self._known: dict[str, Read] = {}
        if cache is not None and cache.exists():
            self._known = {key: tuple(said) for key, said in json.loads(cache.read_text("utf-8")).items()}

    def observe(self, rows: Sequence[Labelled]) -> list[Observed]:
        """Return what is seen in each row, in order."""
        said = self._said(rows)
        return [Observed(self._compare(row), read) for row, read in zip(rows, said, strict=True)]

    def _compare(self, row: Labelled) -> Comparison:
        statement = self._comparer.prepare(row.statement, background=(row.context,) if row.context else ())
        names = frozenset(part for name in statement.sentence.names for part in name.key)
        return self._comparer.compare(self._comparer.prepare(row.claim, names=names), statement)

    def _said(self, rows: Sequence[Labelled]) -> list[Read]:
        asked = [(passage(row.statement, row.context), row.claim) for row in rows]
        keys = [f"{self._reader.identity[:15]}|{statement}|{claim}" for statement, claim in asked]
        missing = [at for at, key in enumerate(keys) if key not in self._known]
        with ThreadPoolExecutor(2) as pool:
            for at, said in zip(missing, pool.map(lambda at: self._reader.read([asked[at]])[0], missing), strict=True):
                self._known[keys[at]] = said
        if self._cache is not None:
            self._cache.write_text(json.dumps(self._known), encoding="utf-8")
        return [self._known[key] for key in keys]

"""Finds statements by words and by meaning together."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from app.domain.evidence import Candidate
from app.domain.ports import Embedder, StatementSearch, Vector
from app.retrieval.fusion import Scored, fuse
from app.retrieval.planning import Terms, plan_terms, words_of
from app.text.tokens import index_terms

DEPTH = 200
"""Statements taken from each order before they are fused (docs/adr/0022)."""

DEEPER = 10
"""How many times further a filtered search looks when too few statements passed."""

DEEPEST = 10_000
"""Where a filtered search stops looking, so that a filter nothing passes cannot read the whole store."""

FETCHED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Filter:
    """What a caller lets count."""

    min_reliability: float
    source_ids: frozenset[str] | None

    @property
    def passes_all(self) -> bool:
        return self.min_reliability <= 0 and self.source_ids is None

    def passes(self, candidate: Candidate) -> bool:
        source = candidate.source
        is_asked = self.source_ids is None or source.id in self.source_ids
        return is_asked and source.reliability >= self.min_reliability


class HybridRetriever:
    """Looks a claim up by its most telling words and by its vector, and fuses the two orders."""

    def __init__(
        self,
        *,
        search: StatementSearch,
        embedder: Embedder,
        terms: Terms = index_terms,
        depth: int = DEPTH,
        aside: Executor | None = None,
    ) -> None:
        """Bind retrieval to a search; with `aside`, a claim is embedded there while its words are looked up."""
        self._search = search
        self._embedder = embedder
        self._terms = terms
        self._depth = depth
        self._aside = aside

    def retrieve(
        self,
        claim_text: str,
        *,
        limit: int,
        min_reliability: float = 0.0,
        source_ids: frozenset[str] | None = None,
    ) -> Sequence[Candidate]:
        """Return at most `limit` candidates, the most promising first; empty if there are none.

        With a filter, statements are sought down to rank 10,000 of each order.
        """
        asked = words_of(claim_text)
        vector = self._vector_of(asked)
        terms = plan_terms(asked, search=self._search, terms=self._terms)
        wanted = _Filter(min_reliability, source_ids)
        depth = max(limit, self._depth)
        while True:
            found, is_all = self._look(terms, vector, depth)
            kept = self._fetched(found, wanted, limit)
            if len(kept) >= limit or is_all or wanted.passes_all or depth >= DEEPEST:
                return kept
            depth = min(DEEPEST, depth * DEEPER)

    def _vector_of(self, claim_text: str) -> Callable[[], Vector]:
        """Begin to embed the claim and return what gives its vector."""
        if self._aside is None:
            vector = self._embedder.embed([claim_text])[0]
            return lambda: vector
        embedding = self._aside.submit(self._embedder.embed, [claim_text])
        return lambda: embedding.result()[0]

    def _look(self, terms: Sequence[str], vector: Callable[[], Vector], depth: int) -> tuple[Scored, bool]:
        """Return the fused order, and whether nothing lies deeper."""
        by_words = self._search.by_terms(terms, limit=depth)
        by_meaning = self._search.by_vector(vector(), limit=depth)
        return fuse(by_words, by_meaning), max(len(by_words), len(by_meaning)) < depth

    def _fetched(self, found: Scored, wanted: _Filter, limit: int) -> Sequence[Candidate]:
        kept: list[Candidate] = []
        size = limit if wanted.passes_all else FETCHED_AT_ONCE
        for start in range(0, len(found), max(1, size)):
            kept += filter(wanted.passes, self._candidates(found[start : start + size]))
            if len(kept) >= limit:
                break
        return kept[: max(0, limit)]

    def _candidates(self, found: Scored) -> Sequence[Candidate]:
        scores = dict(found)
        fetched = self._search.fetch([id_ for id_, _ in found])
        return [Candidate(statement, source, scores[statement.id]) for statement, source in fetched]

"""Ways to rank statements for a claim, all over one store."""

from collections.abc import Callable, Mapping, Sequence

from app.domain.ports import Embedder, StatementSearch
from app.retrieval.hybrid import HybridRetriever
from app.retrieval.planning import plan_terms
from app.text.tokens import index_terms

DEPTH = 100

Way = Callable[[str], Sequence[str]]


def ways_over(search: StatementSearch, embedder: Embedder) -> Mapping[str, Way]:
    """Return each way by its name; the last is what the service does."""
    retriever = HybridRetriever(search=search, embedder=embedder)

    def by_words(claim: str) -> Sequence[str]:
        terms = plan_terms(claim, search=search, terms=index_terms)
        return [id_ for id_, _ in search.by_terms(terms, limit=DEPTH)]

    def by_meaning(claim: str) -> Sequence[str]:
        return [id_ for id_, _ in search.by_vector(embedder.embed([claim])[0], limit=DEPTH)]

    def fused(claim: str) -> Sequence[str]:
        return [candidate.statement.id for candidate in retriever.retrieve(claim, limit=DEPTH)]

    return {"words": by_words, "meaning": by_meaning, "fused": fused}

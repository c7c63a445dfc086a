"""Ways to rank statements for a claim, all over one store, beside a library's BM25 and plain rank fusion."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import bm25s

from app.domain.ports import Embedder, StatementSearch
from app.domain.source import Source
from app.domain.statement import Statement
from app.retrieval.hybrid import HybridRetriever
from app.retrieval.planning import plan_terms, words_of
from app.text.tokens import index_terms, stem

DEPTH = 100

RANK_OFFSET = 60
"""What plain rank fusion adds to each rank (Cormack et al. 2009)."""

Way = Callable[[str], Sequence[str]]

Ranking = Sequence[str]


def ways_over(search: StatementSearch, embedder: Embedder, *, peer: Way) -> Mapping[str, Way]:
    """Return each way by its name; the last is what the service does."""
    retriever = HybridRetriever(search=search, embedder=embedder)
    peer = cache(peer)  # it is asked again to be fused

    def by_words(claim: str) -> Ranking:
        terms = plan_terms(words_of(claim), search=search, terms=index_terms)
        return [id_ for id_, _ in search.by_terms(terms, limit=DEPTH)]

    @cache
    def by_meaning(claim: str) -> Ranking:
        return [id_ for id_, _ in search.by_vector(embedder.embed([claim])[0], limit=DEPTH)]

    def by_ranks(claim: str) -> Ranking:
        return fused_by_ranks([peer(claim), by_meaning(claim)])

    def fused(claim: str) -> Ranking:
        return [candidate.statement.id for candidate in retriever.retrieve(claim, limit=DEPTH)]

    return {
        "bm25s": peer,
        "embedding alone": by_meaning,
        "plain rank fusion of these two": by_ranks,
        "words alone": by_words,
        "this service": fused,
    }


def fused_by_ranks(rankings: Sequence[Ranking]) -> Ranking:
    """Fuse rankings by the sum of their inverse ranks, ties by id."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, id_ in enumerate(ranking, start=1):
            scores[id_] = scores.get(id_, 0.0) + 1 / (RANK_OFFSET + rank)
    return sorted(scores, key=lambda id_: (-scores[id_], id_))[:DEPTH]


def bm25s_over(pairs: Sequence[tuple[Statement, Source]]) -> Way:
    """Return BM25 as the library bm25s has it, over text, context and title, with our stemmer and its stopwords."""
    ids = [statement.id for statement, _ in pairs]
    index = bm25s.BM25()
    index.index(_tokens([_text(*pair) for pair in pairs]), show_progress=False)

    def rank(claim: str) -> Ranking:
        found, scores = index.retrieve(_tokens([claim]), k=min(DEPTH, len(ids)), show_progress=False)
        ranked = zip(found[0], scores[0], strict=True)
        return [ids[at] for at, score in sorted(ranked, key=lambda one: (-one[1], ids[one[0]])) if score > 0]

    return rank


def _text(statement: Statement, source: Source) -> str:
    return " ".join(filter(None, (source.title, statement.text, statement.context)))


def _tokens(texts: Sequence[str]) -> object:
    return bm25s.tokenize(texts, stopwords="en", stemmer=_stemmed, show_progress=False)


def _stemmed(words: Sequence[str]) -> Sequence[str]:
    return [stem(word) for word in words]

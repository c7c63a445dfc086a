"""Other ways to find statements, each in memory and without a server, for comparison."""

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz, process, utils

from app.text.tokens import index_terms

Find = Callable[[str], Sequence[int]]
"""Finds the places of the statements nearest to a claim, best first."""

MOST_FOR_RANK_BM25 = 100_000
"""Larger stores cost rank-bm25 gigabytes and seconds for each claim."""


def peers_over(texts: Sequence[str], *, limit: int) -> dict[str, Find]:
    """Return the ways that are installed, by name, with their indexes made."""
    ways: dict[str, Find] = {"rapidfuzz scan": _scan(texts, limit)}
    terms = [index_terms(text) for text in texts]
    if len(texts) <= MOST_FOR_RANK_BM25 and importlib.util.find_spec("rank_bm25"):
        ways["rank-bm25"] = _rank_bm25(terms, limit)
    if importlib.util.find_spec("bm25s"):
        ways["bm25s"] = _bm25s(terms, limit)
    return ways


def _scan(texts: Sequence[str], limit: int) -> Find:
    prepared = [utils.default_process(text) for text in texts]

    def find(claim: str) -> Sequence[int]:
        asked = utils.default_process(claim)
        found = process.extract(asked, prepared, scorer=fuzz.token_set_ratio, processor=None, limit=limit)
        return [at for _, _, at in found]

    return find


def _rank_bm25(terms: Sequence[Sequence[str]], limit: int) -> Find:
    index: Any = importlib.import_module("rank_bm25").BM25Okapi(terms)

    def find(claim: str) -> Sequence[int]:
        scores = index.get_scores(index_terms(claim))
        best: Sequence[int] = scores.argpartition(-limit)[-limit:].tolist()
        return sorted(best, key=lambda at: -scores[at])

    return find


def _bm25s(terms: Sequence[Sequence[str]], limit: int) -> Find:
    index: Any = importlib.import_module("bm25s").BM25()
    index.index(terms, show_progress=False)

    def find(claim: str) -> Sequence[int]:
        found, _ = index.retrieve([index_terms(claim)], k=limit, show_progress=False)
        return [int(at) for at in found[0]]

    return find

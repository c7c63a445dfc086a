"""Use case: find stored statements that bear on some words, without judging them."""

from collections.abc import Sequence

from app.domain.evidence import Candidate
from app.domain.ports import Retriever


def search_statements(words: str, *, limit: int, retriever: Retriever) -> Sequence[Candidate]:
    """Return at most `limit` statements, the most promising first."""
    return retriever.retrieve(words, limit=limit)

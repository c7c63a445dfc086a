"""A search without a database and an embedder without a model."""

import math
import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from app.domain.ports import Vector
from app.domain.source import Source
from app.domain.statement import Statement
from app.text.tokens import index_terms

DIMENSIONS = 64


class HashingEmbedder:
    """Texts that share words are near to one another."""

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        return [_vector(Counter(index_terms(text))) for text in texts]


def _vector(counts: Mapping[str, int]) -> Vector:
    sums = [0.0] * DIMENSIONS
    for term, count in counts.items():
        digest = blake2b(term.encode(errors="replace"), digest_size=2).digest()
        sums[digest[0] % DIMENSIONS] += count if digest[1] % 2 else -count
    length = math.hypot(*sums) or 1.0
    unit = [part / length for part in sums] if any(sums) else [1.0] + [0.0] * (DIMENSIONS - 1)
    return struct.pack(f"<{DIMENSIONS}f", *unit)


class InMemorySearch:
    """Keeps statements in a dictionary and looks at every one."""

    def __init__(self) -> None:
        self._pairs: dict[str, tuple[Statement, Source]] = {}
        self._terms: dict[str, Counter[str]] = {}
        self._vectors: dict[str, Vector] = {}

    def add(self, statement: Statement, source: Source, *, vector: Vector | None = None) -> None:
        words = (statement.text, statement.context or "", source.title, source.publisher)
        self._pairs[statement.id] = statement, source
        self._terms[statement.id] = Counter(index_terms(" ".join(words)))
        if vector is not None:
            self._vectors[statement.id] = vector

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        return {term: sum(term in counts for counts in self._terms.values()) for term in terms}

    def terms_starting(self, prefix: str, *, limit: int) -> Sequence[str]:
        known = {term for counts in self._terms.values() for term in counts if term.startswith(prefix)}
        return sorted(known)[:limit]

    def by_terms(self, terms: Sequence[str], *, limit: int) -> Sequence[tuple[str, float]]:
        scores = {id_: self._bm25(counts, terms) for id_, counts in self._terms.items()}
        return _best({id_: score for id_, score in scores.items() if score > 0}, limit)

    def _bm25(self, counts: Counter[str], terms: Sequence[str]) -> float:
        average = sum(held.total() for held in self._terms.values()) / len(self._terms)
        norm = 1.2 * (0.25 + 0.75 * counts.total() / max(1.0, average))
        frequencies = self.document_frequencies(terms)
        return sum(
            math.log(1 + (len(self._terms) - frequencies[term] + 0.5) / (frequencies[term] + 0.5))
            * counts[term] * 2.2 / (counts[term] + norm)
            for term in dict.fromkeys(terms)
            if counts[term]
        )  # fmt: skip

    def by_vector(self, vector: Vector, *, limit: int) -> Sequence[tuple[str, float]]:
        return _best({id_: _dot(vector, kept) for id_, kept in self._vectors.items()}, limit)

    def fetch(self, statement_ids: Sequence[str]) -> Sequence[tuple[Statement, Source]]:
        return [self._pairs[id_] for id_ in dict.fromkeys(statement_ids) if id_ in self._pairs]

    def statement_count(self) -> int:
        return len(self._pairs)


def _best(scores: Mapping[str, float], limit: int) -> Sequence[tuple[str, float]]:
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[: max(0, limit)]


def _dot(left: Vector, right: Vector) -> float:
    floats = len(left) // 4
    pairs = zip(struct.unpack(f"<{floats}f", left), struct.unpack(f"<{floats}f", right), strict=True)
    return math.fsum(one * other for one, other in pairs)

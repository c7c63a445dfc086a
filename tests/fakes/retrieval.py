"""An embedder without a model."""

import math
import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from app.domain.ports import Vector
from app.text.tokens import index_terms

DIMENSIONS = 64


class HashingEmbedder:
    """Texts that share words are near to one another."""

    identity = "hashing"

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

"""Vectors of texts that are known beforehand, in a file beside them, so that no model need make them again."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from app.domain.errors import UnreadableFileError
from app.domain.ports import Embedder, Vector

KEPT_VECTORS = "vectors.npz"
"""The name of the file in a folder of seed files."""


class RecallingEmbedder:
    """Recalls the vectors that a folder keeps, and asks another embedder for the rest.

    A vector is recalled if the very same text was embedded by the very same weights; without a file all are asked for.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Read what the folder keeps; raise UnreadableFileError."""
        self.identity = embedder.identity
        self._embedder = embedder
        self._kept = _read(folder / KEPT_VECTORS, embedder.identity)

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Return a vector for each text, in order."""
        wanted = [text for text in texts if _key(text) not in self._kept]
        made = dict(zip(wanted, self._embedder.embed(wanted), strict=True)) if wanted else {}
        return [made.get(text) or self._kept[_key(text)] for text in texts]


def keep_vectors(texts: Sequence[str], folder: Path, embedder: Embedder) -> None:
    """Write the vectors of these texts, and no others, into the folder; those it has already are kept as they are."""
    distinct = sorted(dict.fromkeys(texts), key=_key)
    vectors = RecallingEmbedder(folder, embedder).embed(distinct)
    np.savez(
        folder / KEPT_VECTORS,
        allow_pickle=False,
        model=np.array(embedder.identity),
        keys=np.frombuffer(b"".join(map(_key, distinct)), np.uint8).reshape(len(distinct), -1),
        vectors=np.frombuffer(b"".join(vectors), "<f4").reshape(len(distinct), -1),
    )


def kept_number(folder: Path) -> int:
    """Return how many vectors a folder keeps, whatever model made them; raise UnreadableFileError."""
    return len(_read(folder / KEPT_VECTORS, None))


def _read(path: Path, identity: str | None) -> dict[bytes, Vector]:
    if not path.exists():
        return {}
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if identity not in (None, str(kept["model"])):
                return {}
            rows = zip(kept["keys"], kept["vectors"].astype("<f4"), strict=True)
            return {key.tobytes(): vector.tobytes() for key, vector in rows}
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
        raise UnreadableFileError(f"The file {path} does not hold vectors; write it anew or take it away.") from error


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()

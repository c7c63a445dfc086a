"""Sentences as vectors, by the committed embedding model."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from app.domain.ports import Vector
from app.inference.model_folder import ModelFolder
from app.inference.session import Session
from app.inference.tokeniser import Tokeniser

MODEL_FOLDER = Path(__file__).parents[1] / "models" / "embedder"


class OnnxEmbedder:
    """Embeds each text by itself, so that its vector never depends on what it came with.

    Reads the first 256 tokens of a text. Vectors have 384 dimensions. See docs/adr/0020.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 1) -> None:
        """Load the model; `threads` texts are embedded at once. Raises UnusableModelError."""
        model = ModelFolder.read(folder)
        self.identity = model.identity
        self._session = Session(model)
        self._tokeniser = Tokeniser(model)
        self._threads = threads

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Return a vector for each text, in order."""
        if len(texts) < 2 or self._threads < 2:
            return [self._vector(text) for text in texts]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._vector, texts))

    def _vector(self, text: str) -> Vector:
        ids = np.array([self._tokeniser.ids(text)], dtype=np.int64)
        vector: Vector = self._session.run({"ids": ids})[0].astype("<f4").tobytes()
        return vector

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.ports import Vector
from app.inference.model_folder import ModelFolder
from app.retrieval.embedding import MODEL_FOLDER, OnnxEmbedder
from app.retrieval.kept_vectors import RecallingEmbedder, kept_number
from app.services.seeding import texts_embedded

SEED_DATA = Path(__file__).parents[2] / "seed_data"
STALE = "run `claimcheck seed --vectors`"


class MissingVectors:
    """Says that it is the packaged model, and notes what it is asked for."""

    def __init__(self) -> None:
        self.identity = ModelFolder.read(MODEL_FOLDER).identity
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        self.texts.extend(texts)
        return [b"" for _ in texts]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return texts_embedded(SEED_DATA)


def test_the_packaged_seeds_have_their_vectors_and_no_others(texts: list[str]) -> None:
    model = MissingVectors()
    RecallingEmbedder(SEED_DATA, model).embed(texts)

    assert model.texts == [], STALE
    assert kept_number(SEED_DATA) == len(set(texts)), STALE


def test_the_packaged_vectors_are_those_that_the_model_makes(texts: list[str]) -> None:
    model = OnnxEmbedder()
    asked = texts[:: len(texts) // 12]

    for kept, made in zip(RecallingEmbedder(SEED_DATA, model).embed(asked), model.embed(asked), strict=True):
        assert floats(kept) == pytest.approx(floats(made), abs=1e-4)  # another processor may round otherwise


def floats(vector: Vector) -> tuple[float, ...]:
    return struct.unpack(f"<{len(vector) // 4}f", vector)

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.errors import UnreadableFileError
from app.domain.ports import Vector
from app.retrieval.kept_vectors import KEPT_VECTORS, RecallingEmbedder, keep_vectors
from tests.fakes.retrieval import HashingEmbedder

TEXTS = ["Twelve ships came to Velm.", "Nobody was hurt.", "Nobody was hurt."]


class CountingEmbedder(HashingEmbedder):
    """Counts the texts it embeds."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        self.texts.extend(texts)
        return super().embed(texts)


def test_what_is_kept_is_not_embedded_again(tmp_path: Path) -> None:
    keep_vectors(TEXTS, tmp_path, HashingEmbedder())
    model = CountingEmbedder()

    vectors = RecallingEmbedder(tmp_path, model).embed(["Nobody was hurt.", "It rained.", TEXTS[0]])

    assert model.texts == ["It rained."]
    assert vectors == HashingEmbedder().embed(["Nobody was hurt.", "It rained.", TEXTS[0]])


def test_without_a_file_everything_is_embedded(tmp_path: Path) -> None:
    model = CountingEmbedder()

    assert RecallingEmbedder(tmp_path, model).embed(TEXTS) == HashingEmbedder().embed(TEXTS)
    assert model.texts == TEXTS


def test_vectors_of_other_weights_are_not_recalled(tmp_path: Path) -> None:
    class Other(CountingEmbedder):
        identity = "other"

    keep_vectors(TEXTS, tmp_path, HashingEmbedder())
    model = Other()
    RecallingEmbedder(tmp_path, model).embed(TEXTS)

    assert model.texts == TEXTS


def test_only_what_is_new_is_embedded_when_vectors_are_kept_again(tmp_path: Path) -> None:
    model = CountingEmbedder()

    keep_vectors(TEXTS, tmp_path, model)
    keep_vectors(["It rained.", "Nobody was hurt."], tmp_path, model)
    keep_vectors([TEXTS[0]], tmp_path, model)

    assert sorted(model.texts) == sorted([TEXTS[0], "Nobody was hurt.", "It rained.", TEXTS[0]])


@pytest.mark.parametrize("order", [TEXTS, TEXTS[::-1]])
def test_the_same_texts_give_the_same_file(tmp_path: Path, order: list[str]) -> None:
    (tmp_path / "other").mkdir()
    keep_vectors(TEXTS, tmp_path / "other", HashingEmbedder())
    keep_vectors(order, tmp_path, HashingEmbedder())

    assert (tmp_path / KEPT_VECTORS).read_bytes() == (tmp_path / "other" / KEPT_VECTORS).read_bytes()


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04", b"\x93NUMPY"])
def test_a_file_of_something_else_is_refused_in_words_to_act_on(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEPT_VECTORS).write_bytes(content)

    with pytest.raises(UnreadableFileError, match="does not hold vectors; write it anew or take it away"):
        RecallingEmbedder(tmp_path, HashingEmbedder())

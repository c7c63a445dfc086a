import json
import math
import shutil
import struct
from pathlib import Path

import pytest

from app.domain.errors import UnusableModelError
from app.domain.ports import Embedder, Vector
from app.retrieval.embedding import MODEL_FOLDER, OnnxEmbedder
from tests.fakes.retrieval import HashingEmbedder

TEXTS = [
    "Mixtral 8x22B was developed by Mistral AI.",
    "The vaccine was approved in March 2021 after a trial with 31,000 people in four countries.",
    "Rain.",
    "The harbour of Sandvik handled 4.2 million tonnes of grain in 2023, a fifth more than in 2022.",
]


@pytest.fixture(scope="module")
def onnx() -> OnnxEmbedder:
    return OnnxEmbedder()


@pytest.fixture(params=["fake", "real"])
def embedder(request: pytest.FixtureRequest, onnx: OnnxEmbedder) -> Embedder:
    return onnx if request.param == "real" else HashingEmbedder()


def floats(vector: Vector) -> tuple[float, ...]:
    return struct.unpack(f"<{len(vector) // 4}f", vector)


def cosine(left: Vector, right: Vector) -> float:
    return sum(one * other for one, other in zip(floats(left), floats(right), strict=True))


def test_vectors_come_in_the_order_of_the_texts(embedder: Embedder) -> None:
    assert embedder.embed(TEXTS) == [embedder.embed([text])[0] for text in TEXTS]


def test_a_text_has_one_vector_whatever_it_comes_with(embedder: Embedder) -> None:
    backwards = embedder.embed(TEXTS[::-1])

    assert list(reversed(backwards)) == list(embedder.embed(TEXTS))


@pytest.mark.parametrize("text", [*TEXTS, "", " ", "\ud800", "مرحبا", "🙂", "word " * 5_000, "\0"])
def test_every_text_has_a_unit_vector(embedder: Embedder, text: str) -> None:
    assert math.isclose(math.hypot(*floats(embedder.embed([text])[0])), 1.0, abs_tol=1e-5)


def test_all_vectors_have_one_length(embedder: Embedder) -> None:
    assert len({len(vector) for vector in embedder.embed([*TEXTS, ""])}) == 1


def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert list(embedder.embed([])) == []


def test_shared_words_bring_texts_nearer(embedder: Embedder) -> None:
    claim, near, far = embedder.embed(
        ["Norline bought the Kestrel ferry line.", "The Kestrel ferry line was bought.", "Wheat prices fell in spring."]
    )

    assert cosine(claim, near) > cosine(claim, far)


def test_another_wording_of_one_meaning_is_near(onnx: OnnxEmbedder) -> None:
    claim, near, far = onnx.embed(
        ["The physician prescribed medication.", "A doctor gave out drugs.", "A physician bought a prescribed ferry."]
    )

    assert cosine(claim, near) > cosine(claim, far)


def test_threads_do_not_change_a_vector(onnx: OnnxEmbedder) -> None:
    assert list(OnnxEmbedder(threads=3).embed(TEXTS)) == list(onnx.embed(TEXTS))


def test_what_follows_the_longest_text_that_the_model_reads_does_not_count(onnx: OnnxEmbedder) -> None:
    long, longer = onnx.embed(["ferry " * 254, "ferry " * 254 + "vaccine"])

    assert long == longer


def test_the_model_has_384_dimensions_and_says_which_weights_it_is(onnx: OnnxEmbedder) -> None:
    hashes = json.loads((MODEL_FOLDER / "model.json").read_text())["sha256"]

    assert len(floats(onnx.embed(["Rain."])[0])) == 384
    assert onnx.identity == f"sha256:{hashes['model.onnx']}"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL_FOLDER, tmp_path / "model"))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "model.json"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()

    with pytest.raises(UnusableModelError, match=rf"{name} cannot be used: No such file.*Restore it"):
        OnnxEmbedder(copy)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_not_the_committed_one_is_refused(copy: Path, name: str) -> None:
    with (copy / name).open("ab") as file:
        file.write(b" ")

    with pytest.raises(UnusableModelError, match=rf"{name} cannot be used: its sha256 is \w+, and model.json says"):
        OnnxEmbedder(copy)


@pytest.mark.parametrize("manifest", ["{", "[]", '{"name": "x"}', '{"name": "x", "max_tokens": 9, "sha256": {}}'])
def test_a_broken_manifest_is_refused(copy: Path, manifest: str) -> None:
    (copy / "model.json").write_text(manifest)

    with pytest.raises(UnusableModelError):
        OnnxEmbedder(copy)

import hashlib
import json
from pathlib import Path

import pytest

from app.domain.errors import UnusableModelError
from app.inference.model_folder import ModelFolder


def _folder(path: Path, *, parts: dict[str, bytes], weights: bytes) -> Path:
    tokenizer = b"{}"
    hashes = {
        "model.onnx": hashlib.sha256(weights).hexdigest(),
        "tokenizer.json": hashlib.sha256(tokenizer).hexdigest(),
    }
    (path / "model.json").write_text(json.dumps({"name": "invented", "max_tokens": 8, "sha256": hashes}))
    (path / "tokenizer.json").write_bytes(tokenizer)
    for name, content in parts.items():
        (path / name).write_bytes(content)
    return path


def test_weights_cut_into_parts_are_joined_in_order(tmp_path: Path) -> None:
    folder = _folder(tmp_path, parts={"model.onnx.2": b"world", "model.onnx.1": b"hello "}, weights=b"hello world")

    assert ModelFolder.read(folder).weights == b"hello world"


def test_weights_that_are_not_the_committed_ones_are_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, parts={"model.onnx": b"other"}, weights=b"hello world")

    with pytest.raises(UnusableModelError, match="sha256"):
        ModelFolder.read(folder)

"""Trained weights as the int8 ONNX file that the service reads, one pair at a time."""

import hashlib
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import PreTrainedModel

from training.outliers import EXACT
from training.rows import STANCES

LONGEST_SERVED = 256
"""Tokens that the service reads of a pair at most; the statement is cut, never the claim."""


LARGEST_PART = 60_000_000
"""Bytes of one file of published weights at most."""


class Stances(torch.nn.Module):
    """Token ids and segments of one unpadded pair (1 by tokens) to its three probabilities (1 by 3)."""

    def __init__(self, model: PreTrainedModel) -> None:
        super().__init__()
        self._model: PreTrainedModel = model

    def forward(self, ids: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
        """Read a pair; bodies without segments are handed none."""
        inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
        if self._model.config.model_type == "bert":
            inputs["token_type_ids"] = segments
            return torch.softmax(self._model(**inputs).logits, dim=-1)
        return torch.softmax(self._model(**inputs).logits, dim=-1) + 0.0 * segments.sum()


def export(model: PreTrainedModel, *, tokenizer: Path, folder: Path, name: str) -> Path:
    """Write `model.onnx`, `tokenizer.json` and `model.json` (name, order of stances, hashes) into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    with TemporaryDirectory() as scratch:
        exact = Path(scratch) / "fp32.onnx"
        _trace(model, exact)
        _quantize(exact, folder / "model.onnx")
    _write_manifest(folder, name)
    return folder


def publish(exported: Path, *, target: Path) -> None:
    """Copy an exported folder to where the service reads it, weights cut into parts that any host of code takes."""
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("model.onnx*"):
        old.unlink()
    for file in exported.iterdir():
        if file.name != "model.onnx":
            shutil.copyfile(file, target / file.name)
    weights = (exported / "model.onnx").read_bytes()
    parts = [weights[at : at + LARGEST_PART] for at in range(0, len(weights), LARGEST_PART)]
    for number, part in enumerate(parts, 1):
        name = "model.onnx" if len(parts) == 1 else f"model.onnx.{number}"
        (target / name).write_bytes(part)


def _trace(model: PreTrainedModel, target: Path) -> None:
    ids = torch.tensor([[0, 2026, 2171, 2, 2, 2007, 2023, 2]])
    torch.onnx.export(
        Stances(model).eval(),
        (ids, torch.zeros_like(ids)),
        str(target),
        input_names=["ids", "segments"],
        output_names=["probabilities"],
        dynamic_axes={"ids": {1: "tokens"}, "segments": {1: "tokens"}},
        opset_version=17,
        dynamo=False,
    )


def _quantize(exact: Path, target: Path) -> None:
    """Store weights in 7 bits a channel, as the embedder's are: products then fit 16 bits on every processor."""
    apart = [node.name for node in onnx.load(exact).graph.node if EXACT in node.name]
    quantize_dynamic(
        exact, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, nodes_to_exclude=apart
    )
    onnx.checker.check_model(onnx.load(target))


def _write_manifest(folder: Path, name: str) -> None:
    files = ("model.onnx", "tokenizer.json")
    manifest = {
        "name": name,
        "stances": STANCES,
        "max_tokens": LONGEST_SERVED,
        "sha256": {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files},
    }
    (folder / "model.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")

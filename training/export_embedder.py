"""Turn the published all-MiniLM-L6-v2 weights into the int8 ONNX file that the service embeds with; see EMBEDDER.md."""

import argparse
import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import BertModel

from benchmarks.performance.statements import generate
from training.bodies import MINILM, fetch

DEFAULT_FOLDER = Path(__file__).parents[1] / "app" / "models" / "embedder"
MAX_TOKENS = 256
"""The length that the published model was trained to read."""

LOWEST_COSINE = 0.98
"""The export is refused if a sentence's int8 vector is further than this from its fp32 one (0.9858 was measured)."""


class PoorExportError(Exception):
    """The int8 vectors are too far from the published model's."""


class SentenceVector(torch.nn.Module):
    """Token ids of one text (1 by tokens, unpadded) to its unit-length mean vector."""

    def __init__(self, body: BertModel) -> None:
        super().__init__()
        self._body = body

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Pool and normalise inside the graph, so that the service only runs it."""
        states = self._body(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
        return torch.nn.functional.normalize(states.mean(dim=1), dim=1)


def export(body: Path, folder: Path) -> None:
    """Write `model.onnx`, `tokenizer.json` and `model.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(body / "tokenizer.json", folder / "tokenizer.json")
    with TemporaryDirectory() as scratch:
        exact = Path(scratch) / "fp32.onnx"
        _trace(body, exact)
        _quantize(exact, folder / "model.onnx")
        _compare(exact, folder)
    _write_manifest(folder)


def _trace(body: Path, target: Path) -> None:
    model = SentenceVector(BertModel.from_pretrained(body, attn_implementation="eager")).eval()
    torch.onnx.export(
        model,
        (torch.tensor([[101, 7592, 2088, 102]]),),
        str(target),
        input_names=["ids"],
        output_names=["vectors"],
        dynamic_axes={"ids": {1: "tokens"}},
        opset_version=17,
        dynamo=False,
    )


def _quantize(exact: Path, target: Path) -> None:
    """Store weights in 7 bits a channel: products then fit 16 bits, so every processor gives the same integers."""
    quantize_dynamic(exact, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.checker.check_model(onnx.load(target))


def _compare(exact: Path, folder: Path) -> None:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    ids = [tokenizer.encode(one.text).ids for one in generate(400, seed=1)]
    cosines = (_vectors(exact, ids) * _vectors(folder / "model.onnx", ids)).sum(axis=1)
    print(f"cosine of int8 and fp32 vectors: mean {cosines.mean():.4f}, lowest {cosines.min():.4f}")  # noqa: T201 - said to who exports
    if cosines.min() < LOWEST_COSINE:
        raise PoorExportError(f"lowest cosine {cosines.min():.4f}, allowed {LOWEST_COSINE}")


def _vectors(path: Path, ids: Sequence[Sequence[int]]) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return np.concatenate([session.run(None, {"ids": np.array([one], dtype=np.int64)})[0] for one in ids])


def _write_manifest(folder: Path) -> None:
    names = ("model.onnx", "tokenizer.json")
    manifest = {
        "name": MINILM.name,
        "max_tokens": MAX_TOKENS,
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names},
    }
    (folder / "model.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="folder outside the repository for downloads")
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER, help="where the exported model goes")
    arguments = parser.parse_args()
    export(fetch(MINILM, home=arguments.home), arguments.folder)


if __name__ == "__main__":
    main()

"""Weights to train on from, out of a published int8 file: for when a run's own checkpoints are gone."""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import PreTrainedModel

from training.fit import blank

MODULE = "_model."
"""What the exported graph puts before the names of the parameters."""

WORDS = "word_embeddings"

MAPS = re.compile(r"/_model/(?P<module>.+?)/(?:MatMul|Gemm_MatMul)(?:_quant)?$")
"""Names of the nodes that multiply by a map's weight, which lies there turned: inputs by outputs."""


def restore(published: Path, *, body: Path) -> PreTrainedModel:
    """Return a model with the weights of the parts `model.onnx*` in `published`, on the architecture of `body`.

    Integer weights come back as the numbers they stand for, within half a step of 7 bits of what was trained; channels
    that were kept apart come back exactly. Word embeddings stay those of the body: one step of their common scale is
    more than training moves them. Every other parameter must be found, or `KeyError` names the ones that were not.
    """
    weights = b"".join(file.read_bytes() for file in sorted(published.glob("model.onnx*")))
    graph = onnx.load_from_string(weights).graph
    constants = {constant.name: numpy_helper.to_array(constant) for constant in graph.initializer}
    found = {name.removeprefix(MODULE): array for name, array in _whole(constants).items() if name.startswith(MODULE)}
    for node in graph.node:
        told = MAPS.match(node.name)
        matrix = _matrix(node.input[1], constants) if told else None
        if told and matrix is not None:
            found[told["module"].replace("/", ".") + ".weight"] = matrix.T
    return _filled(blank(body), _joined(found))


def _whole(constants: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Give integers back the values that they stand for, under the name of what was quantised."""
    names = {name.removesuffix("_quantized") for name in constants if name.endswith("_quantized")}
    return constants | {name: _dequantised(name, constants) for name in names}


def _matrix(name: str, constants: dict[str, np.ndarray]) -> np.ndarray | None:
    if name.endswith("_quantized"):
        return _dequantised(name.removesuffix("_quantized"), constants)
    return constants.get(name)


def _dequantised(name: str, constants: dict[str, np.ndarray]) -> np.ndarray:
    """Return (integers - zero points) * scales; one scale, or one for each of the last axis."""
    integers = constants[f"{name}_quantized"].astype(np.float32)
    whole: np.ndarray = (integers - constants[f"{name}_zero_point"]) * constants[f"{name}_scale"]
    return whole.astype(np.float32)


def _joined(found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Put the channels that were kept apart back into the maps that they belong to."""
    apart = [name.removesuffix(".apart") for name in found if name.endswith(".apart")]
    joined = {name: array for name, array in found.items() if not any(name.startswith(f"{one}.") for one in apart)}
    for one in apart:
        weight = found[f"{one}.dense.weight"].copy()
        weight[:, found[f"{one}.apart"]] = found[f"{one}.outliers.weight"]
        joined |= {f"{one}.weight": weight, f"{one}.bias": found[f"{one}.dense.bias"]}
    return joined


def _filled(model: PreTrainedModel, found: dict[str, np.ndarray]) -> PreTrainedModel:
    wanted = {name: parameter for name, parameter in model.named_parameters() if WORDS not in name}
    missing = sorted(wanted.keys() - found.keys())
    if missing:
        raise KeyError(f"not in the published file: {', '.join(missing)}")
    with torch.no_grad():
        for name, parameter in wanted.items():
            parameter.copy_(torch.from_numpy(np.array(found[name])))
    return model

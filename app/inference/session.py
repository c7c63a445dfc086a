"""Runs one model; the only importer of onnxruntime."""

from collections.abc import Mapping
from typing import cast

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]  # ships no types

from app.inference.model_folder import ModelFolder

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class Session:
    """A loaded model on the processor; may be run from several threads at once."""

    def __init__(self, model: ModelFolder, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads must not burn a core
        self._session = onnxruntime.InferenceSession(model.weights, options, providers=["CPUExecutionProvider"])

    def run(self, inputs: Mapping[str, Numbers]) -> Floats:
        """Return the model's only output for its inputs by name."""
        return cast(Floats, self._session.run(None, dict(inputs))[0])

"""The trained reader: how likely a statement supports, contradicts or leaves open a claim."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from app.inference.model_folder import ModelFolder
from app.inference.session import Session
from app.inference.tokeniser import Tokeniser
from app.verification.features import Read

READER_FOLDER = Path(__file__).parents[1] / "models" / "reader"

_KEPT = 8_192  # pairs whose reading is kept: a claim is often checked again
_PLACES = 6  # decimals kept, far beyond what 8-bit weights can tell, so that no answer turns on the last bit


class OnnxEntailment:
    """Reads pairs with a committed int8 cross-encoder, one at a time, so that no answer depends on its neighbours."""

    def __init__(self, *, folder: Path, threads: int = 1) -> None:
        model = ModelFolder.read(folder)
        self.identity = model.identity
        self._tokeniser = Tokeniser(model)
        self._session = Session(model, threads=threads)
        self._read_pair = lru_cache(maxsize=_KEPT)(self._read_one)

    def read(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Read]:
        """Return (supports, contradicts, neutral) for each (statement with its context, claim); each sums to 1."""
        return [self._read_pair(statement, claim) for statement, claim in pairs]

    def _read_one(self, statement: str, claim: str) -> Read:
        tokens = self._tokeniser.pair(statement, claim)
        found = self._session.run(
            {
                "ids": np.array([tokens.ids], dtype=np.int64),
                "segments": np.array([tokens.segments], dtype=np.int64),
            }
        )[0]
        supports, contradicts = (round(float(p), _PLACES) for p in found[:2] / found.sum())
        return supports, contradicts, round(1 - supports - contradicts, _PLACES)


def passage(text: str, context: str | None) -> str:
    """Join a statement and what it refers to as the reader was trained to read them."""
    if not context:
        return text
    return f"{context} {text}" if context.rstrip()[-1:] in {".", "!", "?", ":"} else f"{context}: {text}"

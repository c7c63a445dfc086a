"""Texts as token ids; the only importer of tokenizers."""

from collections.abc import Sequence
from typing import NamedTuple

from tokenizers import Tokenizer

from app.inference.model_folder import ModelFolder


class PairTokens(NamedTuple):
    """Token ids of two texts read together and, for each token, which of the two it belongs to (0 or 1)."""

    ids: Sequence[int]
    segments: Sequence[int]


class Tokeniser:
    """A model's tokeniser: never padding, cutting what is longer than the model reads."""

    def __init__(self, model: ModelFolder) -> None:
        self._single = _tokenizer(model, strategy="longest_first")
        self._pair = _tokenizer(model, strategy="only_first")

    def ids(self, text: str) -> Sequence[int]:
        """Return the token ids of one text, with the model's marks at both ends."""
        return self._single.encode(_encodable(text)).ids

    def pair(self, first: str, second: str) -> PairTokens:
        """Return the token ids of two texts; if they are too long together, the first is cut."""
        encoding = self._pair.encode(_encodable(first), _encodable(second))
        return PairTokens(encoding.ids, encoding.type_ids)


def _tokenizer(model: ModelFolder, *, strategy: str) -> Tokenizer:
    tokenizer = Tokenizer.from_str(model.tokenizer.decode())
    tokenizer.no_padding()
    tokenizer.enable_truncation(model.max_tokens, strategy=strategy)
    return tokenizer


def _encodable(text: str) -> str:
    """Replace lone surrogates, which no UTF-8 can hold."""
    return text.encode("utf-8", errors="replace").decode()

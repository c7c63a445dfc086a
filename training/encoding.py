"""Pairs as token ids, in batches of like length."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.rows import Pair

LONGEST = 320
"""Tokens of the longest pair read in training; only the statement is cut, never the claim."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids and mask (both pairs by tokens), segments, and targets (pairs by stances)."""

    ids: torch.Tensor
    mask: torch.Tensor
    segments: torch.Tensor
    targets: torch.Tensor


class PairEncoder:
    """Turns (statement, claim) into token ids with the tokeniser of a body."""

    def __init__(self, folder: Path, *, longest: int = LONGEST) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(longest, strategy="only_first")
        self._tokenizer.no_padding()

    def lengths(self, pairs: Sequence[Pair]) -> list[int]:
        """Count the tokens of each pair."""
        return [len(e.ids) for e in self._tokenizer.encode_batch([(p.statement, p.claim) for p in pairs])]

    def parts(self, pairs: Sequence[Pair], *, tokens: int = 4096) -> list[Sequence[Pair]]:
        """Part pairs of like length so that none of the parts, padded, has many more than `tokens` tokens."""
        size = max(1, tokens // max(self.lengths(pairs)))
        return [pairs[at : at + size] for at in range(0, len(pairs), size)]

    def batch(self, pairs: Sequence[Pair]) -> Batch:
        """Encode pairs, padded to the longest of them."""
        encoded = self._tokenizer.encode_batch([(pair.statement, pair.claim) for pair in pairs])
        shape = (len(pairs), max(len(one.ids) for one in encoded))
        ids, mask, segments = (np.full(shape, fill, dtype=np.int64) for fill in (self._padding, 0, 0))
        for at, one in enumerate(encoded):
            ids[at, : len(one.ids)], mask[at, : len(one.ids)] = one.ids, 1
            segments[at, : len(one.ids)] = one.type_ids
        targets = torch.tensor([pair.target for pair in pairs], dtype=torch.float32)
        return Batch(torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(segments), targets)

    @property
    def _padding(self) -> int:
        found = (self._tokenizer.token_to_id(token) for token in ("<pad>", "[PAD]"))
        return next(number for number in found if number is not None)

"""A shorter reader out of a longer one: the layers that it can do best without are taken out, one by one."""

from collections.abc import Sequence

import torch
from torch import nn
from transformers import PreTrainedModel

from training.encoding import PairEncoder
from training.fit import log_probabilities
from training.rows import Pair

AT_ONCE = 32


def shorten(model: PreTrainedModel, encoder: PairEncoder, pairs: Sequence[Pair], *, layers: int) -> list[int]:
    """Keep so many layers of `model`, in place, and return the places, from 0, of those that stay.

    Greedy: each time the layer goes without which the loss over `pairs` is smallest; a layer's worth depends on which
    others have gone, so it is measured anew. What stays must be trained on: half the layers hold little skill.
    """
    stack = _stack(model)
    whole, kept = list(stack), list(range(len(stack)))
    while len(kept) > layers:
        losses = {at: _loss_with(model, encoder, pairs, [whole[one] for one in kept if one != at]) for at in kept}
        kept.remove(min(losses, key=losses.__getitem__))
    _set_layers(model, [whole[at] for at in kept])
    return kept


def _loss_with(
    model: PreTrainedModel, encoder: PairEncoder, pairs: Sequence[Pair], layers: Sequence[nn.Module]
) -> float:
    _set_layers(model, layers)
    return _loss(model, encoder, pairs)


@torch.inference_mode()
def _loss(model: PreTrainedModel, encoder: PairEncoder, pairs: Sequence[Pair]) -> float:
    model.train(False)
    order = sorted(pairs, key=lambda pair: len(pair.statement) + len(pair.claim))
    batches = [encoder.batch(order[at : at + AT_ONCE]) for at in range(0, len(order), AT_ONCE)]
    lost = [-(batch.targets * log_probabilities(model, batch)).sum() for batch in batches]
    return float(torch.stack(lost).sum()) / len(pairs)


def _stack(model: PreTrainedModel) -> nn.ModuleList:
    stack = _encoder(model).layer
    if not isinstance(stack, nn.ModuleList):
        raise TypeError(f"{type(model).__name__} keeps its layers elsewhere than in encoder.layer")
    return stack


def _set_layers(model: PreTrainedModel, layers: Sequence[nn.Module]) -> None:
    _encoder(model).layer = nn.ModuleList(layers)
    model.config.num_hidden_layers = len(layers)


def _encoder(model: PreTrainedModel) -> nn.Module:
    encoder = model.base_model.encoder
    if not isinstance(encoder, nn.Module):
        raise TypeError(f"{type(model).__name__} has no encoder of layers")
    return encoder

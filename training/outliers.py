"""Keeping the few channels with huge activations out of int8, as LLM.int8 does (Dettmers et al. 2022)."""

from collections.abc import Sequence

import torch
from transformers import PreTrainedModel

from training.encoding import PairEncoder
from training.fit import predict
from training.rows import Pair

SPLIT = "output.dense"
"""Feed-forward outputs: their inputs hold single values of 100 where the mean is 0.1 (mpnet, layers 6 to 10)."""

ORDINARY = 4.0
"""Channels whose inputs exceed this stay in fp32."""

EXACT = "outliers"
"""In the names of the nodes that must not be quantised."""


class Split(torch.nn.Module):
    """A linear map in two parts: a few channels apart from the others."""

    def __init__(self, dense: torch.nn.Linear, peaks: torch.Tensor) -> None:
        super().__init__()
        apart = peaks > ORDINARY
        self.register_buffer("kept", (~apart).float())
        self.register_buffer("apart", apart.nonzero().flatten())
        self.dense = dense
        self.outliers = torch.nn.Linear(int(apart.sum()), dense.out_features, bias=False)
        self.outliers.weight = torch.nn.Parameter(dense.weight[:, apart].clone(), requires_grad=False)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Give what the whole map gave before."""
        kept, apart = self.get_buffer("kept"), self.get_buffer("apart")
        mapped: torch.Tensor = self.dense(states * kept) + self.outliers(states.index_select(-1, apart))
        return mapped


@torch.no_grad()
def split_outliers(model: PreTrainedModel, encoder: PairEncoder, pairs: Sequence[Pair]) -> None:
    """Split the feed-forward outputs of a model, in place, by the peaks that they see in reading `pairs`."""
    layers = [module for name, module in model.named_modules() if name.endswith(SPLIT) and "attention" not in name]
    peaks: dict[torch.nn.Module, torch.Tensor] = {}

    def watch(layer: torch.nn.Module, given: tuple[torch.Tensor, ...], _: torch.Tensor) -> None:
        seen = given[0].float().abs().flatten(0, -2).amax(dim=0)
        peaks[layer] = torch.maximum(peaks[layer], seen) if layer in peaks else seen

    hooks = [layer.register_forward_hook(watch) for layer in layers]
    predict(model, encoder, pairs)
    for hook in hooks:
        hook.remove()
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if child in peaks and isinstance(child, torch.nn.Linear) and bool((peaks[child] > ORDINARY).any()):
                setattr(parent, name, Split(child, peaks[child]))

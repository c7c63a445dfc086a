"""Training one cross-encoder: seeded, logged, checkpointed, resumable."""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoConfig, AutoModelForSequenceClassification, PreTrainedModel

from training.batches import batches_of_like_length
from training.encoding import Batch, PairEncoder
from training.rows import STANCES, Pair
from training.schedule import Landing


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made of; kept beside its checkpoints.

    `frozen` layers, counted from below, stay as they are, and the embeddings with them; with `words` off, the
    embeddings of the words do in any case.
    """

    name: str
    body: str
    rate: float
    batch: int = 32
    warm_up: float = 0.05
    decay: float = 0.01
    dropout: float = 0.0
    frozen: int = 0
    words: bool = True
    seed: int = 20261121
    threads: int = 2
    minutes_between_checkpoints: float = 15.0


class Run:
    """A model on its way through its pairs; `folder` holds its log, checkpoints and, at the end, its weights.

    Writing a number of steps into `folder/end_at` ends the run there: the rate falls to zero from where it is.
    """

    def __init__(self, settings: Settings, *, body: Path, folder: Path, pairs: Sequence[Pair]) -> None:
        torch.manual_seed(settings.seed)
        torch.set_num_threads(settings.threads)
        self._settings, self._folder, self._pairs = settings, folder, pairs
        self._encoder = PairEncoder(body)
        self.model = blank(body, dropout=settings.dropout)
        _freeze(self.model, settings)
        self._optimizer = _optimizer(self.model, settings)
        self._plan = batches_of_like_length(
            self._encoder.lengths(pairs), [pair.statement for pair in pairs], size=settings.batch, seed=settings.seed
        )
        self._landing = Landing.over(len(self._plan), rate=settings.rate, warm_up=settings.warm_up)
        self._step, self._saved_at = 0, time.monotonic()
        folder.mkdir(parents=True, exist_ok=True)

    def finish(self, *, validation: Sequence[Pair]) -> Path:
        """Train from the last checkpoint to the end; return the folder of the finished weights."""
        self._resume()
        self._log(
            event="start", step=self._step, steps=self._landing.end, pairs=len(self._pairs), **asdict(self._settings)
        )
        losses: list[float] = []
        began = time.monotonic()
        while self._step < min(self._landing.end, len(self._plan)):
            losses.append(self._advance())
            if self._step % 20 == 0:
                self._log(
                    event="step",
                    step=self._step,
                    loss=sum(losses) / len(losses),
                    rate=self._landing.rate_at(self._step),
                    seconds=time.monotonic() - began,
                )
                losses, began = [], time.monotonic()
                self._heed_end_at()
            if time.monotonic() - self._saved_at > 60 * self._settings.minutes_between_checkpoints:
                self._save()
                self._log(event="validation", step=self._step, accuracy=self._accuracy(validation))
        return self._finished()

    def _advance(self) -> float:
        """Take one step and return its loss."""
        pairs = [self._pairs[at] for at in self._plan[self._step]]
        for group in self._optimizer.param_groups:
            group["lr"] = self._landing.rate_at(self._step)
        self.model.train()
        loss = sum(self._learn(some, share=len(some) / len(pairs)) for some in self._encoder.parts(pairs))
        torch.nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self._step += 1
        return loss

    def _learn(self, pairs: Sequence[Pair], *, share: float) -> float:
        """Add the gradients of a part of a batch, and return its part of the loss."""
        batch = self._encoder.batch(pairs)
        loss = -(batch.targets * log_probabilities(self.model, batch)).sum(-1).mean() * share
        torch.autograd.backward(loss)
        return float(loss.detach())

    def _accuracy(self, pairs: Sequence[Pair]) -> float:
        found = predict(self.model, self._encoder, pairs)
        right = [_likeliest(said) == _likeliest(pair.target) for said, pair in zip(found, pairs, strict=True)]
        return sum(right) / len(right)

    def _heed_end_at(self) -> None:
        wish = self._folder / "end_at"
        if wish.exists():
            self._landing = self._landing.brought_to(int(wish.read_text()), now=self._step)
            wish.unlink()
            self._log(event="end moved", step=self._step, steps=self._landing.end)

    def _save(self) -> None:
        """Keep everything needed to go on; the file appears whole or not at all."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "landing": asdict(self._landing),
            "step": self._step,
            "chance": torch.get_rng_state(),
        }
        torch.save(state, self._folder / "checkpoint.partial")
        os.replace(self._folder / "checkpoint.partial", self._folder / "checkpoint.pt")
        self._saved_at = time.monotonic()

    def _resume(self) -> None:
        checkpoint = self._folder / "checkpoint.pt"
        if not checkpoint.exists():
            return
        state = torch.load(checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._landing, self._step = Landing(**state["landing"]), state["step"]
        torch.set_rng_state(state["chance"])

    def _finished(self) -> Path:
        self._save()
        done = self._folder / "finished"
        self.model.save_pretrained(done)
        self._log(event="finished", step=self._step)
        return done

    def _log(self, **fields: object) -> None:
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **fields}) + "\n")


def unread(pairs: Sequence[Pair], *, folder: Path) -> list[Pair]:
    """Return the pairs of a run in `folder` that come after its last checkpoint in its plan."""
    start = next(
        line for line in _lines(folder / "log.jsonl") if line["event"] == "start" and line["pairs"] == len(pairs)
    )
    step = int(torch.load(folder / "checkpoint.pt", weights_only=True, mmap=True)["step"])
    lengths = PairEncoder(folder / "body").lengths(pairs)
    families = [pair.statement for pair in pairs]
    plan = batches_of_like_length(lengths, families, size=start["batch"], seed=start["seed"])
    return [pairs[at] for batch in plan[step:] for at in batch]


def _lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def blank(body: Path, *, dropout: float = 0.0) -> PreTrainedModel:
    """Load a body, with a new head for the three stances where it has none.

    One pass sees nothing twice, so dropout is off unless asked for; on a processor it costs a fifth of the time.
    """
    config = AutoConfig.from_pretrained(body, num_labels=len(STANCES), attn_implementation="eager")
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = dropout
    config.id2label, config.label2id = dict(enumerate(STANCES)), {stance: at for at, stance in enumerate(STANCES)}
    model: PreTrainedModel = AutoModelForSequenceClassification.from_pretrained(body, config=config)
    return model


def log_probabilities(model: PreTrainedModel, batch: Batch) -> torch.Tensor:
    """Read a batch: the logarithm of each stance's probability, pairs by stances."""
    inputs = {"input_ids": batch.ids, "attention_mask": batch.mask}
    if model.config.model_type == "bert":
        inputs["token_type_ids"] = batch.segments
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(**inputs).logits
    return torch.log_softmax(logits.float(), dim=-1)


@torch.inference_mode()
def predict(
    model: PreTrainedModel, encoder: PairEncoder, pairs: Sequence[Pair], *, size: int = 64
) -> list[list[float]]:
    """Read pairs and return the three probabilities of each, in order."""
    model.train(False)
    lengths = encoder.lengths(pairs)
    order = sorted(range(len(pairs)), key=lengths.__getitem__)
    found: list[list[float]] = [[] for _ in pairs]
    for start in range(0, len(order), size):
        some = order[start : start + size]
        read = log_probabilities(model, encoder.batch([pairs[at] for at in some])).exp().tolist()
        for at, probabilities in zip(some, read, strict=True):
            found[at] = probabilities
    return found


def _likeliest(probabilities: Sequence[float]) -> int:
    return max(range(len(probabilities)), key=probabilities.__getitem__)


def _freeze(model: PreTrainedModel, settings: Settings) -> None:
    """Keep some parts as they are: a step then costs less."""
    kept = [] if settings.words else [".word_embeddings."]
    if settings.frozen:
        layers = (f".encoder.layer.{at}." for at in range(settings.frozen))
        kept += [".embeddings.", "relative_attention_bias", *layers]
    for name, parameter in model.named_parameters():
        parameter.requires_grad = not any(part in f".{name}" for part in kept)


def _optimizer(model: PreTrainedModel, settings: Settings) -> torch.optim.Optimizer:
    learning = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    plain = [p for name, p in learning if name.endswith("bias") or "LayerNorm" in name]
    decayed = [p for name, p in learning if not (name.endswith("bias") or "LayerNorm" in name)]
    groups = [{"params": decayed, "weight_decay": settings.decay}, {"params": plain, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=settings.rate, fused=True)

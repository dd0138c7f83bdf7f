"""How the weights of a net are learned: AdamW, at a rate that rises and falls once, by PyTorch."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from onrecord.analysis.quotations.span_scores import Net
from train.span_scores import Tensors

T = TypeVar("T")

SEED = 7


def descend(
    net: Tensors,
    examples: Sequence[T],
    loss_of: Callable[[Tensors, list[T], np.random.Generator], Any],
    rate_of: Callable[[str], float],
    *,
    epochs: int,
    articles: int,
    warm: float,
    memory: float,
    decay: float = 0.01,
) -> Net:
    """Learn weights; the same examples give the same ones, on one type of machine.

    Args:
        net: what to begin with; changed in place.
        examples: the articles.
        loss_of: how far a net is from what some of them say.
        rate_of: the highest rate at which a weight is learned, by its name.
        epochs: how often all is read.
        articles: articles a batch.
        warm: share of the steps in which the rate rises.
        memory: share that the mean over the last steps keeps at each.
        decay: what the weights lose by themselves.

    Returns:
        The running mean of the weights over the last steps (Polyak, Juditsky, 1992), learned by
        AdamW (Loshchilov, Hutter, ICLR 2019).
    """
    import torch

    order = np.random.default_rng(SEED)
    groups: Mapping[float, list[Any]] = {}
    groups = {rate: [] for rate in sorted({rate_of(name) for name in net})}
    for name, value in net.items():
        groups[rate_of(name)].append(value.requires_grad_(True))
    optimiser = torch.optim.AdamW(
        [{"params": values, "lr": rate, "highest": rate} for rate, values in groups.items()],
        betas=(0.9, 0.99),
        weight_decay=decay,
    )
    average = {name: value.detach().clone() for name, value in net.items()}
    steps, step = epochs * math.ceil(len(examples) / articles), 0
    for _ in range(epochs):
        shuffled = order.permutation(len(examples))
        for begin in range(0, len(shuffled), articles):
            step += 1
            done = step / steps
            fall = 0.5 * (1 + math.cos(math.pi * max(0.0, (done - warm) / (1 - warm))))
            for group in optimiser.param_groups:
                group["lr"] = group["highest"] * min(1, done / warm) * fall
            optimiser.zero_grad()
            loss_of(
                net, [examples[k] for k in shuffled[begin : begin + articles]], order
            ).backward()
            torch.nn.utils.clip_grad_norm_(net.values(), 2.0)
            optimiser.step()
            share = min(memory, step / (step + 10))
            with torch.no_grad():
                for name, value in net.items():
                    average[name].mul_(share).add_(value, alpha=1 - share)
    return {name: value.numpy() for name, value in average.items()}


def begin() -> None:
    """Have PyTorch use one processor, and chance begin anew."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(SEED)

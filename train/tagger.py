"""The neural tagger's training, by PyTorch; ``quotations.tagger`` says what it computes.

Several articles make a batch, one after the other with gaps of empty tokens between them, so that
no layer sees from one into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.analysis.quotations.span_scores import Net
from onrecord.analysis.quotations.tagger import STEPS, TABLES, Page, page
from onrecord.analysis.quotations.token_features import TokenFeatures
from onrecord.analysis.quotations.token_table import TENSOR, Flags
from train.descent import begin, descend
from train.span_scores import TaggedArticle, Tensors, TokenBatch, loss, matrix, scale, scores

if TYPE_CHECKING:
    import torch

WIDTH, PLACES = 96, 48
"""Numbers of a token's state, and of what a span is scored by."""

EPOCHS, ARTICLES, RATE = 4, 4, 3e-3
"""How often all is read, articles a batch, and the highest learning rate."""

DROPPED, FORGOTTEN = 0.2, 0.15
"""Shares of numbers, and of words, that are hidden while training (Srivastava et al., 2014)."""

STRANGE = 0.1
"""Share of articles read as if another pipeline had parsed them, whose tensors say nothing."""

WORDS = ("lower", "lemma", "head lemma")


@dataclass(frozen=True, slots=True)
class PagedArticle:
    """An article to learn from: what the tagger reads of it, and what it is to say."""

    page: Page
    tagged: TaggedArticle


def example(token_features: TokenFeatures, tagged: TaggedArticle) -> PagedArticle:
    """Return an article as the tagger learns from it."""
    return PagedArticle(page(token_features), tagged)


def fit(examples: Sequence[PagedArticle]) -> Net:
    """Train a net; see :func:`train.descent.descend`."""
    begin()
    scaling = scale([each.tagged for each in examples])

    def loss_of(net: Tensors, batch: list[PagedArticle], order: np.random.Generator) -> Any:
        return _loss(net, _Batch(batch, order.random(len(batch)) < STRANGE, scaling))

    learned = descend(
        _begin(examples[0]),
        examples,
        loss_of,
        lambda name: RATE,
        epochs=EPOCHS,
        articles=ARTICLES,
        warm=0.1,
        memory=0.99,
    )
    return {**learned, **scaling}


def _begin(first: PagedArticle) -> Tensors:
    """Return weights to begin with, for articles like the first one."""
    import torch

    net: Tensors = {}
    for name, (bits, size) in TABLES.items():
        net[name] = torch.randn(1 << bits, size) * 0.3
    looked_up = sum(size for _, size in TABLES.values())
    matrix(net, "input", looked_up + first.page.numbers.shape[1], WIDTH)
    for name in (*(f"layer {number}" for number in range(len(STEPS))), "last"):
        net[f"{name}.gain"], net[f"{name}.shift"] = torch.ones(WIDTH), torch.zeros(WIDTH)
        if name != "last":
            matrix(net, name, 4 * WIDTH, WIDTH)
    return net | scores(first.tagged, WIDTH, PLACES)


class _Batch:
    """Articles one after the other, as tensors."""

    def __init__(self, examples: Sequence[PagedArticle], strange: Flags, scaling: Net) -> None:
        import torch

        self.tokens = TokenBatch([example.tagged for example in examples], scaling)
        count = len(self.tokens.known)
        codes = np.zeros((len(TABLES), count), np.int64)
        numbers = np.zeros((count, examples[0].page.numbers.shape[1]), np.float32)
        head = np.arange(count)
        for k, example in enumerate(examples):
            first = int(self.tokens.begins[k])
            here = slice(first, first + len(example.page.head))
            codes[:, here], numbers[here] = example.page.codes, example.page.numbers
            head[here] = example.page.head + first
            if strange[k]:
                numbers[here, -TENSOR:] = 0
        self.codes, self.numbers = torch.from_numpy(codes), torch.from_numpy(numbers)
        self.head = torch.from_numpy(head)


def _loss(net: Tensors, batch: _Batch) -> Any:
    return loss(net, _states(net, batch), batch.tokens, DROPPED)


def _states(net: Tensors, batch: _Batch) -> torch.Tensor:
    import torch
    from torch.nn.functional import dropout, layer_norm

    looked_up = []
    for name, column in zip(TABLES, batch.codes, strict=True):
        if name in WORDS:
            column = column * (torch.rand(column.shape) > FORGOTTEN)
        looked_up.append(net[name][column])
    seen = dropout(torch.cat((*looked_up, batch.numbers), 1), DROPPED)
    state = seen @ net["input"] + net["input.bias"]

    def normal(state: torch.Tensor, name: str) -> torch.Tensor:
        gain, shift = net[f"{name}.gain"], net[f"{name}.shift"]
        return layer_norm(state, (WIDTH,), gain, shift) * batch.tokens.known

    for number, step in enumerate(STEPS):
        name = f"layer {number}"
        here = normal(state, name)
        none = here.new_zeros(step, WIDTH)
        before, after = torch.cat((none, here[:-step])), torch.cat((here[step:], none))
        seen = torch.cat((here, before, after, here[batch.head]), 1)
        state = state + dropout((seen @ net[name] + net[f"{name}.bias"]).relu(), DROPPED)
    return normal(state, "last")

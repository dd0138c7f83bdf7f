"""The neural tagger's training, by PyTorch; ``quotations.tagger`` says what it computes.

Several articles make a batch, one after the other with gaps of empty tokens between them, so that
no layer sees from one into the next.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from onrecord.analysis.quotations.tagger import (
    BEGIN,
    CONTENT,
    CUE,
    END,
    KINDS,
    SOURCE,
    STEPS,
    TABLES,
    THOUGHT,
    Net,
    Page,
    SpanBatch,
    scaled,
)
from onrecord.analysis.quotations.token_table import TENSOR, Flags, Floats, TokenTable
from train.gold import Gold

if TYPE_CHECKING:
    import torch

Tensors: TypeAlias = "dict[str, torch.Tensor]"

WIDTH, PLACES = 96, 48
"""Numbers of a token's state, and of what a span is scored by."""

EPOCHS, ARTICLES, RATE, DECAY = 4, 4, 3e-3, 0.01
"""How often all is read, articles a batch, the highest learning rate, and the weights' decay."""

DROPPED, FORGOTTEN = 0.2, 0.15
"""Shares of numbers, and of words, that are hidden while training (Srivastava et al., 2014)."""

STRANGE = 0.1
"""Share of articles read as if another pipeline had parsed them, whose tensors say nothing."""

TAG_WORTH = {CONTENT: 1, BEGIN: 4, END: 4, CUE: 2, THOUGHT: 0.5, SOURCE: 0.5}
SPAN_WORTH = {"contents": 2, "quoted": 0.5}
"""What each part counts for in the loss."""

WORDS = ("lower", "lemma", "head lemma")
GAP = max(STEPS)


@dataclass(frozen=True, slots=True)
class TaggedArticle:
    """An article to learn from: what the net reads, and what it is to say of it."""

    page: Page
    tags: Floats
    spans: dict[str, SpanBatch]
    targets: dict[str, Floats]


def tags(table: TokenTable, golds: Sequence[Gold]) -> Floats:
    """Return the right tags of an article's tokens, 0 or 1."""
    found = np.zeros((len(table), len(TAG_WORTH)), np.float32)
    for gold in golds:
        first, last = table.token_at(gold.start), table.token_before(gold.end)
        if first > last:
            continue
        found[first : last + 1, CONTENT if gold.speech else THOUGHT] = 1
        if gold.speech:
            found[first, BEGIN] = found[last, END] = 1
            if gold.cue >= 0:
                found[gold.cue, CUE] = 1
            if gold.speaker:
                begin, end = gold.speaker
                found[table.token_at(begin) : table.token_before(end) + 1, SOURCE] = 1
    return found


def fit(examples: Sequence[TaggedArticle]) -> Net:
    """Train a net; the same examples give the same weights.

    The weights are the running mean over the last steps (Polyak, Juditsky, 1992), learned by
    AdamW (Loshchilov, Hutter, ICLR 2019) at a rate that rises and falls once.
    """
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(7)
    order = np.random.default_rng(7)
    scale = _scale(examples)
    net = _begin(examples[0])
    optimiser = torch.optim.AdamW(net.values(), RATE, (0.9, 0.99), weight_decay=DECAY)
    average = {name: value.detach().clone() for name, value in net.items()}
    steps, step = EPOCHS * math.ceil(len(examples) / ARTICLES), 0
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(examples))
        for begin in range(0, len(shuffled), ARTICLES):
            step += 1
            done = step / steps
            for group in optimiser.param_groups:
                fall = 0.5 * (1 + math.cos(math.pi * max(0, (done - 0.1) / 0.9)))
                group["lr"] = RATE * min(1, done / 0.1) * fall + 1e-5
            batch = [examples[k] for k in shuffled[begin : begin + ARTICLES]]
            optimiser.zero_grad()
            strange = order.random(len(batch)) < STRANGE
            _loss(net, _Batch(batch, strange, scale)).backward()
            torch.nn.utils.clip_grad_norm_(net.values(), 2.0)
            optimiser.step()
            share = min(0.99, step / (step + 10))
            with torch.no_grad():
                for name, value in net.items():
                    average[name].mul_(share).add_(value, alpha=1 - share)
    return {**{name: value.numpy() for name, value in average.items()}, **scale}


def _scale(examples: Sequence[TaggedArticle]) -> Net:
    found = {}
    for kind in KINDS:
        rows = np.concatenate([example.spans[kind].rows for example in examples])
        rows = np.sign(rows) * np.log1p(np.abs(rows))
        found[f"{kind}.mean"] = rows.mean(axis=0)
        found[f"{kind}.spread"] = rows.std(axis=0) + np.float32(0.05)
    return found


def _begin(example: TaggedArticle) -> Tensors:
    """Return weights to begin with."""
    import torch

    net: Tensors = {}

    def matrix(name: str, rows: int, columns: int, bias: bool = True) -> None:
        reach = 1 / math.sqrt(rows)
        net[name] = torch.empty(rows, columns).uniform_(-reach, reach)
        if bias:
            net[f"{name}.bias"] = torch.zeros(columns)

    for name, (bits, size) in TABLES.items():
        net[name] = torch.randn(1 << bits, size) * 0.3
    looked_up = sum(size for _, size in TABLES.values())
    matrix("input", looked_up + example.page.numbers.shape[1], WIDTH)
    for name in (*(f"layer {number}" for number in range(len(STEPS))), "last"):
        net[f"{name}.gain"], net[f"{name}.shift"] = torch.ones(WIDTH), torch.zeros(WIDTH)
        if name != "last":
            matrix(name, 4 * WIDTH, WIDTH)
    matrix("tags", WIDTH, len(TAG_WORTH))
    for kind in KINDS:
        matrix(f"{kind}.places", WIDTH, 6 * PLACES, bias=False)
        matrix(f"{kind}.rows", example.spans[kind].rows.shape[1], PLACES, bias=False)
        net[f"{kind}.bias"] = torch.zeros(PLACES)
        matrix(f"{kind}.middle", PLACES, PLACES)
        matrix(f"{kind}.out", PLACES, 1)
    for value in net.values():
        value.requires_grad_(True)
    return net


class _Batch:
    """Articles one after the other, as tensors."""

    def __init__(self, examples: Sequence[TaggedArticle], strange: Flags, scale: Net) -> None:
        import torch

        sizes = [len(example.tags) for example in examples]
        begins = np.cumsum([0, *(size + GAP for size in sizes)])
        count = int(begins[-1])
        codes = np.zeros((len(TABLES), count), np.int64)
        numbers = np.zeros((count, examples[0].page.numbers.shape[1]), np.float32)
        right = np.zeros((count, len(TAG_WORTH)), np.float32)
        known = np.zeros((count, 1), np.float32)
        head = np.arange(count)
        for k, example in enumerate(examples):
            begin = int(begins[k])
            here = slice(begin, begin + sizes[k])
            codes[:, here], numbers[here] = example.page.codes, example.page.numbers
            head[here], right[here], known[here] = example.page.head + begin, example.tags, 1
            if strange[k]:
                numbers[here, -TENSOR:] = 0
        self.codes, self.numbers = torch.from_numpy(codes), torch.from_numpy(numbers)
        self.head, self.right = torch.from_numpy(head), torch.from_numpy(right)
        self.known = torch.from_numpy(known)
        self.spans: dict[str, tuple[torch.Tensor, ...]] = {}
        for kind in KINDS:
            mine = [example.spans[kind] for example in examples]
            places = [
                np.concatenate([getattr(s, name) + b for s, b in zip(mine, begins, strict=False)])
                for name in ("first", "last", "cue")
            ]
            rows = scaled(scale, kind, np.concatenate([s.rows for s in mine]))
            target = np.concatenate([example.targets[kind] for example in examples])
            columns = (*places, rows.astype(np.float32), target.astype(np.float32))
            self.spans[kind] = tuple(torch.from_numpy(column) for column in columns)


def _loss(net: Tensors, batch: _Batch) -> Any:
    from torch.nn import functional

    states = _states(net, batch)
    said = states @ net["tags"] + net["tags.bias"]
    cross_entropy = functional.binary_cross_entropy_with_logits
    each = cross_entropy(said, batch.right, reduction="none") * batch.known
    each = each.sum(0) / batch.known.sum()
    loss: Any = sum(each[tag] * worth for tag, worth in TAG_WORTH.items())
    for kind in KINDS:
        if len(target := batch.spans[kind][-1]):
            loss = loss + SPAN_WORTH[kind] * cross_entropy(_worth(net, kind, states, batch), target)
    return loss


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
        return layer_norm(state, (WIDTH,), gain, shift) * batch.known

    for number, step in enumerate(STEPS):
        name = f"layer {number}"
        here = normal(state, name)
        none = here.new_zeros(step, WIDTH)
        before, after = torch.cat((none, here[:-step])), torch.cat((here[step:], none))
        seen = torch.cat((here, before, after, here[batch.head]), 1)
        state = state + dropout((seen @ net[name] + net[f"{name}.bias"]).relu(), DROPPED)
    return normal(state, "last")


def _worth(net: Tensors, kind: str, states: torch.Tensor, batch: _Batch) -> torch.Tensor:
    import torch
    from torch.nn.functional import dropout

    first, last, where, rows, _ = batch.spans[kind]
    places = dropout(states, DROPPED) @ net[f"{kind}.places"]
    begins, ends, before, after, cue, inside = torch.split(places, PLACES, dim=1)
    running = torch.cat((inside.new_zeros(1, PLACES), inside.cumsum(0)))
    mean = (running[last + 1] - running[first]) / (last + 1 - first)[:, None]
    # Before the first token of an article and after its last one lies a gap, where all is 0.
    hidden = begins[first] + ends[last] + before[first - 1] + after[last + 1] + cue[where] + mean
    hidden = dropout((hidden + rows @ net[f"{kind}.rows"] + net[f"{kind}.bias"]).relu(), DROPPED)
    deeper = (hidden @ net[f"{kind}.middle"] + net[f"{kind}.middle.bias"]).relu()
    hidden = hidden + dropout(deeper, DROPPED)
    return (hidden @ net[f"{kind}.out"] + net[f"{kind}.out.bias"])[:, 0]

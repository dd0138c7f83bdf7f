"""What a net is to say of tokens and of spans, and how far it is from that, by PyTorch.

``quotations.span_scores`` says what it computes.  Several articles make a batch, one after the
other with gaps of empty tokens between them, so that nothing sees from one into the next.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from onrecord.analysis.quotations.span_scores import (
    BEGIN,
    CONTENT,
    CUE,
    END,
    KINDS,
    SOURCE,
    THOUGHT,
    Net,
    SpanBatch,
    scaled,
)
from onrecord.analysis.quotations.tagger import STEPS
from onrecord.analysis.quotations.token_table import Floats, TokenTable
from train.gold import Gold

if TYPE_CHECKING:
    import torch

Tensors: TypeAlias = "dict[str, torch.Tensor]"

TAG_WORTH = {CONTENT: 1, BEGIN: 4, END: 4, CUE: 2, THOUGHT: 0.5, SOURCE: 0.5}
SPAN_WORTH = {"contents": 2, "quoted": 0.5}
"""What each part counts for in the loss."""

GAP = max(STEPS)
"""Empty tokens between articles: as far as a net looks."""


@dataclass(frozen=True, slots=True)
class TaggedArticle:
    """What a net is to say of an article: of its tokens, and of the spans that are scored."""

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


def scale(examples: Sequence[TaggedArticle]) -> Net:
    """Return mean and spread of the columns of spans, by which they are put on one scale."""
    found = {}
    for kind in KINDS:
        rows = np.concatenate([example.spans[kind].rows for example in examples])
        rows = np.sign(rows) * np.log1p(np.abs(rows))
        found[f"{kind}.mean"] = rows.mean(axis=0)
        found[f"{kind}.spread"] = rows.std(axis=0) + np.float32(0.05)
    return found


def scores(example: TaggedArticle, width: int, places: int) -> Tensors:
    """Return weights to begin with of what scores states of a width: tags, and spans."""
    import torch

    net: Tensors = {}
    matrix(net, "tags", width, len(TAG_WORTH))
    for kind in KINDS:
        matrix(net, f"{kind}.places", width, 6 * places, bias=False)
        matrix(net, f"{kind}.rows", example.spans[kind].rows.shape[1], places, bias=False)
        net[f"{kind}.bias"] = torch.zeros(places)
        matrix(net, f"{kind}.middle", places, places)
        matrix(net, f"{kind}.out", places, 1)
    return net


def matrix(net: Tensors, name: str, rows: int, columns: int, bias: bool = True) -> None:
    """Add a matrix to begin with, and what is added to its products."""
    import torch

    reach = 1 / math.sqrt(rows)
    net[name] = torch.empty(rows, columns).uniform_(-reach, reach)
    if bias:
        net[f"{name}.bias"] = torch.zeros(columns)


class TokenBatch:
    """The tokens of articles, one article after the other with gaps, and what to say of them.

    ``begins`` are the first token of each, and where another one would begin; ``right`` are the
    tags; ``known`` is 0 in the gaps; ``spans`` are places, features and targets by kind.
    """

    def __init__(self, examples: Sequence[TaggedArticle], scaling: Net) -> None:
        import torch

        sizes = [len(example.tags) for example in examples]
        self.begins = np.cumsum([0, *(size + GAP for size in sizes)])
        right = np.zeros((int(self.begins[-1]), len(TAG_WORTH)), np.float32)
        known = np.zeros((len(right), 1), np.float32)
        for begin, size, example in zip(self.begins, sizes, examples, strict=False):
            right[begin : begin + size], known[begin : begin + size] = example.tags, 1
        self.right, self.known = torch.from_numpy(right), torch.from_numpy(known)
        self.spans: dict[str, tuple[torch.Tensor, ...]] = {}
        for kind in KINDS:
            mine = [example.spans[kind] for example in examples]
            places = [
                np.concatenate(
                    [getattr(s, name) + b for s, b in zip(mine, self.begins, strict=False)]
                )
                for name in ("first", "last", "cue")
            ]
            rows = scaled(scaling, kind, np.concatenate([s.rows for s in mine]))
            target = np.concatenate([example.targets[kind] for example in examples])
            columns = (*places, rows.astype(np.float32), target.astype(np.float32))
            self.spans[kind] = tuple(torch.from_numpy(column) for column in columns)


def loss(net: Tensors, states: torch.Tensor, tokens: TokenBatch, dropped: float) -> Any:
    """Return how far tags and spans are from the right ones, by the states of the tokens."""
    from torch.nn import functional

    said = states @ net["tags"] + net["tags.bias"]
    cross_entropy = functional.binary_cross_entropy_with_logits
    each = cross_entropy(said, tokens.right, reduction="none") * tokens.known
    each = each.sum(0) / tokens.known.sum()
    found: Any = sum(each[tag] * part for tag, part in TAG_WORTH.items())
    for kind in KINDS:
        if len(target := tokens.spans[kind][-1]):
            odds = worth(net, kind, states, tokens, dropped)
            found = found + SPAN_WORTH[kind] * cross_entropy(odds, target)
    return found


def worth(
    net: Tensors, kind: str, states: torch.Tensor, tokens: TokenBatch, dropped: float
) -> torch.Tensor:
    """Return the log odds that each span is a quotation: ``quotations.span_scores.worth``."""
    import torch
    from torch.nn.functional import dropout

    first, last, where, rows, _ = tokens.spans[kind]
    places = dropout(states, dropped) @ net[f"{kind}.places"]
    begins, ends, before, after, cue, inside = places.chunk(6, dim=1)
    running = torch.cat((inside.new_zeros(1, inside.shape[1]), inside.cumsum(0)))
    mean = (running[last + 1] - running[first]) / (last + 1 - first)[:, None]
    # Before the first token of an article and after its last one lies a gap, where all is 0.
    hidden = begins[first] + ends[last] + before[first - 1] + after[last + 1] + cue[where] + mean
    hidden = dropout((hidden + rows @ net[f"{kind}.rows"] + net[f"{kind}.bias"]).relu(), dropped)
    deeper = (hidden @ net[f"{kind}.middle"] + net[f"{kind}.middle.bias"]).relu()
    hidden = hidden + dropout(deeper, dropped)
    return (hidden @ net[f"{kind}.out"] + net[f"{kind}.out.bias"])[:, 0]

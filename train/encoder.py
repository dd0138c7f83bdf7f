"""The encoder's training, by PyTorch; ``quotations.encoder`` says what it computes.

Windows of several articles make a batch; what they say of tokens is put one article after the
other with gaps between them, as for the tagger, and scored as the tagger scores it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.analysis.quotations import encoder, wordpieces
from onrecord.analysis.quotations.span_scores import KINDS, Net
from onrecord.analysis.quotations.token_features import TokenFeatures
from onrecord.analysis.quotations.wordpieces import FLAGS, PieceTable
from train import minilm
from train.descent import begin, descend
from train.span_scores import TaggedArticle, Tensors, TokenBatch, loss, scale, scores

if TYPE_CHECKING:
    import torch

PLACES = 96
"""Numbers of what a span is scored by."""

EPOCHS, ARTICLES = 3, 2
"""How often all is read, and articles a batch."""

RATE, SCORES_RATE = 2e-4, 2e-3
"""The highest learning rates: of the layers, and of what scores their states."""

DROPPED = 0.1
"""Share of the numbers that are hidden while training."""

UNSEEN = {"contents": (0, 1, 2, 3, 4, 5), "quoted": (1,)}
"""Columns of a span that the encoder is not shown: what simpler models say of it."""


@dataclass(frozen=True, slots=True)
class EncodedArticle:
    """An article to learn from: its pieces, their lowest states, what the tagger learns from."""

    pieces: PieceTable
    lowest: NDArray[np.float16]
    tagged: TaggedArticle


def example(token_features: TokenFeatures, tagged: TaggedArticle) -> EncodedArticle:
    """Return an article as the encoder learns from it."""
    known = encoder.base()
    pieces = wordpieces.lay_out(token_features.table, known.vocabulary)
    shown = {}
    for kind, spans in tagged.spans.items():
        rows = spans.rows.copy()
        rows[:, UNSEEN[kind]] = 0
        shown[kind] = replace(spans, rows=rows)
    lowest = encoder.lowest(known, pieces).astype(np.float16)
    return EncodedArticle(pieces, lowest, replace(tagged, spans=shown))


def fit(examples: Sequence[EncodedArticle]) -> Net:
    """Train the upper layers and the scores; see :func:`train.descent.descend`.

    What is returned is rounded as it is kept.
    """
    begin()
    scaling = scale([each.tagged for each in examples])

    def loss_of(net: Tensors, batch: list[EncodedArticle], _: np.random.Generator) -> Any:
        return _loss(net, _Batch(batch, scaling))

    learned = descend(
        _begin(examples[0].tagged),
        examples,
        loss_of,
        lambda name: RATE if name.startswith("layer") else SCORES_RATE,
        epochs=EPOCHS,
        articles=ARTICLES,
        warm=0.08,
        memory=0.98,
    )
    return encoder.widened(encoder.rounded({**learned, **scaling}))


def _begin(first: TaggedArticle) -> Tensors:
    """Return weights to begin with: the layers as they come, scores by chance."""
    import torch

    given, _ = minilm.weights()
    net = {name: torch.from_numpy(values.copy()) for name, values in minilm.upper(given).items()}
    width = len(given["vectors.gain"])
    net |= {"flags": torch.zeros(FLAGS, width), **scores(first, width, PLACES)}
    for kind in KINDS:
        net[f"{kind}.rows"][list(UNSEEN[kind])] = 0
    return net


class _Batch:
    """The windows of some articles, padded, and their tokens one article after the other."""

    def __init__(self, examples: Sequence[EncodedArticle], scaling: Net) -> None:
        import torch

        longest = max(end - first for example in examples for first, end in example.pieces.windows)
        count = sum(len(example.pieces.windows) for example in examples)
        width = examples[0].lowest.shape[1]
        lowest = np.zeros((count, longest, width), np.float32)
        flags = np.zeros((count, longest, FLAGS), np.float32)
        known = np.zeros((count, 1, 1, longest), np.bool_)
        places, number = [], 0
        for example in examples:
            of_piece = np.empty(len(example.pieces.number), np.int64)
            for first, end in example.pieces.windows:
                size = end - first
                lowest[number, :size] = example.lowest[first:end]
                flags[number, :size] = example.pieces.flags[first:end]
                known[number, :, :, :size] = True
                of_piece[first:end] = number * longest + np.arange(size)
                number += 1
            places.append(of_piece[example.pieces.of_token])
        self.lowest, self.flags = torch.from_numpy(lowest), torch.from_numpy(flags)
        self.known = torch.from_numpy(known)
        self.tokens = TokenBatch([example.tagged for example in examples], scaling)
        # The place after the last piece stands for the gaps between articles, where all is 0.
        of_token = np.full(len(self.tokens.known), count * longest, np.int64)
        for first, mine in zip(self.tokens.begins, places, strict=False):
            of_token[first : first + len(mine)] = mine
        self.of_token = torch.from_numpy(of_token)


def _loss(net: Tensors, batch: _Batch) -> Any:
    return loss(net, _states(net, batch), batch.tokens, DROPPED)


def _states(net: Tensors, batch: _Batch) -> torch.Tensor:
    """Return the states of the tokens, 0 in the gaps."""
    import torch
    from torch.nn.functional import dropout, layer_norm, linear, scaled_dot_product_attention

    state = dropout(batch.lowest + batch.flags @ net["flags"], DROPPED)
    count, size, width = state.shape

    def times(state: torch.Tensor, name: str) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            return linear(state, net[name].T, net[f"{name}.bias"])

    def normal(state: torch.Tensor, name: str) -> torch.Tensor:
        return layer_norm(state, (width,), net[f"{name}.gain"], net[f"{name}.shift"])

    for number in range(encoder.FROZEN, encoder.LAYERS):
        name = f"layer {number}"
        asked = times(state, f"{name}.asked").float().view(count, size, 3, encoder.HEADS, -1)
        query, key, value = asked.permute(2, 0, 3, 1, 4)
        seen = scaled_dot_product_attention(query, key, value, attn_mask=batch.known)
        seen = seen.transpose(1, 2).reshape(count, size, width)
        change = dropout(times(seen, f"{name}.seen").float(), DROPPED)
        state = normal(state + change, f"{name}.attention")
        wide = times(state, f"{name}.wide")
        wide = wide * torch.sigmoid(encoder.STEEPNESS * wide)
        change = dropout(times(wide, f"{name}.narrow").float(), DROPPED)
        state = normal(state + change, f"{name}.output")
    flat = state.reshape(count * size, width)
    return torch.cat((flat, flat.new_zeros(1, width)))[batch.of_token]

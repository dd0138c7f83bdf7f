"""``python -m train --polnear PATH --resolved PATH``: rebuild the weights."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from onrecord.analysis import layout, pipeline
from onrecord.analysis.cleaning import clean
from onrecord.analysis.quotations import pairing, weights
from onrecord.analysis.quotations.token_table import Floats, lay_out
from train import casing, coreference, corruption, gold, marks, speakers
from train.learn import ALL, FOLDS, Lesson, learn

CORRUPTED = 3
"""Every so-manieth article is learned from once more, corrupted."""


def pair_marks(rows: list[corruption.Row]) -> dict[int, Floats]:
    """Return the weights that pair marks: of all articles, and for each fold of the others."""
    material = marks.examples(rows)
    folds = np.arange(len(rows)) % FOLDS
    parts = {fold: marks.fit(material, folds != fold) for fold in range(FOLDS)}
    return {ALL: marks.fit(material), **parts}


def lessons(rows: list[corruption.Row], model: str, paired: dict[int, Floats]) -> list[Lesson]:
    """Parse the articles; a corrupted copy is dealt to the fold of its original.

    Args:
        rows: annotated articles.
        model: the pipeline that parses.
        paired: the weights that pair marks, by fold.
    """
    folds = [number % FOLDS for number in range(len(rows))]
    copies = [
        (corruption.corrupt(rows[k], k), folds[k], True) for k in range(0, len(rows), CORRUPTED)
    ]
    clear = ((row, fold, False) for row, fold in zip(rows, folds, strict=True))
    everything = [
        (corruption.moved(row, clean(row["text"])), fold, altered)
        for row, fold, altered in (*clear, *copies)
    ]
    nlp = pipeline.load(model)
    found = []
    docs = pipeline.parse_many(nlp, (row["text"] for row, *_ in everything))
    for doc, (row, fold, altered) in zip(docs, everything, strict=True):
        text = row["text"]
        blocks = layout.blocks(text)
        pairs = pairing.pairs(text, blocks, paired[fold])
        table = lay_out(doc, text, blocks, layout.dateline(text, blocks), pairs)
        found.append(Lesson(table, gold.quotations(table, row), fold, altered))
    return found


def main() -> int:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="PolNeAR's train split, JSONL")
    parser.add_argument(
        "--resolved", type=Path, help="who stands behind the speakers of some of them, JSONL"
    )
    parser.add_argument(
        "--ecb", type=Path, help="ECB+'s train articles: more words to learn capitals from, JSONL"
    )
    parser.add_argument("--model", default=pipeline.MODEL, help="the pipeline that parses")
    parser.add_argument("--out", type=Path, default=weights.PATH, help="where the weights go")
    parser.add_argument(
        "--marks-alone", action="store_true", help="learn the pairing of marks, keep all else"
    )
    parser.add_argument(
        "--capitals-alone", action="store_true", help="learn which words have them, keep all else"
    )
    parser.add_argument(
        "--speakers-alone", action="store_true", help="learn who speaks, keep all else"
    )
    options = parser.parse_args()
    if not options.polnear.is_file():
        print(f"{options.polnear}: no such file; name PolNeAR's train split", file=sys.stderr)
        return 2
    if options.resolved and not options.resolved.is_file():
        print(f"{options.resolved}: no such file; name the resolved speakers", file=sys.stderr)
        return 2
    began = time.monotonic()

    def log(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", file=sys.stderr)

    if options.speakers_alone:
        if not options.resolved:
            print("--speakers-alone needs --resolved FILE", file=sys.stderr)
            return 2
        speakers.train(options.polnear, options.resolved, options.out.parent, options.model)
        log(f"weights of the speakers written to {options.out.parent}")
        return 0
    rows = gold.read(options.polnear)
    if options.ecb:  # before all else: what is learned later reads texts as recased
        texts = [row["text"] for row in (*rows, *gold.read(options.ecb))]
        casing.train(texts, options.out.parent, options.model)
        log(f"weights of the capitals written to {options.out.parent}")
    if options.capitals_alone:
        return 0
    if options.marks_alone:
        alone = marks.fit(marks.examples(rows))
        weights.save(replace(weights.load(), marks=alone), options.out)
        log(f"weights of the marks written to {options.out}")
        return 0
    paired = pair_marks(rows)
    log("marks fitted")
    material = lessons(rows, options.model, paired)
    log(f"{len(material)} articles parsed")
    weights.save(learn(material, paired[ALL], log), options.out)
    log(f"weights written to {options.out}")
    coreference.train(options.polnear, options.out.parent)
    log(f"weights of the antecedents written to {options.out.parent}")
    if options.resolved:
        speakers.train(options.polnear, options.resolved, options.out.parent, options.model)
        log(f"weights of the speakers written to {options.out.parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

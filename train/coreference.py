"""Learns the weights of the ranker of antecedents (:mod:`analysis.mentions.antecedents`).

Nobody annotated the pronouns of the training articles.  Gender is the oracle instead: where just
one of the persons mentioned lately is a woman, "she" is her, and the ranker has to find her without
being told anybody's gender.  What it learns (nearness, subjects, frequency) then serves to choose
between persons of one gender.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.analysis import layout, pipeline
from onrecord.analysis.mentions import antecedents, references, set_up
from onrecord.analysis.types import ActorKind, Quotation, QuotationKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

ROUNDS = 4
"""So often it is learned, each time on articles resolved as learned before: from nothing at first,
so that it does not depend on the weights that are there."""

PENALTY = 1.0
"""L2 penalty on the weights."""

PER_ARTICLE = 4
"""Examples taken of one article, so that a long one does not outweigh the rest."""

UNKNOWN_GENDER = -1.0
"""Weight of the one feature that the oracle cannot teach: the gender of a name is not known."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PronounExample:
    """The candidates of one pronoun, a row of features each, and which of them is meant."""

    rows: Floats
    right: int


def examples(doc: Doc, record: dict[str, object]) -> Iterator[PronounExample]:
    """Yield the pronouns of one annotated article whose antecedent gender alone settles.

    Args:
        doc: the article as :func:`analysis.pipeline.parse` gives it.
        record: ``text`` and ``quotes``, as in the gold files.
    """
    text = str(record["text"])
    blocks = layout.blocks(text)
    quotes: list[dict[str, object]] = record["quotes"]  # type: ignore[assignment]
    quotations = [
        Quotation(
            int(str(q["start"])),
            int(str(q["end"])),
            QuotationKind(str(q["kind"])),
            speaker=tuple(q["speaker"]) if q["speaker"] else None,  # type: ignore[arg-type]
        )
        for q in quotes
    ]
    scene = set_up(doc, text, blocks, layout.dateline(text, blocks), quotations)
    found: list[PronounExample] = []

    def watch(stage: antecedents.Stage, token: int, gender: str) -> None:
        candidates = list(stage.candidates(token, ActorKind.PERSON))
        genders = [candidate.member.gender for candidate in candidates]
        if len(candidates) > 1 and genders.count(gender) == 1 and "" not in genders:
            rows = np.array(antecedents.features(stage, token, candidates))
            found.append(PronounExample(rows, genders.index(gender)))

    references.resolve(
        scene.tokens,
        scene.local_actors,
        scene.named,
        scene.quoted,
        scene.said,
        watch,
    )
    yield from found[:PER_ARTICLE]


def fit(data: Iterable[PronounExample], penalty: float = PENALTY) -> Floats:
    """Return the weights of a conditional logit over the candidates, by Newton's method."""
    kept = list(data)
    size = len(antecedents.FEATURES)
    weights = np.zeros(size)
    for _ in range(25):
        gradient = -penalty * weights
        curvature = penalty * np.eye(size)
        for example in kept:
            scores = example.rows @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            mean = shares @ example.rows
            gradient += example.rows[example.right] - mean
            curvature += (example.rows * shares[:, None]).T @ example.rows - np.outer(mean, mean)
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    weights[antecedents.FEATURES.index("gender unknown")] = UNKNOWN_GENDER
    return weights


def accuracy(data: Iterable[PronounExample], weights: Floats) -> float:
    """Return the share of examples whose antecedent the weights rank first."""
    right = [int(np.argmax(example.rows @ weights)) == example.right for example in data]
    return float(np.mean(right)) if right else 0.0


def train(polnear: Path, out: Path) -> None:
    """Learn the weights from annotated articles and write ``antecedents.npz``.

    Args:
        polnear: a JSONL file with ``text`` and ``quotes``, one article a line.
        out: the folder of the weights that the analysis reads, and so what is learned next.
    """
    with polnear.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file if line.strip()]
    texts = (record["text"] for record in records)
    docs = list(pipeline.parse_many(pipeline.load(), texts))
    learned = np.zeros(len(antecedents.FEATURES))
    for _ in range(ROUNDS):
        write(learned, out)
        antecedents.weights.cache_clear()
        pairs = zip(docs, records, strict=True)
        learned = fit(e for doc, record in pairs for e in examples(doc, record))
    write(learned, out)


def write(weights: Floats, out: Path) -> None:
    """Write weights as :func:`analysis.mentions.antecedents.weights` reads them."""
    out.mkdir(parents=True, exist_ok=True)
    np.savez(out / "antecedents.npz", weights=np.round(weights, 4))

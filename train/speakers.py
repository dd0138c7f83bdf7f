"""Learns who stands behind a speaker as written (:mod:`analysis.mentions.speaker_choice`).

In articles whose speakers were resolved by reading, every candidate of a source that has the
resolved name is right, and all others are wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import lightgbm
import numpy as np
from numpy.typing import NDArray

from onrecord.analysis import layout, names, pipeline
from onrecord.analysis.mentions import references, set_up, speaker_choice, speakers
from onrecord.analysis.mentions.local_actors import Member
from onrecord.analysis.mentions.speaker_choice import SpeakerModel
from onrecord.analysis.types import ActorKind, Quotation, QuotationKind
from train import boosted, gold, own
from train.own import Record, Resolved

if TYPE_CHECKING:
    from spacy.tokens import Doc

FOLDS = 8
TREES = 250
SETTINGS = {
    **boosted.SETTINGS,
    "learning_rate": 0.05,
    "num_leaves": 15,
    "max_depth": 5,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.5,
    "lambda_l2": 5.0,
}
UNDECIDED = 0.3
"""So many neighbours of an example are shown as the rules take them, the others as they are."""


@dataclass(frozen=True, slots=True)
class SourceExample:
    """The candidates of one source, a row of features each, and which of them are right."""

    article: int
    rows: NDArray[np.float32]
    right: NDArray[np.float32]
    weight: float


@dataclass
class AnnotatedArticle:
    """An annotated article: its sources, and the resolved names of those that have some.

    ``ways`` has for each name how the source leads there, as the annotators say.
    """

    article: int
    scene: speakers.SourcesOfArticle
    names: dict[int, list[str]]
    ways: dict[int, list[str]]


def read_resolved(path: Path) -> dict[str, Resolved]:
    """Read a file of resolved speakers: by article, by span of the content."""
    return {
        article["id"]: {(s["start"], s["end"]): s for s in article["speakers"]}
        for article in gold.read(path)
    }


def given(record: Record) -> list[Quotation]:
    """Return the annotated quotations of an article, thoughts left out."""
    return [
        Quotation(
            q["start"],
            q["end"],
            QuotationKind(q["kind"]),
            cue=tuple(q["cue"]) if q.get("cue") else None,
            speaker=tuple(q["speaker"]) if q.get("speaker") else None,
            confidence=1.0,
        )
        for q in record["quotes"]
        if q.get("speech", True) is not False
    ]


def lesson(doc: Doc, record: Record, resolved: Resolved, article: int) -> AnnotatedArticle:
    """Set up the sources of an annotated article."""
    text = record["text"]
    blocks = layout.blocks(text)
    quotations = given(record)
    scene = set_up(doc, text, blocks, layout.dateline(text, blocks), quotations)
    stage, known = references.resolve(
        scene.tokens, scene.local_actors, scene.named, scene.quoted, scene.said
    )
    sources = speakers.set_up(
        stage, known, scene.local_actors, quotations, scene.heads, scene.places
    )
    wanted: dict[int, list[str]] = {}
    ways: dict[int, list[str]] = {}
    for q in quotations:
        who = resolved.get((q.start, q.end))
        if who and who["canonical"] and q.speaker in sources.of:
            wanted.setdefault(sources.of[q.speaker], []).append(who["canonical"])
            ways.setdefault(sources.of[q.speaker], []).append(who["how"])
    return AnnotatedArticle(article, sources, wanted, ways)


def is_called(member: Member, name: str) -> bool:
    """Whether a resolved name is an actor's."""
    if member.kind is ActorKind.PERSON:
        return names.same_person(member.name, name)
    one, other = names.body_key(member.name), names.body_key(name)
    if one == other or (len(other) > 1 and one[-len(other) :] == other):
        return True
    initials = "".join(word[0] for word in name.split() if word[:1].isupper())
    return len(initials) > 1 and member.name.replace(".", "") == initials


def examples(lessons: Sequence[AnnotatedArticle], seed: int = 0) -> Iterator[SourceExample]:
    """Yield the sources of articles that have a resolved speaker among their candidates."""
    rng = np.random.default_rng(seed)
    for each in lessons:
        decided = _neighbours(each, rng)
        for number, wanted in each.names.items():
            members = speakers.offered(each.scene, number, decided)
            right = np.array([_share(member, wanted) for member in members], np.float32)
            if len(members) > 1 and right.max() > 0:
                rows = each.scene.evidence.rows(number, members, decided)
                yield SourceExample(
                    each.article, np.array(rows, np.float32), right, len(wanted) ** 0.5
                )


def _share(member: Member, wanted: Sequence[str]) -> float:
    return sum(is_called(member, name) for name in wanted) / len(wanted)


def _neighbours(lesson: AnnotatedArticle, rng: np.random.Generator) -> list[Member | None]:
    """Return who is taken to stand behind each source: mostly who does, else whom the rules say."""
    decided = list(lesson.scene.first)
    for number, wanted in lesson.names.items():
        if rng.random() >= UNDECIDED:
            members = speakers.offered(lesson.scene, number, lesson.scene.first)
            right = [member for member in members if _share(member, wanted) > 0.5]
            decided[number] = right[0] if right else decided[number]
    return decided


def fit(data: Iterable[SourceExample], sharpness: float = 1.0) -> SpeakerModel:
    """Fit the trees: each candidate is right or wrong."""
    kept = list(data)
    weights = np.concatenate([np.full(len(e.right), e.weight) for e in kept])
    rows = lightgbm.Dataset(
        np.concatenate([e.rows for e in kept]),
        np.concatenate([e.right for e in kept]),
        weight=weights,
    )
    booster = lightgbm.train(SETTINGS, rows, TREES)
    return SpeakerModel(boosted.forest(booster.dump_model()), sharpness)


def by_fold(data: Sequence[SourceExample]) -> dict[int, SpeakerModel]:
    """Fit a model for each fold, on the articles of the others."""
    return {
        fold: fit(example for example in data if example.article % FOLDS != fold)
        for fold in range(FOLDS)
    }


def sharpness(data: Sequence[SourceExample], folds: dict[int, SpeakerModel]) -> float:
    """Return the factor on scores that makes the shares of unseen resolved speakers likeliest."""
    scored = [(folds[e.article % FOLDS].forest.log_odds(e.rows), e.right > 0.5) for e in data]

    def likelihood(factor: float) -> float:
        total = 0.0
        for scores, right in scored:
            shares = np.exp((scores - scores.max()) * factor)
            total += float(np.log(max(shares[right].sum() / shares.sum(), 1e-6)))
        return total

    return float(max(np.linspace(0.3, 1.5, 49), key=likelihood))


def lessons(polnear: Path, resolved: Path, model: str = pipeline.MODEL) -> list[AnnotatedArticle]:
    """Read, parse and set up the articles: those of the files first, then our own."""
    given = read_resolved(resolved)
    rows = gold.read(polnear)
    known = own.speakers([*rows, *own.articles()]) | given
    records = [row for row in rows if row["id"] in given]
    records += [row for row in [*rows, *own.articles()] if row["id"] in known.keys() - given]
    docs = pipeline.parse_many(pipeline.load(model), (record["text"] for record in records))
    return [
        lesson(doc, record, known[record["id"]], number)
        for number, (doc, record) in enumerate(zip(docs, records, strict=True))
    ]


def learn(material: Sequence[AnnotatedArticle]) -> SpeakerModel:
    """Fit the trees on all articles, and by cross-validation how sure they make us."""
    data = list(examples(material))
    return fit(data, sharpness(data, by_fold(data)))


def train(polnear: Path, resolved: Path, out: Path, model: str = pipeline.MODEL) -> None:
    """Learn from annotated articles and write ``speakers.npz`` into a folder."""
    speaker_choice.save(learn(lessons(polnear, resolved, model)), out / "speakers.npz")

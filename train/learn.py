"""The training: each stage learns from what the ones before it say of articles they never saw.

What the model of a fold says of its own articles ("out of fold", :mod:`train.folds`) is what the
next stage is trained on, so that no stage trusts the one before it more than it should.  The
weights that ship are fitted on all articles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from onrecord.analysis import quotations
from onrecord.analysis.quotations import bounds, cues, mark_evidence, reranker, stages, wording
from onrecord.analysis.quotations.candidates import SpanCandidates
from onrecord.analysis.quotations.hashing import Buckets
from onrecord.analysis.quotations.span_scores import Net
from onrecord.analysis.quotations.token_features import TokenFeatures
from onrecord.analysis.quotations.token_table import Floats, Ints
from onrecord.analysis.quotations.trees import Forest
from onrecord.analysis.quotations.weights import Weights
from train import encoder, gold, span_scores, tagger
from train.folds import (
    ALL,
    FOLDS,
    Lesson,
    Log,
    boosted_by_fold,
    forests_by_fold,
    indices,
    linear_by_fold,
    told_of,
)

LEAST = quotations.LEAST
CHOSEN = 0.4  # a little below the threshold of use: speakers are learned of more quotations
WORDING = 20  # templates of quotations.wording


def learn(
    lessons: Sequence[Lesson], marks: dict[int, Floats], log: Log, accurate: bool = False
) -> dict[int, Weights]:
    """Train every stage on the articles.

    Args:
        lessons: the articles.
        marks: the weights that pair marks, by fold.
        log: takes a line for each step.
        accurate: whether the encoder is learned in the tagger's place, which takes an hour more.

    Returns:
        The weights of each fold, which never saw its articles, and under ``ALL`` those of all.
    """
    cue_weights = _linear(lessons, _cue_lesson, 0.15, log, "cues")
    begin_weights = _linear(lessons, _edge_lesson(False), 0.2, log, "first words")
    end_weights = _linear(lessons, _edge_lesson(True), 0.2, log, "last words")
    grounds, proposals = [], []
    for lesson in lessons:
        token_features = TokenFeatures(
            lesson.table, stages.find_cues(lesson.table, cue_weights[lesson.fold])
        )
        found = stages.propose(
            lesson.table, token_features.cues, begin_weights[lesson.fold], end_weights[lesson.fold]
        )
        grounds.append(token_features)
        proposals.append(found)
    targets = [_target(a, b[0]) for a, b in zip(lessons, proposals, strict=True)]
    word_weights = _wording(lessons, grounds, [found[0] for found in proposals], targets, log)
    content_rows = [
        stages.judge(token_features, found[0], word_weights[lesson.fold])
        for lesson, token_features, found in zip(lessons, grounds, proposals, strict=True)
    ]
    quoted = [
        mark_evidence.quoted_evidence(token_features, found[1])
        for token_features, found in zip(grounds, proposals, strict=True)
    ]
    quoted_rows = [rows for rows, _ in quoted]
    quoted_targets = [_target(a, b[1]) for a, b in zip(lessons, proposals, strict=True)]
    examples = [
        span_scores.TaggedArticle(
            span_scores.tags(lesson.table, lesson.golds),
            stages.consider(token_features, found, token),
            {"contents": target.astype(np.float32), "quoted": pair_target.astype(np.float32)},
        )
        for lesson, token_features, found, (_, token), target, pair_target in zip(
            lessons, grounds, proposals, quoted, targets, quoted_targets, strict=True
        )
    ]
    nets, said = _nets(lessons, grounds, examples, accurate, log)
    content_rows = _beside(content_rows, [each["contents"] for each in said])
    quoted_rows = _beside(quoted_rows, [each["quoted"] for each in said])
    contents, content_chance = boosted_by_fold(lessons, content_rows, targets, log, "contents")
    pairs, marks_chance = boosted_by_fold(
        lessons, quoted_rows, quoted_targets, log, "pairs of marks"
    )
    ready = [
        stages.assemble(
            lesson.table,
            token_features.cues,
            (found[0], rows, chance),
            (found[1], pair_rows, pair_chance, token),
        )
        for lesson, token_features, found, rows, chance, pair_rows, (_, token), pair_chance in zip(
            lessons,
            grounds,
            proposals,
            content_rows,
            content_chance,
            quoted_rows,
            quoted,
            marks_chance,
            strict=True,
        )
    ]
    contests, final_chance = boosted_by_fold(
        lessons,
        [r.rows for r in ready],
        [_target(a, b) for a, b in zip(lessons, ready, strict=True)],
        log,
        "contest",
    )
    for kind in dict.fromkeys(lesson.kind for lesson in lessons):
        log(
            f"spans of {kind} articles, each from the others: "
            + _figures(lessons, ready, final_chance, kind)
        )
    standing, named, surety = _speakers(lessons, grounds, ready, final_chance, log)
    return {
        fold: Weights(
            marks=marks[fold],
            cues=cue_weights[fold],
            begins=begin_weights[fold],
            ends=end_weights[fold],
            wording=word_weights[fold],
            standing=standing[fold],
            net=nets[fold],
            content=contents[fold],
            quoted=pairs[fold],
            contest=contests[fold],
            speaker=named[fold],
            surety=surety,
        )
        for fold in (*range(FOLDS), ALL)
    }


def _figures(
    lessons: Sequence[Lesson], ready: list[stages.Round], chances: list[Floats], kind: str
) -> str:
    """Return F1 of the spans that are chosen out of fold, of all kinds and of direct ones."""
    counts = np.zeros((2, 3))
    for lesson, found, chance in zip(lessons, ready, chances, strict=True):
        if lesson.kind == kind:
            chosen = reranker.choose(lesson.table.letters, found.start, found.end, chance, LEAST)
            iou, which = gold.overlap(
                lesson.table, found.start[chosen], found.end[chosen], lesson.golds
            )
            hit = iou >= 0.8
            direct = [each.direct for each in lesson.golds if each.speech]
            right = set(which[hit].tolist())
            said = set(which[hit & found.marked[chosen]].tolist())
            counts[0] += len(chosen), len(direct), len(right)
            counts[1] += found.marked[chosen].sum(), sum(direct), len(said)
    f1 = 200 * counts[:, 2] / np.maximum(counts[:, 0] + counts[:, 1], 1)
    return f"F1 {f1[0]:.2f}, direct about {f1[1]:.2f}"


def _linear(
    lessons: Sequence[Lesson],
    lesson_of: Callable[[Lesson], tuple[Buckets, Ints]],
    strength: float,
    log: Log,
    name: str,
) -> dict[int, Floats]:
    """Fit a linear stage for each fold and on all."""
    return linear_by_fold(lessons, [lesson_of(x) for x in lessons], strength, log, name)


def _wording(
    lessons: Sequence[Lesson],
    grounds: list[TokenFeatures],
    found: list[SpanCandidates],
    targets: list[NDArray[np.float64]],
    log: Log,
) -> dict[int, Floats]:
    """Fit what the wording of contents is worth, for each fold and on all."""
    parts = []
    for token_features, candidates, target in zip(grounds, found, targets, strict=True):
        classes = (target > 0.5).astype(np.int64)
        if len(candidates):
            parts.append((wording.features(token_features, candidates), classes))
        else:
            parts.append((np.zeros((WORDING, 0), np.int32), classes))
    return linear_by_fold(lessons, parts, 0.03, log, "wording", 30)


def _cue_lesson(lesson: Lesson) -> tuple[Buckets, Ints]:
    tokens = cues.eligible(lesson.table)
    classes = gold.cue_classes(lesson.table, lesson.golds)
    return cues.features(lesson.table, tokens), classes[tokens]


def _edge_lesson(ending: bool) -> Callable[[Lesson], tuple[Buckets, Ints]]:
    def lesson_of(lesson: Lesson) -> tuple[Buckets, Ints]:
        table = lesson.table
        spans = gold.contents(table, lesson.golds)
        edges = bounds.edges(table, np.array(sorted(spans), np.int64))[ending]
        return (
            bounds.features(table, edges.cue, edges.token, ending),
            gold.is_edge(table, spans, edges.cue, edges.token, ending),
        )

    return lesson_of


def _target(lesson: Lesson, found: Any) -> NDArray[np.float64]:
    """Return how right each span is: 0 below an overlap of 0.6, 1 for the very letters."""
    iou, _ = gold.overlap(lesson.table, found.start, found.end, lesson.golds)
    return np.clip((iou - 0.6) / 0.4, 0, 1)


def _nets(
    lessons: Sequence[Lesson],
    grounds: Sequence[TokenFeatures],
    tagged: Sequence[span_scores.TaggedArticle],
    accurate: bool,
    log: Log,
) -> tuple[dict[int, Net], list[dict[str, Floats]]]:
    """Fit the tagger, or the encoder, by fold; return it with what it says out of fold."""
    reader: Any = encoder if accurate else tagger
    examples = [reader.example(*pair) for pair in zip(grounds, tagged, strict=True)]
    nets: dict[int, Net] = {}
    said: list[dict[str, Floats]] = [{}] * len(lessons)
    for fold in (*range(FOLDS), ALL):
        mine = [examples[k] for k, lesson in enumerate(lessons) if lesson.teaches(fold)]
        nets[fold] = reader.fit(mine)
        log(f"{'encoder' if accurate else 'tagger'}: {told_of(fold)} fitted")
        for k in indices(lessons, fold):
            said[k] = stages.consult(nets[fold], grounds[k], tagged[k].spans)
    return nets, said


def _beside(rows: list[Floats], more: list[Floats]) -> list[Floats]:
    return [np.concatenate(pair, axis=1) for pair in zip(rows, more, strict=True)]


def _speakers(
    lessons: Sequence[Lesson],
    grounds: list[TokenFeatures],
    ready: list[stages.Round],
    chances: list[Floats],
    log: Log,
) -> tuple[dict[int, Floats], dict[int, Forest], Floats]:
    """Fit the stage of the speakers, and the calibration of the whole."""
    offered, targets, known, chosen_of, matched = [], [], [], [], []
    for lesson, token_features, found, chance in zip(lessons, grounds, ready, chances, strict=True):
        table = lesson.table
        chosen = np.array(
            reranker.choose(table.letters, found.start, found.end, chance, CHOSEN), np.int64
        )
        here = stages.offer(token_features, found, chosen, chance)
        given = here.offers
        iou, which = gold.overlap(table, found.start[chosen], found.end[chosen], lesson.golds)
        right = np.zeros(len(given.phrase))
        for number in np.flatnonzero(iou >= 0.5).tolist():
            if speaker := lesson.golds[int(which[number])].speaker:
                low, high = np.searchsorted(given.quotation, (number, number + 1))
                which_one = gold.phrase_of(table, here.phrases, given.phrase[low:high], speaker)
                if which_one >= 0:
                    right[low + which_one] = 1
        known.append(np.isin(given.quotation, np.flatnonzero(iou >= 0.5)))
        targets.append(right)
        offered.append(here)
        chosen_of.append(chosen)
        matched.append((iou, which))
    standing = linear_by_fold(
        lessons,
        [
            (here.words[:, sure], right[sure].astype(np.int64))
            for here, right, sure in zip(offered, targets, known, strict=True)
        ],
        0.1,
        log,
        "standing",
    )
    evidence_of = [
        here.evidence(standing[lesson.fold]) for lesson, here in zip(lessons, offered, strict=True)
    ]
    rows = [found[sure] for found, sure in zip(evidence_of, known, strict=True)]
    sure_targets = [right[sure] for right, sure in zip(targets, known, strict=True)]
    product, correct, forests = [], [], {}
    for fold, forest in forests_by_fold(lessons, rows, sure_targets):
        log(f"speakers: {told_of(fold)} fitted")
        forests[fold] = forest
        for k in indices(lessons, fold):
            phrases, given = offered[k].phrases, offered[k].offers
            likely = forest.probabilities(evidence_of[k])
            for number, chosen_one in enumerate(chosen_of[k].tolist()):
                low, high = np.searchsorted(given.quotation, (number, number + 1))
                if low == high:
                    continue
                best = low + int(likely[low:high].argmax())
                iou, which = matched[k]
                speaker = (
                    lessons[k].golds[int(which[number])].speaker if which[number] >= 0 else None
                )
                right_speaker = speaker is not None and bool(
                    gold.phrase_overlap(
                        lessons[k].table, phrases, given.phrase[best : best + 1], speaker
                    )[0]
                    > 0
                )
                if not lessons[k].held:
                    product.append(float(chances[k][chosen_one]) * float(likely[best]))
                    correct.append(bool(iou[number] >= 0.8) and right_speaker)
    return standing, forests, calibrate(np.array(product), np.array(correct))


def calibrate(product: NDArray[Any], correct: NDArray[Any]) -> Floats:
    """Fit slope and intercept that turn log odds into calibrated ones (Platt, 1999)."""
    if correct.all() or not correct.any():
        return np.array([1, 0], np.float32)
    product = np.clip(product, 1e-4, 1 - 1e-4)
    odds = np.log(product / (1 - product))[:, None]
    model = LogisticRegression(C=1e6).fit(odds, correct)
    return np.array([model.coef_[0, 0], model.intercept_[0]], np.float32)

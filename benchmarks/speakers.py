"""Who stands behind a speaker as written, by cross-validation: right of the annotated ones.

    python benchmarks/speakers.py [--shared DIR] [--errors]

Takes the annotated quotations of PolNeAR's train articles whose speakers were resolved by reading,
and of our own (``train/own.py``), learns who is meant on seven eighths of the articles and resolves
the rest, each in turn.  Prints the share that is right by how the source leads there, with the
rules alone and as learned, the share that some candidate would have made right, and the calibration
error of the confidence.  Two names agree as in ``score_quotes.py``, which comes with the articles.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from onrecord.analysis.mentions import speaker_choice, speakers
from onrecord.analysis.mentions.local_actors import Member
from train import own
from train import speakers as training

SHARED = Path(__file__).parents[1] / ".." / "shared"
Answers = tuple[list[Member | None], list[float]]
Agrees = Callable[[str, str], bool]


def by_rules(lesson: training.AnnotatedArticle) -> Answers:
    """Return whom the rules take each source for, all equally sure."""
    return list(lesson.scene.first), [1.0] * len(lesson.scene.first)


def unseen(lessons: Sequence[training.AnnotatedArticle]) -> list[Answers]:
    """Return what is decided for each article by trees that never saw it."""
    data = list(training.examples(lessons))
    folds = training.by_fold(data)
    factor = training.sharpness(data, folds)
    whole = speaker_choice.shares
    found = []
    try:
        for lesson in lessons:
            forest = folds[lesson.article % training.FOLDS].forest
            choice = speaker_choice.SpeakerModel(forest, factor)
            speaker_choice.shares = lambda rows, it=choice: it.shares(  # type: ignore[misc]
                np.array(rows, np.float32)
            ).tolist()
            found.append(speakers.decide(lesson.scene))
    finally:
        speaker_choice.shares = whole
    return found


def report(
    title: str,
    lessons: Sequence[training.AnnotatedArticle],
    answers: Sequence[Answers],
    agrees: Agrees,
    errors: bool,
) -> None:
    """Print the shares of right answers by how the source leads to the actor."""
    right: Counter[str] = Counter()
    within: Counter[str] = Counter()
    total: Counter[str] = Counter()
    sure: list[tuple[float, bool]] = []
    for lesson, (decided, shares) in zip(lessons, answers, strict=True):
        for number, wanted in lesson.names.items():
            offered = speakers.offered(lesson.scene, number, decided)
            member = decided[number]
            for name, way in zip(wanted, lesson.ways[number], strict=True):
                ok = member is not None and agrees(name, member.name)
                sure.append((shares[number], ok))
                for key in ("all", way):
                    total[key] += 1
                    right[key] += ok
                    within[key] += ok or any(agrees(name, other.name) for other in offered)
                if errors and not ok:
                    source = lesson.scene.sources[number]
                    text = lesson.scene.tokens.words(source.inside.start, source.inside.stop)
                    print(way, name, text, member.name if member else None, sep="\t")
    print(title)
    for key in sorted(total):
        share, most = 100 * right[key] / total[key], 100 * within[key] / total[key]
        print(f"  {key:14} {share:5.1f}  of {total[key]:4}  (at most {most:.1f})")
    print(f"  calibration error {_calibration_error(sure):.3f}")


def _calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins."""
    table = np.array(sure, float)
    bins = np.minimum((table[:, 0] * 10).astype(int), 9)
    gaps = (abs((table[bins == k, 0] - table[bins == k, 1]).sum()) for k in range(10))
    return float(sum(gaps)) / len(sure)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with gold/ and tools/")
    parser.add_argument("--errors", action="store_true", help="print what is wrong as learned")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "tools"))
    from score_quotes import same_name  # type: ignore[import-not-found]

    gold = options.shared / "gold"
    polnear, file = gold / "polnear_train.jsonl", gold / "polnear_resolved_train.jsonl"
    lessons = training.lessons(polnear, file)
    learned = unseen(lessons)
    given, invented = len(training.read_resolved(file)), len(lessons) - len(own.articles())
    for title, part in (
        ("articles of the file", slice(given)),
        ("other articles of PolNeAR", slice(given, invented)),
        ("invented articles", slice(invented, None)),
    ):
        rules = [by_rules(it) for it in lessons[part]]
        report(f"{title}: rules alone", lessons[part], rules, same_name, False)
        report(f"{title}: as learned", lessons[part], learned[part], same_name, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())

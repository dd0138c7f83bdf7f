"""Who said what, scored: quotations and speakers against annotated articles.

    python benchmarks/attribution.py GOLD.jsonl [...] [--scorer score_quotes.py] [--speed]

Prints for each gold file the row that ``docs/accuracy.md`` keeps: F1 of spans at an overlap of
0.8 and end to end, the calibration error of the confidence, and the errors by class (kind x form
of the speaker x reason).  ``--speed`` adds the throughput of the whole analysis against that of
the bare pipeline on the same texts, and textacy's beside it where it is installed.
``--folds FOLDER`` reads each article of PolNeAR's train split by weights that were learned from the
others (``python -m train --folds FOLDER``): the whole analysis by cross-validation.
``--corrupted KIND`` (or ``all``; see ``train/corruption.py``) prints instead what each kind of
corruption changes, against the clean text.

The scorer is the file ``score_quotes.py`` that comes with the gold articles; it is looked for in
``tools`` beside their folder.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from onrecord.analysis import pipeline
from onrecord.analysis.types import Article, Findings

OVERLAP = 0.8
BINS = 10
PASSES = 3  # the bare pipeline and the whole analysis take turns; the best pass of each counts


def main() -> int:
    options = _options()
    for path in options.gold:
        if not path.is_file():
            print(f"{path}: no such file", file=sys.stderr)
            return 2
        tool = options.scorer or path.resolve().parents[1] / "tools" / "score_quotes.py"
        if not tool.is_file():
            print(f"{tool}: the scorer is missing; name it with --scorer", file=sys.stderr)
            return 2
        if options.corrupted:
            _compare(path, _load(tool), options.model, options.corrupted)
            continue
        _report(path, _load(tool), options.model, options.folds)
        if options.speed:
            _speed(path, options.model)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path, help="annotated articles, JSON lines")
    parser.add_argument("--scorer", type=Path, help="score_quotes.py")
    parser.add_argument("--model", default=pipeline.MODEL, help="the spaCy pipeline")
    parser.add_argument(
        "--corrupted", nargs="+", metavar="KIND", help="kinds of corruption, or all"
    )
    parser.add_argument("--folds", type=Path, help="weights of each fold of the articles")
    parser.add_argument("--speed", action="store_true", help="measure throughput too")
    return parser.parse_args()


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _predicted(row: dict[str, Any], findings: Findings) -> dict[str, Any]:
    """Return findings in the scorer's format."""
    text = row["text"]
    quotes = []
    for q in findings.quotations:
        actor = findings.actors[q.actor].name if q.actor is not None else None
        quotes.append(
            {
                "start": q.start,
                "end": q.end,
                "kind": str(q.kind),
                "content": text[q.start : q.end],
                "speaker": list(q.speaker) if q.speaker else None,
                "speaker_text": text[slice(*q.speaker)] if q.speaker else None,
                "speaker_canonical": actor,
                "cue": list(q.cue) if q.cue else None,
                "confidence": q.confidence,
            }
        )
    return {"id": row["id"], "quotes": quotes}


Rows = list[dict[str, Any]]


def _scored(
    rows: Rows, scorer: ModuleType, model: str, folds: Path | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is found in annotated articles, by id, and how well."""
    from onrecord.analysis.quotations import weights  # NumPy after the pipeline has set its threads

    gold = {row["id"]: row for row in rows}
    if folds is None:
        found = _found(rows, model)
    else:
        found = {}
        paths = sorted(folds.glob("*.npz"))
        for fold, path in enumerate(paths):
            learned = weights.load(path)
            with mock.patch.object(weights, "load", return_value=learned):
                found |= _found(rows[fold :: len(paths)], model)
    return found, scorer.score(gold, found, OVERLAP, None, True)


def _found(rows: Rows, model: str) -> dict[str, Any]:
    """Return what is found in articles, by id, in the scorer's format."""
    articles = (Article(id=row["id"], text=row["text"]) for row in rows)
    findings = pipeline.analyse_many(pipeline.load(model), articles)
    return {row["id"]: _predicted(row, each) for row, each in zip(rows, findings, strict=True)}


def _compare(path: Path, scorer: ModuleType, model: str, kinds: list[str]) -> None:
    """Print F1 of spans and end to end on the clean text, and what each corruption changes."""
    from train import corruption

    rows = _rows(path)
    chosen = list(corruption.KINDS) if kinds == ["all"] else kinds
    clean = _figures(_scored(rows, scorer, model)[1])
    print(f"{path.name}: {len(rows)} articles, {model}")
    print(f"  {'':22} {'spans all':>9} {'direct':>7} {'end to end all':>15} {'direct':>7}")
    print(f"  {'clean':22} {clean[0]:9.1f} {clean[1]:7.1f} {clean[2]:15.1f} {clean[3]:7.1f}")
    for kind in chosen:
        altered = [corruption.corrupted(row, [kind]) for row in rows]
        change = [
            after - before
            for before, after in zip(
                clean, _figures(_scored(altered, scorer, model)[1]), strict=True
            )
        ]
        print(
            f"  {kind:22} {change[0]:+9.1f} {change[1]:+7.1f} {change[2]:+15.1f} {change[3]:+7.1f}"
        )


def _figures(result: dict[str, Any]) -> list[float]:
    kinds = result["kinds"]
    return [
        100 * kinds[kind][figure][2]
        for figure in ("iou", "end_to_end")
        for kind in ("all", "direct")
    ]


def _report(path: Path, scorer: ModuleType, model: str, folds: Path | None) -> None:
    rows = _rows(path)
    found, result = _scored(rows, scorer, model, folds)
    print(f"{path.name}: {len(rows)} articles, {model}")
    print(f"  {'':10} {'span P':>7} {'R':>6} {'F1':>6}   {'end to end F1':>13}")
    for kind, figures in result["kinds"].items():
        p, r, f = (100 * figure for figure in figures["iou"])
        print(f"  {kind:10} {p:7.1f} {r:6.1f} {f:6.1f}   {100 * figures['end_to_end'][2]:13.1f}")
    for name, figure in result["speaker"].items():
        print(f"  {name:24} {100 * figure['acc']:5.1f}  ({figure['right']} of {figure['of']})")
    outcomes = [o for row in rows for o in _outcomes(scorer, row, found[row["id"]])]
    sure = [(quote["confidence"], right) for quote, right, _ in outcomes if quote]
    print(f"  calibration error {_calibration_error(sure):.3f}")
    for low, high, mean, share, count in _calibration(sure):
        print(f"    {low:.1f} to {high:.1f}: said {mean:.2f}, right {share:.2f} of {count}")
    print("  errors by class")
    for reason, count in Counter(reason for *_, reason in outcomes if reason).most_common(20):
        print(f"    {count:4}  {reason}")


Outcome = tuple[dict[str, Any] | None, bool, str]


def _outcomes(scorer: ModuleType, row: dict[str, Any], found: dict[str, Any]) -> list[Outcome]:
    """Return each quotation found or missed: itself, whether it is right, the reason if not."""
    text = row["text"]
    spans = [(q, scorer.Span(q, text)) for q in row["quotes"]]
    wanted = [s for q, s in spans if q.get("speech") is not False and s.pos]
    ignored: set[int] = set().union(*(s.pos for q, s in spans if q.get("speech") is False))
    given = [s for q in found["quotes"] if (s := scorer.Span(q, text)).pos]
    matched = scorer.greedy(wanted, given)
    near = {i: (j, iou) for i, j, iou in matched}
    outcomes: list[Outcome] = []
    used = set()
    for i, gold in enumerate(wanted):
        form = scorer.speaker_class(gold.q.get("speaker_text"))
        j, iou = near.get(i, (-1, 0.0))
        if iou >= OVERLAP:
            used.add(j)
            right = scorer.any_right(gold.q, given[j].q)
            reason = "" if right else f"{gold.q['kind']}, {form} speaker: wrong speaker"
            outcomes.append((given[j].q, right, reason))
        else:
            why = "missed" if j < 0 else "wrong edges"
            outcomes.append((None, False, f"{gold.q['kind']}, {form} speaker: {why}"))
    for j, span in enumerate(given):
        if j in used or 2 * len(span.pos & ignored) > len(span.pos):
            continue
        near_one = any(j == other and iou > 0 for other, iou in near.values())
        why = "wrong edges" if near_one else "nobody is quoted there"
        outcomes.append((span.q, False, "" if near_one else f"{span.q['kind']}: {why}"))
    return outcomes


def _calibration(sure: list[tuple[float, bool]]) -> list[tuple[float, float, float, float, int]]:
    """Return for each tenth: its edges, the mean confidence, the share that is right, the count."""
    found = []
    for k in range(BINS):
        inside = [(c, r) for c, r in sure if min(int(c * BINS), BINS - 1) == k]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            share = sum(r for _, r in inside) / len(inside)
            found.append((k / BINS, (k + 1) / BINS, mean, share, len(inside)))
    return found


def _calibration_error(sure: list[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins (Naeini et al., AAAI 2015)."""
    bins = _calibration(sure)
    return sum(abs(mean - share) * count for *_, mean, share, count in bins) / max(len(sure), 1)


def _speed(path: Path, model: str) -> None:
    rows = _rows(path)
    nlp = pipeline.load(model)
    texts = [row["text"] for row in rows]
    articles = [Article(id=row["id"], text=row["text"]) for row in rows]
    for _ in pipeline.analyse_many(nlp, articles[:4]):
        pass
    bare = whole = float("inf")
    for _turn in range(PASSES):
        began = time.process_time()
        docs = list(nlp.pipe(texts, batch_size=16))
        bare = min(bare, time.process_time() - began)
        began = time.process_time()
        for _ in pipeline.analyse_many(nlp, articles):
            pass
        whole = min(whole, time.process_time() - began)
    tokens = sum(len(doc) for doc in docs)
    print(f"  bare pipeline  {tokens / bare:8.0f} tokens a second of processor time")
    print(f"  whole analysis {tokens / whole:8.0f}, {100 * bare / whole:.0f}% of it")
    if importlib.util.find_spec("textacy"):
        textacy = importlib.import_module("textacy.extract")
        began = time.process_time()
        for doc in docs:
            try:
                list(textacy.direct_quotations(doc))
            except Exception:  # textacy raises on marks that do not pair up
                continue
        spent = bare + time.process_time() - began
        print(f"  textacy        {tokens / spent:8.0f}, {100 * bare / spent:.0f}% of it")


if __name__ == "__main__":
    sys.exit(main())

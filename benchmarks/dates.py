"""How well articles without a date are dated: PolNeAR's dev articles among its train articles.

Each dev article stands alone, with nothing but its text, in a library of the train articles, which
keep their dates.  A second figure withholds the dates of train articles one month at a time, so
that the answer lies inside the library's time and not after it.

    python benchmarks/dates.py --gold ../shared/gold [--today 2026-11-21]
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.analysis import dates, layout
from onrecord.analysis.types import Article, Basis, Findings, Precision, Published

Item = tuple[Article, Findings]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("-v", action="store_true", help="print every answer")
    args = parser.parse_args()
    train = read(args.gold / "polnear_train.jsonl")
    dev = read(args.gold / "polnear_dev.jsonl")
    library = dates.DatedLibrary(args.today)
    for row in train:
        library.add(*item(row, row["date"], args.today))
    answers = []
    for row in dev:
        answers.append((row["date"], inferred(library, item(row, None, args.today))))
        if args.v:
            print(row["date"], answers[-1][1])
    report("dev articles after the library's time", answers)
    answers = []
    for row in random.Random(1).sample(train, args.sample):
        library.remove(row["id"])
        answers.append((row["date"], inferred(library, item(row, None, args.today))))
        library.add(*item(row, row["date"], args.today))
        if args.v:
            print(row["date"], answers[-1][1])
    report(f"{args.sample} train articles inside the library's time", answers)


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def item(row: dict[str, Any], day: str | None, today: date) -> Item:
    """Make an article and what the dates need of its findings, without a parse."""
    key = row["id"] if day else "undated"
    given = Published(day, Precision.DAY, Basis.METADATA) if day else Published()
    article = Article(key, row["text"], published=given)
    blocks = layout.blocks(article.text)
    line = layout.dateline(article.text, blocks)
    published = dates.published(article, blocks, line, today)
    sentences = layout.lines(article.text)
    events = dates.events(article.text, blocks, sentences, published)
    found = Findings(blocks=blocks, dateline=line, published=published, events=events)
    return article, replace(found, sentences=tuple(sentences))


def inferred(library: dates.DatedLibrary, undated: Item) -> Published:
    """Return what is known of the one article without a date."""
    article, findings = undated
    library.add(article, findings)
    found = library.inferred().get(article.id, findings.published)
    library.remove(article.id)
    return found


def report(name: str, answers: list[tuple[str, Published]]) -> None:
    dated = [(gold, found) for gold, found in answers if found.date]
    right = sum(gold.startswith(found.date or "?") for gold, found in dated)
    kinds = Counter(found.precision.value for _, found in dated)
    print(f"{name}: {len(answers)}")
    print(f"  answered {len(dated) / len(answers):.1%} {dict(kinds)}")
    print(f"  right at the claimed precision {right / max(len(dated), 1):.1%}")
    for precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        claims = [(g, f.date or "") for g, f in dated if f.precision is precision]
        if claims:
            good = sum(g.startswith(f) for g, f in claims)
            print(f"    {precision.value}: {good} of {len(claims)}")
    whole = [
        (date.fromisoformat(g), date.fromisoformat(f.date or ""))
        for g, f in dated
        if f.precision is Precision.DAY
    ]
    if whole:
        week = sum(abs((g - f).days) <= 7 for g, f in whole)
        print(f"    days within a week: {week} of {len(whole)}")
    bounds = [(g, f.not_before) for g, f in answers if f.not_before]
    held = sum(g >= (b or "") for g, b in bounds)
    print(f"  lower bounds that hold: {held} of {len(bounds)}")


if __name__ == "__main__":
    main()

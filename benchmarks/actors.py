"""Who is who: people of an article, speakers resolved to persons, one identity across articles.

    python benchmarks/actors.py [--shared DIR] [--given] [--ecb NAME] [--errors NAME] [--json FILE]

Four figures, each from annotated articles outside the repository (``../shared`` unless told):

people    GGT lists the people named in each article (women, men, unknown).  Precision, recall and
          F1 of the actors of kind person against that list, two names agreeing as in
          ``score_quotes.py`` (last names equal, first names or initials not at odds), one to one.
speakers  GGT gives the canonical name of every quotation's speaker.  Share of quotations whose
          actor has that name: with ``--given`` the quotations and speakers as written are those of
          the annotation, so that the resolver is measured by itself; without, those of the
          analysis, where their span matches (IoU 0.8 or more).  By form of the speaker as written.
          The calibration error is of ``confidence``, in ten bins.
library   ECB+ tells which mentions of actors are the same across the articles of a topic.  B-cubed
          (Bagga and Baldwin 1998) over the *named mentions*: annotated mentions of type PER, ORG
          or GPE all of whose words but determiners, possessives and prepositions are tagged
          as proper nouns, and that have a word which is no common one: headlines write "Driver"
          and "Coach" like names; a common word stands in lower case three times or more in the
          file.  A mention that the analysis has no actor for is a cluster of its own.  Topics
          share one library; only pairs inside a topic count, as ECB+ annotates no others.
          ``--ecb ecbplus_train`` takes the train articles: nothing of how actors meet is fitted to
          them, so that all their topics tell; the deviation is that of the figure over topics
          (jackknife), as topics are what is unseen next time.
corpus    The persons found in the sample corpus, to be read by eye.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from onrecord.analysis import actors, layout, mentions, pipeline, quotations
from onrecord.analysis.types import Article, Findings, Quotation, QuotationKind

SHARED = Path(__file__).parents[1] / ".." / "shared"
Record = dict[str, Any]


@dataclass
class Analysed:
    """An annotated article and what was found in it.

    ``proper`` and ``other`` are the spans of proper nouns and of other words, ``lower`` the words
    that stand in lower case.
    """

    record: Record
    findings: Findings
    proper: list[tuple[int, int]]
    other: list[tuple[int, int]]
    lower: list[str]
    seconds: float


def load(path: Path) -> list[Record]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def analyse(records: list[Record], given: bool = False) -> Iterator[Analysed]:
    """Analyse annotated articles; ``given`` takes their annotated quotations for found."""
    nlp = pipeline.load()
    docs = pipeline.parse_many(nlp, (record["text"] for record in records))
    for record, doc in zip(records, docs, strict=True):
        text = record["text"]
        blocks = layout.blocks(text)
        line = layout.dateline(text, blocks)
        if given:
            found = [_given(quote) for quote in record["quotes"]]
        else:
            found = list(quotations.find(doc, text, blocks, line))
        start = time.perf_counter()
        local, named, attributed = mentions.find(doc, text, blocks, line, found)
        seconds = time.perf_counter() - start
        spans: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        for token in doc:
            if token.pos_ not in ("DET", "PART", "ADP", "PUNCT", "SPACE"):
                spans[token.pos_ != "PROPN"].append((token.idx, token.idx + len(token)))
        findings = Findings(actors=local, mentions=named, quotations=attributed)
        lower = [token.text for token in doc if token.is_lower and token.is_alpha]
        yield Analysed(record, findings, *spans, lower, seconds)


def _given(quote: Record) -> Quotation:
    return Quotation(
        quote["start"],
        quote["end"],
        QuotationKind(quote["kind"]),
        cue=tuple(quote["cue"]) if quote["cue"] else None,
        speaker=tuple(quote["speaker"]) if quote["speaker"] else None,
        confidence=1.0,
    )


def people(done: Iterable[Analysed], scorer: Any, errors: bool) -> dict[str, float]:
    """Score the list of people of each article."""
    hits = found = wanted = 0
    for each in done:
        record = each.record
        left = [*record["people_female"], *record["people_male"], *record["people_unknown"]]
        wanted += len(left)
        for actor in each.findings.actors:
            if actor.kind != "person":
                continue
            found += 1
            match = next((n for n in left if n == actor.name), None) or next(
                (n for n in left if scorer.same_name(n, actor.name)), None
            )
            if match is not None:
                left.remove(match)
                hits += 1
            elif errors:
                print("spurious", record["id"], actor.name, sep="\t")
        if errors:
            for name in left:
                print("missed", record["id"], name, sep="\t")
    precision, recall = hits / max(1, found), hits / max(1, wanted)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def form(quote: Record, scorer: Any) -> str:
    """Return how an annotated quotation writes its speaker."""
    written = quote["speaker_text"]
    if not written:
        return "floating"
    if written.lower() in scorer.PRON:
        return "pronoun"
    named = scorer.speaker_class(written) == "named"
    return "name" if named or scorer.same_name(written, quote["speaker_canonical"]) else "role"


def speakers(done: Iterable[Analysed], scorer: Any, errors: bool) -> dict[str, Any]:
    """Score the actors of quotations against canonical names, by form of the speaker."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    sure: list[tuple[float, bool]] = []
    for each in done:
        text = each.record["text"]
        canonical = {n for k in ("female", "male", "unknown") for n in each.record["people_" + k]}
        gold = [scorer.Span(q, text) for q in each.record["quotes"]]
        mine = [
            scorer.Span({"start": q.start, "end": q.end, "q": q}, text)
            for q in each.findings.quotations
        ]
        for i, j, overlap in scorer.greedy(gold, mine):
            quote, quotation = gold[i].q, mine[j].q["q"]
            if overlap < 0.8 or not quote["speaker_canonical"]:
                continue
            actor = quotation.actor
            name = each.findings.actors[actor].name if actor is not None else ""
            if not name and quotation.speaker:
                name = text[slice(*quotation.speaker)]
            ok = scorer.same_name(quote["speaker_canonical"], name)
            sure.append((quotation.confidence, ok))
            keys = ["all", form(quote, scorer)]
            if quote["speaker_canonical"] in canonical:
                keys += ["person", "person/" + keys[1]]
            for key in keys:
                total[key] += 1
                right[key] += ok
            if errors and not ok:
                chain = " < ".join(text[a:b] for a, b in quotation.chain)
                print(keys[1], each.record["id"], quote["speaker_text"], sep="\t", end="\t")
                print(quote["speaker_canonical"], name, chain, sep="\t")
    result: dict[str, Any] = {key: (right[key], total[key]) for key in sorted(total)}
    result["calibration error"] = calibration_error(sure)
    return result


def calibration_error(sure: list[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, ok in sure:
        bins[min(9, int(confidence * 10))].append((confidence, ok))
    gaps = (abs(sum(c for c, _ in b) - sum(ok for _, ok in b)) for b in bins.values())
    return sum(gaps) / max(1, len(sure))


def library(done: list[Analysed], errors: bool) -> dict[str, float]:
    """Score identity across articles, B-cubed over the named mentions of each topic."""
    resolution = actors.resolve((each.record["id"], each.findings) for each in done)
    lower = Counter(word for each in done for word in each.lower)
    gold: dict[tuple[Any, str], set[int]] = defaultdict(set)
    mine: dict[tuple[Any, str], set[int]] = defaultdict(set)
    keys: list[tuple[tuple[Any, str], tuple[Any, str]]] = []
    texts: list[str] = []
    for each in done:
        of = resolution.of[each.record["id"]]
        for mention in each.record["actors"]:
            if mention["type"] not in ("HUMAN_PART_PER", "HUMAN_PART_ORG", "HUMAN_PART_GPE"):
                continue
            start, end = mention["start"], mention["end"]
            inside = lambda span, a=start, b=end: a <= span[0] and span[1] <= b  # noqa: E731
            if not any(map(inside, each.proper)) or any(map(inside, each.other)):
                continue
            words = re.findall(r"\w+", mention["text"].lower().replace("'s", ""))
            if all(lower[word] >= 3 for word in words):
                continue
            number = len(keys)
            covering = [m for m in each.findings.mentions if m.start < end and start < m.end]
            actor = next((of[m.actor] for m in covering if of[m.actor] is not None), None)
            topic = each.record["topic"]
            key = (topic, mention["cluster"]), (topic, actor or f"alone {number}")
            keys.append(key)
            texts.append(f"{each.record['id']}\t{mention['text']}\t{mention['name']}\t{actor}")
            gold[key[0]].add(number)
            mine[key[1]].add(number)
    by_topic: dict[Any, list[tuple[float, float]]] = defaultdict(list)
    for number, (one, two) in enumerate(keys):
        both = len(gold[one] & mine[two])
        by_topic[one[0]].append((both / len(mine[two]), both / len(gold[one])))
        if errors and (both < len(mine[two]) or both < len(gold[one])):
            print(f"{both / len(mine[two]):.2f} {both / len(gold[one]):.2f}", texts[number])
    precision, recall, f1 = _mean(by_topic)
    without = [_mean({t: r for t, r in by_topic.items() if t != left})[2] for left in by_topic]
    middle = sum(without) / max(1, len(without))
    spread = sum((one - middle) ** 2 for one in without) * (len(without) - 1) / len(without)
    return {
        "mentions": len(keys),
        "clusters": len(gold),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "deviation": spread**0.5,
    }


def _mean(by_topic: dict[Any, list[tuple[float, float]]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over the mentions of some topics."""
    rows = [row for topic in by_topic.values() for row in topic]
    precision = sum(p for p, _ in rows) / max(1, len(rows))
    recall = sum(r for _, r in rows) / max(1, len(rows))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def corpus(folder: Path) -> list[str]:
    """Return the persons of a folder of plain texts, as the whole analysis finds them."""
    nlp = pipeline.load()
    articles = [
        Article(path.name, path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.txt"))
    ]
    found = pipeline.analyse_many(nlp, articles)
    pairs = [(a.id, f) for a, f in zip(articles, found, strict=True)]
    resolution = actors.resolve(pairs)
    return [a.name for a in resolution.actors.values() if a.kind == "person"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with gold/ and tools/")
    parser.add_argument("--ecb", default="ecbplus_dev", help="or ecbplus_train")
    parser.add_argument("--given", action="store_true", help="take annotated quotations for found")
    parser.add_argument("--errors", default="", help="people, speakers or library: print errors")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "tools"))
    import score_quotes  # type: ignore[import-not-found]

    ggt = list(analyse(load(options.shared / "gold" / "ggt_dev.jsonl"), options.given))
    ecb = list(analyse(load(options.shared / "gold" / f"{options.ecb}.jsonl")))
    figures: dict[str, Any] = {
        "people": people(ggt, score_quotes, options.errors == "people"),
        "speakers": speakers(ggt, score_quotes, options.errors == "speakers"),
        "library": library(ecb, options.errors == "library"),
        "corpus": corpus(options.shared / "corpus"),
        "seconds": sum(each.seconds for each in ggt),
    }
    for name, found in figures.items():
        print(name)
        if isinstance(found, dict):
            for key, value in found.items():
                if isinstance(value, tuple):
                    print(f"  {key:18} {value[0] / value[1]:.3f}  ({value[0]}/{value[1]})")
                else:
                    print(f"  {key:18} {value:.3f}")
        elif isinstance(found, list):
            print(f"  {len(found)}:", ", ".join(found))
        else:
            print(f"  {found:.2f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

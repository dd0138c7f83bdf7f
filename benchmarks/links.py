"""How well links are found: events on ECB+, copies and statements on rewritten articles.

- *Same event*: every pair of articles of an ECB+ split, told apart at the linker's own threshold;
  and whether an article's first link is of its own cluster.
- *Near duplicate* and *same statement*: every article of PolNeAR's dev split is rewritten twice by
  rule (sentences dropped and moved, words replaced, quotations cut or turned into reported
  speech), and hidden among a thousand others.  Quotations are the annotated ones, speakers their
  last names, so that only the linker is measured.
- Speed and memory: articles made of PolNeAR's sentences, up to 10,000.

    python benchmarks/links.py --gold ../shared/gold [events copies speed]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.analysis import dates, layout
from onrecord.analysis.links import Linker, events
from onrecord.analysis.types import (
    ActorKind,
    Article,
    Basis,
    Findings,
    LinkType,
    LocalActor,
    Mention,
    MentionForm,
    Precision,
    Published,
    Quotation,
    QuotationKind,
    Span,
)

Row = dict[str, Any]
Item = tuple[Article, Findings, tuple[str | None, ...]]

OTHERS = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["events", "copies", "speed"])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("-v", action="store_true", help="print what went wrong")
    args = parser.parse_args()
    if "events" in args.what:
        for split in ("train", "dev"):
            same_event(split, read(args.gold / f"ecbplus_{split}.jsonl"))
    if "copies" in args.what:
        rewritten(args.gold, args.seed, args.v)
    if "speed" in args.what:
        speed(args.gold, args.articles)


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def same_event(split: str, rows: list[Row]) -> None:
    linker = Linker()
    for row in rows:
        article = Article(row["id"], row["text"])
        linker.add(article, Findings(sentences=sentences(article.text)), ())
    cluster = {row["id"]: row["cluster"] for row in rows}
    ids = list(cluster)
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    first: dict[str, tuple[float, str]] = {}
    for i, one in enumerate(ids):
        for other in ids[i + 1 :]:
            score = linker.same_event(one, other)
            counts[score >= events.SAME, cluster[one] == cluster[other]] += 1
            for here, there in ((one, other), (other, one)):
                if (score, there) > first.get(here, (0.0, "")):
                    first[here] = score, there
    hit = counts[True, True]
    precision = hit / (hit + counts[True, False])
    recall = hit / (hit + counts[False, True])
    nearest = sum(cluster[there] == cluster[here] for here, (_, there) in first.items())
    print(f"same event, ECB+ {split}: {len(ids)} articles")
    f1 = 2 * precision * recall / (precision + recall)
    print(f"  pairs: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    print(f"  first link in its own cluster: {nearest / len(ids):.1%}")


_SYNONYMS = """big=large large=sizeable help=aid show=demonstrate shows=demonstrates start=begin
    started=began begin=start end=finish people=citizens country=nation nation=country money=funds
    plan=scheme plans=intends want=wish wants=wishes need=require needs=requires think=believe
    believe=think important=significant many=numerous also=additionally however=nevertheless
    because=since but=yet about=around around=about right=correct wrong=mistaken good=fine
    great=excellent bad=poor job=position jobs=positions work=labour speech=address vote=ballot
    voters=electors campaign=effort election=poll win=prevail won=prevailed lost=failed
    supporters=backers support=backing get=obtain got=obtained make=create made=created keep=retain
    issue=matter issues=matters question=query problem=difficulty problems=difficulties
    president=leader government=administration law=statute last=past next=coming very=extremely
    really=truly never=not fight=battle talk=speak talking=speaking talked=spoke look=appear
    going=about year=twelvemonth years=seasons kill=slay attack=assault attacks=assaults
    group=band groups=bands city=town house=home woman=lady women=ladies man=gentleman men=gentlemen
    children=kids child=kid ask=request asked=requested call=phone meeting=gathering
    report=account reported=recounted later=afterwards recent=latest"""
_REPORTED = """I=he me=him my=his we=they us=them our=their mine=his I’m=he’s I've=he's
I’ve=he’s am=was is=was are=were will=would can=could have=had has=had 're=were 'm=was"""
SYNONYMS = dict(pair.split("=") for pair in _SYNONYMS.split())
REPORTED = dict(pair.split("=") for pair in _REPORTED.split())
LOOSE = {"very", "really", "just", "also", "actually", "simply", "now", "still", "again", "already"}


@dataclass
class Text:
    """A rewritten article: its text, and where each kept quotation of the original stands."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    quotes: dict[int, Span] = field(default_factory=dict)

    def write(self, words: str) -> Span:
        """Add words; return where they stand."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length


def rewrite(row: Row, rng: random.Random, keep: float) -> Text:
    """Drop sentences, move some, and put the rest in other words."""
    spans = [span for span in sentences(row["text"]) if rng.random() < keep]
    for i in range(len(spans) - 1):
        if rng.random() < 0.2:
            spans[i], spans[i + 1] = spans[i + 1], spans[i]
    made = Text()
    for start, end in spans:
        at = start
        for index, quote in enumerate(row["quotes"]):
            if start <= quote["start"] and quote["end"] <= end and at <= quote["start"]:
                made.write(reworded(row["text"][at : quote["start"]], rng))
                content = row["text"][quote["start"] : quote["end"]]
                made.quotes[index] = made.write(retold(content, rng))
                at = quote["end"]
        made.write(reworded(row["text"][at:end], rng))
        made.write("\n\n" if rng.random() < 0.4 else " ")
    return made


def reworded(words: str, rng: random.Random, rate: float = 0.5) -> str:
    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word in SYNONYMS and rng.random() < rate:
            return SYNONYMS[word]
        if word in LOOSE and rng.random() < rate:
            return ""
        return word

    return re.sub(r"[\w’']+", other, words)


def retold(content: str, rng: random.Random) -> str:
    """Cut a quotation, or turn it into reported speech, and change some of its words."""
    words = content.split()
    if len(words) > 10 and rng.random() < 0.4:
        part = int(len(words) * rng.uniform(0.6, 0.9))
        words = words[:part] if rng.random() < 0.5 else words[-part:]
    if rng.random() < 0.4:
        words = [REPORTED.get(word, word) for word in words]
        return reworded(re.sub(r"[\"“”]", "", " ".join(words)), rng)
    return reworded(" ".join(words), rng)


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a text into sentences well enough for a measurement."""
    found = []
    for start, end in layout.lines(text):
        at = start
        for stop in re.finditer(r"(?<=[a-z0-9][.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z])", text[start:end]):
            found.append(layout.trim(text, at, start + stop.end()))
            at = start + stop.end()
        if at < end:
            found.append((at, end))
    return tuple(found)


def item(key: str, row: Row, text: str, quotes: dict[int, Span], day: str | None) -> Item:
    """Make an article with its annotated quotations; a speaker is the last name that is written."""
    names: dict[str, int] = {}
    quotations = []
    for index, span in sorted(quotes.items(), key=lambda q: q[1]):
        speaker = re.findall(r"\b[A-Z][\w’'-]+", row["quotes"][index]["speaker_text"] or "")
        speaker = [name for name in speaker if name not in ("He", "She", "They", "I", "It", "The")]
        local = names.setdefault(speaker[-1].removesuffix("’s"), len(names)) if speaker else None
        kind = QuotationKind(row["quotes"][index]["kind"])
        quotations.append(Quotation(*span, kind, actor=local, confidence=1.0))
    mentions = [
        Mention(*found.span(), MentionForm.NAME, names[found[0]])
        for found in re.finditer(r"\b[A-Z][\w’-]+", text)
        if found[0] in names
    ]
    published = Published(day, Precision.DAY, Basis.METADATA) if day else Published()
    findings = Findings(
        sentences=sentences(text),
        actors=tuple(LocalActor(name, ActorKind.PERSON) for name in names),
        mentions=tuple(mentions),
        quotations=tuple(quotations),
        published=published,
    )
    return Article(key, text, published=published), findings, tuple(names)


def gold(row: Row) -> dict[int, Span]:
    """Return the annotated quotations, overlapping ones left out."""
    taken: dict[int, Span] = {}
    at = 0
    for index, quote in sorted(enumerate(row["quotes"]), key=lambda q: q[1]["start"]):
        if quote["start"] >= at:
            taken[index] = quote["start"], quote["end"]
            at = quote["end"]
    return taken


def rewritten(folder: Path, seed: int, verbose: bool) -> None:
    rng = random.Random(seed)
    dev = [
        {**row, "quotes": [row["quotes"][i] for i in gold(row)]}
        for row in read(folder / "polnear_dev.jsonl")
    ]
    others = read(folder / "polnear_train.jsonl") + read(folder / "ecbplus_dev.jsonl")
    linker = Linker()
    for row in others[:OTHERS]:
        quotes = gold(row) if "quotes" in row else {}
        linker.add(*item(row["id"], row, row["text"], quotes, row.get("date")))
    versions: dict[str, Text] = {}
    texts: dict[str, str] = {}
    for number, row in enumerate(dev):
        for half in "ab":
            made = rewrite(row, rng, rng.uniform(0.6, 0.8))
            key = f"{number}{half}"
            versions[key], texts[key] = made, "".join(made.parts)
            later = timedelta(days=rng.randrange(4) if half == "b" else 0)
            day = (date.fromisoformat(row["date"]) + later).isoformat()
            linker.add(*item(key, row, texts[key], made.quotes, day))
    copies, statements = Ranks(), Ranks()
    for key, made in versions.items():
        twin = key[:-1] + ("b" if key.endswith("a") else "a")
        links = linker.links(key)
        found = [link.b.article for link in links if link.type is LinkType.NEAR_DUPLICATE]
        copies.count(found, {twin})
        both = made.quotes.keys() & versions[twin].quotes.keys()
        said = [link for link in links if link.type is LinkType.SAME_STATEMENT]
        for index, span in made.quotes.items():
            if len(re.findall(r"\w+", texts[key][slice(*span)])) < 5:
                continue
            ranked = [
                (link.b.article, link.b.start, link.b.end)
                for link in said
                if (link.a.start, link.a.end) == span
            ]
            right = {(twin, *versions[twin].quotes[index])} if index in both else set()
            if (
                right
                and len(re.findall(r"\w+", texts[twin][slice(*versions[twin].quotes[index])])) < 5
            ):
                continue
            statements.count(ranked, right)
            if verbose and ranked[:1] != list(right)[:1]:
                print("WANT", texts[key][slice(*span)])
                for place in right:
                    print("   =", texts[twin][place[1] : place[2]])
                print("   >", ranked[:2])
    copies.report(f"near duplicate, {len(versions)} rewrites among {OTHERS} others")
    statements.report("same statement, passages of 5 words and more")


@dataclass
class Ranks:
    """Where the right answers stand in ranked lists."""

    wanted: int = 0
    first: int = 0
    fifth: int = 0
    shown: int = 0
    good: int = 0

    def count(self, ranked: list[Any], right: set[Any]) -> None:
        """Count one ranked list against its right answers."""
        self.wanted += len(right)
        self.first += len(right & set(ranked[:1]))
        self.fifth += len(right & set(ranked[:5]))
        self.shown += len(ranked)
        self.good += len(right & set(ranked))

    def report(self, name: str) -> None:
        """Print recall at 1 and 5, and precision."""
        print(f"{name}: {self.wanted} to find, {self.shown} shown")
        print(
            f"  recall at 1 {self.first / self.wanted:.3f}, at 5 {self.fifth / self.wanted:.3f}, "
            f"precision {self.good / max(1, self.shown):.3f}"
        )


def invented(rows: list[Row], size: int) -> Iterator[Item]:
    """Make articles by joining the halves of two: as long, and with as many quotations."""
    rng = random.Random(2)
    for number in range(size):
        one = rows[number % len(rows)]
        text, quotes = one["text"], gold(one)
        if number >= len(rows):
            cut = text.rfind("\n\n", 0, rng.randrange(1, len(text))) + 2
            quotes = {i: s for i, s in quotes.items() if s[1] <= cut}
            other = rng.choice(rows)["text"]
            text = text[:cut] + other[other.rfind("\n\n", 0, rng.randrange(1, len(other))) + 2 :]
        day = date.fromisoformat(one["date"]) + timedelta(days=rng.randrange(-400, 400))
        article, found, actors = item(str(number), one, text, quotes, day.isoformat())
        dated = dates.events(text, layout.blocks(text), found.sentences, found.published)
        yield article, replace(found, events=dated), actors


def speed(folder: Path, size: int) -> None:
    rows = read(folder / "polnear_train.jsonl")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    linker = Linker()
    adding, linking = [], []
    for number, made in enumerate(invented(rows, size)):
        start = time.process_time()
        linker.add(*made)
        adding.append(time.process_time() - start)
        if number >= size - 100:
            start = time.process_time()
            linker.links(made[0].id)
            linking.append(time.process_time() - start)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{size} articles: {memory:.0f} MB; times are those of the processor")
    print(f"  add: median {statistics.median(adding) * 1000:.1f} ms, all {sum(adding):.0f} s")
    ordered = sorted(linking[1:])
    print(
        f"  links of an article just added: first {linking[0] * 1000:.0f} ms, median "
        f"{statistics.median(ordered) * 1000:.1f} ms, 95th percentile {ordered[94] * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()

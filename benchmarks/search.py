"""What a search of the full text costs: the index made, and every key of a query as it is typed.

    python -m benchmarks.search [--articles 10000] [--words 800]

The texts are made of invented words that are as unevenly frequent as those of a language (Zipf's
law).  A key press is timed from the query to its first passage and to its last; beside it stands
what looking through all texts in memory takes, which is what there would be without an index.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
from collections import Counter
from itertools import accumulate, islice
from pathlib import Path
from time import perf_counter, process_time

from onrecord.store.notebook.anchors import version_of
from onrecord.store.search import Shelved, TextIndex, fold, parse, passages
from onrecord.store.search.index import AT_ONCE, NAME

VOCABULARY = 120_000
MOST = 10_000
"""Passages after which the reader stops, too."""


def vocabulary() -> list[str]:
    """Return invented words, the most frequent first."""
    begins, vowels, ends = "bcdfghjklmnprstvwz", "aeiouyéö", ["", "", "n", "r", "s", "t"]
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        parts = random.choice((1, 1, 2, 2, 2, 3, 3, 4))
        made["".join(map(random.choice, (begins, vowels, ends) * parts))] = None
    return list(made)


def articles(count: int, length: int) -> list[str]:
    """Return texts with quotation marks and paragraphs."""
    words = vocabulary()
    weights = list(accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(len(words))))
    made = []
    for _ in range(count):
        drawn = random.choices(words, cum_weights=weights, k=length)
        for at in range(0, length, 20):
            drawn[at] = ("“" if at % 60 == 0 else "") + drawn[at].capitalize()
        for at in range(19, length, 20):
            drawn[at] += (".”" if at % 60 == 19 else ".") + ("\n\n" if at % 120 == 119 else "")
        made.append(" ".join(drawn))
    return made


def memory() -> float:
    """Return the memory in use, in megabytes."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def press(query: str, shelf: list[Shelved], index: TextIndex) -> tuple[float, float, int]:
    """Return the milliseconds to the first passage (or to nothing) and to the last, and how many.

    As in the reader, the search ends after ``MOST`` passages.
    """
    begun = perf_counter()
    first, count = 0.0, 0
    for found in passages(parse(query), shelf, index):
        first = first or 1000 * (perf_counter() - begun)
        count += len(found)
        if count >= MOST:
            break
    whole = 1000 * (perf_counter() - begun)
    return first or whole, whole, count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=800)
    options = parser.parse_args()
    random.seed(7)
    texts = {version_of(text): text for text in articles(options.articles, options.words)}
    signs = sum(map(len, texts.values()))
    print(f"{len(texts):,} articles of {options.words} words, {signs / 1e6:.0f} million signs")
    with tempfile.TemporaryDirectory() as folder:
        building(texts, Path(folder))
        typing(texts, Path(folder))


def building(texts: dict[str, str], home: Path) -> None:
    """Time the making of the index, and its opening."""
    before, begun, spent = memory(), perf_counter(), process_time()
    index = TextIndex(home)
    batches, items = [], iter(texts.items())
    while batch := dict(islice(items, AT_ONCE)):
        one = perf_counter()
        index.add(batch)
        batches.append(1000 * (perf_counter() - one))
    index.close()
    size = (home / NAME).stat().st_size / 1e6
    print(
        f"made in {perf_counter() - begun:.1f} s ({process_time() - spent:.1f} s of processor), "
        f"{size:.0f} MB on disk, {memory() - before:.0f} MB more in memory; "
        f"a batch of {AT_ONCE}, which a search may have to wait for: "
        f"median {statistics.median(batches):.0f} ms, worst {max(batches):.0f} ms"
    )


def typing(texts: dict[str, str], home: Path) -> None:
    """Time every key of some queries."""
    before, begun = memory(), perf_counter()
    index = TextIndex(home)
    print(f"opened in {1000 * (perf_counter() - begun):.0f} ms, ", end="")
    shelf = [
        Shelved(str(number), version, f"Article {number}", "Wire", "2031-03-04")
        for number, version in enumerate(texts)
    ]
    folded = [fold(text) for text in texts.values()]
    counts = Counter(word for text in folded[:1000] for word in set(text.split())).most_common()
    alone = [word for word, _ in counts if word.isalpha() and len(word) > 3]
    often, seldom, rare = alone[0], alone[len(alone) // 20], alone[-1]
    queries = [often, seldom, rare, f"{often} {seldom}", f'"{often} {seldom}"', f"{seldom[:4]}*"]
    queries += [f"{seldom} -{rare}", f"{seldom} OR {rare}", f"/{seldom[:3]}\\w+/", "zzxxq"]
    firsts: list[float] = []
    print("then, by query (the last key; all keys):")
    for query in queries:
        typed = (query[:end] for end in range(1, len(query) + 1))
        keys = [press(it, shelf, index) for it in typed if not it.rstrip().endswith(" OR")]
        firsts += [first for first, *_ in keys]
        first, whole, count = keys[-1]
        slowest = max(first for first, *_ in keys)
        print(
            f"  {query:<24} first {first:6.1f} ms, all {whole:7.1f} ms ({count:,} passages); "
            f"slowest first {slowest:6.1f} ms"
        )
    last = statistics.quantiles(firsts, n=100)
    print(
        f"first passage, {len(firsts)} keys: median {statistics.median(firsts):.1f} ms, "
        f"p95 {last[94]:.1f} ms, worst {max(firsts):.1f} ms; "
        f"{memory() - before:.0f} MB more in memory, the folded texts of the floor included"
    )
    begun = perf_counter()
    sum(rare in text for text in folded)
    spent = 1000 * (perf_counter() - begun)
    print(f"floor: a word looked for in all folded texts, held in memory: {spent:.0f} ms")
    index.close()


if __name__ == "__main__":
    main()

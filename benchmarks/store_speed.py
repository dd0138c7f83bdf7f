"""The store beside sqlite3 (WAL, synchronous=FULL) doing the same work on the same disk.

    python -m benchmarks.store_speed [--articles 10000] [--analyse]

Each figure is the median of alternating runs in one process, ours over sqlite's.  The articles
are made up; with ``--analyse`` the sample dossier is analysed for real, for the size of what is
cached of it.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.store_rival import Rival
from onrecord.analysis.types import (
    ActorKind,
    Article,
    Basis,
    Block,
    DatedEvent,
    Findings,
    LocalActor,
    Mention,
    MentionForm,
    Precision,
    Published,
    Quotation,
    QuotationKind,
)
from onrecord.store.library.catalogue import Entry
from onrecord.store.library.library import Library
from onrecord.store.notebook.overlay import Quoted

WORDS = ["the", "harbour", "council", "of", "Westmark", "will", "answer", "before", "winter"]
WORDS += ["no", "treaty", "can", "hold", "while", "ports", "stay", "closed", "said", "envoy"]


def main() -> None:
    """Make a library and print one line a figure."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--articles", type=int, default=10_000)
    arguments.add_argument("--analyse", action="store_true")
    arguments.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.memory_of:
        print(memory_of(options.memory_of))
        return
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as place:
        folder = Path(place) / "library"
        print(f"{options.articles} articles; ours, sqlite's, ours over sqlite's; to reach")
        with Rival(Path(place) / "rival.db") as rival:
            build(folder, rival, options.articles)
            annotate(folder, rival, 2_000)
            compare(
                "open until the list can be shown",
                1.5,
                lambda: open_ours(folder),
                rival.open_list,
                times=15,
            )
            open_one(folder, rival)
            add_annotations(folder, rival, 2_000)
            annotate(folder, rival, 48_000)
            add_annotations(folder, rival, 50_000)
        sizes = [path.stat().st_size for path in folder.glob(".onrecord/cache/*/*.json")]
        text = [path.stat().st_size for path in folder.glob("*.txt")]
        print(
            f"cached findings: {statistics.mean(sizes):.0f} bytes an article of"
            f" {statistics.mean(text):.0f}; to reach 2000"
        )
        index = (folder / ".onrecord" / "library.json").stat().st_size
        print(f"list of articles: {index / options.articles:.0f} bytes an article")
    memory(options.articles)
    if options.analyse:
        dossier()


def compare(
    name: str, reach: float, ours: Callable[[], object], theirs: Callable[[], object], times: int
) -> None:
    """Print the medians of two pieces of work, done in turn."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for work, times_spent in zip((ours, theirs), spent, strict=True):
            gc.collect()
            begun = time.perf_counter()
            kept = work()
            times_spent.append(time.perf_counter() - begun)
            del kept
    a, b = (1000 * statistics.median(times_spent) for times_spent in spent)
    print(f"{name:40}{a:10.3f} ms{b:10.3f} ms{a / b:8.2f}{reach:8.1f}", flush=True)


def open_ours(folder: Path) -> list[tuple[Entry, int, int, Counter[str]]]:
    library = Library.open([folder], data_dir=folder.parent / "data")
    notebook = library.notebook
    annotated = notebook.annotated()
    rows = []
    for entry in library.entries.values():
        work = notebook.quotations.of(entry.id) if entry.id in annotated else ()
        tags = Counter(tag for it in work for tag in it.tags)
        rows.append((entry, sum(bool(it.memo) for it in work), len(work), tags))
    library._lock.release()
    return rows


def open_one(folder: Path, rival: Rival) -> None:
    library = Library.open([folder], data_dir=folder.parent / "data")
    chosen = random.Random(3).choices(list(library.entries), k=400)
    names = iter(chosen * 2)
    again = iter(chosen * 2)

    def ours() -> tuple[Article, Findings | None]:
        name = next(names)
        article = library.article(name)
        return article, library.cache.get(library.entries[name].version)

    compare("open one analysed article", 1.0, ours, lambda: rival.open_one(next(again)), times=400)
    library.close()


def add_annotations(folder: Path, rival: Rival, present: int) -> None:
    library = Library.open([folder], data_dir=folder.parent / "data")
    names = list(library.entries)
    chance = random.Random(present)

    def quoted(start: int) -> Quoted:
        return Quoted(
            chance.choice(names), start, start + 80, QuotationKind.DIRECT, None, "Ana Brodin"
        )

    places = iter(range(1, 10_000))
    compare(
        f"add one annotation at {present}",
        1.2,
        lambda: library.notebook.quotations.tag([quoted(next(places))], ["ports/closed"]),
        lambda: rival.add(library, quoted(next(places))),
        times=300,
    )
    library.close()


def annotate(folder: Path, rival: Rival, count: int) -> None:
    """Put so many annotations into both, without waiting for the disk each time."""
    library = Library.open([folder], data_dir=folder.parent / "data")
    names = list(library.entries)
    chance = random.Random(count)
    flush = os.fdatasync
    os.fdatasync = lambda fd: None
    try:
        for number in range(count // 100):
            name = chance.choice(names)
            some = [
                Quoted(name, at, at + 80, QuotationKind.DIRECT, None, "Ana Brodin")
                for at in range(number % 50, 1000, 10)
            ]
            library.notebook.quotations.tag(some, ["ports/closed"])
    finally:
        os.fdatasync = flush
    library.close()
    rival.take(library)


def build(folder: Path, rival: Rival, count: int) -> None:
    folder.mkdir()
    chance = random.Random(1)
    for number in range(count):
        (folder / f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}_{number:05}.txt").write_text(
            "\n\n".join(
                " ".join(chance.choices(WORDS, k=chance.randrange(30, 60))).capitalize() + "."
                for _ in range(14)
            ),
            "utf-8",
        )
    library = Library.open([folder], data_dir=folder.parent / "data")
    begun = time.perf_counter()
    library.scan()
    print(f"first look at the files: {time.perf_counter() - begun:.2f} s")
    made = []
    for name in library.entries:
        findings = invented(library.article(name).text, chance)
        library.keep(name, findings)
        made.append(findings)
    library.save()
    rival.fill(library, made)
    begun = time.perf_counter()
    library.scan()
    print(f"second look at the files: {time.perf_counter() - begun:.2f} s")
    library.close()


def invented(text: str, chance: random.Random) -> Findings:
    """Return findings as many and as long as those of a real article of this length."""
    words = len(text.split())
    starts = sorted(chance.sample(range(len(text) - 200), words // 8))
    paragraphs = [0, *(i + 2 for i in range(len(text)) if text[i : i + 2] == "\n\n")]
    names = ["Ana Brodin", "Piet Haller", "Westmark", "Harbour Council", "Tesk", "Ada Brandt"]
    actors = tuple(
        LocalActor(
            f"{names[n % 6]}{n // 6 or ''}", list(ActorKind)[n % 4], ("minister",) if n % 2 else ()
        )
        for n in range(words // 60 + 1)
    )
    return Findings(
        blocks=tuple(
            Block(a, b - 2) for a, b in zip(paragraphs, [*paragraphs[1:], len(text)], strict=True)
        ),
        dateline=(0, 20),
        sentences=tuple((s, s + 100) for s in starts[:: len(starts) // (words // 22)]),
        actors=actors,
        mentions=tuple(
            Mention(s, s + 9, list(MentionForm)[s % 3], s % len(actors)) for s in starts[::2]
        ),
        quotations=tuple(
            Quotation(
                s,
                s + 90,
                list(QuotationKind)[s % 3],
                (s + 91, s + 95),
                (s + 96, s + 98),
                s % len(actors),
                ((s - 50, s - 40),),
                0.873,
            )
            for s in starts[::7]
        ),
        published=Published(
            "2026-03-01", Precision.DAY, Basis.FILENAME, why="The file's name holds 2026-03-01."
        ),
        events=(DatedEvent(0, 100, "--03-01"),),
    )


def memory(count: int) -> None:
    """Print how much more memory a library of so many articles takes than an empty one."""
    with tempfile.TemporaryDirectory() as place:
        used = []
        for name, articles in (("empty", 1), ("full", count)):
            path = Path(place) / name
            path.mkdir()
            with Rival(path / "rival.db") as rival:
                build(path / "library", rival, articles)
                annotate(path / "library", rival, 2_000 if articles > 1 else 0)
            # A process of its own: this one's memory has seen everything.
            command = [sys.executable, __file__, "--memory-of", str(path / "library")]
            environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, env=environment
            )
            used.append(int(done.stdout))
        print(f"memory above an empty library: {(used[1] - used[0]) / 1e6:.1f} MB; to reach 40")


def memory_of(folder: Path) -> int:
    """Return the bytes that this process holds with a library open and looked at."""
    library = Library.open([folder], data_dir=folder.parent / "data")
    library.scan()
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    library.close()
    return pages * os.sysconf("SC_PAGE_SIZE")


def dossier() -> None:
    """Print what the findings of the sample dossier take, analysed for real."""
    from onrecord.analysis.pipeline import analyse, load

    with tempfile.TemporaryDirectory() as place:
        library = Library.open(
            [Path(__file__).parents[1] / "store" / "dossier"], data_dir=Path(place)
        )
        library.scan()
        for name in library.entries:
            library.keep(name, analyse(load(), library.article(name)))
        entries = library.entries.values()
        sizes = [library.cache.path(entry.version).stat().st_size for entry in entries]
        words = sum(entry.words for entry in entries)
        print(
            f"sample dossier: {statistics.mean(sizes):.0f} bytes an article of"
            f" {words // len(sizes)} words, {max(sizes)} at most"
        )
        library.close()


if __name__ == "__main__":
    main()

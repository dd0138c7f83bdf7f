"""What a library costs as it grows, each figure as a ratio to a floor taken in the same run.

    python -m benchmarks.performance [--articles 300 1000] [--texts 30]      (make bench)

Libraries are made by :mod:`benchmarks.large`; everything is done by the program as it is used: by
its commands, each in a process of its own, and by a session as the reader has it.  Times are
processor time (of a process and its threads), since others may be at work on the machine; the
floor of each does the same with nothing in between:

- *analysis*: ``nlp.pipe`` over the same texts with the pipeline as it is installed;
- *two workers*: the same articles by one worker process, in wall time;
- *first new article*: a process that imports spaCy and loads the pipeline, in wall time;
- *second start*: the same actors and dates read from sqlite3 tables, JSON decoded; full texts are
  indexed by then, as they are where a library was open in the reader before;
- *one article added*: the analysis of that article;
- commands: a file of the same bytes written and flushed to the disk; what the command takes where
  there is one article (the program begins, imports, opens) is counted in one figure and not in the
  other;
- *memory*: an empty Textual application.

NumPy has one thread, as in the program, where it is set before NumPy is imported.

The exponent is that of the growth between the least and the greatest library: 1 is linear.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import platform
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks import large
from onrecord.analysis.pipeline import MODEL, analyse_many, load
from onrecord.analysis.types import Article
from onrecord.tui.session.processes import Processes
from onrecord.tui.session.session import Session
from onrecord.tui.session.workers import analyse

COMMANDS = ("quotes", "actors", "links", "links", "export")
_EMPTY = "import asyncio; from textual.app import App\nasyncio.run(App().run_test().__aenter__())"
_LOADS = "from onrecord.analysis.pipeline import load; load()"


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was measured against what, in which unit, and the reach."""

    what: str
    took: float
    floor: float
    reach: str
    unit: str = "s"
    inverse: bool = False

    def row(self) -> str:
        """Return the line."""
        ratio = self.floor / self.took if self.inverse else self.took / self.floor
        took, floor = f"{self.took:.3g} {self.unit}", f"{self.floor:.3g} {self.unit}"
        return f"| {self.what} | {took} | {floor} | {ratio:.2f} | {self.reach} |"


def processor(work: Callable[[], object]) -> float:
    """Return the processor seconds that something takes in this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def wall(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def of_a_process(*arguments: str, to: Path | None = None) -> float:
    """Run a Python process and return its processor seconds."""
    out = to.open("wb") if to else subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, *arguments], stdout=out, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{arguments} failed: {status}")
    return used.ru_utime + used.ru_stime


# -- the analysis ---------------------------------------------------------------------------------


def analysis(texts: Sequence[str]) -> list[Figure]:
    """Measure the analysis of texts against the pipeline alone."""
    nlp = load()
    items = [Article(str(number), text) for number, text in enumerate(texts)]
    list(nlp.pipe(texts[:2])), list(analyse_many(nlp, items[:2]))
    bare = processor(lambda: list(nlp.pipe(texts, batch_size=16)))
    whole = processor(lambda: list(analyse_many(nlp, items)))
    one, two = (_by_workers(items, count) for count in (1, 2))
    return [
        Figure("analysis, of bare `nlp.pipe`", whole, bare, "0.80 or more", inverse=True),
        Figure("two workers, of one", two, one, "1.8 or more", inverse=True),
    ]


def _by_workers(items: Sequence[Article], count: int) -> float:
    with Processes(count) as pool:
        list(pool.map(_analysed, [items[:1]] * 2 * count))  # every worker has its pipeline
        batches = [items[at : at + 3] for at in range(0, len(items), 3)]
        return wall(lambda: list(pool.map(_analysed, batches)))


def _analysed(items: Sequence[Article]) -> int:
    return len(analyse(MODEL, items))


def first_article(folder: Path, text: str) -> Figure:
    """Measure how long a person waits for the first new article of a library."""
    (folder / "new-one.txt").write_text(text, "utf-8")
    loaded = wall(lambda: of_a_process("-c", _LOADS))

    def until_analysed() -> None:
        with Session.open([folder]) as session:
            session.start(lambda event: None, links_late=True)
            while session.library.entries.get("new-one.txt") is None or (
                session.library.entries["new-one.txt"].quotations is None
            ):
                time.sleep(0.005)

    return Figure("start to first new article", wall(until_analysed), loaded, "1.2")


# -- a library ------------------------------------------------------------------------------------


def second_start(folder: Path) -> Figure:
    """Measure a start at which nothing has changed, until actors and dates are there."""
    with Session.open([folder]) as session:
        session.finish()
        knowledge = session.indexer.knowledge
    rival = sqlite3.connect(folder.parent / f"{folder.name}.db")
    rival.execute("create table known (what text, row blob)")
    rows = [
        ("actor", orjson.dumps(asdict(actor))) for actor in knowledge.resolution.actors.values()
    ]
    rows += [("of", orjson.dumps(item)) for item in knowledge.resolution.of.items()]
    rows += [("date", orjson.dumps([key, asdict(it)])) for key, it in knowledge.published.items()]
    rival.executemany("insert into known values (?, ?)", rows)
    rival.commit()
    _forget_the_rest()
    floor = processor(
        lambda: [orjson.loads(row) for _, row in rival.execute("select what, row from known")]
    )

    def start() -> None:
        with Session.open([folder]) as session:
            session.start(lambda event: None, links_late=True)
            while not session.indexer.knowledge.resolution.actors:
                time.sleep(0.01)

    indexed = of_a_process("-m", "onrecord", "search", str(folder), "said")
    assert indexed
    start()
    _forget_the_rest()
    return Figure("second start", processor(start), floor, "2")


def _forget_the_rest() -> None:
    """Have Python's collector pass over what is there: a reader does not hold this program's."""
    gc.collect()
    gc.freeze()


def added(folder: Path, made: Sequence[large.Made]) -> list[Figure]:
    """Measure what articles that come to an open library, one by one, cost beside their analysis.

    The first has what is known of the others read; those that come after it do not.
    """
    figures = []
    with Session.open([folder]) as session:
        session.start(lambda event: None)
        session.indexer.wait()
        nlp = load()
        _forget_the_rest()
        for (_, text, findings), what in zip(made, ("one", "the next"), strict=True):
            name = f"{what}.txt"
            alone = processor(lambda: list(analyse_many(nlp, [Article(name, text)])))  # noqa: B023
            (folder / name).write_text(text, "utf-8")
            session.library.scan()
            session.library.keep(name, findings)

            def taken_in() -> None:
                session.rescan()
                session.indexer.wait()
                session.links.of(name)  # noqa: B023

            took = alone + processor(taken_in)
            figures.append(Figure(f"{what} article added", took, alone, "1.5"))
    return figures


def commands(folder: Path) -> list[Figure]:
    """Measure what commands take for what they write."""
    made: list[Figure] = []
    one = folder.with_name(f"{folder.name}-one")
    large.made(one, large.articles(1))
    for command in COMMANDS:
        begins, _ = _command(command, one)
        took, told = _command(command, folder)
        data = told.read_bytes()
        floor = min(wall(lambda: _write(told, data)) for _ in range(3))  # noqa: B023
        again = " again" if any(it.what.startswith(f"`{command}`") for it in made) else ""
        what = f"`{command}`{again}"
        made.append(Figure(f"{what}, {len(data) / 1e6:.1f} MB", took, floor, "5"))
        made.append(Figure(f"{what} once it has begun", max(took - begins, 0.001), floor, "5"))
    return made


def _command(command: str, folder: Path) -> tuple[float, Path]:
    """Run a command; return its processor seconds, and the file of what it wrote."""
    told = folder.parent / f"{folder.name}-{command}.jsonl"
    told.unlink(missing_ok=True)
    if command == "export":
        asked = ["--all", "-o", str(told)]
        return of_a_process("-m", "onrecord", command, str(folder), *asked), told
    return of_a_process("-m", "onrecord", command, str(folder), "--json", to=told), told


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def memory(folder: Path) -> Figure:
    """Measure the memory of a reader at rest, with all it knows, beside an empty application."""
    code = (
        "from pathlib import Path; from onrecord.tui.session.session import Session\n"
        "from textual.app import App\n"
        f"with Session.open([Path({str(folder)!r})]) as session: session.finish(); session.rows()\n"
    )
    ours, empty = _most_memory(code), _most_memory(_EMPTY)
    return Figure("memory, without workers", ours, empty, "100 MB more", unit="MB")


def _most_memory(code: str) -> float:
    """Return the MB that a process has held at the most (proc(5), ``VmHWM``)."""
    told = f"{code}\nprint(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


def measured(folder: Path, count: int) -> list[Figure]:
    """Make a library of so many articles and return all that was measured on it."""
    large.made(folder, large.articles(count))
    first = of_a_process("-m", "onrecord", "actors", str(folder), "--json")
    figures = [second_start(folder), *commands(folder), memory(folder)]
    figures += added(folder, list(large.articles(2, seed=99)))
    return [Figure("first resolution", first, first, ""), *figures]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[300, 1_000])
    parser.add_argument("--texts", type=int, default=30)
    options = parser.parse_args()
    load_average = os.getloadavg()[0]
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    print(f"load {load_average:.1f} at the beginning\n")
    print("| what | took | floor | ratio | reach |\n| --- | --- | --- | --- | --- |")
    texts = [text for _, text, _ in large.articles(options.texts)]
    for figure in analysis(texts):
        print(figure.row(), flush=True)
    grown: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as place:
        os.environ["HOME"] = place
        for count in options.articles:
            figures = measured(Path(place) / str(count), count)
            if count == options.articles[0]:
                figures.append(first_article(Path(place) / str(count), texts[-1]))
            for figure in figures:
                grown.setdefault(figure.what.partition(",")[0], []).append(figure.took)
                print(figure.row().replace("| ", f"| {count:,} articles: ", 1), flush=True)
    print("\n| growth | exponent | reach |\n| --- | --- | --- |")
    steps = math.log(options.articles[-1] / options.articles[0])
    for what, took in grown.items():
        if len(took) > 1 and what not in ("memory", "one article added", "the next article added"):
            print(f"| {what} | {math.log(took[-1] / took[0]) / steps:.2f} | 1.05 |")
    print(f"\nload {os.getloadavg()[0]:.1f} at the end; ", end="")
    print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime:.0f} s of child processes")


if __name__ == "__main__":
    main()

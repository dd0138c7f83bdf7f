"""What an article costs, to multiply by a million: docs/scale.md.

    python -m benchmarks.scale LIBRARY [--articles 200]

``LIBRARY`` is one that ``benchmarks.large`` has made, of a few thousand articles.  What is measured
is processor time, which a busy machine hardly changes; the peak of memory of any process; bytes.

- some of its texts are analysed by ``onrecord analyse`` with one worker;
- one text of 5 MB is analysed so, and one of 50 kB, for the difference;
- all are taken in and put together with findings that are there already: the command's own work;
- tasks that do nothing go through a Dask scheduler: what that costs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from onrecord.analysis.pipeline import MODEL
from onrecord.analysis.types import Article, Findings
from onrecord.store.library.library import Library
from onrecord.tui.session.indexer import Indexer
from onrecord.tui.session.session import Session
from onrecord.tui.session.workers import Answer, Workers

LONG, SHORT = 5_000_000, 50_000
"""Characters of the two texts whose memory is compared."""

BATCHES, BATCH = 500, 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    analysis(options.library, options.articles)
    lengths(options.library)
    the_rest(options.library)
    scheduler()


def texts_of(library: Path) -> list[Path]:
    return sorted(path for path in library.rglob("*.txt") if ".onrecord" not in path.parts)


def report(what: str, value: float, unit: str) -> None:
    print(f"{what:58} {value:12,.3f} {unit}", flush=True)


def analysed(folder: Path) -> tuple[dict[str, Any], float, int]:
    """Return the summary of ``onrecord analyse``, its processor seconds, its peak of bytes."""
    program = [sys.executable, "-m", "onrecord", "analyse", str(folder), "--workers", "1", "--json"]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as process:
        assert process.stdout
        out = process.stdout.read()
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return json.loads(out), used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def analysis(library: Path, count: int) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "some"
        folder.mkdir()
        every = texts_of(library)
        chosen = every[:: len(every) // count][:count]
        for number, path in enumerate(chosen):
            shutil.copy(path, folder / f"{number:05}.txt")
        words = sum(len(path.read_text("utf-8").split()) for path in chosen)
        one = Path(temporary) / "one"
        one.mkdir()
        shutil.copy(chosen[0], one)
        _, begin, _ = analysed(one)
        _, seconds, peak = analysed(folder)
        report("analysis: words an article", words / count, "words")
        report("analysis: processor time an article", (seconds - begin) / (count - 1), "s")
        report("analysis: the same for a thousand words", 1000 * (seconds - begin) / words, "s")
        report("analysis: until the first article", begin, "s")
        report("analysis: largest process", peak / 1e6, "MB")


def lengths(library: Path) -> None:
    paragraphs = "\n\n".join(path.read_text("utf-8") for path in texts_of(library)[:2000])
    for size in (SHORT, LONG):
        with TemporaryDirectory() as folder:
            text = (paragraphs * (size // len(paragraphs) + 1))[:size]
            (Path(folder) / "long.txt").write_text(text, "utf-8")
            facts, seconds, peak = analysed(Path(folder))
            assert facts["failed"] == 0
            report(f"an article of {size / 1e6:.2f} MB: processor time", seconds, "s")
            report(f"an article of {size / 1e6:.2f} MB: largest process", peak / 1e6, "MB")


class Known(Executor):
    """Finds at once what was found before."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.versions = {name: entry.version for name, entry in library.entries.items()}

    def submit(self, fn: object, /, *args: Any, **kwargs: Any) -> Future[list[Answer]]:  # type: ignore[override]
        """Answer."""
        future: Future[list[Answer]] = Future()
        future.set_result([self._found(article) for article in args[1]])
        return future

    def _found(self, article: Article) -> Findings:
        found = self.library.cache.get(self.versions[article.id])
        assert found is not None
        return found


@contextmanager
def processor() -> Iterator[list[float]]:
    """Give a list that holds the processor time of this process afterwards."""
    used: list[float] = []
    begin = time.process_time()
    yield used
    used.append(time.process_time() - begin)


def the_rest(source: Path) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "library"
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".onrecord"))
        known = Library.open([source], read_only="it is measured with")
        known.scan()
        library = Library.open([folder])
        session = Session(library, Indexer(library, Workers(MODEL, 1, Known(known))))
        count = len(known.entries)
        with processor() as scanned:
            library.scan()
        report("taking an article in (reading, hashing)", 1000 * scanned[0] / count, "ms")
        session.indexer.knits_last = True
        steps = {"kept": 0.0}
        before = session.indexer._knit_together

        def knit(shelf: Any) -> None:
            steps["kept"] = time.process_time()
            before(shelf)
            steps["knit"] = time.process_time()

        session.indexer._knit_together = knit  # type: ignore[method-assign]
        begin = time.process_time()
        session.finish()
        report("keeping its findings", 1000 * (steps["kept"] - begin) / count, "ms")
        report(f"actors, dates and links of {count:,}, an article",
               1000 * (steps["knit"] - steps["kept"]) / count, "ms")  # fmt: skip
        session._search_indexer.wait(600)
        session.close()
        known.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        report("memory of the command at the end, an article", peak * 1.024 / count, "kB")
        text = sum(path.stat().st_size for path in texts_of(folder))
        report("disk: the texts themselves, an article", text / count / 1000, "kB")
        for name, files in on_disk(folder / ".onrecord").items():
            size, blocks = (sum(x) for x in zip(*files, strict=True))
            report(f"disk: {name}, an article", size / count / 1000, "kB")
            report(f"disk: {name}, an article, in blocks", blocks / count / 1000, "kB")


def on_disk(home: Path) -> dict[str, list[tuple[int, int]]]:
    """Return the bytes of each file and those of its blocks, by what it is."""
    found: dict[str, list[tuple[int, int]]] = {}
    for path in home.rglob("*"):
        if path.is_file():
            deep = len(path.relative_to(home).parts) == 3
            stat = path.stat()
            name = "findings" if deep else path.relative_to(home).as_posix()
            found.setdefault(name, []).append((stat.st_size, stat.st_blocks * 512))
    return found


def nothing(model: str, articles: Sequence[Article]) -> list[Answer]:
    return [Findings() for _ in articles]


def scheduler() -> None:
    from onrecord.tui.session.cluster import Cluster

    address = "tcp://127.0.0.1:8791"
    begin = partial(subprocess.Popen, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    module = [sys.executable, "-m"]
    quiet = ["--no-dashboard"]
    where = ["--host", "127.0.0.1", "--port", "8791"]
    processes = [begin([*module, "distributed.cli.dask_scheduler", *where, *quiet])]
    processes += [
        begin([*module, "distributed.cli.dask_worker", address, "--nthreads", "1", *quiet])
        for _ in range(2)
    ]
    try:
        cluster = Cluster(address, MODEL, print)
        while cluster.width < 2:
            time.sleep(0.2)
        articles = [Article(str(n), "word " * 700) for n in range(BATCH)]
        wait([cluster.submit(nothing, MODEL, articles) for _ in range(20)])
        before = used_by(processes[0].pid)
        with processor() as own:
            wait([cluster.submit(nothing, MODEL, articles) for _ in range(BATCHES)])
        there = used_by(processes[0].pid) - before
        report("scheduler: processor time a batch of eight", 1000 * there / BATCHES, "ms")
        report("the command: the same", 1000 * own[0] / BATCHES, "ms")
        cluster.shutdown()
    finally:
        for process in processes:
            process.terminate()


def used_by(pid: int) -> float:
    """Return the processor seconds of a process, as Linux tells them."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

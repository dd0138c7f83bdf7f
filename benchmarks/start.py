"""What a person waits for: ``onrecord FOLDER`` in a terminal, until the list is painted.

    python -m benchmarks.start [--articles 10000] [--runs 10]

A folder of small articles, nine tenths of them in files of their own, the others in one of JSON
lines, is read and analysed beforehand (with made-up findings): all is in the store.  Then the
program is started as a person starts it, in a pseudo-terminal of 140 x 40, and its output is read
until the title of an article stands in it.  The figures include Python itself, every import, the
library and the widgets; they are compared with an empty Textual app in the same terminal, until
that has written its screen.  Both begin with warm caches of the disk.

*wall* is what the person waits, *CPU* what the process and its threads have used by then, *others*
what its child processes have; all in milliseconds, the least and the median of the runs.  Compiled
modules have to be there (``python -m compileall``), as an installer makes them.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.analysis import layout
from onrecord.analysis.types import (
    ActorKind,
    Findings,
    LocalActor,
    Mention,
    MentionForm,
    Published,
    Quotation,
    QuotationKind,
)
from onrecord.store.library.library import Library

SIZE = (40, 140)
TITLE = "Harbour"
"""A word of every title, and of nothing else on the screen."""
EMPTY = "from textual.app import App; App().run()"
WRITTEN = 3_000
"""Bytes that an empty app has written once its screen is there."""
PATIENCE = 60.0

WHAT = ("wall", "CPU", "others")
Start = tuple[float, float, float]
"""Wall time, CPU time, CPU time of the children, in milliseconds."""


def text_of(number: int) -> str:
    """Return a made-up article."""
    day = f"20{number % 30:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return (
        f"date {day}\n{TITLE} of Tesk stays open to ship {number}\n\nThe canal will stay open to "
        "every ship, Minister Ana Brodin said on Tuesday.\n\n“We have nothing to hide,” she said.\n"
    )


def made(folder: Path, articles: int) -> None:
    """Make a library of so many articles, all of them known and analysed."""
    alone = articles * 9 // 10
    for number in range(alone):
        path = folder / f"{number // 500:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text_of(number), "utf-8")
    rows = ({"id": str(n), "text": text_of(n), "source": "Wire"} for n in range(alone, articles))
    (folder / "wire.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    library = Library.open([folder])
    library.scan()
    for name, entry in library.entries.items():
        library.keep(name, _findings(library.article(name).text, entry.stated))
    time.sleep(2.1)  # files that have just been written are read again at the next look
    library.scan()
    library.close()


def _findings(text: str, stated: Published) -> Findings:
    speaker, start = text.index("Ana Brodin"), text.index("“")
    named = (speaker, speaker + len("Ana Brodin"))
    return Findings(
        blocks=layout.blocks(text),
        actors=(LocalActor("Ana Brodin", ActorKind.PERSON),),
        mentions=(Mention(*named, MentionForm.NAME, 0),),
        quotations=(
            Quotation(start, text.index("”") + 1, QuotationKind.DIRECT, None, named, 0, (), 0.9),
        ),
        published=stated,
    )


def started(arguments: list[str], shown: str, home: Path) -> Start:
    """Start a program in a terminal and return what it took until this was shown."""
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": str(home)}
        os.execv(sys.executable, [sys.executable, *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    written = b""
    try:
        while not (shown.encode() in written if shown else len(written) > WRITTEN):
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError(f"nothing was painted: {written[-500:]!r}")
            if select.select([terminal], [], [], 1)[0]:
                written += os.read(terminal, 1 << 16)
        wall = time.perf_counter() - begun
        return 1000 * wall, _used(pid), sum(map(_used, _children(pid)))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def _used(pid: int) -> float:
    """Return the CPU milliseconds of a process and its threads (proc(5), ``schedstat``)."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in threads) / 1e6


def _children(pid: int) -> Iterator[int]:
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        yield from map(int, thread.read_text().split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        os.environ["HOME"] = place
        folder = home / "articles"
        made(folder, options.articles)
        empty, ours = ["-c", EMPTY], ["-m", "onrecord", str(folder)]
        runs: dict[str, list[Start]] = {"an empty app": [], f"{options.articles:,} articles": []}
        for number in range(options.runs + 1):
            for name, arguments, shown in zip(runs, (empty, ours), ("", TITLE), strict=True):
                took = started(arguments, shown, home)
                if number:  # the first one warms the disk's caches
                    runs[name].append(took)
    floor = _least(runs["an empty app"])
    for name, all_took in runs.items():
        print(name)
        middle = (statistics.median(column) for column in zip(*all_took, strict=True))
        for what, least, usual, low in zip(WHAT, _least(all_took), middle, floor, strict=True):
            times = f"  ({least / low:.2f} x)" if low else ""
            print(f"  {what:<7}{least:6.0f} {usual:6.0f}{times}")


def _least(runs: list[Start]) -> list[float]:
    return [min(column) for column in zip(*runs, strict=True)]


if __name__ == "__main__":
    main()

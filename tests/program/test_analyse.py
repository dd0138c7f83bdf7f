"""A library analysed without a screen: killed it goes on; a poisoned article stops nobody else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.store.library.library import Library

from ..terminal.running import PROGRAM, ROOT, environment, onrecord
from . import fragile

PAGE = """<html><head><title>Page {n}</title></head><body><article><h1>Page {n}</h1>
<p>Number{n} of the pages from the harbour of Tesk tells what was said there.</p>
<p>“The gate stays open,” said the harbour master, who had counted {n} ships by noon.</p>
</article></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Where the fragile pipeline is installed."""
    return fragile.install(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    return folder


def write(folder: Path, count: int, words: str = "", **more: str) -> None:
    """Write articles that begin with their number; ``more`` are words by name of an article."""
    for number in range(count):
        name = f"N{number:02}"
        (folder / f"{name}.txt").write_text(f"{name} {more.get(name, words)}\n", "utf-8")


def modules(site: Path) -> str:
    """Return the module path with the fragile pipeline."""
    return os.pathsep.join([str(ROOT), str(site)])


def analyse(folder: Path, site: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the command with two workers to its end."""
    asked = ("--model", fragile.NAME, "--workers", "2", *more)
    return onrecord("analyse", folder, *asked, home=site.parent, PYTHONPATH=modules(site))


def summary(folder: Path, site: Path, *more: str) -> Any:
    """Run the command; return its summary."""
    done = analyse(folder, site, "--json", *more)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def begun(folder: Path, site: Path) -> subprocess.Popen[str]:
    """Begin the command in a process group of its own, with one worker."""
    return subprocess.Popen(
        [*PROGRAM, "analyse", folder, "--model", fragile.NAME, "--workers", "1"],
        env=environment(site.parent, PYTHONPATH=modules(site)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def kept(folder: Path, what: str) -> dict[Path, int]:
    """Return the files of a kind that are kept, each with when it was written."""
    return {path: path.stat().st_mtime_ns for path in (folder / ".onrecord").glob(what)}


def listed(folder: Path, site: Path) -> dict[str, str]:
    """Return what `onrecord problems` lists, by where it is."""
    asked = ("problems", folder, "--json", "--model", fragile.NAME)
    done = onrecord(*asked, home=site.parent, PYTHONPATH=modules(site))
    told = map(json.loads, done.stdout.splitlines())
    return {problem["where"]: problem["message"] for problem in told}


FINDINGS, TEXTS = "cache/*/*.json", "texts/*.texts"


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_what_is_done_is_not_done_again(folder: Path, site: Path, sign: signal.Signals) -> None:
    """Killed or stopped in the middle, it goes on; nothing finished is read a second time."""
    write(folder, 12, "SLOW words.")
    with begun(folder, site) as process:
        until(lambda: len(kept(folder, FINDINGS)) >= 4)
        os.kill(process.pid, sign)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == (-sign if sign is signal.SIGKILL else 130), said
    before = kept(folder, FINDINGS)
    assert 4 <= len(before) < 12
    facts = summary(folder, site)
    assert (facts["analysed"], facts["new"], facts["failed"]) == (12, 12 - len(before), 0)
    after = kept(folder, FINDINGS)
    assert {path: after[path] for path in before} == before
    times = fragile.read(site)
    assert len(times) == 12
    assert sum(times.values()) <= 12 + 1, "what was under way with the one worker, at most"


def test_pages_are_not_read_again_after_a_kill(folder: Path, site: Path) -> None:
    """What was made of pages before a kill in the middle of reading them is kept and used."""
    for number in range(80):
        (folder / f"{number:02}.html").write_text(PAGE.format(n=number), "utf-8")
    with begun(folder, site) as process:
        until(lambda: len(kept(folder, TEXTS)) >= 3)
        process.kill()
        process.communicate(timeout=60)
    before = kept(folder, TEXTS)
    assert 3 <= len(before) < 80, "it was killed while pages were read"
    assert summary(folder, site)["analysed"] == 80
    after = kept(folder, TEXTS)
    assert len(after) == 80
    assert {path: after[path] for path in before} == before


def test_an_article_that_kills_its_worker(folder: Path, site: Path) -> None:
    """It is tried twice and marked, no other is; it is not tried again until that is asked for."""
    write(folder, 16, "Plain words.", N05="DEADLY words.", N11="POISONOUS words.")
    facts = summary(folder, site)
    assert (facts["articles"], facts["analysed"], facts["failed"]) == (16, 14, 2)
    assert fragile.read(site)["N05"] == 2
    problems = listed(folder, site)
    assert problems.keys() == {"N05.txt", "N11.txt"}
    assert "out of memory?" in problems["N05.txt"] and "add up" in problems["N11.txt"]
    again = analyse(folder, site)
    assert again.returncode == 1 and "14 of 16 articles analysed, 0 of them now" in again.stdout
    assert fragile.read(site)["N05"] == 2
    (folder / "N05.txt").write_text("N05 Other words.\n", "utf-8")
    assert summary(folder, site)["failed"] == 1, "another text is another matter"
    assert summary(folder, site, "--again")["failed"] == 1
    assert fragile.read(site)["N11"] == 4, "once among others and once alone, two times"


def test_it_is_refused_where_nothing_could_be_kept(folder: Path, site: Path) -> None:
    """A library that is open elsewhere is told so at once; nothing is analysed in vain."""
    write(folder, 1, "Plain words.")
    library = Library.open([folder])
    try:
        done = analyse(folder, site)
    finally:
        library.close()
    assert done.returncode == 1 and "open in process" in done.stderr
    assert not fragile.read(site)

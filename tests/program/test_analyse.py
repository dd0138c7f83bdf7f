"""A library analysed without a screen: killed it goes on; a poisoned article stops nobody else."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from onrecord.store.library.library import Library

from . import fragile

PAGE = """<html><head><title>Page {n}</title></head><body><article><h1>Page {n}</h1>
<p>Number{n} of the pages from the harbour of Tesk tells what was said there.</p>
<p>“The gate stays open,” said the harbour master, who had counted {n} ships by noon.</p>
</article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    return folder


MANY = 40
"""Articles that take a slow worker 12 s: a busy machine looks in before they are done."""


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_what_is_done_is_not_done_again(folder: Path, site: Path, sign: signal.Signals) -> None:
    """Killed or stopped in the middle, it goes on; nothing finished is read a second time."""
    fragile.write(folder, MANY, "Plain words.")
    with fragile.begun(folder, site, SLOWLY="yes") as process:
        fragile.until(lambda: len(fragile.kept(folder, fragile.FINDINGS)) >= 4)
        os.kill(process.pid, sign)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == (-sign if sign is signal.SIGKILL else 130), said
    before = fragile.kept(folder, fragile.FINDINGS)
    assert 4 <= len(before) < MANY
    facts = fragile.summary(folder, site)
    assert (facts["analysed"], facts["new"], facts["failed"]) == (MANY, MANY - len(before), 0)
    after = fragile.kept(folder, fragile.FINDINGS)
    assert {path: after[path] for path in before} == before
    times = fragile.read(site)
    assert len(times) == MANY
    assert sum(times.values()) <= MANY + 1, "what was under way with the one worker, at most"


def test_pages_are_not_read_again_after_a_kill(folder: Path, site: Path) -> None:
    """What was made of pages before a kill in the middle of reading them is kept and used."""
    for number in range(80):
        (folder / f"{number:02}.html").write_text(PAGE.format(n=number), "utf-8")
    with fragile.begun(folder, site) as process:
        fragile.until(lambda: len(fragile.kept(folder, fragile.TEXTS)) >= 3)
        process.kill()
        process.communicate(timeout=60)
    before = fragile.kept(folder, fragile.TEXTS)
    assert 3 <= len(before) < 80, "it was killed while pages were read"
    assert fragile.summary(folder, site)["analysed"] == 80
    after = fragile.kept(folder, fragile.TEXTS)
    assert len(after) == 80
    assert {path: after[path] for path in before} == before


def test_an_article_that_kills_its_worker(folder: Path, site: Path) -> None:
    """It is tried twice and marked, no other is; it is not tried again until that is asked for."""
    fragile.write(folder, 16, "Plain words.", N05="DEADLY words.", N11="POISONOUS words.")
    facts = fragile.summary(folder, site, "--workers", "2")
    assert (facts["articles"], facts["analysed"], facts["failed"]) == (16, 14, 2)
    assert fragile.read(site)["N05"] == 2
    problems = fragile.listed(folder, site)
    assert problems.keys() == {"N05.txt", "N11.txt"}
    assert "out of memory?" in problems["N05.txt"] and "add up" in problems["N11.txt"]
    again = fragile.analyse(folder, site)
    assert again.returncode == 1 and "14 of 16 articles analysed, 0 of them now" in again.stdout
    assert fragile.read(site)["N05"] == 2
    (folder / "N05.txt").write_text("N05 Other words.\n", "utf-8")
    assert fragile.summary(folder, site)["failed"] == 1, "another text is another matter"
    assert fragile.summary(folder, site, "--again")["failed"] == 1
    assert fragile.read(site)["N11"] == 4, "once among others and once alone, two times"


def test_an_article_over_which_the_analysis_hangs(folder: Path, site: Path) -> None:
    """It is given up after its time, though Python itself stands still; the others go on."""
    fragile.write(folder, 6, "Plain words.", N02="ENDLESS words.")
    done = fragile.analyse(folder, site, IMPATIENT="yes")
    assert "5 of 6 articles analysed" in done.stdout, done.stderr
    assert "Traceback" not in done.stderr and "hread 0x" not in done.stderr
    assert fragile.read(site)["N02"] == 2
    assert "it hung" in fragile.listed(folder, site)["N02.txt"]


def test_it_is_refused_where_nothing_could_be_kept(folder: Path, site: Path) -> None:
    """A library that is open elsewhere is told so at once; nothing is analysed in vain."""
    fragile.write(folder, 1, "Plain words.")
    library = Library.open([folder])
    try:
        done = fragile.analyse(folder, site)
    finally:
        library.close()
    assert done.returncode == 1 and "held by another onrecord (process" in done.stderr
    assert not fragile.read(site)

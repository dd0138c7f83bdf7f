"""A library analysed by a spaCy pipeline that dies, fails, hangs or is slow over words in a text.

It is installed in a folder, and keeps the first word of each text that it reads, to be counted.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..terminal.running import PROGRAM, ROOT, environment, onrecord

NAME = "fragile_pipeline"

_CODE = """
import ctypes, os, signal, time
from pathlib import Path

import spacy
from spacy.language import Language

from onrecord.analysis.pipeline import analyse
from onrecord.analysis.types import Article
from onrecord.tui.session import workers

if "IMPATIENT" in os.environ:
    workers.SECONDS = 6.0  # what is imported with the first text takes a part of it

LOG = Path(__file__).parents[1] / "read.log"


@Language.component("fragile")
def fragile(doc):
    if doc.text == "warm":
        return doc
    with LOG.open("a") as log:
        log.write(doc.text.split()[0] + "\\n")
    if "DEADLY" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "POISONOUS" in doc.text:
        raise ArithmeticError("it does not add up")
    if "ENDLESS" in doc.text:
        ctypes.PyDLL(None).sleep(600)  # as a regular expression does, it lets nobody else run
    if "SLOWLY" in os.environ:
        time.sleep(0.3)
    return doc


def load(**overrides):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("fragile")
    analyse(nlp, Article("warm", "warm"))  # what is imported for it takes a starved machine seconds
    return nlp
"""


FINDINGS, TEXTS = "cache/*/*.json", "texts/*.texts"


def install(folder: Path) -> Path:
    """Install it below a folder; return what belongs on the module path."""
    site = folder / "site"
    package, facts = site / NAME, site / f"{NAME}-1.0.dist-info"
    package.mkdir(parents=True)
    facts.mkdir()
    (package / "__init__.py").write_text(_CODE, "utf-8")
    (package / "meta.json").write_text("{}", "utf-8")  # by which a package is one of spaCy's
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n", "utf-8")
    return site


def read(site: Path) -> Counter[str]:
    """Return how often each text was read, by its first word."""
    log = site / "read.log"
    return Counter(log.read_text("utf-8").split()) if log.exists() else Counter()


def write(folder: Path, count: int, words: str = "", **more: str) -> None:
    """Write articles that begin with their number; ``more`` are words by name of an article."""
    for number in range(count):
        name = f"N{number:02}"
        (folder / f"{name}.txt").write_text(f"{name} {more.get(name, words)}\n", "utf-8")


def modules(site: Path) -> str:
    """Return the module path with the fragile pipeline."""
    return os.pathsep.join([str(ROOT), str(site)])


def analyse(
    folder: Path, site: Path, *more: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, with one worker unless told."""
    asked = ("--model", NAME, "--workers", "1", *more)
    return onrecord(
        "analyse", folder, *asked, home=site.parent, PYTHONPATH=modules(site), **variables
    )


def summary(folder: Path, site: Path, *more: str) -> Any:
    """Run the command; return its summary."""
    done = analyse(folder, site, "--json", *more)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def begun(folder: Path, site: Path, *more: str, **variables: str) -> subprocess.Popen[str]:
    """Begin the command in a process group of its own, with one worker."""
    return subprocess.Popen(
        [*PROGRAM, "analyse", folder, "--model", NAME, "--workers", "1", *more],
        env=environment(site.parent, PYTHONPATH=modules(site), **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # What is begun in the background by a shell inherits that ctrl+c is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
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
    asked = ("problems", folder, "--json", "--model", NAME)
    done = onrecord(*asked, home=site.parent, PYTHONPATH=modules(site))
    told = map(json.loads, done.stdout.splitlines())
    return {problem["where"]: problem["message"] for problem in told}

"""Importing the program costs nothing that is not needed yet, and works in any order."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("tui", "store", "analysis")
HEAVY = {"spacy", "thinc", "numpy", "sklearn", "lightgbm", "pandas"}

LATE = {
    "onrecord.analysis.layout": "the first text",
    "concurrent.futures.process": "the first article to analyse",
    "importlib.metadata": "--version",
    "multiprocessing": "the first article to analyse",
    "rapidfuzz": "notes whose words have changed",
    "sqlite3": "the thread that keeps the index",
    "onrecord.store.library.readers.text": "the first look at the files",
    "onrecord.store.search": "the first search",
    "textual.widgets._text_area": "the first memo",
    "tomllib": "a person's own keys",
    "onrecord.tui.session.clipboard": "the first copy",
    "onrecord.tui.reader.screens.view": "the first view",
    "webbrowser": "the first address",
}
"""What the painted list does without, and what it is imported with."""

_ALL = "import sys; [__import__(n) for n in sys.argv[1:]]; print(*sys.modules)"
_TOGETHER = """
import sys
from contextlib import suppress
for name in sys.argv[1:]:
    with suppress(ImportError):
        __import__(name)
print(*sys.modules)
"""
_ALONE = """
import json, os, sys, traceback
from contextlib import suppress
shared, *names = sys.argv[1:]
for name in shared.split():  # of others: imported once, inherited by every fork
    with suppress(ImportError):
        __import__(name)
for name in names:
    sys.stdout.flush()
    if (child := os.fork()) == 0:
        error = ""
        try:
            __import__(name)
        except BaseException:
            error = traceback.format_exc(limit=-3)
        print(json.dumps({"module": name, "error": error}), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


def python(code: str, *arguments: str) -> str:
    """Run code in a fresh interpreter that finds the project only; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def modules(*floors: str) -> list[str]:
    """Return the dotted names of all modules of these floors, or of all three."""
    names = []
    for floor in floors or FLOORS:
        for path in sorted((ROOT / "src" / "onrecord" / floor).rglob("*.py")):
            parts = path.relative_to(ROOT / "src" / "onrecord").with_suffix("").parts
            own = parts[:-1] if parts[-1] == "__init__" else parts
            names.append(".".join(("onrecord", *own)))
    return names


@pytest.mark.parametrize(
    "name",
    [
        "onrecord.tui",
        "onrecord.tui.cli.main",
        "onrecord.tui.reader.app",
        "onrecord.tui.session.session",
        "onrecord.store",
    ],
)
def test_the_screen_is_there_before_the_language_pipeline(name: str) -> None:
    """What the first screen needs imports neither spaCy nor numpy."""
    loaded = json.loads(
        python("import importlib, json, sys; importlib.import_module(sys.argv[1]);"
               "print(json.dumps(list(sys.modules)))", name)
    )  # fmt: skip
    assert name in loaded
    assert not HEAVY & set(loaded)


def test_the_command_line_does_not_import_the_screen() -> None:
    """`onrecord --help` and the filter work without Textual."""
    loaded = python(
        "import sys; from onrecord.tui.cli.main import build_parser;"
        "build_parser(); print(*sys.modules)"
    ).split()
    assert "onrecord.tui.cli.main" in loaded
    assert not {"textual", "rich", "tinydb"} & set(loaded)


def test_the_first_paint_waits_for_what_it_shows_alone() -> None:
    """What comes later is imported later: a person waits for each of these a few milliseconds."""
    loaded = python(
        "import sys, onrecord.tui.session.session, onrecord.tui.reader.app;"
        "from onrecord.tui.cli.main import build_parser;"
        "from onrecord.tui.reader.actions import every;"
        "build_parser(); every(); print(*sys.modules)"
    ).split()
    assert {
        "onrecord.tui.reader.screens.reader",
        "onrecord.tui.reader.widgets.article",
        "onrecord.tui.reader.actions.move",
    } <= set(loaded)
    assert LATE.keys() & set(loaded) == set()


@pytest.mark.slow
def test_each_module_imports_alone() -> None:
    """No module needs another one to have been imported before it: a process of its own for each.

    That modules import in no circle (`test_architecture.py`) says nearly the same, and at once.
    """
    rows: list[dict[str, Any]] = []
    for floors in (("analysis",), ("store", "tui")):
        names = modules(*floors)
        may = HEAVY if "analysis" in floors else set()
        shared = [
            name
            for name in python(_TOGETHER, *names).split()
            if name.split(".")[0] not in (HEAVY - may) | {"onrecord", "__main__"}
        ]
        rows += map(json.loads, python(_ALONE, " ".join(shared), *names).splitlines())
    assert {row["module"] for row in rows} == set(modules())
    assert {row["module"]: row["error"] for row in rows if row["error"]} == {}


def test_no_module_above_the_analysis_brings_spacy() -> None:
    """Every module of tui and store is cheap, not only the first ones, and can be imported."""
    loaded = set(python(_ALL, *modules("store", "tui")).split())
    assert loaded >= set(modules("store", "tui"))
    assert not HEAVY & loaded


def test_the_store_knows_no_terminal() -> None:
    """Using the store as a library imports neither Textual nor Rich."""
    loaded = set(python(_ALL, *modules("store")).split())
    assert loaded >= set(modules("store"))
    assert not {"textual", "rich"} & loaded

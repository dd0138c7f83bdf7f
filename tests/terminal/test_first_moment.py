"""Ctrl+C before the program has imported its own modules."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.tui.cli import outcome

from .running import PROGRAM, ROOT, environment

INTERRUPTED = """\
import os, signal, sys

class Interrupt:
    def find_spec(self, name, *_):
        if name == os.environ["AT"]:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupt())
"""
"""Python imports this by itself at its start: an interrupt as a module begins to be imported."""


@pytest.fixture
def script(tmp_path: Path) -> list[str]:
    """The command as an installer writes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["scripts"]["onrecord"].partition(":")
    file = tmp_path / "onrecord"
    file.write_text(f"import sys\nfrom {module} import {name}\nsys.exit({name}())\n")
    return [sys.executable, str(file)]


def interrupted(
    program: Sequence[str], at: str, home: Path, handling: signal.Handlers = signal.SIG_DFL
) -> subprocess.CompletedProcess[str]:
    """Run the program, which gets SIGINT as it begins to import a module."""
    (home / "sitecustomize.py").write_text(INTERRUPTED)
    variables = environment(home, AT=at)
    variables["PYTHONPATH"] = os.pathsep.join([str(home), variables["PYTHONPATH"]])
    return subprocess.run(
        [*program, "--help"], env=variables, cwd=home, capture_output=True, text=True,
        timeout=120, check=False, preexec_fn=lambda: signal.signal(signal.SIGINT, handling),
    )  # fmt: skip


MOMENTS = [
    "onrecord.tui.cli",
    "onrecord.tui.cli.main",
    "onrecord.store.errors",
    "onrecord.tui.cli.outcome",
    "onrecord.tui.cli.work_commands",
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_while_modules_are_imported_shows_no_traceback(
    moment: str, script: list[str], home: Path
) -> None:
    """Both ways to start it end at once, without a word, with the status of what is interrupted."""
    for program in (script, PROGRAM):
        done = interrupted(program, moment, home)
        assert (done.returncode, done.stdout, done.stderr) == (outcome.STOPPED, "", "")


def test_an_interrupt_that_is_ignored_stays_so(home: Path) -> None:
    """Who starts it behind `trap '' INT`, or in the background, is not interrupted."""
    done = interrupted(PROGRAM, MOMENTS[1], home, signal.SIG_IGN)
    assert done.returncode == 0, done.stderr
    assert "usage: onrecord" in done.stdout

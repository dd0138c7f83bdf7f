"""How tests run the program: as a person with an empty home directory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "onrecord"]
ARTICLES = 22
COLD = "It is cold, Ines Valtorp said on Monday."


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the variables of a person who has never used the program."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), kept.get("PYTHONPATH")])),
        **more,
    }


def onrecord(*arguments: str | Path, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command without a terminal."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        env=environment(home, **more),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


def quotes(folder: Path, home: Path) -> list[dict]:
    """Return the quotations of a folder with the person's work, as the command line tells them."""
    done = onrecord("quotes", folder, "--json", home=home)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]

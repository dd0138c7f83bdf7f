"""What tests of several areas share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What `onrecord demo` prints in a pipe, and the folder that it has laid out and analysed."""
    home = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "demo"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "XDG_DATA_HOME": str(home),
            "LANG": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = [path.parent for path in home.rglob(".onrecord")]
    assert len(found) == 1, "one folder holds the dossier"
    return done.stdout, found[0]


@pytest.fixture(scope="session")
def analysed_dossier(demo: tuple[str, Path]) -> Path:
    """The sample dossier, analysed by the program itself.  Copy it before working on it."""
    return demo[1]

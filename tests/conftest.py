"""What tests of several areas share."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def analysed_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dossier, analysed once by the program itself.  Copy it before changing it."""
    folder = tmp_path_factory.mktemp("analysed") / "Halvar"
    shutil.copytree(ROOT / "store" / "dossier", folder)
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "quotes", folder, "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder.parent)},
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return folder

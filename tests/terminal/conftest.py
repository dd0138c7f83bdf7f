"""A home and a folder to work in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home directory."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def folder(analysed_dossier: Path, tmp_path: Path) -> Path:
    """A copy of the analysed dossier to work on."""
    return Path(shutil.copytree(analysed_dossier, tmp_path / "Halvar"))

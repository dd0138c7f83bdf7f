"""A home and a folder to work in, and commands that cost no process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from onrecord.tui.cli import main as cli

from ..program import fragile
from .running import COLD

Called = Callable[..., CompletedProcess[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home directory."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def folder(analysed_dossier: Path, tmp_path: Path) -> Path:
    """A copy of the analysed dossier to work on."""
    return Path(shutil.copytree(analysed_dossier, tmp_path / "Halvar"))


@pytest.fixture
def called(
    home: Path,
    in_this_process: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Called:
    """Run a command in this process: what it prints, and its status, for less than a start."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / ".local"))

    def run(*arguments: object) -> CompletedProcess[str]:
        given = [str(argument) for argument in arguments]
        capsys.readouterr()
        try:
            status = cli.main(given)
        except SystemExit as end:
            status = int(end.code or 0)
        return CompletedProcess(given, status, *capsys.readouterr())

    return run


@pytest.fixture
def cold(called: Called, tmp_path: Path) -> Path:
    """A folder with an article that has been analysed."""
    (tmp_path / "a.txt").write_text(COLD)
    assert called("quotes", tmp_path).returncode == 0
    return tmp_path


@pytest.fixture
def blank(tmp_path: Path) -> dict[str, str]:
    """The variables under which a pipeline is there at once, and finds little."""
    site = fragile.install(tmp_path)
    return {"ONRECORD_MODEL": fragile.NAME, "PYTHONPATH": fragile.modules(site)}

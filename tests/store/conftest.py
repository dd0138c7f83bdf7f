"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.store.library.library import Library

from .samples import TEXT


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """The user's data folder."""
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(
        "date 2026-03-02 Another quiet day in port. “No comment,” said nobody.\n", "utf-8"
    )
    return folder


@pytest.fixture
def opened(folder: Path, data_dir: Path) -> Callable[[], Library]:
    """Open the library of the folder and look at its files."""

    def opened() -> Library:
        library = Library.open([folder], data_dir=data_dir)
        library.scan()
        return library

    return opened

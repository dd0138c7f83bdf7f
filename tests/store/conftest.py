"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from onrecord.store.errors import StoreError
from onrecord.store.library.library import Library
from onrecord.store.notebook.undo_log import UndoLog

from .samples import TEXT


@pytest.fixture(autouse=True)
def _closed_afterwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every library and notebook that a test leaves open: each holds some files."""
    left: list[Library | UndoLog] = []
    for kind in (Library, UndoLog):
        monkeypatch.setattr(kind, "__init__", _remembering(kind.__init__, left))
    yield
    monkeypatch.undo()
    for each in left:
        with suppress(OSError, StoreError, AttributeError):  # one may not have been made
            each.close()


def _remembering(made: Callable[..., None], left: list[Any]) -> Callable[..., None]:
    def remembered(it: object, *given: object, **named: object) -> None:
        left.append(it)
        made(it, *given, **named)

    return remembered


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

"""A library on real files, analysed by the real analysis in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from onrecord.analysis.pipeline import MODEL
from onrecord.analysis.types import Article
from onrecord.store.library.library import Library
from onrecord.tui.session import workers
from onrecord.tui.session.indexer import Indexer
from onrecord.tui.session.session import Session
from onrecord.tui.session.workers import Workers

from . import fragile

FIRST = """date 2023-05-02
Brodin says the harbour stays open

The harbour of Tesk will stay open to all ships, Foreign Minister Ana Brodin said on Tuesday.

“We have nothing to hide,” she told reporters. “Let them come and look.”
"""
SECOND = """date 2023-05-04
Orland answers

In response to Ana Brodin, the Orlandic ambassador Piet Haller said that the harbour of Tesk \
was closed to his country's ships.

“We looked, and the gate was shut,” Haller said.
"""

Opener = Callable[..., Session]


@pytest.fixture(autouse=True)
def analysed_here(in_this_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for processes, unless they are what it is about; a text is read once."""
    monkeypatch.setattr(workers, "analyse", lambda model, given: [_read(model, it) for it in given])


_analyse = workers.analyse


@cache
def _read(model: str, article: Article) -> workers.Answer:
    return _analyse(model, [article])[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two articles."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return where the fragile pipeline is installed."""
    return fragile.install(tmp_path)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Return what opens sessions; they are closed in the end."""
    pool = ThreadPoolExecutor(1)
    sessions: list[Session] = []

    def open_session(folder: Path, wait: bool = True) -> Session:
        library = Library.open([folder], data_dir=tmp_path / "data", model=MODEL)
        session = Session(library, Indexer(library, Workers(MODEL, 1, pool)))
        sessions.append(session)
        if wait:
            session.finish()
        return session

    yield open_session
    for session in sessions:
        session.close()
    pool.shutdown()


@pytest.fixture
def both(folder: Path, opened: Opener, tmp_path: Path) -> tuple[Path, Path]:
    """Return two folders with the same articles, analysed."""
    opened(folder).close()
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    return folder, other

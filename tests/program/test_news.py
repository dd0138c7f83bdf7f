"""Saved searches tell what is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import SECOND, Opener
from .test_exchange import run


def test_a_search_tells_what_it_had_not_found(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first look begins the watch; then only what is new is told, once, or again if kept."""
    session = opened(folder)
    session.changes.do(lambda book: book.searches.save("gate", "gate"))
    session.changes.do(lambda book: book.searches.save("haller", "speaker:haller"))
    session.close()
    status, out, _ = run(capsys, "news", folder)
    assert status == 0 and "gate: 1 passage, watched from now on" in out
    assert run(capsys, "news", folder)[1] == ""
    text = SECOND.replace("the gate was shut", "the gate is shut for good, and the lamp is out")
    (folder / "third.txt").write_text(text.replace("2023-05-04", "2023-05-09"), "utf-8")
    status, out, _ = run(capsys, "news", folder, "gate", "--keep")
    assert status == 0 and "gate: 1 new" in out and "third.txt" in out and "haller" not in out
    assert "gate: 1 new" in run(capsys, "news", folder)[1]
    assert run(capsys, "news", folder)[1] == ""
    status, _, error = run(capsys, "news", folder, "nonsense")
    assert status == 1 and "there are gate, haller" in error

"""Saved searches tell what is new."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import pytest

from onrecord.store.search import parse
from onrecord.tui.cli.search import hits_of

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


@pytest.mark.parametrize("query", ["gate", "speaker:haller"])
def test_what_was_seen_is_no_news_under_another_name(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str], query: str
) -> None:
    """Nor in a copy that is the first now, nor in a text that was altered elsewhere."""
    session = opened(folder)
    session.changes.do(lambda book: book.searches.save("watched", query))
    session.close()
    assert "watched from now on" in run(capsys, "news", folder)[1]
    second = folder / "second.txt"
    (folder / "0.txt").write_text(SECOND, "utf-8")
    assert run(capsys, "news", folder)[1] == ""
    second.unlink()
    assert run(capsys, "news", folder)[1] == ""
    (folder / "0.txt").rename(folder / "named anew.txt")
    assert run(capsys, "news", folder)[1] == ""
    (folder / "named anew.txt").write_text(f"{SECOND}\nThe wind has turned.\n", "utf-8")
    assert run(capsys, "news", folder)[1] == ""


def test_what_an_older_version_had_seen_is_no_news(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """It knew passages by the name of their article, also where a copy is the first now."""
    session = opened(folder)
    session.changes.do(lambda book: book.searches.save("gate", "gate"))
    session.search.wait()
    [hit] = hits_of(session, parse("gate"))
    told = f"{hit.article}\0{hit.words}".encode()
    session.notebook.searches.looked("gate", [blake2b(told, digest_size=5).hexdigest()])
    session.close()
    (folder / "0.txt").write_text(SECOND, "utf-8")
    assert run(capsys, "news", folder)[1] == ""

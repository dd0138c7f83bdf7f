"""The exit status tells whether all that was asked for was done, whichever command asks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.tui.cli import main as cli
from onrecord.tui.cli.main import main

READING = (
    "articles", "problems", "analyse", "quotes", "actors", "links", "search {} ferry", "figures",
    "figures {} --json", "timeline", "versions", "codebook", "codebook {} --csv {}.csv", "review",
    "together", "together {} --json", "check {} ferry", "export {} --all", "open",
)  # fmt: skip


def test_an_error_is_told_where_nothing_more_can_be_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What tells of it imports nothing: that would be the next error, with a traceback."""

    def refused(given: list[str]) -> int:
        raise OSError(24, "Too many open files", "articles")

    monkeypatch.setattr(cli, "_run", refused)
    monkeypatch.setitem(sys.modules, "onrecord.store.search", None)  # whoever imports it fails
    monkeypatch.delitem(sys.modules, "onrecord.store.search.language", raising=False)
    status = cli.main(["quotes", "articles"])
    monkeypatch.undo()
    assert (status, capsys.readouterr().err) == (1, "onrecord: articles: Too many open files\n")


@pytest.mark.parametrize("command", READING)
def test_a_folder_that_cannot_be_read_whole_is_no_success(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of one file that is none, every command that reads says which it is, with status 1."""
    monkeypatch.setattr(
        "onrecord.store.library.library.default_data_dir", lambda: tmp_path / "data"
    )
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "ferry.txt").write_bytes(bytes(range(256)) * 40)
    words = (command if "{}" in command else f"{command} {{}}").split()
    assert main([word.replace("{}", str(folder)) for word in words]) == 1
    told = capsys.readouterr()
    assert "ferry.txt" in told.err + told.out or "onrecord problems" in told.err

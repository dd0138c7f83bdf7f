"""The exit status tells whether all that was asked for was done, whichever command asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.tui.cli.main import main

READING = (
    "articles", "problems", "analyse", "quotes", "actors", "links", "search {} ferry", "figures",
    "figures {} --json", "timeline", "versions", "codebook", "codebook {} --csv {}.csv", "review",
    "together", "together {} --json", "check {} ferry", "export {} --all", "open",
)  # fmt: skip


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

"""The commands that look after a person's work."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.library.library import Library
from onrecord.store.notebook.backups import Backups
from onrecord.tui.cli import main as cli

from .conftest import Opener


def test_the_log_tells_all_that_was_done(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every action stands in the log with its article, undoing included."""
    session = opened(folder)
    session.changes.do(
        lambda notebook: notebook.quotations.tag(session.quotations("first.txt")[:1], ["harbour"])
    )
    session.changes.undo()
    session.close()
    assert cli.main(["log", str(folder)]) == 0
    told = capsys.readouterr().out
    assert told.count("harbour on 1 quotation") == 2
    assert "undo" in told
    assert "first.txt" in told


def test_a_backup_can_be_restored_and_that_undone(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a restore the notebook is as it was in the backup; undo brings the later work back."""
    session = opened(folder)
    session.changes.do(
        lambda notebook: notebook.quotations.tag(session.quotations("first.txt")[:1], ["early"])
    )
    session.close()
    library = Library.open([folder])
    Backups(library.backups.folders).make(library.notebook._undo_log.snapshot())  # type: ignore[attr-defined]
    (backup, *_) = library.backups.all()
    library.close()
    session = opened(folder)
    session.changes.do(
        lambda notebook: notebook.quotations.tag(session.quotations("first.txt")[:1], ["late"])
    )
    session.close()

    assert cli.main(["backups", str(folder)]) == 0
    assert backup.name in capsys.readouterr().out
    assert cli.main(["backups", str(folder), "--restore", "nonsense"]) == 1
    assert "nonsense" in capsys.readouterr().err
    assert cli.main(["backups", str(folder), "--restore", backup.name]) == 0
    session = opened(folder)
    assert session.quotations("first.txt")[0].tags == ("early",)
    session.changes.undo()
    assert session.quotations("first.txt")[0].tags == ("late",)


def test_corrections_travel_to_another_library(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A speaker corrected in one library is corrected in another that has the article."""
    session = opened(folder)
    session.changes.do(
        lambda notebook: notebook.quotations.attribute(
            session.quotations("first.txt")[:1], *session.speaker("Her Deputy")
        )
    )
    session.close()
    carried = tmp_path / "corrections.json"
    carried.write_text("older")
    export = ["corrections", str(folder), "--export", str(carried)]
    assert (cli.main(export), carried.read_text()) == (1, "older")
    assert "--force overwrites it" in capsys.readouterr().err
    assert cli.main([*export, "--force"]) == 0

    other = tmp_path / "other"
    other.mkdir()
    (other / "same.txt").write_bytes((folder / "first.txt").read_bytes())
    assert cli.main(["corrections", str(other), "--import", str(carried)]) == 0
    assert "1 correction taken over" in capsys.readouterr().out
    assert opened(other).quotations("same.txt")[0].speaker_name == "Her Deputy"

    (tmp_path / "wrong.json").write_text("[]")
    assert cli.main(["corrections", str(other), "--import", str(tmp_path / "wrong.json")]) == 1
    assert "wrong.json" in capsys.readouterr().err

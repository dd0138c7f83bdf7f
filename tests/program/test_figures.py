"""Figures and lists of one's own, by the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.tui.cli import main as cli

from .conftest import Opener
from .test_exchange import run


def test_figures_are_printed_and_written(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By speaker and by gender, narrowed by a query behind an option; as table and as chart."""
    opened(folder).close()
    status, out, _ = run(capsys, "figures", folder, "--by", "source", "--json", "speaker:haller")
    [row] = [json.loads(line) for line in out.splitlines()]
    assert status == 0 and row["speakers"] == 1 and row["share"] == 1.0
    table, chart = tmp_path / "f.csv", tmp_path / "f.svg"
    status, out, _ = run(
        capsys, "figures", folder, "--by", "gender", "--csv", table, "--svg", chart
    )
    assert status == 0 and "may be wrong" in out
    assert table.read_text("utf-8").startswith("step,gender,quotations")
    assert "<svg" in chart.read_text("utf-8")
    assert run(capsys, "together", folder, "--rows", "speaker", "--columns", "month")[0] == 0
    for command in ("figures", "together", "timeline", "search"):
        status, out, err = run(capsys, command, folder, "kind:loud")
        assert (status, out) == (2, "") and "choose among" in err


def test_a_list_of_ones_own_wins(
    folder: Path, opened: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names, genders and parties come from the list, are counted by, leave with exports; undone."""
    opened(folder).close()
    path = tmp_path / "people.csv"
    path.write_text("name,variants,gender,party\nP. Haller,Piet Haller,f,Gate Party\n", "utf-8")
    status, out, _ = run(capsys, "people", path, folder)
    assert status == 0 and "1 name on the list, 1 in these articles" in out
    status, out, _ = run(capsys, "figures", folder, "--by", "party", "--json")
    assert "Gate Party" in out
    status, out, _ = run(capsys, "export", folder, "--all", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["speaker_gender"] for row in rows if row["speaker_name"] == "P. Haller"} == {"f"}
    session = opened(folder)
    session.changes.undo()
    assert session.notebook.people.all() == []
    session.close()
    assert cli.main(["people", str(tmp_path / "none.csv"), str(folder)]) == 1

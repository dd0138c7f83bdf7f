"""Acts that are merely told ("declined to comment") are left out of counts and exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.cli.main import main
from onrecord.tui.session.evidence import markdown
from onrecord.tui.session.quotation_query import fitting
from onrecord.tui.session.session import Session
from onrecord.tui.session.statements import lines_of

from .conftest import Opener

STORY = """date 2023-05-09
Ferry fares

The fares will rise in June, harbour master Tomas Varga said on Tuesday.

Mirja Lohm, who leads the skippers, denied the accusation. Varga did not respond to a \
request for comment.
"""
ACTS = ["the accusation", "a request for comment"]


@pytest.fixture
def fares(folder: Path) -> Path:
    """Return a folder with an article that tells a statement and two acts without a clause."""
    (folder / "fares.txt").write_text(STORY, "utf-8")
    return folder


def words(session: Session, found: list[Quoted]) -> list[str]:
    """Return the words of quotations of the story, as far as they are acts that are told."""
    text = session.article("fares.txt").text
    said = [text[q.start : q.end] for q in found if q.article == "fares.txt"]
    return [each for each in said if each in ACTS]


def by_name(session: Session) -> dict[str, int]:
    """Return how much each actor is quoted."""
    return {it.name: it.quotations for it in session.actors().values() if it.quotations}


def test_acts_are_shown_and_not_counted(fares: Path, opened: Opener) -> None:
    """The article shows them; its row, the actors, all quotations, Markdown leave them out."""
    session = opened(fares)
    assert words(session, session.quotations("fares.txt")) == ACTS
    everything = list(session.all_quotations())
    assert words(session, everything) == []
    [row] = [row for row in session.rows() if row.id == "fares.txt"]
    assert row.quotations == 1
    assert by_name(session)["Tomas Varga"] == 1
    assert "Mirja Lohm" not in by_name(session)
    assert "the accusation" not in markdown(session, everything, "x")


def test_a_query_with_act_finds_them(fares: Path, opened: Opener) -> None:
    """``act:`` brings them back, no other query does."""
    session = opened(fares)
    lines = list(lines_of(session, acts=True))

    def found(query: str) -> list[str]:
        return words(session, [line.quoted for line in fitting(query, lines)])

    assert found("act:reported") == ACTS
    assert found("act:denies") == ["the accusation"]
    assert found("") == found("kind:indirect") == found("accusation") == found("-tag:x") == []


def test_work_on_them_brings_them_back(fares: Path, opened: Opener) -> None:
    """A tag is a person's work: what wears it leaves with everything else."""
    session = opened(fares)
    [first, _] = [q for q in session.quotations("fares.txt") if q.reported]
    session.changes.do(lambda notebook: notebook.quotations.tag([first], ["dispute"]))
    assert words(session, list(session.all_quotations())) == ["the accusation"]
    assert "the accusation" in markdown(session, list(session.all_quotations()), "x")


def test_they_count_where_they_are_asked_for(fares: Path, opened: Opener) -> None:
    """Rows and actors then count them like all others."""
    session = opened(fares)
    session.counting.acts = True
    assert words(session, list(session.all_quotations())) == ACTS
    [row] = [row for row in session.rows() if row.id == "fares.txt"]
    assert row.quotations == 3
    assert (by_name(session)["Tomas Varga"], by_name(session)["Mirja Lohm"]) == (2, 1)


def test_the_command_line_asks_with_acts(
    fares: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``export --all`` leaves them out, ``--acts`` takes them along."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert main(["export", str(fares), "--all"]) == 0
    assert "the accusation" not in capsys.readouterr().out
    assert main(["export", str(fares), "--all", "--acts"]) == 0
    assert "the accusation" in capsys.readouterr().out

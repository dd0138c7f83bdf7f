"""What is known of a library as a whole, as its articles come and change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.analysis.actors import ResolvedLibrary, resolve
from onrecord.analysis.types import (
    NamedActors,
)
from onrecord.tui.session.analysed import Analysed
from onrecord.tui.session.knowledge import Concluder, Knowledge
from onrecord.tui.session.session import Session

from .conftest import Opener


def test_without_a_screen_who_is_who_is_found_once(
    folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An id that somebody was given among half of the articles would be theirs for ever."""
    shelves: list[int] = []

    def counted(self: Concluder, shelf: Analysed, *rest: Any) -> Knowledge:
        shelves.append(len(shelf))
        return conclude(self, shelf, *rest)

    conclude = Concluder.conclude
    monkeypatch.setattr(Concluder, "conclude", counted)
    for number in range(4):
        (folder / f"{number}.txt").write_text(
            f"“Ship {number} is here,” said Ana Brodin.\n", "utf-8"
        )
    opened(folder, wait=False).finish()
    assert shelves == [6]


SAME = '{"id": "%s", "text": "“The ferry is sold,” said Ana Brodin.\\n", "date": "%s"}\n'


@pytest.mark.parametrize("restart", [False, True])
def test_a_date_that_nothing_speaks_for_any_more_is_forgotten(
    tmp_path: Path, opened: Opener, restart: bool
) -> None:
    """One that was inferred while fewer articles were there does not stay in the list."""
    folder = tmp_path / "dates"
    folder.mkdir()

    def day(session: Session) -> str | None:
        return session.library.entries["open.jsonl#open"].published.date

    (folder / "open.jsonl").write_text(SAME % ("open", "03/04/2021"), "utf-8")
    (folder / "april.jsonl").write_text(SAME % ("april", "23/04/2021"), "utf-8")
    session = opened(folder)
    assert day(session) == "2021-04"
    if restart:
        session.close()
    (folder / "may.jsonl").write_text(SAME % ("may", "20210504"), "utf-8")
    (folder / "late.jsonl").write_text(SAME % ("late", "May 2021"), "utf-8")
    if restart:
        session = opened(folder)
    else:
        session.rescan()
        session.indexer.wait()
    assert day(session) == "2021"


def test_what_has_not_changed_is_not_worked_out_again(
    folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start after nothing changed takes actors and dates as kept; one more article, and not."""
    first = opened(folder)
    actors, published = first.actors(), first.indexer.knowledge.published
    first.close()
    resolved: list[str] = []

    def add(self: ResolvedLibrary, article: str, named: NamedActors) -> None:
        resolved.append(article)
        original(self, article, named)

    original = ResolvedLibrary.add
    monkeypatch.setattr(ResolvedLibrary, "add", add)
    again = opened(folder)
    assert resolved == []
    assert again.actors() == actors and again.indexer.knowledge.published == published
    again.close()
    (folder / "third.txt").write_text("“We are leaving,” Piet Haller said.\n", "utf-8")
    third = opened(folder)
    assert "third.txt" in resolved
    assert (
        third.actors()
        == resolve(
            [(name, third.findings(name)) for name in sorted(third.library.entries)],
            actors.values(),
        ).actors
    )

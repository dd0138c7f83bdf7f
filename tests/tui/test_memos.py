"""Memos with the keys: on the whole, on actors, all of them in one view."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.memos import actor_memo

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

WIDE, NARROW = (140, 40), (80, 24)
INTO = ("j", "enter", "n")


@pytest.fixture
def session() -> CanalSession:
    """A session with a memo of each kind."""
    session = CanalSession()
    do = session.changes.do
    do(lambda book: book.quotations.memo(session.quotations("closure.txt")[0], "ask the harbour"))
    do(lambda book: book.articles.memo("closure.txt", "printed twice"))
    do(lambda book: book.codebook.describe("trade", "goods, not people"))
    actor = session.actors()["vessen"]
    do(lambda book: book.actors.note(actor.id, actor.name, "minister until spring"))
    return session


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_all_in_one_view(app: OnrecordApp, size: tuple[int, int]) -> None:
    """g n lists them with what they are on; / finds one by its words or its kind."""
    async with app.run_test(size=size) as pilot:
        await press(pilot, "g", "n")
        shown = screen_text(app)
        for memo in ("ask the harbour", "printed twice", "goods, not people", "minister until"):
            assert memo in shown
        assert "4 memos" in shown and "#trade" in shown and "Marta Vessen" in shown
        await press(pilot, "slash", Typed("actor"), "enter")
        shown = screen_text(app)
        assert "minister until" in shown and "printed twice" not in shown


@pytest.mark.parametrize(
    ("words", "pane"),
    [
        ("ask the harbour", Pane.ARTICLE),
        ("printed twice", Pane.ARTICLE),
        ("goods", Pane.CODEBOOK),
        ("minister", Pane.CARD),
    ],
)
async def test_enter_goes_there(app: OnrecordApp, words: str, pane: Pane) -> None:
    """To the quotation, the article, the tag, the card."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "n", "slash", Typed(words), "enter", "enter")
        assert front(app).pane is pane and words in screen_text(app)


@pytest.mark.parametrize("words", ["ask the harbour", "printed twice", "goods", "minister"])
async def test_each_is_changed_where_it_is_listed(
    app: OnrecordApp, session: CanalSession, words: str
) -> None:
    """m writes it anew; u brings it back."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "n", "slash", Typed(words), "enter", "m", Typed(" again"), "ctrl+s")
        assert front(app).memos.row.memo.endswith(" again")
        await press(pilot, "u")
        assert not front(app).memos.row.memo.endswith(" again")


async def test_on_the_whole(app: OnrecordApp, session: CanalSession) -> None:
    """W in the article writes on the article, whose head shows it; on a card, on the actor."""
    async with app.run_test(size=(200, 40)) as pilot:
        await press(pilot, *INTO, "W", Typed(", they say"), "ctrl+s")
        assert session.notebook.articles.notes("closure.txt").memo == "printed twice, they say"
        assert "✎ printed twice, they say" in screen_text(app)
        await press(pilot, "g", "a", "slash", Typed("vessen"), "enter", "enter")
        assert "✎ minister until spring" in screen_text(app)
        await press(pilot, "W", Typed(" came"), "ctrl+s")
        assert "✎ minister until spring came" in screen_text(app)
        assert actor_memo(session, session.actors()["vessen"]) == "minister until spring came"
        await press(pilot, "q", "m", "ctrl+a", "ctrl+k", "ctrl+s")
        assert actor_memo(session, session.actors()["vessen"]) == ""


async def test_all_leave_as_a_table(
    app: OnrecordApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """e in the list of memos offers them first, in a table."""
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "n", "e", "enter", "enter")
        (made,) = tmp_path.glob("*.csv")
        assert "minister until spring" in made.read_text("utf-8")


LONG = "much is still to be asked at the harbour, at the harbour office, at the harbour bar, " * 30


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (140, 40)])
async def test_what_is_not_shown_of_a_memo_is_told(
    app: OnrecordApp, session: CanalSession, size: tuple[int, int]
) -> None:
    """A long memo is seen wherever it stands, and ends with one sign that it goes on."""
    session.changes.do(lambda book: book.articles.memo("closure.txt", LONG))
    for quoted in session.quotations("closure.txt")[:2]:
        session.changes.do(lambda book, it=quoted: book.quotations.memo(it, LONG))
    async with app.run_test(size=size) as pilot:
        await press(pilot, *INTO)
        shown = screen_text(app)
        (head,) = (line for line in shown.splitlines() if " · ✎ much" in line)
        assert "…" in head
        (row,) = (line for line in shown.splitlines() if "(m shows all of it)" in line)
        assert row.count("…") == 1
        await press(pilot, "g", "n")
        lines = [line.rstrip() for line in screen_text(app).splitlines()]
        assert sum(line.endswith("…") for line in lines if "harbour" in line) == 3


async def test_an_actor_with_a_memo_bears_its_sign(app: OnrecordApp, session: CanalSession) -> None:
    """In the list of actors; it goes with the memo."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "slash", Typed("vessen"), "enter")
        assert "✎ person" in screen_text(app)
        await press(pilot, "m", "ctrl+a", "ctrl+k", "ctrl+s")
        assert "✎" not in screen_text(app)

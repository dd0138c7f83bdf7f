"""Where nothing can be changed: keys that would are refused, and what was typed is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from onrecord.store.errors import NotWritten
from onrecord.tui.reader.actions import Pane, every
from onrecord.tui.reader.app import OnrecordApp

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text
from .looks import troubled, worked
from .test_every_action import READ, WAYS, strokes

WIDE = (140, 40)
HELD = "this folder is held by another onrecord (process 18976)"
LOOK_ONLY = "This folder is held by another onrecord (process 18976): look only here"
FULL = "the disk is full"
GONE = f"{FULL}, and of the folder there is nothing left but what stands here: it ends well"
"""Why a memo is refused, in more words than a line has room for."""
HARMLESS = {
    "mark", "other_end", "take", "mark_row", "mark_all", "switch_digits", "skip", "skip_back",
    "open_problem", "retry", "memo", "article_memo", "memo_on_the_whole", "actor_memo",
    "edit_memo", "tag_memo",
}  # fmt: skip
"""Actions of a person's work that change nothing themselves, or look before they ask."""


@pytest.fixture
def session() -> CanalSession:
    """A session in which somebody has worked."""
    return worked()


def hold(session: CanalSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody else have the folder."""
    monkeypatch.setattr(type(session.notebook._undo_log), "read_only", HELD)


def fill_disk(session: CanalSession, monkeypatch: pytest.MonkeyPatch, told: str = FULL) -> None:
    """Let nothing be written any more."""

    def full(*_: object, **__: object) -> None:
        raise NotWritten(told)

    monkeypatch.setattr(session.notebook._undo_log, "_write", full)


def test_every_action_on_a_persons_work_says_whether_it_changes_it() -> None:
    """None of them can be forgotten where nothing can be changed."""
    work = {action.id for action in every() if action.group == "Working" and not action.changes}
    assert work == HARMLESS


@pytest.mark.parametrize("pane", Pane)
async def test_every_key_that_changes_something_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pane: Pane
) -> None:
    """Before anything is asked, with why in the last line of the view that one is in."""
    actions = [action for action in every() if action.changes and action.panes[0] is pane]
    session = troubled() if pane is Pane.PROBLEMS else worked()
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *WAYS[pane])
        hold(session, monkeypatch)
        for action in actions:
            await press(pilot, *strokes(action, app, pane))
            assert front(app).pane is pane, action.id
            assert LOOK_ONLY in screen_text(app).splitlines()[-1], action.id
            front(app).footer.quiet()


@pytest.mark.parametrize(
    ("keys", "memo"),
    [((*READ, "m"), "the key line"), (("g", "c", "j", "m"), "Only where ships"), (("j", "m"), "")],
)
async def test_a_memo_is_read_where_it_cannot_be_written(
    app: OnrecordApp,
    session: CanalSession,
    monkeypatch: pytest.MonkeyPatch,
    keys: tuple[str, ...],
    memo: str,
) -> None:
    """m says why it asks for none, and shows the one that is there."""
    hold(session, monkeypatch)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *keys)
        assert not app.screen.query(TextArea)
        assert LOOK_ONLY in screen_text(app).splitlines()[-1] and memo in screen_text(app)


async def test_what_is_marked_is_not_asked_about(
    app: OnrecordApp, session: CanalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter takes no quotation where nothing can be changed; they stay marked, to be copied."""
    hold(session, monkeypatch)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *READ, "v", "enter")
        assert front(app).pane is Pane.ARTICLE and app.reader.view.marked_words
        assert LOOK_ONLY in screen_text(app).splitlines()[-1]


async def test_the_start_says_so(
    app: OnrecordApp, session: CanalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first that is told is that this is to look at only."""
    hold(session, monkeypatch)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert LOOK_ONLY in screen_text(app).splitlines()[-1]


# -- what is refused once it was typed -------------------------------------------------------------


async def test_a_memo_that_cannot_be_saved_stays(
    app: OnrecordApp, session: CanalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor keeps the words and says why; later they are saved as they are."""
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, *READ, "n", "m", Typed("ask Brodin"))
        with monkeypatch.context() as patch:
            fill_disk(session, patch, GONE)
            await press(pilot, "ctrl+s")
            assert app.screen.query_one(TextArea).text == "ask Brodin"
            shown = screen_text(app)
            assert f"! not saved: {FULL}" in shown and "it ends well" in shown
            await press(pilot, "escape")
            assert app.screen.query_one(TextArea).text == "ask Brodin"
        await press(pilot, "ctrl+s")
        assert not app.screen.query(TextArea)
        assert "ask Brodin" in [quoted.memo for quoted in session.quotations("closure.txt")]


@pytest.mark.parametrize(
    "keys",
    [
        (*READ, "t", Typed(" harbour"), "enter"),
        (*READ, "s", Typed("Ana Brodin"), "enter"),
        (*READ, "c", "enter"),
        (*READ, "B", "h", "enter"),
        (*READ, "v", "w", "enter", "enter", Typed("Ana Brodin"), "enter"),
        ("j", "D", "ctrl+a", "ctrl+k", Typed("2021"), "enter"),
        ("j", "E", Typed("cp1250"), "enter"),
        ("g", "a", "c", Typed(" Brodin"), "enter"),
        ("g", "a", "V", "=", Typed(" Brodin"), "enter"),
        ("g", "c", "a", Typed("harbour"), "enter"),
        ("g", "c", "j", "c", Typed("s"), "enter"),
        ("g", "c", "j", ">", Typed("harbour"), "enter"),
        ("g", "c", "j", "C", "enter"),
        ("g", "c", "j", "x", "y"),
        ("g", "f", "c", Typed(" again"), "enter"),
        ("g", "slash", Typed("canal"), "enter", "S", Typed("Brodin"), "enter"),
    ],
)
async def test_what_a_prompt_was_told_stays(
    app: OnrecordApp,
    session: CanalSession,
    monkeypatch: pytest.MonkeyPatch,
    keys: tuple[str, ...],
) -> None:
    """A change that is refused leaves its prompt open, with what was typed, and says why in it."""
    *before, last = keys
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *before)
        asked, told = app.screen, [box.value for box in app.screen.query(Input)]
        with monkeypatch.context() as patch:
            fill_disk(session, patch)
            called = session.labels
            await press(pilot, last)
            assert app.screen is asked and [box.value for box in asked.query(Input)] == told
            assert FULL in screen_text(app) and session.labels == called
        await press(pilot, last)
        assert app.screen is not asked and len(session.labels) > len(called)


@pytest.mark.parametrize(
    "way", [READ, ("g", "q", "j"), ("g", "slash", Typed("canal in spring"), "enter")]
)
async def test_what_asks_nothing_says_why_in_every_view(
    app: OnrecordApp,
    session: CanalSession,
    monkeypatch: pytest.MonkeyPatch,
    way: tuple[str, ...],
) -> None:
    """Space and u tell in the last line that nothing was done, where they were pressed."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *way)
        fill_disk(session, monkeypatch)
        for key in ("space", "u"):
            await press(pilot, key)
            assert f"✗ {FULL}" in screen_text(app).splitlines()[-1]

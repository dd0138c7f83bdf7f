"""Every action is pressed, with its own key, where there is something for it to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.tui.reader.actions import Action, Pane, every
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.keyed import Keyed
from onrecord.tui.reader.widgets.input_line import Field

from .conftest import Typed, front, press, screen_text
from .looks import troubled, worked, written

READ = ("j", "enter", "3", "n")
WAYS: dict[Pane, tuple[str, ...]] = {
    Pane.ARTICLES: ("j",),
    Pane.ARTICLE: READ,
    Pane.LINKS: ("j", "enter", "5", "n", "tab"),
    Pane.QUOTATIONS: ("g", "q", "j"),
    Pane.ACTORS: ("g", "a", "j"),
    Pane.CARD: ("g", "a", "enter"),
    Pane.VERSIONS: ("j", "enter", "5", "n", "g", "s"),
    Pane.REVIEW: ("g", "r"),
    Pane.CODEBOOK: ("g", "c", "j"),
    Pane.TIMELINE: ("g", "t", "O"),
    Pane.BESIDE: ("g", "c", "tab"),
    Pane.FIGURES: ("g", "w", "l"),
    Pane.MARKS: ("g", "m"),
    Pane.MEMOS: ("g", "n"),
    Pane.SEARCH: ("g", "slash", Typed("canal"), "enter"),
    Pane.SEARCHES: ("g", "f"),
    Pane.PROBLEMS: ("g", "p"),
    Pane.BOUNDARY: (*READ, "B"),
    Pane.HELP: ("question_mark",),
}
"""The keys that lead to a pane."""

FIRST: dict[str, tuple[str, ...]] = {
    "up": ("j",), "page_up": ("G",), "previous_sentence": (")",),
    "next_word": ("v",), "previous_word": ("v", "w"),
    "previous_quotation": ("n",), "previous_actor": ("a",), "end_sentence_back": ("o", ")"),
    "go_to_mark": ("G",), "redo": ("*", "u"), "undo": ("*",),
    "usual_widths": (">",), "top": ("G",), "other_end": ("v",), "skip_back": ("n",),
    "earlier": ("l",), "later": ("h",), "as_it_was": ("h",),
    "snap_to_marks": ("h", "h"), "merge_actors": ("V",),
}  # fmt: skip
"""What is pressed before an action, so that it has something to do."""


OF_TEXTUAL = "palette"
"""The one whose key Textual itself listens to."""


def strokes(action: Action, app: OnrecordApp, pane: Pane) -> list[str]:
    """Return the strokes of an action's first key."""
    keys = app.keymap.keys_of(action, pane)[0]
    return ["a" if stroke == "letter" else stroke for stroke in keys.split()]


def test_every_pane_can_be_reached() -> None:
    """The table above names every pane."""
    assert WAYS.keys() == set(Pane)


@pytest.mark.parametrize("pane", Pane)
async def test_what_is_typed_after_a_slash_is_no_command(tmp_path: Path, pane: Pane) -> None:
    """In every pane / opens a line, and enter does nothing that a person has to undo."""
    session = troubled() if pane is Pane.PROBLEMS else worked()
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *WAYS[pane], "slash")
        assert isinstance(app.focused, Field)
        done = list(session.labels)
        await press(pilot, *"dialogue", "enter")
        assert session.labels == done and "dialogue" in screen_text(app)


@pytest.mark.parametrize("pane", Pane)
async def test_every_action_does_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pane: Pane
) -> None:
    """Its key reaches it and no other, and screen or session are not what they were."""
    monkeypatch.chdir(tmp_path)
    ran: list[str] = []
    run = Keyed.run

    def recorded(screen: Keyed, action: Action, count: int = 1, counted: bool = False) -> None:
        ran.append(action.id)
        run(screen, action, count, counted)

    monkeypatch.setattr(Keyed, "run", recorded)
    idle = []
    for action in every():
        if action.panes[0] is not pane:
            continue
        session = troubled() if pane is Pane.PROBLEMS else worked()
        app = OnrecordApp(session, keys=tmp_path / "keys.toml")
        async with app.run_test(size=(120, 40)) as pilot:
            await press(pilot, *WAYS[pane])
            await press(pilot, *FIRST.get(action.id, ()))
            assert front(app).pane is pane, action.id
            before, called = written(app), list(session.labels)
            del ran[:]
            await pilot.press(*strokes(action, app, pane))
            if app.is_running:
                await press(pilot)
            assert ran[:1] == [action.id] or action.id == OF_TEXTUAL
            if app.is_running and (before, called) == (written(app), session.labels):
                idle.append(action.id)
    assert not idle

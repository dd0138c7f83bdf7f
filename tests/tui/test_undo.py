"""Whatever is done to many quotations at once is one step, and one key takes it back."""

from __future__ import annotations

import pytest

from onrecord.tui.reader.app import OnrecordApp

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

DONE = {
    "tag": ("t", Typed("sea trade"), "enter"),
    "tag by one key": ("1",),
    "select": ("space",),
    "speaker": ("s", Typed("Ana Bro"), "enter"),
    "kind": ("c", "enter"),
    "reject": ("x",),
}
"""Keys that do something to every marked quotation."""


@pytest.mark.parametrize("name", DONE)
async def test_one_step(app: OnrecordApp, session: CanalSession, name: str) -> None:
    """V marks all; after the change one u gives every quotation back as it was."""
    session.changes.do(
        lambda notebook: notebook.quotations.tag(
            session.quotations("closure.txt")[:2], ["war", "sea"]
        )
    )
    begun = list(session.all_quotations())
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "g", "q", "V", *DONE[name])
        changed = list(session.all_quotations())
        assert changed != begun and len(session.labels) == 2, session.labels
        await press(pilot, "u")
        assert list(session.all_quotations()) == begun
        assert screen_text(app).splitlines()[-1].strip().startswith("Undone: ")
        await press(pilot, "ctrl+r")
        assert list(session.all_quotations()) == changed


async def test_tags_in_common(app: OnrecordApp, session: CanalSession) -> None:
    """What all have in common can be taken off all; what some have besides stays."""
    both, only = session.quotations("closure.txt")[:2]
    session.changes.do(lambda notebook: notebook.quotations.tag([both], ["war", "sea"]))
    session.changes.do(lambda notebook: notebook.quotations.tag([only], ["war"]))
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "g", "q", "slash", Typed("tag:war"), "enter", "V", "t")
        assert front(app).typed == "war "
        await press(pilot, *["backspace"] * 4, Typed("peace"), "enter")
        tags = [quoted.tags for quoted in session.quotations("closure.txt")[:2]]
        assert tags == [("sea", "peace"), ("peace",)]

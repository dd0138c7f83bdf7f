"""Hundreds of keys at random, on real files: nothing breaks, and undo leads all the way back."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from onrecord.store.notebook.notebook import Notebook
from onrecord.tui.reader.actions import every
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.session import Session

from ..tui.stillness import wait_by_stillness

KEYS = 400
OUTSIDE = {"o", "y", "Y"}
"""What would start other programs."""


def strokes() -> list[str]:
    """Return every stroke that some key of the reader takes, more often where more of them do."""
    found = [stroke for one in every() for keys in one.keys for stroke in keys.split()]
    answers = ["enter", "escape", "tab", "space", "down", "backspace", "ctrl+s"]
    known = [key for key in found if key not in OUTSIDE and key != "letter"]
    return [*known, *"1239ab", *answers * 4]


def work_in(notebook: Notebook) -> dict[str, dict[str, object]]:
    """Return all that undo promises to bring back: what was read, and how far, is not in it."""
    tables = notebook._undo_log.snapshot()  # type: ignore[attr-defined]
    found: dict[str, dict[str, object]] = {}
    for name in tables.keys() - {"meta", "places", "texts"}:
        for row in tables[name].values():
            kept = {k: v for k, v in row.items() if k not in ("key", "read")}
            if kept:
                found.setdefault(name, {})[row["key"]] = kept
    return found


SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (*range(2, 201), 1038))]


@pytest.mark.parametrize("seed", SEEDS)
async def test_random_keys(
    opened: Callable[..., Session],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    """No key in any view ends the program; undo leads back to the beginning, redo here again."""
    monkeypatch.chdir(tmp_path)  # an export goes there
    wait_by_stillness(monkeypatch)
    session = opened(folder, wait=False)
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    monkeypatch.setattr(app, "exit", lambda *args, **told: None)
    chance = random.Random(seed)
    size = chance.choice([(80, 24), (140, 40)])
    pressed = chance.choices(strokes(), k=KEYS)
    async with app.run_test(size=size) as pilot:
        while not session.indexer.wait(0.01):
            await pilot.pause(0.1)
        done_so_far: list[str] = []
        # A prompt may have taken all the keys: there are more until something has been done.
        while pressed or not any(session.notebook.history()):
            done_so_far.append(key := pressed.pop(0) if pressed else chance.choice(strokes()))
            await pilot.press(key)
            assert app._exception is None, f"after {done_so_far}"
        await pilot.press("escape")  # out of a line of input, where the last key began one
        while app.screen is not app.reader or isinstance(app.focused, Input):
            await pilot.press("escape")  # the palette leaves the line that it was called from open
        await repeat(pilot, "ctrl+r", "nothing to redo")  # what keys at random have undone
        done = work_in(session.notebook)  # nothing, where all of it was reading state
        await repeat(pilot, "u", "nothing to undo")
        assert work_in(session.notebook) == {}
        await repeat(pilot, "ctrl+r", "nothing to redo")
        assert work_in(session.notebook) == done
    session.close()
    again = opened(folder, wait=False)
    assert work_in(again.notebook) == done
    assert not again.notices()


async def repeat(pilot: Pilot[None], key: str, until: str) -> None:
    """Press a key until the last line says so."""
    app = pilot.app
    assert isinstance(app, OnrecordApp)
    while until not in app.reader.footer.message:
        await pilot.press(key)

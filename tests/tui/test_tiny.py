"""Terminals of hardly any size: nothing breaks, and everything is back when they grow."""

from __future__ import annotations

import pytest

from onrecord.tui.reader.app import OnrecordApp

from .conftest import press, screen_text

SIZES = [(1, 1), (3, 2), (8, 24), (10, 3), (12, 5), (40, 2)]

PROMPTS = ["e", "t", "m", "?", "D", "p", "s", "ctrl+p", "g m", "g s", "g q", "g a", "g t", "g f"]
"""What opens prompts and views from the text of an article."""


@pytest.mark.parametrize("keys", PROMPTS)
async def test_no_size_breaks_a_prompt(app: OnrecordApp, keys: str) -> None:
    """Opened large and made small, and opened small."""
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "enter", *keys.split())
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(pilot)
        await press(pilot, "escape", "escape")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(pilot, *keys.split())
            await press(pilot, "escape", "escape")
        await pilot.resize_terminal(100, 30)
        await press(pilot, "escape")
        assert "Vessen" in screen_text(app)

"""Searching every text, and the searches that are kept."""

from __future__ import annotations

from conftest import Typed, press, screen_text
from fake import FakeSession
from textual.widgets import Input

from tui.actions import Pane
from tui.app import OnrecordApp
from tui.screens.quotations import QuotationsView
from tui.screens.search import SearchView
from tui.screens.searches import SearchesView

WIDE = (120, 34)


async def test_hits_come_while_one_types(app: OnrecordApp) -> None:
    """g / asks; what is typed is found at once, by article, the latest first."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "slash", Typed("canal in spring"))
        shown = screen_text(app)
        assert "2 hits in 2 articles" in shown
        assert shown.index("Oduya laughs off") < shown.index("Vessen: Tarsia will close")
        assert "❝ Oduya" in shown
        await press(pilot, *["backspace"] * 20)
        assert "hits" not in screen_text(app)

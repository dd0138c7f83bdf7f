"""What the screen is measured with keeps up with the program."""

from __future__ import annotations

from pathlib import Path

from benchmarks.big import Big
from onrecord.tui.reader.app import OnrecordApp

from .conftest import press, screen_text


async def test_the_measured_session_is_shown(tmp_path: Path) -> None:
    """Its list is painted, its long article opened, and a quotation in it reached."""
    app = OnrecordApp(Big(50), keys=tmp_path / "keys.toml")
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "j")
        assert "Article 1: the canal" in screen_text(app)
        await press(pilot, "enter", "n")
        assert "The minister told the house" in screen_text(app)
        assert app.reader.view.current

"""Every view as it looks: pictures that change only when somebody means them to.

`pytest tests/tui/test_looks.py --snapshot-update` draws them anew; look at what `git diff` says.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.screen import Screen
from textual.widgets import Input, TextArea

from onrecord.tui.reader import screens
from onrecord.tui.reader.app import OnrecordApp

from .conftest import press
from .looks import LOOKS, READ, written

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}
NARROW = "80x24"
PICTURES = Path(__file__).with_name("__snapshots__") / "test_looks"
BASES = {"Backdrop", "InOrder", "Keyed", "OneLayout", "Panes", "Split", "Threefold", "View"}
"""What screens are made of, and never seen itself."""


class Picture(SingleFileSnapshotExtension):
    """One text file a picture."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """What a screen is compared with."""
    return snapshot.use_extension(Picture)


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the folder that the export offers be everybody's, and no cursor blink."""
    monkeypatch.setattr(Path, "cwd", lambda: Path("/home/ann"))
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.setattr(TextArea.cursor_blink, "_default", False)


async def shown(name: str, size: tuple[int, int], keys: Path, theme: str = "") -> str:
    """Return a view as it looks after its keys."""
    look = LOOKS[name]
    app = OnrecordApp(look.session(), keys=keys)
    async with app.run_test(size=size) as pilot:
        app.theme = theme or app.theme
        await press(pilot)
        await press(pilot, *look.keys[: len(READ)])
        await press(pilot, *look.keys[len(READ) :])  # links come a moment after the article
        return written(app)


SEEN = [
    (name, size) for name, it in LOOKS.items() for size in SIZES if it.everywhere or size == NARROW
]
COLOURLESS = [name for name, it in LOOKS.items() if it.everywhere]
THEMES = ["onrecord-light", "ansi-dark", "ansi-light"]


@pytest.mark.parametrize(("name", "size"), SEEN)
async def test_looks(picture: SnapshotAssertion, tmp_path: Path, name: str, size: str) -> None:
    """Every view in a narrow, a usual and a large terminal."""
    seen = await shown(name, SIZES[size], tmp_path / "keys.toml")
    assert seen.startswith(LOOKS[name].screen + "\n"), "the keys do not lead there any more"
    assert seen == picture


@pytest.mark.parametrize("name", COLOURLESS)
async def test_without_colour(
    picture: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """NO_COLOR: shapes alone tell everything."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert await shown(name, SIZES[NARROW], tmp_path / "keys.toml") == picture


@pytest.mark.parametrize("theme", THEMES)
async def test_themes(picture: SnapshotAssertion, tmp_path: Path, theme: str) -> None:
    """Dark on light, and the terminal's own sixteen colours."""
    assert await shown("article", SIZES["120x40"], tmp_path / "keys.toml", theme) == picture


def test_every_view_has_a_picture() -> None:
    """No screen is declared that is not in the pictures."""
    declared = set()
    for module in iter_modules(screens.__path__, f"{screens.__name__}."):
        for name, it in vars(import_module(module.name)).items():
            if isinstance(it, type) and issubclass(it, Screen) and it.__module__ == module.name:
                declared.add(name)
    assert declared - BASES == {look.screen for look in LOOKS.values()} - {"CommandPalette"}


def test_every_picture_has_a_view() -> None:
    """No picture is left over from a view that is no more, whichever of the tests are run."""
    drawn = {
        *(f"test_looks[{name}-{size}]" for name, size in SEEN),
        *(f"test_without_colour[{name}]" for name in COLOURLESS),
        *(f"test_themes[{theme}]" for theme in THEMES),
    }
    assert {path.stem for path in PICTURES.iterdir()} == drawn

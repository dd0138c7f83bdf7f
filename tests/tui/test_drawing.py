"""What is painted, by the short ways past Textual's own, and what they must not change."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import pytest
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.widgets.bars import Bar
from onrecord.tui.reader.widgets.containers import Column, Columns
from onrecord.tui.reader.widgets.lines import Lines

from .conftest import press, settle

KEYS = ["j", "k", "enter", "j", "n", "n", "t", "escape", "L", "j", "1", "v", "j", "v", "tab", "?"]
WINDOWS = [(120, 40), (140, 30), (160, 50), (109, 30), (110, 30), (80, 24)]
ANY = [*"jknpNGtmsxvuaAcflhBDKORLzFw()[]>i?/:13e", "enter", "tab", "escape", "space", "ctrl+d"]
SIZES = [(80, 24), (140, 40), (45, 12)]


def seen(strips: Sequence[Strip]) -> list[str]:
    """Return lines as what they look like, however they are cut into segments."""
    return [str(list(strip.simplify())) for strip in strips]


def twin(compositor: Compositor) -> Compositor:
    """Return Textual's own compositor of the same widgets."""
    own = Compositor()
    own.__dict__.update(
        {name: value for name, value in vars(compositor).items() if name in vars(own)}
    )
    return own


@pytest.mark.parametrize("size", SIZES)
async def test_same_as_textual(app: OnrecordApp, size: tuple[int, int]) -> None:
    """Every screen on the way is what Textual's own ways would make of the same widgets."""
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        for key in KEYS:
            await press(pilot, key)
            compositor = app.screen._compositor
            assert seen(compositor.render_strips()) == seen(twin(compositor).render_strips())
            for widget in [*app.screen.query(Bar), *app.screen.query(Lines)]:
                if widget.is_on_screen:
                    crop = Region(0, 0, widget.scrollable_content_region.width, widget.size.height)
                    drawn = widget.render_lines(crop)
                    widget._styles_cache.clear()
                    assert seen(drawn) == seen(Widget.render_lines(widget, crop)), widget
            for widget in [*app.screen.query(Column), *app.screen.query(Columns)]:
                if widget.is_on_screen:
                    crop = widget.outer_size.region
                    drawn = widget.render_lines(crop)
                    assert seen(drawn) == seen(Widget.render_lines(widget, crop)), widget


async def test_another_size_is_painted_once(
    app: OnrecordApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At another size the screen is laid out and painted once, as a full paint would be.

    What a timer of a busy machine paints meanwhile is written upon it.
    """
    painted: list[Terminal] = []

    def display(_: object, update: object) -> None:
        if isinstance(update, LayoutUpdate):
            painted.append(Terminal(*app.size))
        if painted and isinstance(update, LayoutUpdate | ChopsUpdate):
            painted[-1].take(update)

    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "enter", "n")
        await settle(pilot)
        for width, height in ((130, 40), (140, 30), (115, 44)):
            painted.clear()
            with monkeypatch.context() as patch:
                patch.setattr(app, "_display", display)
                await pilot.resize_terminal(width, height)
            terminal, *more = painted
            assert not more
            app.reader.view._kept.clear()
            for y, strip in enumerate(app.screen._compositor.render_strips()):
                assert terminal.cells[y] == cells_of(strip), f"line {y} at {width} x {height}"
            await settle(pilot)


class Terminal:
    """A screen of cells that updates are written to, as to a real one."""

    def __init__(self, width: int, height: int) -> None:
        self.cells = [[Cell()] * width for _ in range(height)]

    def resize(self, width: int, height: int) -> None:
        """Be another size, with what is there where it is."""
        wide = [(line + [Cell()] * width)[:width] for line in self.cells]
        self.cells = (wide + [[Cell()] * width for _ in range(height)])[:height]

    def take(self, update: object) -> None:
        """Write what an update holds; an update of the whole screen comes line by line."""
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips):
                self._write(0, y, Strip.join(strips))
        elif isinstance(update, ChopsUpdate):
            for y, left, right in update.spans:
                for x, end in pairwise([0, *update.chop_ends[y]]):
                    strip = update.chops[y][x]
                    if strip is not None and x < right and end > left:
                        self._write(x, y, strip)

    def _write(self, x: int, y: int, strip: Strip) -> None:
        """Write what there is room for: a paint may have been made for a larger window."""
        if y < len(self.cells):
            row = self.cells[y]
            cells = cells_of(strip)[: max(len(row) - x, 0)]
            row[x : x + len(cells)] = cells


class Cell(NamedTuple):
    """A sign with its style."""

    sign: str = ""
    style: Style | None = None


def cells_of(strip: Strip) -> list[Cell]:
    """Return the cells of a line; the session of these tests has signs of one cell only."""
    return [Cell(sign, style) for text, style, _ in strip for sign in text]


async def test_nothing_stale(app: OnrecordApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has been written to the terminal piece by piece is what a full paint would write."""
    size = (120, 40)
    terminal = Terminal(*size)

    async with app.run_test(size=size) as pilot:
        await press(pilot)
        monkeypatch.setattr(app, "_display", lambda _, update: terminal.take(update))
        app.screen.refresh()
        await press(pilot)
        for key in ["j", "k", "enter", "j", "j", "n", "n", "n", "n", "k", "v", "j", "escape", "G"]:
            await press(pilot, key)
            for view in app.screen.query(Lines):
                view._kept.clear()
            for y, strip in enumerate(app.screen._compositor.render_strips()):
                assert terminal.cells[y] == cells_of(strip), f"line {y} after {key}"


async def test_nothing_stale_below_a_prompt(
    app: OnrecordApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changes in the panes below a prompt is painted where it stands."""
    size = (120, 40)
    terminal = Terminal(*size)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "j", "enter", "n", "t")
        monkeypatch.setattr(app, "_display", lambda _, update: terminal.take(update))
        app.screen.refresh()
        await settle(pilot)
        for view in (app.reader.articles, app.reader.view, app.reader.elsewhere):
            view.refresh_rows((2, 9))
            await settle(pilot)
            for y, strip in enumerate(app.screen._compositor.render_strips()):
                assert terminal.cells[y] == cells_of(strip), f"line {y} below {app.screen}"


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_stale_whatever_is_pressed(
    app: OnrecordApp, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Cells written piece by piece are those of a full paint after any keys, at any size."""
    chance = random.Random(seed)
    terminal = Terminal(*(size := (140, 40)))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "j", "enter")
        monkeypatch.setattr(app, "_display", lambda _, update: terminal.take(update))
        app.screen.refresh()
        await settle(pilot)
        for step in range(60):
            if app.screen is app.reader and chance.random() < 0.15:
                terminal.resize(*(key := chance.choice(WINDOWS)))
                app.screen.refresh()  # a paint may be under way at the size of before
                app.screen._on_timer_update()
                await pilot.resize_terminal(*key)
                await settle(pilot)
            else:
                await press(pilot, key := chance.choice(ANY))
            for view in app.screen.query(Lines):
                view._kept.clear()
            for y, strip in enumerate(app.screen._compositor.render_strips()):
                said = f"line {y} of {app.screen}, step {step}, after {key}"
                assert terminal.cells[y] == cells_of(strip), said

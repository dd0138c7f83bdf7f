"""Jump mode: letters on everything in sight, and typing them goes there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from onrecord.analysis.types import Published
from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.jump import Jump
from onrecord.tui.reader.widgets.hints import LETTERS, Hint, Target, hints, laid_over, letters
from onrecord.tui.session.cells import cells_before, offset_at

from .by_hand import CanalSession
from .conftest import front, press, screen_text, settle

WIDE, NARROW = (140, 40), (80, 24)


@given(st.integers(0, 400))
def test_hints_are_free_of_prefixes_and_short(count: int) -> None:
    """As many as asked for, no one the beginning of another, none longer than need be."""
    made = letters(count)
    assert len(set(made)) == count
    assert not any(a != b and b.startswith(a) for a in made for b in made)
    longest = max(map(len, made), default=0)
    assert count == 0 or len(LETTERS) ** (longest - 1) < count or longest == 1
    assert set("".join(made)) <= set(LETTERS)


def test_hints_never_hide_one_another() -> None:
    """Two targets in the same cell have their letters side by side."""
    first, second = hints([Target(Offset(4, 2), list), Target(Offset(4, 2), list)])
    assert (first.at, second.at) == (Offset(4, 2), Offset(5, 2))


def test_hints_move_nothing() -> None:
    """What stands left and right of a hint stays in its cells, wide signs too."""
    strip = Strip([Segment("ab運河cdef")])
    drawn = laid_over(strip, [Hint("sd", Offset(3, 0), list)], "", Style())
    assert drawn.cell_length == strip.cell_length
    assert drawn.text == "ab sd cdef"


def test_hints_narrow_as_letters_come() -> None:
    """Those that do not begin with what was typed are gone."""
    strip = Strip([Segment(" " * 12)])
    both = [Hint("as", Offset(0, 0), list), Hint("dd", Offset(6, 0), list)]
    assert laid_over(strip, both, "", Style()).text.split() == ["as", "dd"]
    assert laid_over(strip, both, "d", Style()).text.split() == ["dd"]


SIGNS = ("a", " ", "運", "👩\u200d💻", "e\u0301", "ש", "🇫🇷")


@given(st.lists(st.sampled_from(SIGNS), max_size=20).map("".join), st.integers(-2, 60))
def test_cells_and_offsets_fit(text: str, cell: int) -> None:
    """What is drawn in a cell begins at or before it, and the next sign after it."""
    offset = offset_at(text, 0, len(text), cell)
    assert 0 <= offset <= len(text)
    if 0 <= cell < cell_len(text):
        assert cells_before(text, 0, offset) <= cell
    elif cell > 0:
        assert offset == len(text)


def hint_at(app: OnrecordApp, what: str) -> str:
    """Return the letters of the hint that stands just before some words on the screen."""
    assert isinstance(app.screen, Jump)
    lines = screen_text(app).splitlines()
    for hint in app.screen._hints:
        rest = _from_cell(lines[hint.at.y], hint.at.x + len(hint.letters))
        if rest.startswith(what):
            return hint.letters
    raise AssertionError(f"no hint before {what!r} in\n" + "\n".join(lines))


def _from_cell(line: str, cell: int) -> str:
    return Strip([Segment(line)]).crop(cell).text


async def test_to_a_quotation(app: OnrecordApp) -> None:
    """f and the letters on a quotation: the cursor is on it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "f")
        await press(pilot, *hint_at(app, "We shall not"))
        view = app.reader.view
        assert view.current is not None
        assert view.text_layout.text[view.current.start :].startswith("“We shall")
        assert front(app) is app.reader


async def test_to_an_actor(app: OnrecordApp) -> None:
    """The letters on a name: the cursor is on the name."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "f")
        await press(pilot, *hint_at(app, "arta Vessen said"))
        named = app.reader.view.named_here
        assert named is not None and named.name == "Marta Vessen"
        assert app.reader.view.cursor.on_actor


async def test_to_a_row_of_the_list(app: OnrecordApp) -> None:
    """The letters on an article: the list has the keys and the cursor is on it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "f")
        wanted = app.reader.articles.targets()
        at = [one.at + app.reader.articles.content_region.offset for one in wanted][1]
        (name,) = [h.letters for h in front(app)._hints if h.at == at]
        await press(pilot, *name)
        assert app.reader.front is Pane.ARTICLES
        assert app.reader.article_id == app.reader.articles.row.id == "closure.txt"


async def test_follows_a_link(app: OnrecordApp) -> None:
    """The letters on a link: the passage that it leads to, and back with the key for it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "5", "n")
        await press(pilot, "f")
        links = app.reader.elsewhere.content_region
        inside = [h.letters for h in front(app)._hints if links.contains(*h.at)]
        await press(pilot, *inside[0])
        assert app.reader.article_id == "answer.txt" and app.reader.front is Pane.ARTICLE
        await press(pilot, "ctrl+o")
        assert app.reader.article_id == "closure.txt"


@pytest.mark.parametrize("key", ["escape", "Z", "enter"])
async def test_leaving_changes_nothing(app: OnrecordApp, key: str) -> None:
    """Escape, or a letter that no hint has, leaves everything as it was."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n")
        before = screen_text(app), app.reader.view.cursor.point
        await press(pilot, "f", key)
        assert (screen_text(app), app.reader.view.cursor.point) == before


async def test_backspace_takes_a_letter_back(app: OnrecordApp) -> None:
    """One letter typed in error is no harm."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "f")
        first = next(h for h in front(app)._hints if len(h.letters) == 2)
        before = screen_text(app)
        await press(pilot, first.letters[0])
        assert screen_text(app) != before
        await press(pilot, "backspace")
        assert screen_text(app) == before


@pytest.mark.parametrize("view", [("g", "q"), ("g", "a"), ("g", "t"), ("g", "c"), ("g", "r")])
async def test_in_every_view(app: OnrecordApp, view: tuple[str, ...]) -> None:
    """The rows of each view have letters."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, *view, "f")
        assert isinstance(app.screen, Jump) and app.screen._hints
        letters, rows = app.screen._hints[-1].letters, len(app.screen._hints)
        await press(pilot, *letters)
        lists = {front(app).list_view.cursor, front(app).front.cursor}
        assert lists & {rows - 1, rows - 1 - front(app).list_view.count}


async def test_resizing_leaves(app: OnrecordApp) -> None:
    """Where nothing stands any more where it did, there are no hints."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f")
        assert isinstance(app.screen, Jump)
        await pilot.resize_terminal(100, 30)
        await press(pilot)
        assert front(app) is app.reader


async def test_nothing_in_sight(tmp_path: Path) -> None:
    """An empty library says that there is nothing."""
    app = OnrecordApp(CanalSession({}), keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f")
        assert "nothing to jump to" in screen_text(app)


async def test_wide_signs(tmp_path: Path) -> None:
    """Hints stand in the cell of their word, whatever stands before it on the line."""
    text = "運河について 👩‍💻 Marta Vessen e\u0301t Ilan Oduya.\n"
    app = OnrecordApp(
        CanalSession({"wide.txt": ("Wide", "", Published(), text)}), keys=tmp_path / "keys.toml"
    )
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "f")
        await press(pilot, *hint_at(app, "lan Oduya"))
        assert app.reader.view.named_here.name == "Ilan Oduya"


async def test_without_colour(app: OnrecordApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under NO_COLOR the letters stand out as turned round."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "f")
        await settle(pilot)
        first = front(app)._hints[0]
        strip = app.screen._compositor.render_strips(app.size)[first.at.y]
        cell = strip.crop(first.at.x, first.at.x + 1)
        assert cell.text == first.letters[0]
        assert all(segment.style.reverse for segment in cell)

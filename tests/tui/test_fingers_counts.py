"""Numbers before keys, as vim has them; and the way back and forth."""

from __future__ import annotations

from functools import partial

import pytest

from onrecord.analysis.types import Published, QuotationKind
from onrecord.store.notebook.notebook import Notebook
from onrecord.tui.reader.app import OnrecordApp

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

WIDE = (140, 40)
DIRECT = QuotationKind.DIRECT


@pytest.mark.parametrize("keys", [("3", "G"), ("3", "g", "g"), ("3", "home"), ("3", "end")])
async def test_to_a_line(app: OnrecordApp, keys: tuple[str, ...]) -> None:
    """3G and 3gg go to the third line that has words."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "G", *keys)
        view = app.reader.view
        assert view.text_layout.line_of(view.cursor.point) == 2


async def test_to_a_row(app: OnrecordApp) -> None:
    """2G goes to the second row of a list, a number beyond its end to the last one."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "2", "G")
        assert app.reader.articles.cursor == 1
        await press(pilot, "9", "9", "G")
        assert app.reader.articles.cursor == 2
        await press(pilot, "g", "q", "4", "G")
        assert front(app).list_view.cursor == 3


@pytest.mark.parametrize(("number", "row"), [("2", 1), ("9999999999", 8), ("0", 0), ("٣", 2)])
async def test_a_number_after_a_colon(app: OnrecordApp, number: str, row: int) -> None:
    """: and a number go there, as in vim, in every list."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "j", "colon", Typed(number), "enter")
        assert front(app).list_view.cursor == row


async def test_a_colon_in_the_article(app: OnrecordApp) -> None:
    """:3 goes to the third line that has words; what is no number is said, and goes nowhere."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "colon", Typed("3"), "enter")
        view = app.reader.view
        assert view.text_layout.line_of(view.cursor.point) == 2
        await press(pilot, "colon", Typed("[b]wq"), "enter")
        assert "“[b]wq” is no number" in screen_text(app)
        assert view.text_layout.line_of(view.cursor.point) == 2
        await press(pilot, "colon", Typed("1"), "escape")
        assert view.text_layout.line_of(view.cursor.point) == 2


async def test_sentences_words_and_lines(app: OnrecordApp) -> None:
    """2) is ) twice, and so on."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter")
        cursor = app.reader.view.cursor
        for key in ("right_parenthesis", "w", "j", "n", "a"):
            await press(pilot, "g", "g", key, key)
            twice = cursor.point
            await press(pilot, "g", "g", "2", key)
            assert cursor.point == twice, key
        await press(pilot, "2", "left_parenthesis")
        assert cursor.point < twice


async def test_unread_ones(app: OnrecordApp) -> None:
    """2n in the list passes over one that has not been read."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "2", "n")
        assert app.reader.articles.row.id == "undated.txt"


async def test_several_steps_back_and_forth(app: OnrecordApp) -> None:
    """2 ctrl+o goes back two places, 2 ] forth again, more than there are as far as there are."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "K", "a", "escape", "k", "enter", "n", "K", "b")
        await press(pilot, "escape", "G", "enter")
        await press(pilot, "apostrophe", "a", "apostrophe", "b")
        places = []
        for keys in (("2", "ctrl+o"), ("2", "]"), ("9", "["), ("ctrl+o",), ("9", "ctrl+i")):
            await press(pilot, *keys)
            places.append(app.reader.article_id)
        assert places == ["undated.txt", "answer.txt", "undated.txt", "undated.txt", "answer.txt"]
        await press(pilot, "ctrl+i")
        assert "nothing ahead" in screen_text(app)


def mark(start: int, end: int, name: str, notebook: Notebook) -> str:
    """Mark a quotation in the only article."""
    return notebook.quotations.mark("a.txt", start, end, DIRECT, None, name)


async def test_margins_are_measured_in_cells(tmp_path) -> None:
    """Wide signs in the text and in the names of the margin: every line is as wide as the pane."""
    text = "“運河は閉鎖される” 王毅 said. “Ça va 👩‍💻 e\u0301te\u0301” שלום said. " * 4 + "\n"
    session = CanalSession({"a.txt": ("Wide", "", Published(), text)})
    for words, name in (("“運河は", "王毅という長い名前の人"), ("“Ça va", "שלום עולם 👩‍👩‍👧‍👦")):
        start = text.index(words)
        end = text.index("”", start) + 1
        session.changes.do(partial(mark, start, end, name))
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n")
        view = app.reader.view
        strips = [view.render_line(y) for y in range(12)]
        assert {strip.cell_length for strip in strips} == {view.size.width}
        margin = view._measure.pad + 3 + view.text_layout.width + 1
        named = [strip.crop(margin, view.size.width).text for strip in strips]
        assert any(words.startswith("王毅という") for words in named)
        assert not any(strip.crop(margin - 1, margin).text.strip() for strip in strips[:1])

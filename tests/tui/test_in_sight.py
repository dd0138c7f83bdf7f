"""What a person reads and judges stays in sight: panes, prompts, headlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.analysis.types import Block, BlockKind, Findings, QuotationKind
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.article.content import ArticleContent, Shown

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text, settle
from .looks import READ, worked


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (140, 40)])
@pytest.mark.parametrize("key", ["t", "m", "s", "B"])
async def test_a_prompt_covers_nothing_of_what_it_is_about(
    app: OnrecordApp, size: tuple[int, int], key: str
) -> None:
    """Wherever the quotation stands, tags, memo, speaker and boundaries are asked beside it."""
    async with app.run_test(size=size) as pilot:
        await press(pilot, "j", "enter")
        for _ in range(4):
            await press(pilot, "n", key)
            view = app.reader.view
            rows = [view.region.y + row for row in view.rows_lit()]
            sheet = front(app).query_one(".-prompt").region
            assert sheet.height > 4
            assert rows[1] < sheet.y or sheet.bottom <= rows[0]
            await press(pilot, "escape")
            assert app.screen is app.reader


@pytest.mark.parametrize("key", ["t", "s"])
@pytest.mark.parametrize("size", [(110, 30), (140, 40)])
async def test_a_prompt_from_the_list_covers_nothing_either(
    app: OnrecordApp, size: tuple[int, int], key: str
) -> None:
    """The list's keys are about the quotation of the article beside it."""
    async with app.run_test(size=size) as pilot:
        await press(pilot, "j", "enter", "n", "escape", key)
        view = app.reader.view
        rows = [view.region.y + row for row in view.rows_lit()]
        sheet = front(app).query_one(".-prompt").region
        assert rows[1] < sheet.y or sheet.bottom <= rows[0]


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (140, 40)])
@pytest.mark.parametrize(
    "keys", [("g", "a", "c"), ("g", "a", "m"), ("g", "c", "c"), ("g", "c", "greater_than_sign")]
)
async def test_a_prompt_about_a_row_covers_nothing_of_it(
    tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    """Wherever the row stands in its list, what it says can be read while one writes about it."""
    app = OnrecordApp(worked(), keys=tmp_path / "keys.toml")
    async with app.run_test(size=size) as pilot:
        await press(pilot, *keys[:2])
        rows = front(app).list_view
        for way in ("j", "j", "j", "G", "k", "k"):
            await press(pilot, way, keys[2])
            first = rows.region.y + rows.line_of(rows.cursor) - rows.top
            sheet = front(app).query_one(".-prompt").region
            assert sheet.height > 4
            assert first + rows.row_height <= sheet.y or sheet.bottom <= first
            await press(pilot, "escape")


async def test_a_memo_covers_no_more_than_it_needs(app: OnrecordApp) -> None:
    """Its sheet ends below its last line, and gives way where there is little room."""
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "j", "enter", "n", "m")
        sheet = front(app).query_one(".-prompt")
        for size in ((140, 40), (60, 17), (200, 60)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            left = sheet.content_region.bottom - sheet.children[-1].region.bottom
            assert left == 0
        assert sheet.size.height < 20


PROMPTS = {
    **{key: (*READ, key) for key in ("t", "s", "c", "B", "D")},
    "export": (*READ, "e"),
    "formats": (*READ, "e", "enter"),
    "theme": ("T",),
    "merge": ("g", "a", "v", "v", "v", "equals_sign"),
    "colour": ("g", "c", "C"),
}


@pytest.mark.parametrize("name", PROMPTS)
async def test_the_last_line_of_a_prompt_is_seen(name: str, tmp_path: Path) -> None:
    """It tells which keys answer: at every size, also at one that comes while it is asked."""
    app = OnrecordApp(worked(), keys=tmp_path / "keys.toml")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *PROMPTS[name])
        for size in ((80, 24), (60, 17), (140, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            sheet = front(app).query_one(".-prompt")
            last, kept = sheet.children[-1].region, sheet.content_region
            assert last.bottom <= kept.bottom and sheet.region.bottom <= size[1]
            if name in "tsB":
                view = app.reader.view
                rows = [view.region.y + row for row in view.rows_lit()]
                assert rows[1] < sheet.region.y or sheet.region.bottom <= rows[0]


@pytest.mark.parametrize("keys", [(), ("enter",), ("enter", "tab"), ("enter", "slash")])
async def test_the_focus_comes_back_with_the_room(app: OnrecordApp, keys: tuple[str, ...]) -> None:
    """A terminal that was too small for a moment goes on where it was."""
    async with app.run_test(size=(110, 30)) as pilot:
        await press(pilot, "j", *keys)
        had = app.focused
        for size in ((49, 14), (110, 13), (110, 30)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        assert app.focused is had is not None


@pytest.mark.parametrize(
    ("width", "panes"), [(89, 1), (90, 2), (98, 2), (129, 2), (130, 3), (200, 3)]
)
async def test_no_pane_is_too_narrow(app: OnrecordApp, width: int, panes: int) -> None:
    """One, two or three panes; the article keeps a line that can be read, whatever stands by it."""
    async with app.run_test(size=(width, 40)) as pilot:
        await press(pilot, "j", "enter")
        ids = ("articles-pane", "article-pane", "links-pane")
        shown = [name for name in ids if app.reader.query_one(f"#{name}").region]
        assert len(shown) == panes and "article-pane" in shown
        assert app.reader.view.text_layout.width >= 44
        assert app.reader.view._measure.names >= len("Stoltenberg ~")
        await press(pilot, "tab")
        assert app.reader.elsewhere.region
        assert bool(app.reader.view.region) is (panes > 1)
        await press(pilot, "tab")
        assert app.reader.articles.region


def test_a_quotation_in_the_headline_is_drawn() -> None:
    """It can be reached and is counted, where the title would stand above the text anyway."""
    text = "“Never”, says Ana\n\nShe said so."
    blocks = (Block(0, 17, BlockKind.TITLE), Block(19, 31, BlockKind.PARAGRAPH))
    quoted = [Quoted("a", 0, 7, QuotationKind.DIRECT, "ana", "Ana")]
    title = "“Never”, says Ana"
    assert ArticleContent(Shown("a", text, title, blocks, quoted)).quotations == quoted
    assert len(ArticleContent(Shown("a", text, title, blocks)).blocks) == 1


async def test_what_is_exported_is_told_while_formats_are_chosen(app: OnrecordApp) -> None:
    """The first line asks for nothing that is chosen already, and tells how to change it."""
    async with app.run_test(size=(110, 30)) as pilot:
        await press(pilot, *READ, "e", "down", "enter")
        assert "Export everything" in screen_text(app)
        assert "type to find" not in screen_text(app) and "tab chooses" in screen_text(app)
        await press(pilot, "tab")
        assert "type to find" in screen_text(app)
        await press(pilot, Typed("zzz"), "enter")
        assert "nothing to export is called “zzz”" in screen_text(app)


@pytest.mark.parametrize("width", [80, 110, 140, 200])
async def test_why_nothing_is_found_is_told(tmp_path: Path, width: int) -> None:
    """Of a text in another language the list and its head tell that, and the text is read."""
    session = CanalSession()
    name = next(iter(session.library.entries))
    session.indexer.find(name, [])
    session.library.keep(name, Findings())
    session.library.entries[name].language = "de"
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=(width, 30)) as pilot:
        await press(pilot)
        app.reader.articles.go_to(name)
        await press(pilot)
        assert "in German: not analysed" in screen_text(app)
        await press(pilot, "enter")
        assert "in German: not analysed" in screen_text(app)
        text = session.article(name).text
        assert text.split("\n\n")[1][:30] in screen_text(app)
        for key in ("n", "t", "a"):
            await press(pilot, key)
            assert "In German: not analysed. " in screen_text(app)


@pytest.mark.parametrize("width", [80, 90, 110, 140, 200])
async def test_a_long_source_is_cut_and_not_left_out(tmp_path: Path, width: int) -> None:
    """In the list and in the head of the article, which tells what comes after it too."""
    session = CanalSession()
    long = "The Northern Wire and all the other Wires of the Coast, a daily for sailors and others"
    session.library.entries["closure.txt"].source = long
    session.changes.do(lambda notebook: notebook.articles.star(["closure.txt"], True))
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=(width, 30)) as pilot:
        await press(pilot)
        app.reader.articles.go_to("closure.txt")
        lines = screen_text(app).splitlines()
        assert any("★ 2021-03-04  The" in it or " The Northern" in it[:40] for it in lines)
        await press(pilot, "enter", "n")
        [head] = [it for it in screen_text(app).splitlines() if " of 6" in it]
        assert "The Northern" in head and "…" in head and "quotation" in head


async def test_the_count_of_hits_is_told_behind_a_long_source(tmp_path: Path) -> None:
    """The source is cut, and how often something was found is not left out."""
    session = CanalSession()
    session.library.entries["closure.txt"].source = "The Northern Wire and all other Wires " * 2
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=(110, 30)) as pilot:
        await press(pilot, "g", "slash", Typed("canal"), "enter")
        [line] = [it for it in screen_text(app).splitlines() if "The North" in it and "hit" in it]
        assert "…" in line


async def test_a_long_source_leaves_room_for_how_much_is_said(tmp_path: Path) -> None:
    """In the list alone, the name of a source is cut before the count of quotations is left out."""
    session = CanalSession()
    entry = session.library.entries["closure.txt"]
    entry.source = "The Northern Wire and all the other Wires of the Coast, a daily for sailors"
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        [line] = [it for it in screen_text(app).splitlines() if "The Northern Wire" in it]
        assert "…" in line and "❝ 6" in line

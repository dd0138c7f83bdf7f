"""A person's word on links with the keys: confirmed, rejected, drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.analysis.types import LinkType, Published
from onrecord.store.notebook.records import LinkVerdict
from onrecord.tui.reader.actions.action import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.session import Progress
from onrecord.tui.session.shown_links import shown_links

from .by_hand import CanalSession
from .conftest import press, screen_text

WIDE = (140, 40)
LINKED = ("j", "enter", "5", "n", "tab")
"""Keys that lead to the links of a quotation that has one."""


async def test_confirm(app: OnrecordApp, session: CanalSession) -> None:
    """y marks the link under the cursor as confirmed, and the cursor stays on it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *LINKED, "y")
        shown = app.reader.elsewhere.chosen_link
        assert shown.verdict is session.links.verdict(shown.link) is LinkVerdict.CONFIRMED
        assert "✓ confirmed" in screen_text(app)


async def test_a_speaker_without_room_is_called_by_the_last_name(
    app: OnrecordApp, session: CanalSession
) -> None:
    """The name of whom a link leads to is not cut within."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *LINKED)
        links = app.reader.elsewhere
        (shown,) = shown_links(session, [links.chosen_link.link], app.reader.rows)
        assert (shown.who, shown.short) == ("Ilan Oduya", "Oduya")
        links.show([shown._replace(who="Ilan Maximilian Oduya")], ())
        await press(pilot)
        assert f"{shown.date} Oduya " in screen_text(app)
        links.show([shown], ())
        await press(pilot)
        assert f"{shown.date} Ilan Oduya " in screen_text(app)


async def test_a_title_without_room_stands_below_the_date(
    app: OnrecordApp, session: CanalSession
) -> None:
    """Where a link leads to is told in lines of its own, rather than by its first word."""
    title = "Lock keepers of the northern canal ask for a longer rest at night"
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *LINKED)
        links = app.reader.elsewhere
        (shown,) = shown_links(session, [links.chosen_link.link], app.reader.rows)
        links.show([shown._replace(who=title, short=title)], ())
        await press(pilot)
        lines = [line.rpartition("▏")[2].strip() for line in screen_text(app).splitlines()]
        (date,) = (n for n, line in enumerate(lines) if shown.date in line)
        assert "Lock" not in lines[date]
        assert " ".join(lines[date + 1 : date + 3]).startswith("Lock keepers of the northern")


LONG = "The Northern Wire and all the other Wires of the Coast, a daily for sailors"


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (200, 60)])
@pytest.mark.parametrize("source", ["Belmark Herald", LONG, ""])
async def test_a_link_says_where_it_leads_to(
    app: OnrecordApp, session: CanalSession, size: tuple[int, int], source: str
) -> None:
    """Beside the speaker or below, cut where it is long; of a file without a source its name."""
    session.library.entries["answer.txt"].source = source
    async with app.run_test(size=size) as pilot:
        await press(pilot, *LINKED)
        rows = ["".join(words for words, _ in parts) for _, parts in app.reader.elsewhere._rows]
        shown = "\n".join(rows)
        if source == LONG:
            assert "The Northern" in shown and LONG not in shown and "…" in shown
        else:
            assert (source or "answer.txt") in screen_text(app)
        head = next(row for row in rows if "Ilan Oduya" in row)
        assert head.endswith("  0.98") and len(head) == app.reader.elsewhere.size.width - 4


async def test_reject(app: OnrecordApp) -> None:
    """x takes the link under the cursor out of the pane and leaves the others."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *LINKED)
        before = [shown.link for shown in app.reader.elsewhere.shown]
        await press(pilot, "j", "x")
        assert [shown.link for shown in app.reader.elsewhere.shown] == [before[0], *before[2:]]


async def test_draw(app: OnrecordApp, session: CanalSession) -> None:
    """L on one quotation and L on another draw a link that both show as the person's."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "L")
        assert "press L there" in screen_text(app)
        first = app.reader.view.current
        await press(pilot, "tab", "shift+tab", "shift+tab", "k", "enter", "2", "n", "L")
        second = app.reader.view.current
        [link] = session.links.at(second.article, second.start, second.end)
        assert (link.type, link.b.article, link.b.start) == (
            LinkType.SAME_STATEMENT,
            first.article,
            first.start,
        )
        assert "+ yours" in screen_text(app)
        await press(pilot, "tab", "y")
        assert session.links.verdict(link) is LinkVerdict.DRAWN


async def test_draw_from_the_links(app: OnrecordApp, session: CanalSession) -> None:
    """In the links, L takes the passage at the other end; the same one twice is no link."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *LINKED, "L")
        assert app.link_end == app.reader.elsewhere.chosen_link.link.b
        await press(pilot, "L")
        assert app.link_end is None and not session.notebook.links.notes()
        assert "the same quotation" in screen_text(app)


ALONE = {
    name: (title, "Wire", Published(), f"{title}\n\nNobody is quoted here, Brodin said.\n")
    for name, title in (("mill.txt", "The mill"), ("bakery.txt", "The bakery"))
}
"""Articles that no link leads from."""


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (140, 40)])
async def test_enter_leads_to_no_empty_pane(tmp_path: Path, size: tuple[int, int]) -> None:
    """Where nothing else was found it says so, and the article stays in sight."""
    app = OnrecordApp(CanalSession(ALONE), keys=tmp_path / "keys.toml")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", "enter")
        shown = screen_text(app)
        assert app.reader.front is Pane.ARTICLE and "Nobody is quoted here" in shown
        assert shown.splitlines()[-1].strip() == "Nothing else on this was found."


async def test_an_empty_pane_offers_what_can_be_done(tmp_path: Path) -> None:
    """No link is followed, confirmed or rejected where there is none; the keys say why."""
    app = OnrecordApp(CanalSession(ALONE), keys=tmp_path / "keys.toml")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "tab")
        shown = screen_text(app)
        assert app.reader.front is Pane.LINKS and "Nothing else on this was found." in shown
        keys = shown.splitlines()[-1]
        assert not any(told in keys for told in ("follow", "confirm", "reject")) and "pane" in keys
        for key in ("enter", "y", "x", "L"):
            await press(pilot, key)
            assert "There is no link under the cursor." in screen_text(app)


async def test_the_keys_of_a_link_go_with_the_last_one(app: OnrecordApp) -> None:
    """Once all are rejected none is offered; undone they are offered again."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *LINKED)
        many = len(app.reader.elsewhere.shown)
        assert "x reject" in screen_text(app)
        await press(pilot, *["x"] * many, "j")
        assert "x reject" not in screen_text(app) and "Nothing else on this" in screen_text(app)
        await press(pilot, "u", "j")
        assert "x reject" in screen_text(app)


async def test_as_long_as_articles_are_analysed_more_may_be_found(tmp_path: Path) -> None:
    """The pane and enter say “yet” until all is done, and no longer."""
    app = OnrecordApp(CanalSession(ALONE), keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        app.reader.on_session_event(Progress(1, 2, 0, ""))
        await press(pilot, "enter")
        assert screen_text(app).count("Nothing found yet.") == 2
        app.reader.on_session_event(Progress(2, 2, 0, ""))
        await press(pilot, "j")
        assert "found yet" not in screen_text(app) and "Nothing else on" in screen_text(app)


async def test_no_link(app: OnrecordApp) -> None:
    """Where there is no link, the keys say so."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j", "enter", "tab", "x")
        assert "There is no link under the cursor." in screen_text(app)

"""A person's word on links with the keys: confirmed, rejected, drawn."""

from __future__ import annotations

from onrecord.analysis.types import LinkType
from onrecord.store.notebook.records import LinkVerdict
from onrecord.tui.reader.app import OnrecordApp
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


async def test_no_link(app: OnrecordApp) -> None:
    """Where there is no link, the keys say so."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j", "enter", "tab", "x")
        assert "There is no link under the cursor." in screen_text(app)

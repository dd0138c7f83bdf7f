"""Searching every text, and the searches that are kept."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Input

from onrecord.analysis.types import Precision, Published
from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.quotations import QuotationsView
from onrecord.tui.reader.screens.search import SearchView
from onrecord.tui.reader.screens.searches import SearchesView
from onrecord.tui.session.events import Indexed

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text, seen

WIDE = (120, 34)
SEARCH = ("g", "slash")


def asked(app: OnrecordApp) -> SearchView:
    """Return the search that is shown."""
    assert isinstance(app.screen, SearchView)
    return app.screen


async def test_hits_come_while_one_types(app: OnrecordApp) -> None:
    """g / asks; what is typed is found at once, by article, the latest first."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("canal in spring"))
        shown = screen_text(app)
        assert "2 hits in 2 articles" in shown
        assert shown.index("Oduya laughs off") < shown.index("Vessen: Tarsia will close")
        assert re.search("2021-03-05 +❝ +. Ilan Oduya", shown)
        await press(pilot, *["backspace"] * 15)
        assert "hits in" not in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_last_good_result_stays(app: OnrecordApp, size: tuple[int, int]) -> None:
    """A query that cannot be read is told in one line, and what was found stays."""
    async with app.run_test(size=size) as pilot:
        await press(pilot, *SEARCH, Typed("delays"))
        assert asked(app).hits.count == 1
        await press(pilot, Typed(" OR"))
        assert "OR at sign 8 has nothing after it" in screen_text(app).splitlines()[-1]
        assert asked(app).hits.count == 1
        await press(pilot, Typed(" estimates"))
        assert asked(app).hits.count == 2
        assert screen_text(app).splitlines()[-1].rstrip().endswith("⏎ to the hits")


async def test_a_wrong_expression_shows_no_hits(app: OnrecordApp) -> None:
    """What an expression before it found is not shown as its own."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH)
        assert not asked(app).passage.visible
        await press(pilot, Typed("/delays/"))
        assert asked(app).hits.count == 1
        await press(pilot, "backspace", Typed("(/"))
        assert asked(app).hits.count == 0 and "delays" not in asked(app).facts()
        assert not asked(app).passage.visible
        await press(pilot, "backspace", "backspace", Typed("/"))
        assert asked(app).hits.count == 1 and asked(app).passage.visible
        await press(pilot, "ctrl+u")
        assert not asked(app).passage.visible


async def test_cursor_stands_on_hits_only(app: OnrecordApp) -> None:
    """j and k go from hit to hit, over the heads; the ends are hits too."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("canal"), "enter")
        hits = asked(app).hits
        seen = []
        for _ in range(hits.count):
            seen.append((hits.row.article, hits.row.start))
            await press(pilot, "j")
        assert len(set(seen)) == hits.count > 5
        assert (hits.row.article, hits.row.start) == seen[-1]
        await press(pilot, "g", "g")
        assert (hits.row.article, hits.row.start) == seen[0]
        await press(pilot, "G", "k")
        assert (hits.row.article, hits.row.start) == seen[-2]


async def test_enter_opens_the_place(app: OnrecordApp) -> None:
    """Enter goes to the very words in the reader; n and N to the other places there."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("ships OR channel"), "enter", "j", "j")
        hit = asked(app).hits.row
        await press(pilot, "enter")
        reader = app.reader
        assert app.screen is reader and reader.front is Pane.ARTICLE
        assert (reader.article_id, reader.view.cursor.point) == (hit.article, hit.start)
        text = app.session.article(hit.article).text
        assert {text[a:b] for a, b in reader.view.matches} == {"ships", "channel"}
        here = reader.view.match
        await press(pilot, "N")
        assert reader.view.match == here - 1
        await press(pilot, "n")
        assert reader.view.match == here
        await press(pilot, "escape")
        assert not reader.view.matches


async def test_n_goes_on_to_the_next_article(app: OnrecordApp) -> None:
    """After the last match of an article comes the first of the next one found, and N leads back.

    The last line says what n does, where it has led, and where there is no more.
    """
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed('"canal in spring"'), "enter", "enter")
        reader, first = app.reader, app.reader.article_id
        assert "n match" in screen_text(app).splitlines()[-1]
        assert "match 1 of 1 · article 1 of 2" in screen_text(app)
        await press(pilot, "n")
        second, (there,) = reader.article_id, reader.view.matches
        assert second != first and reader.view.cursor.point == there[0]
        assert "On to article 2 of 2" in screen_text(app).splitlines()[-1]
        await press(pilot, "n")
        assert (reader.article_id, reader.view.matches) == (second, [there])
        told = "That was the last match: g / shows all of them, esc leaves the search."
        assert told in screen_text(app).splitlines()[-1]
        await press(pilot, "N")
        assert reader.article_id == first and reader.view.matches
        assert "Back to article 1 of 2" in screen_text(app).splitlines()[-1]
        await press(pilot, "N")
        assert "That was the first match" in screen_text(app).splitlines()[-1]
        await press(pilot, "escape", "j")
        assert not reader.view.matches and "n quotation" in screen_text(app).splitlines()[-1]


async def test_back_leads_to_where_the_search_was_begun(app: OnrecordApp) -> None:
    """However many articles n has led through since."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "n")
        begun = app.reader.article_id, app.reader.view.cursor.point
        await press(pilot, *SEARCH, Typed('"canal in spring"'), "enter", "enter")
        await press(pilot, "n")
        assert app.reader.article_id != begun[0]
        await press(pilot, "N", "n", "[")
        assert (app.reader.article_id, app.reader.view.cursor.point) == begun


async def test_n_goes_from_quotation_to_quotation_found(app: OnrecordApp) -> None:
    """Where quotations were asked for, those of the next article come after those of this one."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("speaker:oduya kind:direct"), "enter", "enter")
        reader, first = app.reader, app.reader.article_id
        await press(pilot, "n")
        said = {(q.start, q.end) for q in app.session.quotations(reader.article_id)}
        assert reader.article_id != first and set(reader.view.matches) <= said


async def test_the_last_query_is_asked_again(app: OnrecordApp) -> None:
    """g / begins with it: enter goes to its hits, and what is typed replaces it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("canal in spring"), "enter", "enter", *SEARCH)
        box = app.screen.query_one("#narrow", Input)
        assert box.value == box.selected_text == "canal in spring"
        assert asked(app).hits.count == 2
        await press(pilot, "enter", "j")
        assert asked(app).hits.cursor == 1
        await press(pilot, "q", *SEARCH, "d", "e", "l", "a", "y", "s")
        assert asked(app).query_text == "delays" and asked(app).hits.count == 1


async def test_quotations_are_found(app: OnrecordApp) -> None:
    """A query with a speaker finds quotations; opened, n goes to the next of them."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("speaker:oduya kind:direct"))
        assert "2 hits in 2 articles" in screen_text(app)
        await press(pilot, "enter", "enter")
        said = {(q.start, q.end) for q in app.session.quotations(app.reader.article_id)}
        assert set(app.reader.view.matches) <= said


async def test_hits_in_quotations_are_worked_on(app: OnrecordApp, session: CanalSession) -> None:
    """Space selects the quotation that a hit is in, also of many marked hits at once."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("canal in spring"), "enter", "space")
        assert len(session.selection()) == 1
        assert "✓" in screen_text(app)
        await press(pilot, "V", "space")
        assert len(session.selection()) == 2
        await press(pilot, "slash", *["backspace"] * 15, Typed("every third ship"), "enter")
        await press(pilot, "t", Typed("trade/share"), "enter")
        assert "trade/share" in session.notebook.codebook.tags()


async def test_hit_outside_of_quotations(app: OnrecordApp, session: CanalSession) -> None:
    """Where nobody says it there is nothing to select, and that is said."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed('"a narrow channel"'), "enter", "space")
        assert session.selection() == []
        assert "no quotation" in screen_text(app).splitlines()[-1]


async def test_new_articles_are_found(app: OnrecordApp, session: CanalSession) -> None:
    """The hits are made anew when something came into the library, or can be searched by now."""

    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("locks"))
        assert "Nothing fits." in screen_text(app)
        text = "The locks are open again.\n"
        published = Published("2021-04", Precision.MONTH)
        session.add("new.txt", ("Open again", "", published, text))
        await seen(pilot, "1 hit in 1 article")


async def test_progress_of_the_index_is_shown(
    app: OnrecordApp, session: CanalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the index is made, the head says how much can be searched."""
    monkeypatch.setattr(type(session.search), "progress", Indexed(1, 3))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("canal"))
        assert "1 of 3 articles can be searched" in screen_text(app)


async def test_slow_expression_blocks_nothing(app: OnrecordApp, session: CanalSession) -> None:
    """A regular expression that never ends is told, and keys go on meanwhile."""

    text = "word " * 30_000 + "!"
    session.add("undated.txt", ("", "", Published(), text))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH)
        app.screen.query_one("#narrow", Input).value = r"/(\w+\s*)*!\d/"
        await pilot.pause(0.1)
        await pilot.press("x")  # is taken while the expression is tried
        assert app.screen.query_one("#narrow", Input).value.endswith("x")
        await press(pilot, "backspace")
        await seen(pilot, "takes too long")
        assert "takes too long" in screen_text(app).splitlines()[-1]


async def test_hostile_text_stays_text(app: OnrecordApp, session: CanalSession) -> None:
    """Markup and control signs in texts and queries are shown, never obeyed."""

    text = "[red]No[/red] \x1b]52;c\x07 \u202eevil [/]\n"
    session.add("undated.txt", ("[b]t[/b]\x1b[2J", "[/]", Published(), text))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("evil [/]"))
        shown = screen_text(app)
        assert "[red]No[/red]" in shown and "[b]t[/b]" in shown
        assert "\x1b" not in shown and "\u202e" not in shown


# -- searches that are kept ------------------------------------------------------------------------


async def test_search_is_kept_and_used(app: OnrecordApp, session: CanalSession) -> None:
    """S keeps a search under a name; g f offers it, in the search, the quotations, anywhere."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *SEARCH, Typed("speaker:oduya"), "enter", "S", Typed("his"), "enter")
        assert session.notebook.searches.all() == {"his": "speaker:oduya"}
        await press(pilot, "escape", "g", "f")
        assert isinstance(app.screen, SearchesView)
        assert "his" in screen_text(app) and "speaker:oduya" in screen_text(app)
        await press(pilot, "enter")
        assert asked(app).query_text == "speaker:oduya"
        assert asked(app).hits.count == 4
        await press(pilot, "escape", "g", "q", "g", "f", "enter")
        view = app.screen
        assert isinstance(view, QuotationsView)
        assert view.quotations.count == 4
        assert view.query_one("#narrow", Input).value == "speaker:oduya"


async def test_quotations_keep_a_search(app: OnrecordApp, session: CanalSession) -> None:
    """What narrows the quotations can be kept as well; nothing cannot."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "S")
        assert "nothing to keep" in screen_text(app).splitlines()[-1]
        await press(pilot, "slash", Typed("kind:mixed"), "enter", "S", Typed("mixed"), "enter")
        assert session.notebook.searches.all() == {"mixed": "kind:mixed"}


async def test_searches_are_renamed_and_forgotten(app: OnrecordApp, session: CanalSession) -> None:
    """c gives another name, x forgets."""
    session.changes.do(lambda notebook: notebook.searches.save("one", "canal"))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "f", "c", Typed(" two"), "enter")
        assert session.notebook.searches.all() == {"one two": "canal"}
        await press(pilot, "x")
        assert session.notebook.searches.all() == {}
        assert "No searches yet" in screen_text(app)


async def test_bad_query_in_the_quotations(app: OnrecordApp) -> None:
    """The list of quotations tells a query that cannot be read, too, and stays as it was."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", Typed("kind:mixed"))
        view = app.screen
        assert isinstance(view, QuotationsView)
        assert view.quotations.count == 1
        await press(pilot, Typed(" )"))
        assert "closes nothing" in screen_text(app).splitlines()[-1]
        assert view.quotations.count == 1


@pytest.mark.parametrize("view", ["q", "t", "w"])
async def test_a_wrong_expression_finds_nothing_anywhere(app: OnrecordApp, view: str) -> None:
    """What was found before goes, and the reason stands in its place, not "nothing fits"."""
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "g", view, "slash", Typed("kind:direct"))
        rows = front(app).list_view
        assert rows.count
        await press(pilot, Typed(" /[a/"))
        assert not rows.count and "no regular expression" in rows.empty
        await press(pilot, *["backspace"] * 5)
        assert rows.count

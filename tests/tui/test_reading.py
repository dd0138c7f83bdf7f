"""Reading with the keys: list, article, links, search."""

from __future__ import annotations

from dataclasses import replace

from onrecord.analysis.types import Act
from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp

from .by_hand import CanalSession
from .canal import TEXTS
from .conftest import Typed, press, screen_text

WIDE, NARROW = (140, 40), (80, 24)


async def test_session_begins_after_the_first_paint(
    app: OnrecordApp, session: CanalSession
) -> None:
    """The list is on the screen when the session is started."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert session.indexer.begun
        assert "Oduya laughs off" in screen_text(app)


async def test_list_shows_what_is_known(app: OnrecordApp) -> None:
    """Dates, ~ before inferred ones, sources, counts."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        shown = screen_text(app)
        for words in ("~2021-03-05", "2021-03-04", "undated", "Northern Wire", "❝ 6"):
            assert words in shown


async def test_moving_in_the_list_shows_the_article(app: OnrecordApp) -> None:
    """j shows the next article; it is read only once it is entered."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        assert app.reader.article_id == "closure.txt"
        assert "Transport Minister" in screen_text(app)
        assert not app.reader.rows["closure.txt"].read
        await press(pilot, "enter")
        assert app.reader.rows["closure.txt"].read
        assert app.reader.front is Pane.ARTICLE


async def test_metadata_is_not_drawn(app: OnrecordApp) -> None:
    """The head of the text is no text."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter")
        assert "date 2021" not in screen_text(app)


async def test_quotations_one_by_one(app: OnrecordApp) -> None:
    """n and p go from one to the next, and its details tell all that is known of it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n")
        assert (
            "the canal will be closed"
            in app.reader.view.shown.text[app.reader.view.current.start :][:30]
        )
        shown = screen_text(app)
        assert "indirect · Marta Vessen · “said” · sure 0.91" in shown
        assert "quotation 1 of 6" in shown
        await press(pilot, "3", "n")
        assert "mixed · Ilan Oduya · “called” · ? unsure 0.41" in screen_text(app)
        await press(pilot, "p")
        assert "quotation 3 of 6" in screen_text(app)
        await press(pilot, "9", "n", "n")
        assert "No more quotations below." in screen_text(app)


async def test_the_pane_counts_as_the_list_does(app: OnrecordApp, session: CanalSession) -> None:
    """An act that is merely told is no quotation in the one nor the other; worked on, in both."""
    found = session.findings("closure.txt")
    assert found
    first, *others = found.quotations
    session.find("closure.txt", [replace(first, act=Act.DENIES, reported=True), *others])
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q")
        assert "8 and 1 act" in screen_text(app)
        await press(pilot, "escape", "j", "enter", "n")
        assert app.reader.rows["closure.txt"].quotations == 5
        assert "an act, told beside 5 quotations" in screen_text(app)
        await press(pilot, "n")
        assert "quotation 1 of 5" in screen_text(app)
        await press(pilot, "p", "space")
        assert app.reader.rows["closure.txt"].quotations == 6
        assert "quotation 1 of 6" in screen_text(app)


async def test_actors_one_by_one(app: OnrecordApp) -> None:
    """a and A go from name to name and say who it is."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "a", "a")
        assert "Marta Vessen · person · 3 articles · 3 quotations" in screen_text(app)
        await press(pilot, "A")
        assert "Tarsia · country" in screen_text(app)


async def test_lines_and_ends(app: OnrecordApp) -> None:
    """j k G gg ctrl+d ctrl+u move by lines; 2gg goes to the second."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter")
        cursor, page = app.reader.view.cursor, app.reader.view.text_layout
        lines = []
        for keys in (["j"], ["k"], ["G"], ["g", "g"], ["ctrl+d"], ["ctrl+u"], ["2", "g", "g"]):
            await press(pilot, *keys)
            lines.append(page.line_of(cursor.point))
        last = len(page.lines) - 1
        assert lines[:4] == [1, 0, last, 0] and lines[4] > 1 and lines[5] == 0 and lines[6] == 1


async def test_words_and_sentences(app: OnrecordApp) -> None:
    """w b ) ( move by words and sentences."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "w")
        view = app.reader.view
        assert view.text_layout.text[view.cursor.point :].startswith("Transport")
        await press(pilot, "b")
        assert view.text_layout.text[view.cursor.point :].startswith("Tarsian")
        await press(pilot, "right_parenthesis")
        assert view.text_layout.text[view.cursor.point :].startswith("She told")
        await press(pilot, "left_parenthesis")
        assert view.text_layout.text[view.cursor.point :].startswith("Tarsian")


async def test_place_is_remembered(app: OnrecordApp) -> None:
    """Coming back to an article is coming back to the place."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "n")
        point = app.reader.view.cursor.point
        await press(pilot, "escape", "k", "j")
        assert app.reader.view.cursor.point == point


async def test_links_follow_the_cursor(app: OnrecordApp) -> None:
    """The quotation's own links come first, then the article's."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "5", "n")
        await press(pilot)
        shown = screen_text(app)
        assert "ELSEWHERE for this quotation" in shown and "ELSEWHERE for this article" in shown
        assert (
            "= same statement" in shown and "◆ same event" in shown and "“canal in spring”" in shown
        )


async def test_link_back_and_forward(app: OnrecordApp) -> None:
    """Enter goes to the very passage, [ back to where it was followed, ] forward again."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "5", "n")
        start = app.reader.view.cursor.point
        await press(pilot, "tab", "enter")
        assert app.reader.article_id == "answer.txt"
        assert app.reader.view.current.start == TEXTS["answer.txt"][3].index("“Nobody")
        assert app.reader.articles.row.id == "answer.txt"
        await press(pilot, "left_square_bracket")
        assert (app.reader.article_id, app.reader.view.cursor.point) == ("closure.txt", start)
        await press(pilot, "right_square_bracket")
        assert app.reader.article_id == "answer.txt"
        await press(pilot, "right_square_bracket")
        assert "nothing ahead" in screen_text(app)


async def test_search_finds_across_lines(app: OnrecordApp) -> None:
    """A phrase that the screen breaks is found; n and N go round, esc stops."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "enter", "slash", Typed("to reporters after"))
        view = app.reader.view
        (match,) = view.matches
        assert view.text_layout.line_of(match[0]) != view.text_layout.line_of(match[1])
        await press(pilot, "escape", "g", "g", "slash", Typed("canal"), "enter")
        found = len(view.matches)
        assert found == 3
        await press(pilot, "n")
        assert f"match 2 of {found}" in screen_text(app)
        await press(pilot, "N", "N")
        assert f"match {found} of {found}" in screen_text(app)
        assert "From the last match again." in screen_text(app).splitlines()[-1]
        await press(pilot, "n")
        assert "From the first match again." in screen_text(app).splitlines()[-1]
        await press(pilot, "escape")
        assert not view.matches and app.reader.front is Pane.ARTICLE


async def test_the_only_match_says_so(app: OnrecordApp) -> None:
    """n names what it goes to, and where there is nothing to go to says how to leave."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "slash", Typed("to reporters after"), "enter")
        assert "n match" in screen_text(app).splitlines()[-1]
        await press(pilot, "n")
        assert "This is the only match: esc leaves the search." in screen_text(app)
        await press(pilot, "escape", "j")
        assert "n quotation" in screen_text(app).splitlines()[-1]


async def test_search_for_nothing_there(app: OnrecordApp) -> None:
    """What is not there is said."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "slash", Typed("zebra"), "enter")
        assert "“zebra” is not in this article." in screen_text(app)


async def test_order_both_ways(app: OnrecordApp) -> None:
    """O goes through the orders and the head of the list says which."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        heads = []
        for _ in range(4):
            await press(pilot, "O")
            heads.append(screen_text(app).split("ARTICLES")[1].split("\n")[0].split("│")[0].strip())
        assert [head.split()[:2] for head in heads] == [
            ["date", "↑"],
            ["title", "↑"],
            ["source", "↑"],
            ["date", "↓"],
        ]


async def test_cursor_stays_on_its_article(app: OnrecordApp) -> None:
    """Another order moves the article, not the cursor off it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "O")
        assert app.reader.articles.row.id == "closure.txt"


async def test_next_unread(app: OnrecordApp) -> None:
    """n in the list passes over what has been read."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "R", "k", "n")
        assert app.reader.articles.row.id == "undated.txt"


async def test_why_this_date(app: OnrecordApp) -> None:
    """i says what a date rests on."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "i")
        shown = screen_text(app)
        assert "from header" in shown and "“date 2021-03-04”" in shown
        await press(pilot, "escape")
        assert "from header" not in screen_text(app)


async def test_star_and_read(app: OnrecordApp) -> None:
    """* and R, each both ways."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "asterisk", "R")
        row = app.reader.articles.row
        assert row.starred and row.read and "★" in screen_text(app)
        await press(pilot, "asterisk", "R")
        row = app.reader.articles.row
        assert not row.starred and not row.read


async def test_rescan(app: OnrecordApp, session: CanalSession) -> None:
    """r looks at the folder again."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "r")
        assert session.indexer.looked == 1


async def test_the_next_quotation_is_another_one(app: OnrecordApp) -> None:
    """On a line on which a quotation begins that is lit already, n and p go to those beside it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter")
        view = app.reader.view
        spans, lines = view.cursor.quotations.spans, view.text_layout.lines
        lit = 0
        for key, step in (("n", 1), ("p", -1)):
            for start, _ in lines:
                view.cursor.to(start)
                here = view.current_index
                if here is None or spans[here][0] <= start or not 0 <= here + step < len(spans):
                    continue
                lit += 1
                await press(pilot, key)
                assert view.current_index == here + step
        assert lit > 2

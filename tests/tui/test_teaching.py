"""What the screen teaches: dead keys, what can follow, the help, the palette, the last line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.tui.reader.actions import Pane, every
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.widgets.timeline import EMPTY
from onrecord.tui.session.events import Status

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text, seen
from .looks import worked
from .test_every_action import WAYS

WIDE, NARROW = (140, 40), (80, 24)


def last_line(app: OnrecordApp) -> str:
    """Return what the last line says."""
    return screen_text(app).splitlines()[-1].strip()


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("key", ["t", "s", "x", "space", "a", "p", "B", "w"])
async def test_a_dead_key_says_where_it_works(
    app: OnrecordApp, session: CanalSession, key: str, size: tuple[int, int]
) -> None:
    """In the list a key of the article says what it is, and what to do first; it does nothing."""
    async with app.run_test(size=size) as pilot:
        await press(pilot, "j", key)
        said = last_line(app)
        first = ", n goes to a quotation" if key not in "apw" else ""
        assert said.startswith(f"{key} is “")
        assert said.endswith(f"in the article: ⏎ goes there{first}.")
        assert app.screen is app.reader and session.labels == []
        await press(pilot, "j")
        assert "is “" not in last_line(app)


@pytest.mark.parametrize("key", ["i", "enter", "l", "R", "*", "D", "E", "m", "o"])
async def test_a_key_says_that_there_is_no_article(tmp_path: Path, key: str) -> None:
    """In a list without articles, what a key would be about is said to be lacking."""
    app = OnrecordApp(CanalSession({}), keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, key)
        assert last_line(app) == "There is no article under the cursor."


@pytest.mark.parametrize("key", ["q", "a", "c", "t", "w", "r", "n", "p", "m", "f"])
async def test_enter_in_an_empty_list_says_why(tmp_path: Path, key: str) -> None:
    """In a view without rows enter says what the list says: why there are none."""
    app = OnrecordApp(CanalSession({}), keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", key, "enter")
        told = front(app).list_view.empty
        assert told and last_line(app)[:30] == told[:30]


@pytest.mark.parametrize("key", ["n", "p", "a", "t", "x", "y", "L"])
async def test_what_may_still_come_is_not_denied(
    app: OnrecordApp, session: CanalSession, key: str
) -> None:
    """In an article that waits for the analysis nobody is told that it has no quotations."""
    session.find("closure.txt", ())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "g", "g", "p", "t")
        assert "no quotation under the cursor: n goes" in last_line(app)
        session.indexer.status["closure.txt"] = Status.ANALYSING
        app.reader.load_rows()
        await press(pilot, key)
        assert ("not analysed yet" in last_line(app)) == (key != "a")


async def test_what_is_still_read_is_not_denied(app: OnrecordApp) -> None:
    """While a view is being filled, the key into its quotations says that it is."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "g", "t")
        view = front(app)
        view.timeline.empty = "Reading …"
        view.timeline.show(EMPTY, False)
        view.quotations.put(())
        view.go_into(True)
        assert last_line(app) == "Reading …"


async def test_a_message_that_fits_is_whole(app: OnrecordApp) -> None:
    """Nothing is cut, and no more is offered, where a message has all of its line."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "enter", "n", "L")
        assert last_line(app).endswith("press L there.") and len(last_line(app)) > 76


async def test_a_dead_key_names_the_view_that_has_it(app: OnrecordApp) -> None:
    """A key of a view is told with the keys that open it, one of none as such."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "C")
        assert last_line(app) == "C is “colour” in codebook: g c goes there."
        await press(pilot, "g", "q", "tab")
        assert last_line(app) == "tab is “next pane” in the article: q leaves this view."
        await press(pilot, "Z")
        assert last_line(app) == "Z does nothing: ? tells the keys, ctrl+p finds any action."


async def test_the_list_acts_on_the_quotation_beside_it(
    app: OnrecordApp, session: CanalSession
) -> None:
    """Where the article's quotation is in sight, its keys work from the list as well."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "shift+tab")
        assert app.reader.front is Pane.ARTICLES and "space select" in last_line(app)
        here = front(app).view.current
        await press(pilot, "space", "t", Typed("trade"), "enter")
        marked = [it for it in session.all_quotations() if it.selected and it.tags == ("trade",)]
        assert [(it.article, it.start) for it in marked] == [(here.article, here.start)]
        await press(pilot, "R", "enter", "g", "g", "shift+tab")
        assert "space select" not in last_line(app)  # at the title, which nobody said
        await press(pilot, "x")
        assert "is “reject” in the article" in last_line(app)


async def test_what_cannot_be_seen_is_not_acted_on(app: OnrecordApp, session: CanalSession) -> None:
    """Where the list has the whole width, nothing is done to an article behind it."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "enter", "n", "shift+tab", "space")
        assert not any(it.selected for it in session.all_quotations())


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("slash",), "⏎ from match to match  esc stop searching"),
        (("g", "q", "slash"), "⏎ to the list  esc show everything again"),
        (("g", "slash"), "⏎ to the hits"),
        (("g", "d"), "⏎ look for them  esc leave the line"),
    ],
)
async def test_who_types_is_told_the_keys_that_are_no_letters(
    app: OnrecordApp, keys: tuple[str, ...], told: str
) -> None:
    """In a line of input the last line tells its own keys, not those that would be letters."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "enter", *keys)
        assert last_line(app) == told
        await press(pilot, Typed("canal"))
        await pilot.click(offset=(2, NARROW[1] - 1))
        await press(pilot, "escape" if "d" in keys else "k")
        assert last_line(app).endswith("? help")


@pytest.mark.parametrize("key", ["t", "m", "s", "c", "e", "T", "D", "ctrl+p"])
async def test_below_a_prompt_no_keys_are_told(app: OnrecordApp, key: str) -> None:
    """Keys of the view would be typed into a prompt: they are told again once it is answered."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "enter", "n")
        before = last_line(app)
        await press(pilot, key)
        assert last_line(app) == "" and before.startswith("n quotation")
        await press(pilot, "escape")
        assert last_line(app) == before


async def test_letters_to_jump_tell_how_to_leave(app: OnrecordApp) -> None:
    """While letters stand on the screen the last line says what they do."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "enter", "f")
        assert last_line(app) == "a … z go there  esc leave"


async def test_a_key_that_a_page_names_works_there(app: OnrecordApp) -> None:
    """The page on a date says that D gives another one: it does, and n goes on reading."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "i")
        assert "D gives the article another date" in screen_text(app)
        await press(pilot, "D")
        assert "When was it published?" in screen_text(app)
        await press(pilot, "escape", "i", "j", "n")
        assert app.screen is app.reader and app.reader.chosen()


async def test_what_can_follow_is_shown(app: OnrecordApp) -> None:
    """After g and a moment the views stand above the last line; a key or a click takes one."""
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("g")
        await seen(pilot, "d did they say it?")
        assert "q quotations" in screen_text(app)
        await press(pilot, "c")
        assert front(app).pane is Pane.CODEBOOK and "did they say" not in screen_text(app)
        await press(pilot, "q")
        assert "did they say" not in screen_text(app)
        await pilot.press("g")
        await seen(pilot, "q quotations")
        lines = screen_text(app).splitlines()
        y = next(y for y, line in enumerate(lines) if "q quotations" in line)
        await pilot.click(offset=(lines[y].index("quotations"), y))
        await press(pilot)
        assert front(app).pane is Pane.QUOTATIONS


async def test_a_sequence_that_is_none_says_so(app: OnrecordApp) -> None:
    """g and a key that does not follow it are told together."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "g", "z")
        assert last_line(app) == "g z is no key: wait after g to see what can follow."


async def test_marks_and_digits_that_are_taken_are_shown(tmp_path: Path) -> None:
    """After K and ' the letters that hold places, after # in the codebook what digits give."""
    app = OnrecordApp(worked(), keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter")
        for key in ("K", "'"):
            await pilot.press(key)
            await seen(pilot, "a … Z")
            assert "a Vessen: Tarsia" in screen_text(app) and "b Oduya laughs" in screen_text(app)
            await pilot.press("escape")
        await press(pilot, "g", "c")
        await pilot.press("number_sign")
        await seen(pilot, "1 #trade")
        assert "2 free" in screen_text(app)


@pytest.mark.parametrize("pane", [pane for pane in Pane if pane is not Pane.BOUNDARY])
async def test_the_palette_offers_every_action(tmp_path: Path, pane: Pane) -> None:
    """From every view each action of every other is offered."""
    from onrecord.tui.reader.actions.palette import Actions

    app = OnrecordApp(worked(), keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *WAYS[pane])
        found = {hit.help async for hit in Actions(app.screen).discover() if hit.help}
        assert found == {one.help for one in every()}


async def test_the_palette_finds_every_action(app: OnrecordApp) -> None:
    """Each is found by its title, whatever else is called like it."""
    from onrecord.tui.reader.actions.palette import Actions

    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        for one in every():
            hits = [hit async for hit in Actions(app.screen).search(one.title)]
            assert any(getattr(hit, "help", None) == one.help for hit in hits), one.id


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("what differs", "⏎ on an actor shows the card; d does it"),
        ("take away", "x does it"),
        ("draw link", "n goes to a quotation; L does it"),
        ("whole sentence", "B on a quotation; s does it"),
    ],
)
async def test_the_palette_leads_there(app: OnrecordApp, title: str, told: str) -> None:
    """What another place does is told there, with its key."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "t", "ctrl+p", Typed(title), "enter")
        assert last_line(app).startswith(told)


async def test_the_help_begins_with_its_first_heading(app: OnrecordApp) -> None:
    """What the first keys are about stands above them, from the beginning."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "question_mark")
        shown = screen_text(app)
        assert 0 < shown.find("Going") < shown.find("One line or row down")


async def test_keys_and_what_they_do_stand_apart(app: OnrecordApp) -> None:
    """However many keys an action has, a blank stands behind them."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "question_mark")
        rows = front(app).keys.rows
        heads = [row.parts[0][0] for row in rows if len(row.parts) > 1]
        assert len({len(head) for head in heads}) == 1
        assert all(head.endswith(" ") for head in heads)


async def test_the_help_is_searched_and_done(app: OnrecordApp, session: CanalSession) -> None:
    """/ finds a key by what it does, enter does it where the help was asked for; ? closes it."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "question_mark", "slash", Typed("star"), "enter")
        shown = screen_text(app)
        assert "Give the article a star" in shown and "One line or row down" not in shown
        await press(pilot, "enter")
        assert app.screen is app.reader and session.labels == ["1 article starred"]
        await press(pilot, "question_mark", "G")
        keys = front(app).keys
        assert keys.cursor == keys.count - 1 > 24
        await press(pilot, "g", "g")
        assert keys.cursor == 0
        await press(pilot, "question_mark")
        assert app.screen is app.reader


async def test_a_click_does_what_the_help_says(app: OnrecordApp, session: CanalSession) -> None:
    """A second click on a line of the help does it."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "question_mark", "slash", Typed("star"), "enter")
        lines = screen_text(app).splitlines()
        y = next(y for y, line in enumerate(lines) if "Give the article" in line)
        await pilot.click(offset=(30, y), times=2)
        await press(pilot)
        assert session.labels == ["1 article starred"]


async def test_the_last_line_is_clicked(app: OnrecordApp) -> None:
    """A click on a key of the last line, or on what it does, is that key."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j")
        line = screen_text(app).splitlines()[-1]
        await pilot.click(offset=(line.index("⏎ read") + 3, 23))
        await press(pilot)
        assert app.reader.front is Pane.ARTICLE
        await pilot.click(offset=(screen_text(app).splitlines()[-1].index("? help"), 23))
        await press(pilot)
        assert front(app).pane is Pane.HELP


async def test_while_words_are_marked_the_last_line_tells_what_works_on_them(
    app: OnrecordApp,
) -> None:
    """The keys that move, take and leave stand there as long as anything is marked."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "tab", "v")
        marking = last_line(app)
        assert marking.startswith("w word  ) sentence  j line  o other end  ⏎ take it  esc stop")
        await press(pilot, "w", "right_parenthesis")
        assert last_line(app) == marking
        await press(pilot, "escape")
        assert "other end" not in last_line(app) and "quotation" in last_line(app)


async def test_the_help_takes_the_room_there_is(app: OnrecordApp) -> None:
    """What keys do is broken in as few lines as the width allows, also once that is another."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j", "tab", "question_mark")
        keys = front(app).keys
        lines = []
        for width in (80, 110, 200, 60):
            await pilot.resize_terminal(width, 40)
            await press(pilot)
            shown = [line.rstrip() for line in screen_text(app).splitlines()[1:-1]]
            assert not any(line.endswith("…") for line in shown)
            assert max(map(len, shown)) > min(width, 100) - 12
            lines.append(keys.count)
        assert lines[3] > lines[0] > lines[1] >= lines[2]

"""The digits: a code by one key, or a count."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.statements import quotations_at

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

WIDE = (140, 40)
INTO = ("j", "enter", "3", "n")
WAYS = {
    "article": INTO,
    "quotations": ("g", "q", "4", "G"),
    "card": ("g", "a", "enter"),
    "search": ("g", "slash", Typed("speaker:vessen"), "enter"),
    "versions": ("j", "enter", "5", "n", "g", "s"),
    "check": ("g", "d", Typed("Nobody closes a canal in spring"), "enter"),
    "review": ("g", "r"),
}
"""Where a quotation can be tagged, and the keys that lead there."""
NOWHERE = {
    "articles": (),
    "links": ("j", "enter", "5", "n", "tab"),
    "codebook": ("g", "c"),
    "actors": ("g", "a"),
    "timeline": ("g", "t"),
    "marks": ("g", "m"),
}


def worn(session: CanalSession) -> list[tuple[str, int, tuple[str, ...]]]:
    """Return the quotations that have tags."""
    return [(q.article, q.start, q.tags) for q in session.all_quotations() if q.tags]


def last_line(app: OnrecordApp) -> str:
    """Return the last line of the screen."""
    return screen_text(app).splitlines()[-1]


@pytest.mark.parametrize("way", WAYS)
async def test_a_code_by_one_key(app: OnrecordApp, session: CanalSession, way: str) -> None:
    """The digit gives its tag to the quotation under the cursor, and takes it off again."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *WAYS[way])
        where = front(app)
        (quoted,) = quotations_at(session, where.chosen())
        await press(pilot, "1")
        assert worn(session) == [(quoted.article, quoted.start, ("trade",))]
        assert app.screen is where and "#trade on 1 quotation" in last_line(app)
        await press(pilot, "1")
        assert worn(session) == []


async def test_marked_ones(app: OnrecordApp, session: CanalSession) -> None:
    """One digit tags all that is marked, in one step to undo."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "v", "j", "v", "1")
        assert len(worn(session)) == 2
        await press(pilot, "u")
        assert worn(session) == []


@pytest.mark.parametrize("way", NOWHERE)
async def test_elsewhere_digits_count(app: OnrecordApp, session: CanalSession, way: str) -> None:
    """Where nothing can be tagged every digit begins a count, and none is told to give a tag."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *NOWHERE[way])
        assert "1 trade" not in last_line(app)
        await press(pilot, "1")
        assert last_line(app).strip() == "1…"
        await press(pilot, "2")
        assert last_line(app).strip() == "12…" and worn(session) == []


async def test_a_count_goes_on(app: OnrecordApp, session: CanalSession) -> None:
    """A digit without a tag begins a count; what follows belongs to it, tag or not."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "2", "1", "0")
        assert last_line(app).strip() == "210…"
        await press(pilot, "escape", "g", "q", "2", "1")
        assert last_line(app).strip() == "21…"
        await press(pilot, "j")
        assert front(app).list_view.cursor == 8 and worn(session) == []


async def test_marking_counts(app: OnrecordApp, session: CanalSession) -> None:
    """While words are marked, digits say how far the end goes."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "v", "1")
        assert last_line(app).strip() == "1…" and worn(session) == []


async def test_no_quotation(app: OnrecordApp, session: CanalSession) -> None:
    """Where there is no quotation under the cursor, the digit says so and changes nothing."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "1")
        assert "There is no quotation under the cursor" in last_line(app)
        assert worn(session) == [] and session.labels == []


@pytest.mark.parametrize("view", ["versions", "check"])
async def test_seen_where_it_was_given(app: OnrecordApp, view: str) -> None:
    """Versions and answers are drawn with the tags of the quotation, memo and selection."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *WAYS[view])
        assert "#trade" not in screen_text(app)
        await press(pilot, "1", "space", "m", Typed("ask"), "ctrl+s")
        assert "✓  ✎  #trade" in screen_text(app)


async def test_words_that_nobody_is_quoted_with(app: OnrecordApp, session: CanalSession) -> None:
    """Words that were found outside of quotations are not tagged."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "d", Typed("Vessen: Tarsia will close the canal"), "enter")
        assert front(app).chosen()
        await press(pilot, "1")
        assert "There is no quotation under the cursor" in last_line(app) and worn(session) == []


async def test_tags_or_counts(app: OnrecordApp, session: CanalSession, tmp_path: Path) -> None:
    """# lets all digits count, says so, is kept for the next start, and lets them tag again."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO)
        assert "1 trade" in last_line(app)
        await press(pilot, "number_sign")
        assert "All digits count" in last_line(app)
        await press(pilot, "1")
        assert last_line(app).strip() == "1…"
        await press(pilot, "j")
        assert "1 trade" not in last_line(app) and worn(session) == []
    assert session.ui_state.digits_count

    again = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with again.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "1", "j")
        assert worn(session) == [] and front(again).list_view.cursor == 1
        await press(pilot, "number_sign")
        assert "Digits give tags: 1 trade" in last_line(again)
        await press(pilot, "1")
        assert len(worn(session)) == 1
    assert not session.ui_state.digits_count


async def test_the_footer_follows_the_codebook(app: OnrecordApp, session: CanalSession) -> None:
    """A tag that is put on a digit is told at once on every screen, where there is room."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "t", Typed("talks/secret"), "enter", "g", "c", "slash")
        await press(pilot, Typed("secret"), "enter", "number_sign", "3")
        assert session.notebook.codebook.on_key(3) == "talks/secret"
        await press(pilot, "escape")
        assert "1 trade  3 secret" in last_line(app)
        await press(pilot, "3")
        assert app.reader.view.current.tags == ()
    async with OnrecordApp(session, keys=app._theme_file).run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "q")
        told = last_line(cast("OnrecordApp", pilot.app)).rstrip()
        assert "secret" not in told and told.endswith("? help")


async def test_the_palette_asks_which(app: OnrecordApp, session: CanalSession) -> None:
    """Called by its name, the action offers the tags that are on digits."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "ctrl+p", Typed("tag by one key"))
        await press(pilot, "enter")
        assert "#trade" in screen_text(app)
        await press(pilot, "enter")
        assert app.reader.view.current.tags == ("trade",)


async def test_nothing_on_a_digit(app: OnrecordApp, session: CanalSession) -> None:
    """As long as no tag is on a digit, # and the palette say how to put one there."""
    session.changes.do(lambda notebook: notebook.codebook.set_key(1, ""))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "1")
        assert last_line(app).strip() == "1…"
        await press(pilot, "j", "number_sign", "number_sign")
        assert "no tag is on one yet: in the codebook (g c)" in last_line(app)
        await press(pilot, "3", "n", "ctrl+p", Typed("tag by one key"))
        await press(pilot, "enter")
        assert "No tag is on a digit yet: in the codebook (g c)" in last_line(app)


async def test_other_keys(session: CanalSession, tmp_path: Path) -> None:
    """A person's own keys for it go by the digit that they end in; the digits then count."""
    keys = tmp_path / "keys.toml"
    keys.write_text('[keys]\nquick_tag = ["f1", "f2"]\nswitch_digits = "g 1"\n')
    app = OnrecordApp(session, keys=keys)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "f1")
        assert app.reader.view.current.tags == ("trade",)
        await press(pilot, "j")
        assert "f1 trade" in last_line(app)
        await press(pilot, "1")
        assert last_line(app).strip() == "1…"

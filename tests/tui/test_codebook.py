"""The codebook with the keys: memos, names, places, colours, and what goes for good."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from onrecord.tui.reader.app import OnrecordApp

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

WIDE = (120, 34)


@pytest.fixture
def session() -> CanalSession:
    """A session with three tags on four quotations."""
    session = CanalSession()
    found = list(session.all_quotations())
    session.changes.do(lambda notebook: notebook.quotations.tag(found[:2], ["threat/closure"]))
    session.changes.do(lambda notebook: notebook.quotations.tag(found[2:3], ["threat"]))
    session.changes.do(lambda notebook: notebook.quotations.tag(found[3:4], ["trade"]))
    return session


async def at(pilot: Pilot[None], tag: str) -> None:
    """Open the codebook with the cursor on a tag."""
    await press(pilot, "g", "c", "slash", Typed(tag), "enter", "g", "g")


async def test_memo(app: OnrecordApp, session: CanalSession) -> None:
    """m writes on the tag; the tree shows how it begins; leaving it changes nothing."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "trade")
        await press(pilot, "m", "escape")
        assert session.notebook.codebook.memo("trade") == ""
        await press(pilot, "m", Typed("goods,"), "enter", Typed("not people"), "ctrl+s")
        assert session.notebook.codebook.memo("trade") == "goods,\nnot people"
        assert "✎ goods, not people" in screen_text(app)


async def test_renaming(app: OnrecordApp, session: CanalSession) -> None:
    """c gives another name, on all quotations and with all below, as one step to undo."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "threat")
        await press(pilot, "c", *["backspace"] * 6, Typed("menace"), "enter")
        assert session.labels[-1] == "renamed #threat to #menace on 3 quotations"
        tags = {tag for quoted in session.all_quotations() for tag in quoted.tags}
        assert tags == {"menace", "menace/closure", "trade"}
        await press(pilot, "u")
        assert "Undone: renamed #threat to #menace" in screen_text(app)
        tags = {tag for quoted in session.all_quotations() for tag in quoted.tags}
        assert tags == {"threat", "threat/closure", "trade"}


async def test_merging_asks(app: OnrecordApp, session: CanalSession) -> None:
    """The name of another tag asks first, and says how many quotations there are; n leaves it."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "trade")
        await press(pilot, "c", *["backspace"] * 5, Typed("threat"), "enter")
        shown = screen_text(app)
        assert "Make #trade and #threat one?" in shown
        assert "There is #threat already: 3 quotations." in shown and "#trade: 1 quot" in shown
        await press(pilot, "n")
        assert "trade" in session.notebook.codebook.tags()
        await press(pilot, "c", *["backspace"] * 5, Typed("threat"), "enter", "y")
        assert session.labels[-1] == "merged #trade into #threat on 1 quotation"
        assert "trade" not in session.notebook.codebook.tags()


async def test_moving(app: OnrecordApp, session: CanalSession) -> None:
    """> puts a tag under another one, under a new one, or back to the top."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "trade")
        await press(pilot, "greater_than_sign", Typed("threat"), "enter")
        assert "threat/trade" in session.notebook.codebook.tags()
        await press(pilot, "escape", "g", "c", "G")
        assert front(app).tags.value == "threat/trade"
        await press(pilot, "greater_than_sign")
        assert "to the top" in screen_text(app) and "#threat/trade" not in _offered(app)
        await press(pilot, "enter")
        assert "trade" in session.notebook.codebook.tags()
        await press(pilot, "G", "greater_than_sign", Typed("economy"), "enter")
        assert "economy/trade" in session.notebook.codebook.tags()


async def test_moving_onto_another_asks(app: OnrecordApp, session: CanalSession) -> None:
    """Where a tag of that name stands there already, the two are made one only if told."""
    session.changes.do(
        lambda notebook: notebook.quotations.tag(list(session.all_quotations())[4:5], ["closure"])
    )
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "c", "g", "g")
        assert front(app).tags.value == "closure"
        await press(pilot, "greater_than_sign", Typed("threat"), "down", "up", "enter")
        assert "Make #closure and #threat/closure one?" in screen_text(app)
        await press(pilot, "escape")
        assert "closure" in session.notebook.codebook.tags()


async def test_colour(app: OnrecordApp, session: CanalSession) -> None:
    """C offers colours by name; the tag wears it in the lists as well; plain takes it away."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "trade")
        await press(pilot, "C", Typed("sky"), "enter")
        assert session.notebook.codebook.colours() == {"trade": "sky"} and "● sky" in screen_text(
            app
        )
        styles = front(app).text_styles
        assert styles.tagged("trade") == styles.colours["sky"] != styles.tag
        await press(pilot, "C", Typed("pla"), "enter")
        assert session.notebook.codebook.colours() == {}


async def test_deleting_asks(app: OnrecordApp, session: CanalSession) -> None:
    """x says what goes with the tag, and does nothing until it is told yes."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "threat")
        await press(pilot, "x")
        shown = screen_text(app)
        assert "Delete #threat?" in shown and "It is taken off: 3 quotations." in shown
        assert "With it go 1 tag below it." in shown
        await press(pilot, "escape")
        assert "threat" in session.notebook.codebook.tags()
        await press(pilot, "x", "y")
        assert session.labels[-1] == "deleted #threat from 3 quotations"
        assert not any("threat" in quoted.tags for quoted in session.all_quotations())


async def test_favourites(app: OnrecordApp, session: CanalSession) -> None:
    """# and a digit puts the tag on it, and once more takes it off; the digit then tags."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "threat")
        await press(pilot, "number_sign", "7")
        assert session.notebook.codebook.on_key(7) == "threat" and "key 7" in screen_text(app)
        await press(pilot, "number_sign", "7")
        assert session.notebook.codebook.on_key(7) == ""
        await press(pilot, "number_sign", "7", "escape", "g", "q", "V", "7")
        assert all("threat" in quoted.tags for quoted in session.all_quotations())
        await press(pilot, "u")
        assert list(session.all_quotations())[-1].tags == ()
        assert session.labels[-1] == "#threat on 9 quotations"


async def test_every_key_on_an_empty_codebook(app: OnrecordApp, session: CanalSession) -> None:
    """Where there is no tag under the cursor, nothing happens."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "c", "slash", Typed("zzz"), "enter")
        before = list(session.labels)
        await press(pilot, "m", "c", "greater_than_sign", "C", "x", "number_sign", "1", "enter")
        assert session.labels == before and "No tags yet" in screen_text(app)


def _offered(app: OnrecordApp) -> list[str]:
    return [text for text, _ in front(app).choices.shown]

"""The codebook with the keys: memos, names, places, colours, and what goes for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from onrecord.tui.cli import views
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.offers import codebook_offer

from .by_hand import CanalSession
from .conftest import Typed, front, paste, press, screen_text

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


async def test_a_tag_of_what_was_rejected(app: OnrecordApp, session: CanalSession) -> None:
    """It is told on its line and before it is deleted, and goes with the tag."""
    rejected = [it for it in session.all_quotations() if "threat/closure" in it.tags]
    session.changes.do(lambda notebook: notebook.quotations.reject(rejected))
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "closure")
        assert "#closure  2 rejected" in screen_text(app)
        await press(pilot, "x")
        assert "0 quotations, and 2 that you rejected" in screen_text(app)
        await press(pilot, "y")
        assert session.labels[-1] == "deleted #threat/closure from 2 quotations"
        assert "threat/closure" not in session.notebook.codebook.tags()


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


async def test_a_name_with_blanks_is_refused_with_one_without(
    app: OnrecordApp, session: CanalSession
) -> None:
    """Renamed or moved, nothing of what was typed is cut off: the next enter takes the proposal."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "trade")
        await press(pilot, "c", *["backspace"] * 5, Typed("state of emergency"), "enter")
        assert "one word: write state-of-emergency, ⏎ takes it" in screen_text(app)
        assert "trade" in session.notebook.codebook.tags()
        await press(pilot, "enter")
        assert session.labels[-1] == "renamed #trade to #state-of-emergency on 1 quotation"
        await press(
            pilot, "escape", "g", "c", "slash", Typed("emerg"), "enter", "greater_than_sign"
        )
        await press(pilot, Typed("new laws"), "enter", "enter")
        assert "new-laws/state-of-emergency" in session.notebook.codebook.tags()


async def test_after_undo_keys_act_on_what_is_shown(
    app: OnrecordApp, session: CanalSession
) -> None:
    """A key typed in one breath with u finds the tag by the name that undo has brought back."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "trade")
        await press(pilot, "c", *["backspace"] * 5, Typed("goods"), "enter", "escape", "g", "c")
        await press(pilot, "slash", Typed("goods"), "enter", "slash", *["backspace"] * 5, "enter")
        front(app).run(next(it for it in app.keymap.actions if it.id == "undo"))
        assert "goods" not in [entry.value for entry in front(app).tags.rows]


async def test_new_tags(app: OnrecordApp, session: CanalSession) -> None:
    """a puts a tag into the codebook that nothing bears yet; u takes it out again."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "c", "a", Typed("economy/prices"), "enter")
        assert session.notebook.codebook.tags()["economy/prices"] == 0
        assert front(app).tags.value == "economy/prices"
        await press(pilot, "m", Typed("what is paid"), "ctrl+s", "m", "ctrl+a", "ctrl+k", "ctrl+s")
        assert "economy/prices" in session.notebook.codebook.tags()  # the memo went, not the tag
        await press(pilot, "a", Typed("trade"), "enter")
        assert "there already" in screen_text(app)


async def test_pasted_lines_are_a_tag_each(app: OnrecordApp, session: CanalSession) -> None:
    """Of several lines pasted none is cut off: each is offered as a tag, to be looked at."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "c", "a")
        await paste(pilot, "State of emergency\n\nports, ferries\n")
        assert front(app).focused.value.split() == ["State-of-emergency", "ports", "ferries"]
        await press(pilot, "enter")
        assert session.labels[-1] == "new tags #State-of-emergency, #ports, #ferries"
        await press(pilot, "u")
        assert "ports" not in session.notebook.codebook.tags()


@pytest.mark.parametrize("name", ["codes.csv", "codes.qdc"])
async def test_a_codebook_out_and_in_again(
    app: OnrecordApp, session: CanalSession, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """e writes the codebook, with tags that nothing bears; i shows what is in one and takes it."""
    monkeypatch.chdir(session.folder)
    session.changes.do(lambda notebook: notebook.codebook.add(["unused/one"]))
    session.changes.do(lambda notebook: notebook.codebook.describe("trade", "goods"))
    before = set(session.notebook.codebook.tags())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "c", "e", Typed("the codebook"), "enter")
        assert front(app).focused.value.endswith("the-codebook.csv")
        await press(pilot, "ctrl+a", "ctrl+k", Typed(str(session.folder / name)), "enter")
        assert f"written to {session.folder / name}" in screen_text(app).replace("\n", "")
        while session.notebook.undo():
            pass
        session.indexer.tell()
        await press(pilot, "i", Typed("codes"), "enter")
        shown = screen_text(app)
        assert "Take this codebook over?" in shown and "#unused/one" in shown
        await press(pilot, "n")
        assert set(session.notebook.codebook.tags()) < before
        await press(pilot, "i", Typed("codes"), "enter", "y")
        assert set(session.notebook.codebook.tags()) == before
        assert session.notebook.codebook.memo("trade") == "goods"
        await press(pilot, "i", Typed("codes"), "enter")
        assert f"Nothing in {name} is new." in screen_text(app)


async def test_what_is_no_codebook_keeps_the_prompt(app: OnrecordApp, tmp_path: Path) -> None:
    """A path that leads nowhere, or to no codebook, is told where it is typed."""
    (tmp_path / "bad.qdc").write_text("<x/>")
    (tmp_path / "old.csv").write_text("code,description\nState of emergency,by decree\n")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "c", "i", Typed(str(tmp_path / "none.csv")), "enter")
        assert "cannot be read" in screen_text(app)
        await press(pilot, "ctrl+a", "ctrl+k", Typed(str(tmp_path / "bad.qdc")), "enter")
        assert "no codes in it" in screen_text(app)
        await press(pilot, "ctrl+a", "ctrl+k", Typed(str(tmp_path / "old.csv")), "enter")
        assert "“State of emergency” is written #State-of-emergency." in screen_text(app)
        await press(pilot, "y")
        assert app.session.notebook.codebook.memo("State-of-emergency") == "by decree"
        assert "Taken over from old.csv: 1 tag" in app.session.notebook.undo()


async def test_export_offers_the_tag_first(app: OnrecordApp) -> None:
    """e on a tag is about its quotations, with those below it."""
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "threat")
        await press(pilot, "e")
        assert front(app)._all[0].title == "tag #threat" and len(front(app)._all[0].gather()) == 3
        assert front(app)._all[1].title == "the codebook"


async def test_a_tag_of_nothing_is_not_offered(app: OnrecordApp, session: CanalSession) -> None:
    """Of a new tag there is nothing to export: the codebook comes first then, it nowhere."""
    session.changes.do(lambda notebook: notebook.codebook.add(["aaa"]))
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "aaa")
        await press(pilot, "e")
        titles = [offer.title for offer in front(app)._all]
        assert titles[0] == "the codebook" and "tag #aaa" not in titles
        assert next(it for it in front(app)._all if it.title == "tag #trade").detail[0] != "×"


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
        assert "With it: 1 tag below it." in shown
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
        assert session.labels == before and "Nothing fits." in screen_text(app)


def _offered(app: OnrecordApp) -> list[str]:
    return [text for text, _ in front(app).choices.shown]


async def test_the_head_counts_tags_alone(app: OnrecordApp, session: CanalSession) -> None:
    """What only stands above a tag has a line and is none, as the export has it."""
    session.changes.do(lambda notebook: notebook.codebook.add(["above/one", "above/two"]))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "c")
        assert "#above" in screen_text(app)
        assert front(app).facts() == "5 tags"
    assert codebook_offer(session).detail.startswith("5 tags")
    assert next(iter(views.codebook(session).lines)) == "codebook: 5 tags"

"""The review queue: one key a decision, progress, the way back, the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.analysis.types import Quotation, QuotationKind
from onrecord.store.notebook.disputes import Dispute, row_of_dispute
from onrecord.store.notebook.records import row_of
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.session import Progress
from onrecord.tui.session.stale import ALTERED, GONE

from .by_hand import CanalSession
from .canal import SAID, TEXTS
from .conftest import Typed, front, press, screen_text

WIDE = (120, 34)


async def test_the_least_sure_come_first(app: OnrecordApp) -> None:
    """y accepts and goes on, n skips, p goes back; the head tells how far one is."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r")
        assert "1 of 2 · 0 settled" in screen_text(app) and "unsure 0.33" in screen_text(app)
        await press(pilot, "y")
        assert "2 of 2 · 1 settled" in screen_text(app) and "the threat" in _words(app)
        assert "✓ settled" in screen_text(app) and "Accepted 1 quotation" in screen_text(app)
        await press(pilot, "p")
        assert "1 of 2 · 1 settled" in screen_text(app) and _words(app) == "of delays"
        await press(pilot, "n")
        assert "2 of 2" in screen_text(app)


async def test_the_end_is_calm(app: OnrecordApp) -> None:
    """After the last one it says what was done; p goes back to it, g g to the first."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r", "n", "x")
        shown = screen_text(app)
        assert "That was all." in shown and "1 of 2 settled, 1 thing left as it was." in shown
        await press(pilot, "y", "x", "t", "j")
        assert (
            "That was all." in screen_text(app) and len(list(app.session.notebook.history())) == 1
        )
        await press(pilot, "p")
        assert "✗ out" in screen_text(app) and "2 of 2" in screen_text(app)
        await press(pilot, "G", "n")
        assert "That was all." in screen_text(app)
        await press(pilot, "g", "g")
        assert "1 of 2" in screen_text(app) and "That was all." not in screen_text(app)


async def test_undo_goes_back_to_what_was_answered(app: OnrecordApp) -> None:
    """u takes the last answer back, also after the end, and the question is asked again."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r", "y", "x")
        assert "That was all." in screen_text(app)
        await press(pilot, "u")
        assert "2 of 2 · 1 settled" in screen_text(app) and "the threat" in _words(app)
        await press(pilot, "u")
        assert "1 of 2 · 0 settled" in screen_text(app) and _words(app) == "of delays"


async def test_speaker_kind_and_boundaries_are_answers(
    app: OnrecordApp, session: CanalSession
) -> None:
    """What mends a quotation settles it; p goes back to it as it is now."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r", "s", Typed("Ana Bro"), "enter")
        assert "2 of 2 · 1 settled" in screen_text(app)
        await press(pilot, "B", '"', "enter")
        assert "That was all." in screen_text(app)
        await press(pilot, "p")
        assert _words(app) == "“a bad joke”" and "2 of 2 · 2 settled" in screen_text(app)
        await press(pilot, "u")
        assert _words(app) == "the threat “a bad joke”" and "1 settled" in screen_text(app)
        await press(pilot, "c", "enter")
        found = [q for q in session.all_quotations() if q.by_person]
        assert {q.kind for q in found} == {QuotationKind.INDIRECT, QuotationKind.DIRECT}


async def test_tags_and_memos_are_no_answers(app: OnrecordApp, session: CanalSession) -> None:
    """One can tag, select and write a memo, and then decide."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r", "t", Typed("doubt"), "enter", "space", "m", Typed("who?"))
        await press(pilot, "ctrl+s")
        assert "1 of 2 · 0 settled" in screen_text(app) and "#doubt" in screen_text(app)
        [quoted] = [q for q in session.all_quotations() if q.tags]
        assert (quoted.memo, quoted.selected, quoted.by_person) == ("who?", True, False)


async def test_stale_work_comes_first(app: OnrecordApp, session: CanalSession) -> None:
    """What no longer applies tells what it was and why; y keeps it, x discards it."""
    session.leave_behind("annotations", "links", "rulings")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r")
        shown = screen_text(app)
        assert "1 of 5 · 0 settled" in shown and front(app).queue.held
        assert GONE in shown and "No ship  #trade · memo: ask" in shown
        await press(pilot, "t")
        assert "There is no quotation" in screen_text(app)
        await press(pilot, "y")
        assert "2 of 5 · 1 settled" in screen_text(app) and "· kept" in screen_text(app)
        assert "link you drew: answers" in screen_text(app)
        await press(pilot, "x")
        assert [it.id for it in session.review.stale()] == ["1", "3"]
        assert "3 of 5 · 2 settled" in screen_text(app) and "✗ discarded" in screen_text(app)
        await press(pilot, "x")
        assert "4 of 5 · 3 settled" in screen_text(app) and front(app).queue.line
        await press(pilot, "n", "n")
        assert "That was all." in screen_text(app) and "2 things left" in screen_text(app)
        await press(pilot, "escape", "g", "r", "G")
        assert "3 of 3 · 1 settled" in screen_text(app) and "· kept" in screen_text(app)
        await press(pilot, "x")
        assert session.review.stale() == []


@pytest.mark.parametrize("size", [WIDE, (80, 24)])
async def test_what_is_kept_on_altered_words_is_told(
    app: OnrecordApp, session: CanalSession, size: tuple[int, int]
) -> None:
    """It is taken over to the new words and nothing is discarded; u asks again."""
    alter(session, "spoken to", "talked to")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "g", "r")
        assert ALTERED in screen_text(app) and "! stale" in screen_text(app)
        await press(pilot, "y")
        shown = screen_text(app)
        assert "✓ taken over  " in shown and "discarded" not in shown
        assert "Your work stands on the new words now" in shown and "1 settled" in shown
        [quoted] = [q for q in session.all_quotations() if q.annotation]
        assert (quoted.tags, quoted.memo, quoted.selected) == (("talks",), "who?", True)
        await press(pilot, "u")
        assert "! stale" in screen_text(app) and "0 settled" in screen_text(app)


async def test_work_whose_words_are_back_is_not_discarded(
    app: OnrecordApp, session: CanalSession
) -> None:
    """The row says that it is settled, though nobody answered."""
    alter(session, "spoken to", "talked to")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r")
        alter(session, "talked to", "spoken to")
        await press(pilot)
        assert "✓ settled" in screen_text(app) and "discarded" not in screen_text(app)


async def test_the_old_words_stand_whole_beside_what_is_there_now(
    app: OnrecordApp, session: CanalSession
) -> None:
    """However long they are; and the article is shown where they stood."""
    words = "No ship will pass the canal before the dispute is settled, " * 3
    session.leave_behind("annotations", words=words.strip())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r")
        told = " ".join(str(front(app).was.content).split())
        assert told == f"What it was on: {words.strip()} {GONE}; #trade · memo: ask"
        assert front(app).was.display and front(app).passage.text.display
        await press(pilot, "n")
        assert not front(app).was.display


async def test_what_a_colleague_says_otherwise_is_read_and_settled(
    app: OnrecordApp, session: CanalSession
) -> None:
    """Both sides stand whole below the list, also where it is narrow; what is followed is settled,
    and asked once.
    """
    told = next(iter(session.all_quotations()))
    session.changes.do(lambda notebook: notebook.quotations.tag([told], ["trade"]))
    key = next(q.annotation for q in session.all_quotations() if q.tags == ("trade",))
    rows = session.notebook.quotations.of(told.article)
    theirs = {**row_of(next(it for it in rows if it.id == key)), "tags": ["talks"]}
    asked = Dispute(
        *("1", told.article, "the words that it is about", "Ben", "tags are talks"),
        *(key, theirs, "tags"),
        mine="tags are trade",
    )
    session.notebook.adopt("merged", [("disputes", "1", row_of_dispute(asked))])
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "r")
        shown = " ".join(screen_text(app).split())
        assert "≠ differs" in shown and "Ben says: tags are talks; yours: tags are trade;" in shown
        await press(pilot, "x")
        shown = screen_text(app)
        assert "✓ settled" in shown and "discarded" not in shown
        assert [q.tags for q in session.all_quotations() if q.tags] == [("talks",)]
        await press(pilot, "g", "g", "x")
        assert "Nothing waits for review here." in screen_text(app)
        await press(pilot, "u")
        assert "≠ differs" in screen_text(app) and "0 settled" in screen_text(app)


async def test_the_header_tells_of_work_that_an_edit_left_behind(
    app: OnrecordApp, session: CanalSession
) -> None:
    """How much, and by which keys one comes to it; a link whose words are gone is not counted."""
    session.leave_behind("annotations", "links")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert "! 1 stranded: g r" in screen_text(app)


async def test_words_are_seen_in_their_place(app: OnrecordApp) -> None:
    """The article stands below, at the quotation in question; enter goes there."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "r")
        assert front(app).passage.text.current.start == front(app).queue.line.quoted.start
        await press(pilot, "enter")
        assert app.screen is app.reader and app.reader.view.current.confidence == 0.33


async def test_what_is_found_meanwhile_comes_last(app: OnrecordApp, session: CanalSession) -> None:
    """However unsure it is: what is under the eyes stays, and the figures grow."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r")
        here = _words(app)
        found(session, 0.01)
        await press(pilot)
        assert _words(app) == here and "1 of 3 · 0 settled" in screen_text(app)
        await press(pilot, "n")
        found(session, 0.02)
        await press(pilot)
        assert "2 of 4 · 0 settled" in screen_text(app)
        await press(pilot, "y")
        assert "3 of 4 · 1 settled" in screen_text(app) and "unsure 0.01" in screen_text(app)
        await press(pilot, "n")
        assert "4 of 4" in screen_text(app) and front(app).queue.line.quoted.confidence == 0.02


async def test_what_is_found_after_the_end(app: OnrecordApp, session: CanalSession) -> None:
    """The end tells of it, without counting it as left; n goes on to it, p back."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r", "y", "y")
        assert "2 of 2 settled." in screen_text(app)
        found(session, 0.01)
        await press(pilot)
        shown = screen_text(app)
        assert "2 of 2 settled." in shown and "Found since then: 1 thing; n goes on." in shown
        assert "2 of 3 · 2 settled" in shown and "That was all." in shown
        await press(pilot, "p")
        assert "2 of 3" in screen_text(app) and "the threat" in _words(app)
        await press(pilot, "n")
        assert "3 of 3 · 2 settled" in screen_text(app) and "unsure 0.01" in screen_text(app)
        await press(pilot, "n")
        assert "2 of 3 settled, 1 thing left as it was." in screen_text(app)


async def test_an_analysis_moves_nothing(app: OnrecordApp, session: CanalSession) -> None:
    """What is analysed again may go and come back; the cursor stays where the person put it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "r", "n")
        mine = front(app).queue.line.quoted.article
        first = front(app).queue.rows[0].article
        for article in {mine, first}:
            kept = session.indexer.made[article].quotations
            session.find(article, [])
            await press(pilot)
            assert "2 of 2" in screen_text(app) and "the threat" in _words(app)
            session.find(article, kept)
            await press(pilot)
            assert "2 of 2 · 0 settled" in screen_text(app) and "the threat" in _words(app)


async def test_nothing_waits(session: CanalSession, tmp_path: Path) -> None:
    """Where nothing waits it says so, and no key does harm."""
    app = OnrecordApp(CanalSession({}), keys=tmp_path / "keys.toml")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "r", "y", "x", "n", "p", "B", "c", "u", "G", "g", "g", "enter")
        assert "Nothing waits for review." in screen_text(app)
        assert SAID and app.screen is not app.reader
        app.reader.on_session_event(Progress(3, 5, 0, ""))
        await press(pilot, "escape", "g", "r")
        assert "Nothing waits for review so far" in screen_text(app)


def found(session: CanalSession, confidence: float) -> None:
    """Let the analysis find something more, and tell of it."""
    known = session.indexer.made["undated.txt"].quotations
    start = 5 * len(known)
    more = Quotation(start, start + 4, QuotationKind.INDIRECT, confidence=confidence)
    session.find("undated.txt", [*known, more])


def alter(session: CanalSession, words: str, now: str) -> None:
    """Edit the file of the article whose third quotation is tagged, noted and selected."""
    name = "closure.txt"
    if not any(q.annotation for q in session.all_quotations()):
        said = [session.quotations(name)[2]]
        session.changes.do(lambda notebook: notebook.quotations.tag(said, ["talks"]))
        session.changes.do(lambda notebook: notebook.quotations.select(said, True))
        session.changes.do(lambda notebook: notebook.quotations.memo(said[0], "who?"))
    text = session.article(name).text.replace(words, now)
    session.indexer.relay()
    session.add(name, (*TEXTS[name][:3], text))


def _words(app: OnrecordApp) -> str:
    return str(front(app).queue.line.text)

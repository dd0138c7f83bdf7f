"""While articles are analysed, lists change now and then; what a person does shows at once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens import at_rest
from onrecord.tui.reader.screens.reader import LinksFound, Reader
from onrecord.tui.reader.screens.view import View
from onrecord.tui.reader.widgets.list_view import ListView
from onrecord.tui.session.events import Changed, Progress
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.session import Row, Session
from onrecord.tui.session.statements import line_of

from .by_hand import CanalSession
from .canal import TEXTS
from .conftest import front, open_anew, press, screen_text, seen
from .stillness import still

WIDE = (140, 40)
VIEWS = {"quotations": "q", "actors": "a", "timeline": "t", "figures": "w", "codebook": "c"}


@pytest.fixture(autouse=True)
def never_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A calm moment comes when a test has everything be due, and no sooner."""
    monkeypatch.setattr(at_rest, "SOON", 3600.0)


def under_way(session: Session, done: int = 3, total: int = 90) -> None:
    """Tell that articles are analysed."""
    session.tell(Progress(done, total, 0, ""))


async def flood(session: Session, names: Sequence[str]) -> None:
    """Tell of many articles that they are analysed, each taken in before the next."""
    for name in names:
        session.tell(Changed((name,)))
        session.tell(Changed())
        await still()


@pytest.mark.parametrize("key", VIEWS.values(), ids=VIEWS)
async def test_a_flood_fills_a_view_once(
    app: OnrecordApp, session: CanalSession, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Thirty articles that are done one after the other fill the list, and the view, once each."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", key)
        filled: list[object] = []
        kind, load = type(front(app)), Reader.load_rows
        fill = kind.fill
        monkeypatch.setattr(kind, "fill", lambda view: filled.append(view) or fill(view))
        monkeypatch.setattr(Reader, "load_rows", lambda it: filled.append(it) or load(it))
        under_way(session)
        await flood(session, 10 * sorted(TEXTS))
        assert not filled
        await press(pilot)
        assert sorted(type(one).__name__ for one in filled) == sorted(["Reader", kind.__name__])


async def test_what_a_person_does_shows_at_once(app: OnrecordApp, session: CanalSession) -> None:
    """A tag stands in the list while articles are analysed, whatever waits for a calm moment."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q")
        under_way(session)
        await flood(session, sorted(TEXTS))
        quoted = front(app).quotations.rows[0].quoted
        session.changes.do(lambda notebook: notebook.quotations.tag([quoted], ["levy"]))
        await seen(pilot, "#levy")
        assert not front(app).no_longer("fill")  # and nothing is left to wait for
        await press(pilot, "escape")
        assert "#levy" in screen_text(app)


async def test_what_comes_when_all_is_done_shows_at_once(
    app: OnrecordApp, session: CanalSession
) -> None:
    """With the last article, nothing waits any more."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q")
        under_way(session)
        session.find("closure.txt", session.indexer.made["closure.txt"].quotations[1:])
        count = front(app).quotations.count
        under_way(session, 90, 90)
        session.tell(Changed(("closure.txt",)))
        async with asyncio.timeout(30):
            while front(app).quotations.count == count:
                await pilot.pause(0.01)


async def test_keys_put_it_off(app: OnrecordApp, session: CanalSession) -> None:
    """With each key that comes, a screen takes in what changed a little later."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q")
        under_way(session)
        await flood(session, ["closure.txt"])
        for screen, name in ((front(app), "fill"), (app.reader, "rows")):
            do = screen._in_calm[name]
            screen.no_longer(name)
            screen.soon(name, do, 0.2)  # a calm moment is about to come
            before = screen._soon_due[name].when()
            screen.typed()
            assert screen._soon_due[name].when() >= max(before, screen.last_typed + at_rest.CALM)
            typed = screen.last_typed
            await pilot.press("j")
            assert screen.last_typed > typed


async def test_in_the_end_all_is_as_at_a_fresh_start(session: CanalSession, tmp_path: Path) -> None:
    """What views show after a flood is what they show when they are opened on all of it."""

    async def shown(app: OnrecordApp, key: str, flooded: bool) -> str:
        async with app.run_test(size=WIDE) as pilot:
            await press(pilot, "g", key)
            if flooded:
                under_way(session)
                session.find("closure.txt", session.indexer.made["closure.txt"].quotations[1:])
                await flood(session, 4 * sorted(TEXTS))
                under_way(session, 90, 90)
                session.tell(Changed())
            open_anew(app)
            await press(pilot, "escape", "g", key)
            return screen_text(app)

    for key in VIEWS.values():
        session.find("closure.txt", session.indexer.made["closure.txt"].quotations)
        first = await shown(OnrecordApp(session, keys=tmp_path / "keys"), key, flooded=True)
        assert await shown(OnrecordApp(session, keys=tmp_path / "keys"), key, False) == first


async def test_lines_are_made_once(
    app: OnrecordApp, session: CanalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that is filled again looks into the texts of those articles alone that changed."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q")
        looked: list[str] = []

        def noted(it: Session, quoted: Quoted, row: Row) -> QuotationLine:
            looked.append(row.id)
            return line_of(it, quoted, row)

        monkeypatch.setattr("onrecord.tui.session.quotation_lines.line_of", noted)
        session.indexer.tell()
        await press(pilot)
        assert not looked
        session.find("answer.txt", session.indexer.made["answer.txt"].quotations[:1])
        await press(pilot)
        assert set(looked) == {"answer.txt"}


def test_quotations_stay_the_same_objects(session: CanalSession) -> None:
    """While only what is known of other articles moves, an article keeps its quotations."""
    before = {name: session.quotations(name) for name in TEXTS}
    session.indexer.relay()
    assert all(session.quotations(name) is it for name, it in before.items())
    quoted = before["closure.txt"][0]
    session.changes.do(lambda notebook: notebook.quotations.tag([quoted], ["levy"]))
    assert session.quotations("closure.txt")[0].tags == ("levy",)
    assert session.quotations("answer.txt") is before["answer.txt"]


def test_a_speaker_that_a_person_renames_is_called_so_everywhere(session: CanalSession) -> None:
    """What is known of an actor is in every article's quotations, also in those known already."""
    for name in TEXTS:
        session.quotations(name)
    oduya = session.actors()["oduya"]
    session.changes.do(lambda notebook: notebook.actors.rename(oduya, "Ilan of Belmark"))
    said = [q.speaker_name for name in TEXTS for q in session.quotations(name)]
    assert "Ilan of Belmark" in said and "Ilan Oduya" not in said


class Rows(ListView[str]):
    """A list of words."""

    def key_of(self, row: str) -> object:
        """Know a row by its word."""
        return row


@pytest.mark.parametrize("before", [0, 3, 70])
async def test_what_is_put_above_moves_nothing(app: OnrecordApp, before: int) -> None:
    """Cursor, marks and the line on the screen stay with their rows when others come above."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "n")
        view = front(app)
        rows = Rows()
        await view.mount(rows, before=view.list_view)
        words = [f"word {number}" for number in range(200)]
        rows.put(words)
        rows.go(before)
        rows.toggle_mark()
        line = rows.cursor - rows.top
        rows.put([f"new {number}" for number in range(50)] + words)
        assert rows.row == f"word {before + 1}"
        assert list(rows.marked) == [f"word {before}"]
        assert rows.cursor - rows.top == line
        rows.scroll_to_row(5)  # away from the cursor, as the wheel does
        rows.put(["newest", *rows.rows])
        assert rows.top == 6


@pytest.mark.parametrize("key", ["a", "n"])
async def test_the_cursor_stays_with_its_row(
    app: OnrecordApp, session: CanalSession, key: str
) -> None:
    """An actor or a memo under the cursor stays there when others come before it."""
    quoted = session.quotations("closure.txt")

    def note(number: int, notebook: Notebook) -> str:
        return notebook.quotations.memo(quoted[number], f"memo {number}")

    session.changes.do(lambda notebook: note(4, notebook))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", key, "G")
        view = front(app).list_view
        row = view.row
        for number in range(3):
            session.changes.do(lambda notebook, number=number: note(number, notebook))
        for name in ("closure.txt", "answer.txt"):
            found = session.indexer.made[name].quotations
            session.find(name, [q for q in found if q.actor is not None])
        await press(pilot)
        assert view.key_of(view.row) == view.key_of(row)


async def test_links_that_come_late_are_not_shown(app: OnrecordApp) -> None:
    """What was found for another place than the one that is read by now is dropped."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n")
        shown = list(app.reader.elsewhere.shown)
        app.reader.post_message(LinksFound(app.reader._looking - 1, ([], [])))
        await press(pilot)
        assert app.reader.elsewhere.shown == shown


def test_a_view_tells_when_by_one_rule() -> None:
    """No view has a rule of its own for when it is filled again."""
    found = [it for it in View.__subclasses__() if "reload" in vars(it)]
    assert not found

"""The reader as a whole: its panes, what it tells, the mouse, text that tries something."""

from __future__ import annotations

from onrecord.analysis.types import Basis, Precision, Published
from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.events import Notice, Progress, Status

from .by_hand import CanalSession
from .conftest import press, screen_text

WIDE, NARROW = (140, 40), (80, 24)


async def test_panes_fold(app: OnrecordApp) -> None:
    """Below 90 columns one pane has the whole width, and a breadcrumb tells where."""
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "j")
        assert app.reader.articles.size.width == 80 and not app.reader.view.region.width
        await press(pilot, "enter")
        assert app.reader.view.size.width >= 79
        assert "the canal › Vessen: Tarsia" in screen_text(app)
        await press(pilot, "tab")
        assert "where else" in screen_text(app)
        await press(pilot, "shift+tab", "shift+tab")
        assert app.reader.front is Pane.ARTICLES


async def test_focus_mode(app: OnrecordApp) -> None:
    """F leaves the text alone, and F or esc brings everything back."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "F")
        assert "ARTICLES" not in screen_text(app) and "Transport Minister" in screen_text(app)
        await press(pilot, "escape")
        assert "ARTICLES" in screen_text(app)


async def test_too_small(app: OnrecordApp) -> None:
    """A terminal without room says so, and works again when it grows."""
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot)
        assert "onrecord needs 50 x 14" in screen_text(app)
        await pilot.resize_terminal(100, 30)
        await press(pilot)
        assert "Oduya laughs off" in screen_text(app)


async def test_another_way_of_reading_is_told(app: OnrecordApp, session: CanalSession) -> None:
    """Beside the name of the program, where it is not the usual one and there is room."""
    session.library.model = "accurate"
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        assert "onrecord accurate  │" in screen_text(app)
        await press(pilot, "g", "q")
        assert "onrecord accurate  │" in screen_text(app)
        await pilot.resize_terminal(60, 24)
        await press(pilot)
        assert "accurate" not in screen_text(app)


async def test_states_by_sign_and_word(app: OnrecordApp, session: CanalSession) -> None:
    """Waiting, analysing, failed with its message, vanished; progress in the top line."""
    indexer = session.indexer
    indexer.status["closure.txt"], indexer.problems["closure.txt"] = Status.FAILED, "not text"
    indexer.status["answer.txt"] = Status.VANISHED
    indexer.status["undated.txt"] = Status.ANALYSING
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        session.tell(Progress(1, 3, 1, "closure.txt"))
        await press(pilot)
        shown = screen_text(app)
        for words in (
            "✗ failed: not text",
            "∅ vanished",
            "◐ analysing",
            "analysed 1/3",
            "✗ 1 failed",
        ):
            assert words in shown


async def test_notices(app: OnrecordApp, session: CanalSession) -> None:
    """A notice is one line, the rest is a key away."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        session.tell(Notice("a.txt is [/] binary", "error", "first\nsecond"))
        await press(pilot)
        assert "✗ a.txt is [/] binary" in screen_text(app)
        await press(pilot, "M")
        assert "second" in screen_text(app)


async def test_of_several_messages_none_is_lost(app: OnrecordApp, session: CanalSession) -> None:
    """Those that come before a key is pressed stand behind the last one, and one key shows all."""
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot)
        for text in ("a.txt is empty", "b.pdf is damaged", "c.zip is locked"):
            session.tell(Notice(text, "warning" if text[0] == "a" else "information"))
            await press(pilot)
        assert screen_text(app).splitlines()[-1].startswith(" ! c.zip is locked (and 2 more)")
        await press(pilot, "M")
        shown = screen_text(app)
        assert all(told in shown for told in ("a.txt is empty", "b.pdf is damaged"))
        await press(pilot, "escape", "j")
        session.tell(Notice("d.txt is empty"))
        await press(pilot)
        assert screen_text(app).splitlines()[-1].strip() == "d.txt is empty"


async def test_events_from_another_thread(app: OnrecordApp, session: CanalSession) -> None:
    """The session may tell things from any thread."""
    import threading

    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        thread = threading.Thread(target=session.tell, args=(Notice("from afar"),))
        thread.start()
        thread.join()
        await press(pilot)
        assert "from afar" in screen_text(app)


async def test_no_articles(tmp_path) -> None:
    """An empty library says what it looks for."""
    app = OnrecordApp(CanalSession({}), keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "t", "i", "m", "slash", "escape", "e", "escape")
        assert "pages, PDFs, documents, mails" in screen_text(app)


async def test_mouse(app: OnrecordApp) -> None:
    """A click goes to the row, the word, the link; a second one opens it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        await pilot.click(app.reader.articles, offset=(8, 6))
        await press(pilot)
        assert app.reader.article_id == "closure.txt"
        await pilot.click(app.reader.view, offset=(15, 1))
        await press(pilot)
        assert app.reader.front is Pane.ARTICLE and app.reader.view.current is not None
        await pilot.double_click(app.reader.elsewhere, offset=(6, 4))
        await press(pilot)
        assert app.reader.article_id == "answer.txt"


async def test_hostile_text(tmp_path) -> None:
    """Titles, sources, texts and names that try something are shown as harmless text."""
    nasty = "\x1b]52;c;aGk=\x07[/]\x9b31m\u202eevil"
    text = f"A title of some words{nasty}\n\nShe said it was {nasty} and [bold]more[/bold].\n"
    published = Published("2021-01-01", Precision.DAY, Basis.HEADER, (0, 30), nasty)
    name = nasty.replace("/", "")  # which no file's name can have
    session = CanalSession({f"{name}.txt": (f"Title {nasty}", nasty, published, text)})
    session.library.name = nasty
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "i")
        shown = [screen_text(app)]
        await press(pilot, "escape", "e")
        shown.append(screen_text(app))
        await press(pilot, "escape")
        session.tell(Notice(nasty, more=nasty))
        await press(pilot)
        shown.append(screen_text(app))
        for text in shown:
            assert not set("\x1b\x07\x9b\u202e") & set(text)
            assert "␛]52" in text


VIEWS = "qasdctwr/nfmp"


async def test_a_text_that_is_nowhere_to_be_had(app: OnrecordApp, session: CanalSession) -> None:
    """The file is gone, what was found in it is still known: the reader says so and goes on."""
    name = "closure.txt"
    (session.folder / name).unlink()
    session.library._recent.clear()
    session._article.cache_clear()
    session.library.scan()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "G")
        for article in app.reader.rows:
            app.reader.jump(article, 10)
            await press(pilot, "n", "n", "w", ")", "v", "escape", "t", "escape", "tab", "enter")
            for view in VIEWS:
                await press(pilot, "g", view, "j", "enter", "escape", "escape", "escape")
        app.reader.jump(name, 10)
        await press(pilot)
        assert app.reader.view.index.text == ""
        assert not app.reader.view.quotations

"""A person's own work with the keys: tags, memos, corrections, export, undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from onrecord.analysis.types import Findings, QuotationKind
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.actors import ActorsView
from onrecord.tui.reader.widgets.input_line import Field
from onrecord.tui.session.article.looks import Look
from onrecord.tui.session.events import Changed
from onrecord.tui.session.open_externally import Browser
from onrecord.tui.session.tag_line import parse_tags, suggest

from .by_hand import CanalSession
from .canal import TEXTS
from .conftest import Typed, front, paste, press, screen_text

WIDE = (140, 40)
INTO = ("j", "enter", "n")
"""Keys that lead to the first quotation of the first article."""


async def test_tag(app: OnrecordApp) -> None:
    """t takes several tags and shows them with the quotation and in the list."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "t", Typed("trade #threat/closure"), "enter")
        assert app.reader.view.current.tags == ("trade", "threat/closure")
        shown = screen_text(app)
        assert "#trade  #threat/closure" in shown and "#trade, #threat/closure on 1" in shown


async def test_tag_completes(app: OnrecordApp) -> None:
    """Tab completes the tag that fits, a chosen one is taken with enter."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "t", Typed("clo"), "tab")
        assert app.screen.query_one(Input).value == "threat/closure "
        await press(pilot, Typed("tr"), "down", "enter")
        assert app.reader.view.current.tags == ("threat/closure", "trade")
        await press(pilot, "t", "escape")
        assert app.reader.view.current.tags == ("threat/closure", "trade")


async def test_a_file_is_renamed_while_a_memo_on_it_is_written(
    app: OnrecordApp, session: CanalSession
) -> None:
    """What is written is kept with the file under its new name, and the person stays there."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "m")
        assert app._is_asking()
        old, place = app.reader.article_id, app.reader.view.current.start
        (session.folder / old).rename(session.folder / "renamed.txt")
        await press(pilot, Typed("ask her"), "ctrl+s")
        assert not app._is_asking()
        scan = session.library.scan()
        assert scan.moved == [(old, "renamed.txt")]
        session.indexer.keep("renamed.txt", TEXTS[old])
        session.indexer.reports.tell(Changed(moved=tuple(scan.moved)))
        await pilot.pause()
        assert app.reader.article_id == app.reader.articles.row.id == "renamed.txt"
        assert app.reader.view.current.start == place
        assert app.reader.view.current.memo == "ask her"
        await press(pilot, "u")
        assert app.reader.article_id == "renamed.txt" and not session.notebook.worked_on()


def test_tags_of_a_line() -> None:
    """Tags are parted by blanks and commas, the hash is left out, each counts once."""
    assert parse_tags(" #a/b, c a/b  d/") == ["a/b", "c", "d"]
    assert parse_tags('"old one" b') == ["old one", "b"]


def test_suggestions() -> None:
    """Recent tags come first, those that begin so before those that only hold it."""
    counts = {"trade": 9, "threat/trade": 1, "untraded": 3, "sea": 2}
    assert suggest("tra", ["threat/trade"], counts) == ["threat/trade", "trade", "untraded"]
    assert suggest("", ["sea"], counts)[0] == "sea"


async def test_memo_of_several_lines(app: OnrecordApp) -> None:
    """m writes, ctrl+s saves."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "m", Typed("ask her"), "enter", Typed("again"), "ctrl+s")
        assert app.reader.view.current.memo == "ask her\nagain"
        assert "✎ ask her" in screen_text(app)


async def test_memo_asks_before_it_is_lost(app: OnrecordApp) -> None:
    """esc leaves an unchanged memo at once, a changed one only when told twice."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "m", "escape")
        assert app.screen is app.reader
        await press(pilot, "m", "a", "escape")
        assert "not saved" in screen_text(app)
        await press(pilot, "escape")
        assert app.screen is app.reader and not app.reader.view.current.memo


async def test_memo_on_the_article(app: OnrecordApp, session: CanalSession) -> None:
    """m in the list is about the article."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "m", Typed("dull"), "ctrl+s")
        assert session.notebook.articles.notes("closure.txt").memo == "dull"


async def test_select(app: OnrecordApp) -> None:
    """Space selects and lets go again; the top line counts."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "space")
        assert app.reader.view.current.selected and "✓ 1 selected" in screen_text(app)
        await press(pilot, "space")
        assert not app.reader.view.current.selected


async def test_speakers_are_offered_by_nearness(app: OnrecordApp) -> None:
    """Who is named beside what is said comes first, who is named in it after them."""
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "j", "enter", "n", "s")
        names, told = zip(*front(app).choices.shown, strict=True)
        assert names[:3] == ("Marta Vessen", "Tarsia", "Canal Commission")
        assert names.index("Belmark") == 4 and "as it is now" in told[0]


async def test_speaker_of_the_library(app: OnrecordApp) -> None:
    """s offers the actors, the article's first."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "s", Typed("odu"), "enter")
        assert app.reader.view.current.speaker_id == "oduya"
        assert "marked by you" in screen_text(app)


async def test_speaker_as_typed(app: OnrecordApp) -> None:
    """A name that nobody has yet is taken as it is typed."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "s", Typed("Pia Rell"), "enter")
        assert app.reader.view.current.speaker_name == "Pia Rell"
        assert app.reader.view.current.speaker_id is None


async def test_nobody_said_it(app: OnrecordApp) -> None:
    """That it is not known who said it can be said too."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "s", Typed("nobo"), "enter")
        assert app.reader.view.current.speaker_name == ""


async def test_reject_undo_redo(app: OnrecordApp) -> None:
    """x takes a quotation out, u brings it back and says so, ctrl+r takes it out again."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "x")
        assert len(app.reader.view.quotations) == 5
        await press(pilot, "u")
        assert len(app.reader.view.quotations) == 6
        assert "Undone: Rejected 1 quotation" in screen_text(app)
        await press(pilot, "ctrl+r")
        assert len(app.reader.view.quotations) == 5
        await press(pilot, "u", "u")
        assert "nothing to undo" in screen_text(app)


async def test_mark_a_missed_quotation(app: OnrecordApp, session: CanalSession) -> None:
    """v marks the sentence, the keys change it, enter asks for kind and speaker."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "right_parenthesis", "v")
        view = app.reader.view
        start, end = view.cursor.marked
        assert view.shown.text[start:end].startswith("She told") and view.shown.text[end - 1] == "."
        await press(pilot, "o", "w", "w", "enter")
        assert "What kind of quotation" in screen_text(app)
        await press(pilot, Typed("ind"), "enter", Typed("Vess"), "enter")
        start, end = view.current.start, view.current.end
        assert view.shown.text[start:end].startswith("this to reporters")
        assert view.current.kind is QuotationKind.INDIRECT
        assert view.current.speaker_name == "Marta Vessen"


async def test_a_marked_quotation_leaves_those_of_others(
    app: OnrecordApp, session: CanalSession
) -> None:
    """What another person said inside marked words stays; what is displaced is told, and whose."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "2", "n", "0", "v")
        view = app.reader.view
        view.cursor.anchor = view.shown.text.index("According to her")
        view.cursor.point = view.shown.text.index("An unnamed diplomat")
        view.moved()
        await press(pilot, "enter", Typed("mixed"), "enter", Typed("Oduya"), "enter")
        shown = screen_text(app)
        assert "Marked a quotation of Ilan Oduya, in place of 2 quotations of Ilan Oduya" in shown
        assert "u takes it back" in shown
        names = [q.speaker_name for q in session.quotations("closure.txt")]
        assert names.count("Marta Vessen") == 3
        await press(pilot, "u")
        assert len(session.quotations("closure.txt")) == 6


async def test_other_boundaries_tell_what_they_displace(
    app: OnrecordApp, session: CanalSession
) -> None:
    """A quotation that is widened over another one of the same person says so."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "2", "n", "B", ")", ")", "enter")
        assert "in place of 1 quotation of Marta Vessen; u takes it back" in screen_text(app)


async def test_marking_can_be_left(app: OnrecordApp) -> None:
    """esc stops marking and changes nothing."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "v", "escape")
        assert app.reader.view.cursor.anchor is None
        assert len(app.reader.view.quotations) == 6


async def test_date(app: OnrecordApp, session: CanalSession) -> None:
    """D gives the article another date."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "D", *["backspace"] * 10, Typed("2021-02"), "enter")
        assert "Date: 2021-02" in session.labels and "2021-02" in screen_text(app)


async def test_export(app: OnrecordApp, tmp_path: Path, monkeypatch) -> None:
    """e asks what and where, writes it, and says where it went."""
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "space", "e")
        assert "the selection" in screen_text(app)
        await press(pilot, "enter", "enter")
        written = tmp_path / "the-canal-the-selection.md"
        assert "the canal will be closed" in written.read_text()
        assert "1 quotation written to" in screen_text(app)


async def test_export_one_speaker(app: OnrecordApp, tmp_path: Path, monkeypatch) -> None:
    """Typing finds a speaker; a file that is there is written over only when told twice."""
    monkeypatch.chdir(tmp_path)
    taken = tmp_path / "the-canal-speaker-ilan-oduya.md"
    taken.write_text("old")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "e", Typed("oduya"), "enter", "enter")
        assert "is there already" in screen_text(app) and taken.read_text() == "old"
        await press(pilot, "enter")
        assert taken.read_text().count("Nobody closes") == 2


async def test_export_in_another_format(app: OnrecordApp, tmp_path: Path, monkeypatch) -> None:
    """Beside the file the formats are offered by name; an ending of none is not written."""
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "space", "e", "enter")
        assert "Obsidian notes in one file" in screen_text(app)
        await press(pilot, "down", "down")
        file = app.screen.query_one("#file", Field)
        assert file.value.endswith("/the-canal-the-selection.html")
        await press(pilot, *["backspace"] * 4, Typed("docx"), "enter")
        assert "no format ends like" in screen_text(app)
        await press(pilot, *["backspace"] * 4, Typed("jsonl"), "enter")
        [written] = list(tmp_path.iterdir())
        assert written.name == "the-canal-the-selection.jsonl"
        assert '"content":"' in written.read_text("utf-8")


async def test_an_export_that_cannot_be_written_stays(app: OnrecordApp, tmp_path: Path) -> None:
    """The dialog says that there is no such folder, and keeps the path for when there is one."""
    there = tmp_path / "Brodin" / "said.md"
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "space", "e", "enter", "ctrl+u", Typed(str(there)), "enter")
        assert app.screen.query_one("#file", Field).value == str(there)
        assert "! there is no folder" in screen_text(app)
        there.parent.mkdir()
        await press(pilot, "enter")
        assert app.screen is app.reader and there.is_file()
        assert "1 quotation written to" in screen_text(app).splitlines()[-1]


async def test_an_export_of_nothing_stays(app: OnrecordApp, tmp_path: Path) -> None:
    """Where nothing is selected any more the dialog says so, for something else to be chosen."""
    there = tmp_path / "said.md"
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "space", "e", "enter", "ctrl+u", Typed(str(there)))
        app.session.changes.undo()
        await press(pilot, "enter")
        assert app.screen.query_one("#file", Field).value == str(there) and not there.exists()
        assert "! there is no quotation in that" in screen_text(app)


async def test_copy_with_citation(app: OnrecordApp) -> None:
    """y copies the words, who said them, and where they stand."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "3", "n", "y")
        assert app.clipboard == (
            "“We shall not be spoken to in this way,”\n— Marta Vessen, "
            "Vessen: Tarsia will close the canal if talks fail, Northern Wire, 2021-03-04"
        )


async def test_copied_words_tell_that_they_are_reported(app: OnrecordApp) -> None:
    """What is no quotation in its speaker's own words, and what is unsure of it, is copied too."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "y")
        assert "\n— Marta Vessen (reported), Vessen: Tarsia" in app.clipboard
        await press(pilot, "3", "n", "y")
        told = "(reported, with quoted words; speaker unsure)"
        assert f"\n— Ilan Oduya {told}, Vessen: Tarsia" in app.clipboard


async def test_without_a_quotation(app: OnrecordApp) -> None:
    """Keys that need a quotation say how to get to one."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "t")
        assert app.screen is app.reader and "n goes to the next" in screen_text(app)


async def test_help_tells_the_keys_of_the_pane(app: OnrecordApp) -> None:
    """? is made from the declarations."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "question_mark")
        shown = screen_text(app)
        assert "keys in the article" in shown and "To the next quotation" in shown


async def test_the_palette_does_what_is_chosen(app: OnrecordApp) -> None:
    """What is found best comes first, and is done where the palette was opened."""
    from onrecord.tui.reader.actions.palette import Actions

    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        hits = [hit async for hit in Actions(app.reader).search("undo")]
        assert max(hits, key=lambda hit: hit.score).text == "undo  u"
        await press(pilot, "ctrl+p", Typed("reject"), "enter")
        assert app.screen is app.reader


async def test_palette_finds_what_another_view_does_and_goes_there(app: OnrecordApp) -> None:
    """An action of another view is offered with its view, which is opened, its key told."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "ctrl+p", Typed("merge"), "enter")
        assert isinstance(app.screen, ActorsView)
        assert "= does it" in screen_text(app)


async def test_quit(app: OnrecordApp) -> None:
    """q leaves, and the place is kept."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *INTO, "q")
    assert app.session.notebook.articles.place("closure.txt") > 0


async def test_own_keys_are_told(session: CanalSession, tmp_path: Path) -> None:
    """A mistake in a person's own keys is said when the reader opens."""
    keys = tmp_path / "keys.toml"
    keys.write_text('[keys]\nfly = "f"\n')
    app = OnrecordApp(session, keys=keys)
    async with app.run_test(size=(160, 40)) as pilot:
        await press(pilot)
        assert "there is no action 'fly'" in screen_text(app)


async def test_open_the_source(app: OnrecordApp, session: CanalSession, monkeypatch) -> None:
    """o opens an address, or says where the file lies; no other scheme is opened."""
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    monkeypatch.setattr("onrecord.tui.session.open_externally.browser", lambda: Browser.WINDOW)
    async with app.run_test(size=WIDE) as pilot:
        session.library.entries["answer.txt"].url = "javascript:alert(1)"
        session.indexer.tell()
        await press(pilot, "o")
        assert not opened and "the canal/answer.txt" in screen_text(app)
        session.library.entries["answer.txt"].url = "https://example.org/a"
        session.indexer.tell()
        await press(pilot, "o")
        assert opened == ["https://example.org/a"]


async def test_links_are_those_of_the_place(app: OnrecordApp) -> None:
    """However fast the keys come, enter follows the link of the quotation under the cursor."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "5")
        await press(pilot, "n", "tab", "enter")
        assert app.reader.article_id == "answer.txt"


async def test_tags_with_blanks_of_older_libraries_stay(
    app: OnrecordApp, session: CanalSession
) -> None:
    """The line of tags shows them in quotation marks; saved as it is, nothing has changed."""
    session.notebook._undo_log.set_quietly("tags", "talks of peace", {})
    [quoted, *_] = session.quotations("closure.txt")
    session.changes.do(lambda notebook: notebook.quotations.tag([quoted], ["talks of peace", "b"]))
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, *INTO, "t", "enter")
        assert session.quotations("closure.txt")[0].tags == ("talks of peace", "b")
        await press(pilot, "t", Typed('"talks of war"'), "enter")
        assert "a tag is one word" in screen_text(app)


async def test_a_wrong_date_keeps_its_prompt(app: OnrecordApp, session: CanalSession) -> None:
    """What is no date is told where it was typed, and stays to be mended."""
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "j", "D", "ctrl+a", "ctrl+k", Typed("20.10.2021"), "enter")
        assert "“20.10.2021” is no date" in screen_text(app)
        await press(pilot, "ctrl+a", "ctrl+k", Typed("2021-10-20"), "enter")
        assert session.labels[-1] == "Date: 2021-10-20"


async def test_pasted_lines_are_joined(app: OnrecordApp) -> None:
    """Lines pasted into a line of input are all there, joined by blanks."""
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "g", "d")
        await paste(pilot, "nobody has won,\r\n  and nobody\nhas drowned")
        assert front(app).focused.value == "nobody has won, and nobody has drowned"


async def test_sentences_while_marking(app: OnrecordApp) -> None:
    """v marks a sentence; ) takes the next one in to its end, ( gives it back."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "j", "j", "v")
        cursor = app.reader.view.cursor
        spans = cursor.sentences.spans
        first = next(i for i, span in enumerate(spans) if span[0] == cursor.anchor)
        assert cursor.marked == spans[first]
        await press(pilot, ")")
        assert cursor.marked == (spans[first][0], spans[first + 1][1])
        await press(pilot, ")", "(")
        assert cursor.marked == (spans[first][0], spans[first + 1][1])
        await press(pilot, "(")
        assert cursor.marked == spans[first]


async def test_words_show_where_one_is(app: OnrecordApp) -> None:
    """w and b stand on a word that is seen, j and k leave it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "j", "w", "w")
        view = app.reader.view
        assert view.cursor.word is not None
        start, end = view.cursor.word
        assert (start, end, Look.POINT) in view._over_all(None)
        assert " " not in view.text_layout.text[start:end]
        await press(pilot, "b")
        assert view.cursor.word is not None and view.cursor.word[1] < start
        await press(pilot, "j")
        assert view.cursor.word is None


@pytest.mark.parametrize("keys", [(), ("g", "q"), ("g", "a")])
async def test_an_empty_folder_says_so(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """Where there is nothing to read, no list says that something will come."""
    app = OnrecordApp(CanalSession({}), keys=tmp_path / "keys.toml")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        shown = " ".join(screen_text(app).split())
        assert "There are no articles in" in shown and "analysed" not in shown


async def test_nobody_comes_before_those_whom_the_article_does_not_name(
    app: OnrecordApp, session: CanalSession
) -> None:
    """Enter, enter on marked words makes nobody a speaker who is not even named there."""
    session.library.keep("undated.txt", Findings())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "G", "enter", "v", "right_parenthesis", "enter", "enter")
        shown = [text for text, _ in front(app).choices.shown]
        assert shown[0] == "nobody" and "Marta Vessen" in shown
        await press(pilot, "escape", "escape", "escape", "escape", "g", "g", "j", "enter", "n", "s")
        shown = [text for text, _ in front(app).choices.shown]
        assert shown[0] != "nobody"

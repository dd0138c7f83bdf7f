"""The ends of a quotation: moved by word, clause and sentence, never out of the article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analysis.types import Published, Quotation, QuotationKind
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.boundaries import Boundary

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text, settle

TEXT = "Vessen said: “We wait, and we hope,” before she left. Nobody’s guess, he added."
DIRECT = QuotationKind.DIRECT
SENTENCES = [(0, 53), (54, len(TEXT))]


def begun(words: str = "We wait") -> Boundary:
    """Return a boundary around words of the text."""
    start = TEXT.index(words)
    return Boundary(TEXT, start, start + len(words), SENTENCES)


def words_of(boundary: Boundary) -> str:
    """Return the words that are inside."""
    return boundary.text[boundary.start : boundary.end]


def test_by_word() -> None:
    """The end moves by words and marks; so does the start, once it is asked for."""
    it = begun()
    it.words(1)
    assert words_of(it) == "We wait,"
    it.words(2)
    assert words_of(it) == "We wait, and we"
    it.swap()
    it.words(-1)
    assert words_of(it) == "“We wait, and we"
    it.words(-1)
    assert words_of(it).startswith(": “We")


def test_to_words() -> None:
    """The end goes to the next place of words that are typed, whole words, round the end."""
    it = begun()
    assert it.to("HOP") and words_of(it) == "We wait, and we hope"
    assert it.to("she  left") and words_of(it).endswith("she left")
    assert it.to("hope") and words_of(it) == "We wait, and we hope"
    assert not it.to("harbour") and not it.to("Vessen said") and not it.to(" ")
    it.swap()
    assert it.to("vessen said") and words_of(it).startswith("Vessen said: “We")


def test_by_clause() -> None:
    """Before a comma and after it; at the start, behind a colon and before the mark."""
    it = begun()
    it.clauses(1)
    assert words_of(it) == "We wait,"
    it.clauses(1)
    assert words_of(it) == "We wait, and we hope"
    it.clauses(2)
    assert words_of(it) == "We wait, and we hope,”"
    it.swap()
    it.clauses(-1)
    assert words_of(it).startswith("“We")


def test_by_sentence() -> None:
    """To the end of this sentence and of the next; to where it begins."""
    it = begun()
    it.sentences(1)
    assert words_of(it).endswith("she left.")
    it.sentences(1)
    assert words_of(it).endswith("he added.")
    it.swap()
    it.sentences(-1)
    assert it.span == (0, len(TEXT))


def test_snaps() -> None:
    """To the quotation marks around, to the words inside them, to the whole sentence, and back."""
    it = begun()
    it.snap_to_marks()
    assert words_of(it) == "“We wait, and we hope,”"
    it.snap_to_marks()
    assert words_of(it) == "We wait, and we hope,"
    it.snap_to_sentences()
    assert it.span == SENTENCES[0]
    it.reset()
    assert words_of(it) == "We wait"


def test_never_empty_at_the_other_end() -> None:
    """An end stops before the other one, whatever it is asked for."""
    it = begun()
    it.words(-9)
    assert words_of(it) == "We"
    it.reset()
    it.swap()
    it.words(9)
    assert words_of(it) == "wait"


def test_words_of_any_script() -> None:
    """Apostrophes and accents stay inside words; scripts without blanks move sign by sign."""
    it = Boundary("It is nobody’s cafe\u0301. 水門は閉じる。", 0, 2)
    ends = []
    for _ in range(6):
        it.words(1)
        ends.append(words_of(it))
    assert ends[1:4] == [
        "It is nobody’s",
        "It is nobody’s cafe\u0301",
        "It is nobody’s cafe\u0301.",
    ]
    assert ends[5].endswith("水門")


MOVES = st.sampled_from(
    ["words", "clauses", "sentences", "swap", "snap_to_marks", "snap_to_sentences", "reset"]
)


@settings(deadline=None)
@given(
    st.text("ab ,.“”\"\n—'’水\u0301", min_size=1, max_size=60),
    st.data(),
    st.lists(st.tuples(MOVES, st.integers(-4, 4).filter(bool)), max_size=12),
)
def test_never_outside_never_empty(
    text: str, data: st.DataObject, moves: list[tuple[str, int]]
) -> None:
    """Whatever is pressed, the span lies in the article and holds something."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    it = Boundary(text, start, end)
    blank = not text[start:end].strip()
    for name, steps in moves:
        if name in ("words", "clauses", "sentences"):
            before = it.start if it.edge.value == 0 else it.end
            other = it.end if it.edge.value == 0 else it.start
            getattr(it, name)(steps)
            after = it.start if it.edge.value == 0 else it.end
            assert (after - before) * steps >= 0, "it moves the way it was asked to, or not"
            assert other == (it.end if it.edge.value == 0 else it.start)
        else:
            getattr(it, name)()
        assert 0 <= it.start < it.end <= len(text)
        assert blank or text[it.start : it.end].strip()


async def test_the_mode_in_the_article(app: OnrecordApp, session: CanalSession) -> None:
    """B opens it on the quotation under the cursor; enter takes the ends, esc leaves them."""
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "j", "enter", "2", "n", "B")
        shown = screen_text(app)
        assert "Boundaries: Marta Vessen" in shown and "moving the end · as it was" in shown
        await press(pilot, "H", "l", "o", "2", "h")
        assert "moving the beginning · 1" in screen_text(app)
        await press(pilot, "o", *["h"] * 20)
        assert "moving the end · 1 word, " in screen_text(app)
        await press(pilot, "escape")
        before = app.reader.view.current
        assert app.screen is app.reader and not before.by_person
        await press(pilot, "B", ")", "enter")
        now = app.reader.view.current
        text = session.article(now.article).text
        assert now.start == before.start and now.by_person
        assert text[now.start : now.end] == "“We shall not be spoken to in this way,” she added."
        assert "Other boundaries of 1 quotation" in screen_text(app)
        await press(pilot, "u")
        assert app.reader.view.current.end == before.end


async def test_the_words_of_another_quotation(app: OnrecordApp, session: CanalSession) -> None:
    """They stay that one's, which is named, and both are as they were."""
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "j", "enter", "2", "n")
        other = app.reader.view.current
        assert other
        session.changes.do(lambda notebook: notebook.quotations.tag([other], ["canal"]))
        await press(pilot, "n", "B")
        now = app.reader.view.current
        front(app).close_with((other.start, other.end))
        await settle(pilot)
        assert "another quotation" in screen_text(app) and "#canal" in screen_text(app)
        assert app.reader.view.current.start == now.start and not now.by_person


async def test_snapping_and_putting_back(app: OnrecordApp) -> None:
    """Marks, sentences and as it was; what goes is struck out in brackets, what comes is marked."""
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "j", "enter", "3", "n", "B")
        it = front(app).boundary
        await press(pilot, '"')
        assert it.text[it.start : it.end] == "“a bad joke”" and "[the threat ]" in screen_text(app)
        await press(pilot, '"')
        assert it.text[it.start : it.end] == "a bad joke"
        await press(pilot, "s")
        assert it.text[it.start : it.end].startswith("At the same time")
        await press(pilot, "slash", Typed("harbour"), "enter")
        assert "“harbour” does not stand where this end can go" in screen_text(app)
        await press(pilot, "escape", "slash", Typed("moving"), "enter")
        assert it.text[it.start : it.end].endswith("keep its ships moving")
        await press(pilot, "tab", "L", ")", "(", "h", "r")
        assert it.span == it.old
        await press(pilot, "?")
        assert "keys in boundaries" in screen_text(app)
        await press(pilot, "escape", "enter")
        assert app.screen is app.reader and not list(app.session.notebook.history())


async def test_kind(app: OnrecordApp, session: CanalSession) -> None:
    """c offers the other kinds, for one quotation or for all that are marked."""
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "j", "enter", "n", "c")
        assert "Of what kind is" in screen_text(app) and "indirect" not in _offered(app)
        await press(pilot, "down", "enter")
        assert app.reader.view.current.kind is QuotationKind.MIXED
        await press(pilot, "g", "q", "slash", Typed("speaker:vessen"), "enter", "V", "c", "enter")
        kinds = {q.kind for q in session.all_quotations() if q.speaker_id == "vessen"}
        assert kinds == {QuotationKind.DIRECT}
        await press(pilot, "u")
        kinds = {q.kind for q in session.all_quotations() if q.speaker_id == "vessen"}
        assert len(kinds) > 1


def _on(app: OnrecordApp) -> str:
    """Return the words of the quotation under the cursor, "" where there is none."""
    view = app.reader.view
    return view.text_layout.text[view.current.start : view.current.end] if view.current else ""


@pytest.fixture
def harbour() -> CanalSession:
    """A session on an article with two quotations on one line."""
    line = "“Another one,” Brodin said. “I am beginning to think that nobody reads them.” "
    text = f"The harbour\n\n{line}She left. Nobody stayed.\n"
    session = CanalSession({"harbour.txt": ("The harbour", "Wire", Published(), text)})
    first, second = text.index("“Another"), text.index("“I am")
    said = [Quotation(first, first + 14, DIRECT), Quotation(second, text.index(" She"), DIRECT)]
    session.find("harbour.txt", said)
    return session


@pytest.fixture
def two(harbour: CanalSession, tmp_path: Path) -> OnrecordApp:
    """The reader on it."""
    return OnrecordApp(harbour, keys=tmp_path / "keys.toml")


async def test_other_words_do_not_make_the_speaker_yours(
    app: OnrecordApp, session: CanalSession
) -> None:
    """A mixed quotation taken to its marks is direct; its speaker is as unsure as it was."""
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "j", "enter", "3", "n")
        assert app.reader.view.current.kind is QuotationKind.MIXED
        await press(pilot, "B", "quotation_mark", "enter")
        assert _on(app) == "“a bad joke”"
        quoted = app.reader.view.current
        assert (quoted.kind, quoted.by_person, quoted.attributed) == (DIRECT, True, False)
        assert "words by you · ? unsure 0.41" in screen_text(app)
        assert "marked by you" not in screen_text(app)


SECOND = ("enter", "n")


@pytest.mark.parametrize(
    ("keys", "begins"),
    [
        (("o", "3", "l"), "beginning to"),
        (("o", "3", "h"), "Brodin said. “I am"),
        (("9", "h"), "“I am"),
        (("3", "l", "o", "9", "l"), "them"),
        (("3", "l", "o", "1", "2", "l"), "She left"),
    ],
)
async def test_the_cursor_stays_on_what_was_moved(
    two: OnrecordApp, keys: tuple[str, ...], begins: str
) -> None:
    """Whichever end was moved, also to other words; undone and done again it stays there too."""
    async with two.run_test(size=(120, 34)) as pilot:
        await press(pilot, *SECOND)
        before = _on(two)
        await press(pilot, "B", *keys, "enter")
        assert _on(two).startswith(begins)
        await press(pilot, "u")
        assert _on(two) == before
        await press(pilot, "ctrl+r")
        assert _on(two).startswith(begins)
        kind = two.reader.view.current.kind
        await press(pilot, "c", "enter")
        assert _on(two).startswith(begins) and two.reader.view.current.kind is not kind
        await press(pilot, "u", "u")
        assert _on(two) == before


async def test_nothing_takes_the_place_of_what_was_rejected(
    two: OnrecordApp, harbour: CanalSession
) -> None:
    """The keys after it change no other quotation; n and p go to those beside, undo has it back."""
    async with two.run_test(size=(120, 34)) as pilot:
        await press(pilot, *SECOND, "x")
        assert _on(two) == ""
        await press(pilot, "x")
        assert "There is no quotation under the cursor" in screen_text(two)
        harbour.indexer.tell()
        await press(pilot, "u")
        assert _on(two).startswith("“I am")
        await press(pilot, "x", "p")
        assert _on(two).startswith("“Another")
        await press(pilot, "u")
        assert _on(two).startswith("“Another")


async def test_after_a_rejection_the_next_one_is_not_passed_over(two: OnrecordApp) -> None:
    """n goes to the one behind what was rejected, though it stands on the same line."""
    async with two.run_test(size=(120, 34)) as pilot:
        await press(pilot, "enter", "x")
        assert _on(two) == ""
        await press(pilot, "n")
        assert _on(two).startswith("“I am")


async def test_what_is_marked_beside_another_is_gone_to(two: OnrecordApp) -> None:
    """A quotation of the person's own is the one under the cursor."""
    async with two.run_test(size=(120, 34)) as pilot:
        await press(pilot, *SECOND, *["w"] * 12, "v", "enter", "enter", "enter")
        assert _on(two) == "Nobody stayed."


async def test_of_two_at_one_place_it_stays_on_the_same(
    two: OnrecordApp, harbour: CanalSession
) -> None:
    """Where two begin together, the one that was gone to stays the one, whatever is done to it."""
    text = harbour.article("harbour.txt").text
    start = text.index("“I am")
    said = [Quotation(start, start + 14, DIRECT), Quotation(start, start + 40, DIRECT)]
    async with two.run_test(size=(120, 34)) as pilot:
        harbour.find("harbour.txt", said)
        await press(pilot, "enter", "n", "p")
        for keys in ((), ("t", Typed("talks"), "enter"), ("c", "enter"), ("u",)):
            await press(pilot, *keys)
            assert len(_on(two)) == 14
        two.reader.view.redraw()
        assert len(_on(two)) == 14


def _offered(app: OnrecordApp) -> list[str]:
    return [text for text, _ in front(app).choices.shown]

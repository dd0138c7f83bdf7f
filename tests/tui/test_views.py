"""The other views: what they show and what their keys do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.types import Act, Precision, Published, QuotationKind
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.tag_tree import tree
from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.check import MatchKind, check
from onrecord.tui.session.differences import Change, differences
from onrecord.tui.session.quotation_query import FoldedLines, QueryError, QuotationLine, parse

from .by_hand import CanalSession
from .canal import TEXTS
from .conftest import Typed, front, press, screen_text
from .looks import troubled

WIDE = (120, 34)
NOTE = QuotationLine(
    Quoted(
        "a.txt",
        0,
        9,
        QuotationKind.DIRECT,
        "vessen",
        "Marta Vessen",
        tags=("threat/closure",),
        memo="ask again",
    ),
    "No ship shall pass",
    Published("2021-03-04", Precision.DAY),
    "The canal is closed",
    "Northern Wire",
)


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("", True),
        ("ship pass", True),
        ("speaker:vess kind:dir", True),
        ('"no ship shall"', True),
        ("-speaker:vessen", False),
        ("kind:mixed", False),
        ("tag:threat", True),
        ("tag:closure", True),
        ("tag:reat", False),
        ("tag:#threat", True),  # as tags are shown
        ('tag:="#threat/closure"', True),
        ("tag:thr*", True),
        ("tag:#reat", False),
        ("tag:=thr*", False),
        ("date:2021", True),
        ("date:2021-02..2021-03", True),
        ("date:..2021-02", False),
        ("date:2021-03-05..", False),
        ("source:northern has:memo", True),
        ("has:selection", False),
        ("article:a.txt", True),
        ("title:canal", True),
        ("colour:red", False),
        ("speaker:", True),
    ],
)
def test_query(query: str, fits: bool) -> None:
    """Fields, ranges, words held together, words turned round."""
    assert parse(query)(NOTE) is fits


def test_acts_are_asked_for() -> None:
    """An act finds its quotations; those without a clause of their own have a word for them."""
    denied = replace(NOTE, quoted=replace(NOTE.quoted, act=Act.DENIES, reported=True))
    assert parse("act:denies")(denied) and not parse("act:denies")(NOTE)
    assert parse("act:reported")(denied) and not parse("act:reported")(NOTE)
    assert parse("act:states -act:reported")(NOTE)


@given(st.text(max_size=60))
def test_no_query_fails(query: str) -> None:
    """Whatever is typed is a query, or is said not to be one."""
    try:
        fits = parse(query)
    except QueryError as error:
        assert str(error)
    else:
        assert fits(NOTE) in (True, False)


@given(
    st.lists(st.text("ab \n", max_size=6), max_size=8),
    st.lists(st.sampled_from(["a", "b", "ab", "-a", "text:b", "title:canal", '"a\nb"', ""])),
)
def test_folded_search_finds_what_the_test_lets_through(texts: list[str], words: list[str]) -> None:
    """The one folded text gives the same lines, in the same order, as asking every line."""
    lines = [replace(NOTE, text=text, title="canal") for text in texts]
    query = " ".join(words)
    fits = parse(query)
    assert FoldedLines(lines).fitting(query) == [line for line in lines if fits(line)]


def test_differences_by_word() -> None:
    """Case and marks do not count; a changed word is one removed and one added."""
    found = differences("“We stated it twice,” she", "we claimed it twice she")
    assert [(piece.words, piece.change) for piece in found] == [
        ("we", Change.SAME),
        ("stated", Change.REMOVED),
        ("claimed", Change.ADDED),
        ("it twice she", Change.SAME),
    ]


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_differences_keep_every_word(old: list[str], new: list[str]) -> None:
    """The new version is what is the same and what is added."""
    pieces = differences(" ".join(old), " ".join(new))
    kept = [p.words for p in pieces if p.change is not Change.REMOVED]
    gone = [p.words for p in pieces if p.change is not Change.ADDED]
    assert " ".join(kept).split() == new
    assert len(" ".join(gone).split()) == len(old)


TEXT = "He told them: “Nobody closes a canal in spring, and nobody closes it in autumn.” They left."


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("nobody closes a canal in SPRING", MatchKind.VERBATIM),
        ("Nobody closes a canal in spring or sells a harbour for a song", MatchKind.PART),
        ("Nobody shuts a canal in the spring", MatchKind.ALTERED),
        ("The herring is late this year in the southern bay", None),
        ("", None),
        ("“”", None),
    ],
)
def test_did_they_say_it(words: str, verdict: MatchKind | None) -> None:
    """Verbatim, in part, altered, not there; the span is that of the stored text."""
    found = check(words, TEXT)
    assert (found.verdict if found else None) is verdict
    if verdict is MatchKind.VERBATIM:
        assert TEXT[found.start : found.end] == "Nobody closes a canal in spring"


def test_what_nobody_sees_hides_no_words() -> None:
    """Soft hyphens and blanks of no width are nothing to a check."""
    text = "The ca\xadnal com\xadpany said: no\u200bbody closes a canal in spring."
    found = check("company said nobody closes", text)
    assert found is not None
    assert found.verdict is MatchKind.VERBATIM
    assert text[found.start : found.end].startswith("com\xadpany")


@given(st.text(max_size=80), st.text(max_size=200))
def test_no_words_fail(words: str, text: str) -> None:
    """Whatever is asked of whatever text is answered with a span of it, or with nothing."""
    found = check(words, text)
    assert found is None or 0 <= found.start < found.end <= len(text)


def test_tree_of_tags() -> None:
    """A tag above others is shown with what lies below it, a quotation counted once."""
    assert tree(["e/f"], [["a/b"], ["a/b", "a/c", "a"], ["d"]]) == [
        ("a", 1, 2),
        ("a/b", 2, 2),
        ("a/c", 1, 1),
        ("d", 1, 1),
        ("e", 0, 0),
        ("e/f", 0, 0),
    ]


async def test_quotations_are_narrowed(app: OnrecordApp) -> None:
    """/ narrows the list, esc shows all of it again, o orders it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q")
        assert "quotations   9 · date ↑" in screen_text(app)
        await press(pilot, "slash", Typed("speaker:oduya kind:direct"))
        assert "2 of 9" in screen_text(app)
        await press(pilot, "escape", "O")
        assert "9 · speaker" in screen_text(app)


async def test_many_at_once(app: OnrecordApp) -> None:
    """Marked quotations are tagged together and keep the tags they have."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", Typed("kind:direct"), "enter")
        await press(pilot, "t", Typed("one"), "enter", "v", "v")
        assert "2 marked" in screen_text(app)
        await press(pilot, "t", Typed("two"), "enter")
        tags = sorted(q.tags for q in app.session.all_quotations() if q.tags)
        assert tags == [("one", "two"), ("two",)]


async def test_select_all_shown(app: OnrecordApp) -> None:
    """V marks every row, space selects them."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", Typed("speaker:vessen"), "enter", "V", "space")
        assert len(app.session.selection()) == 3


async def test_quotation_opens_in_its_article(app: OnrecordApp) -> None:
    """Enter leads to the passage in the reader, [ back."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", Typed("laughs any"), "enter", "enter")
        assert app.screen is app.reader and app.reader.article_id == "answer.txt"
        assert app.reader.view.current.kind is QuotationKind.INDIRECT


async def test_actor_card(app: OnrecordApp) -> None:
    """Actors are listed by what they say; a card tells their statements in time."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a")
        assert front(app).actors.row.name == "Ilan Oduya"
        await press(pilot, "slash", Typed("vess"), "enter", "enter")
        shown = screen_text(app)
        assert "Marta Vessen   person · 3 statements · 2021-03-04 to 2021-03-04" in shown
        assert "Vessen ×1" in shown
        await press(pilot, "q")
        assert "actors" in screen_text(app)


@pytest.mark.parametrize(
    ("words", "found"),
    [("ditch hunt", None), ("toll gates", MatchKind.ALTERED), ("gates", MatchKind.ALTERED)],
)
def test_few_words_are_altered_only_where_most_are_there(
    words: str, found: MatchKind | None
) -> None:
    """Two words of which the text has only the letters are not in it."""
    it = check(words, "They lived with hunters beside the old toll gate.")
    assert (it and it.verdict) is found


@pytest.mark.parametrize("opener", ["q", "a", "w", "c", "n", "p"])
async def test_what_is_narrowed_is_not_empty(opener: str, tmp_path: Path) -> None:
    """A view in which nothing fits what was typed says that, not that there is nothing."""
    app = OnrecordApp(troubled(), keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", opener, "slash", Typed("xyzzy"), "enter")
        assert front(app).list_view.count == 0 and "Nothing fits." in screen_text(app)
        await press(pilot, "slash", "escape")
        assert front(app).list_view.count > 0


async def test_speakers_by_name_alone(app: OnrecordApp, session: CanalSession) -> None:
    """Who is quoted and is no actor stands last, called that, and is counted apart, at once."""
    quoted = session.quotations("closure.txt")[0]
    session.changes.do(lambda notebook: notebook.quotations.attribute([quoted], None, "Ada Perrin"))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a")
        shown, view = screen_text(app), front(app)
        assert f"actors   {view.actors.count - 1} · 1 speaker by name alone" in shown
        [row] = [line for line in shown.splitlines() if "Ada Perrin" in line]
        assert "only a name" in row and view.actors.rows[-1].name == "Ada Perrin"


async def test_actors_are_merged_and_renamed(app: OnrecordApp, session: CanalSession) -> None:
    """v marks, = merges, c renames."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "=")
        assert "Mark the actors" in screen_text(app)
        await press(pilot, "v", "v", "=")
        assert "They are one" in screen_text(app)
        await press(pilot, "enter")
        assert "One actor: Ilan Oduya, Marta Vessen" in session.labels
        await press(pilot, "g", "g", "c", *["backspace"] * 12, Typed("Oduya I"), "enter")
        assert "Ilan Oduya is called Oduya I" in session.labels


async def test_one_is_left_out_of_a_merge(app: OnrecordApp, session: CanalSession) -> None:
    """Every member is listed before a merge; tab leaves one out, but two have to stay."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "v", "v", "v", "=")
        below: Any = app.screen_stack[-2]
        members = [actor.name for actor in below.actors.chosen()]
        shown = screen_text(app)
        assert len(members) == 3 and all(f"✓ {name}" in shown for name in members)
        await press(pilot, "tab", "tab", "enter")
        assert "it takes two" in screen_text(app) and not session.labels
        await press(pilot, "up", "tab", Typed(" and others"), "enter")
        [merged] = session.notebook.actors.rulings()
        left = [ref.name for ref in merged.actors]
        assert len(left) == 2 and set(left) < set(members)
        assert merged.name == f"{members[0]} and others" and members[0] not in left


async def test_actor_is_split(app: OnrecordApp, session: CanalSession) -> None:
    """S asks in which articles the actor is somebody else, neither none nor all, and who."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "S")
        assert "Where Ilan Oduya is somebody else" in screen_text(app)
        await press(pilot, "enter")
        assert "tick the articles" in screen_text(app)
        await press(pilot, "tab", "tab", "tab", "enter")
        assert "leave out the articles" in screen_text(app)
        await press(pilot, "tab", Typed(" junior"), "enter")
        [split] = session.notebook.actors.rulings()
        assert (split.actors[0].id, split.name) == ("oduya", "Ilan Oduya junior")
        assert split.articles == tuple(TEXTS)[:2]


async def test_a_merge_is_taken_back(tmp_path: Path) -> None:
    """S offers it, also in a single article and after other steps: that merge alone is gone."""
    session = CanalSession({"closure.txt": TEXTS["closure.txt"]})
    alone = [session.actors()[key] for key in ("vessen", "oduya")]
    session.changes.do(lambda notebook: notebook.actors.merge(alone))
    session.changes.do(lambda notebook: notebook.actors.rename(alone[0], "Marta V."))
    before = session.notebook.actors.rulings()
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "slash", Typed("Marta V."), "enter", "S")
        names = ", ".join(it.name for it in alone)
        assert f"apart again: {names}" in screen_text(app)
        assert "by article" not in screen_text(app)
        await press(pilot, "enter")
        assert f"No longer one actor: {names}" in screen_text(app)
        assert session.notebook.actors.rulings() == before[1:]
        assert {it.id for it in alone} <= session.actors().keys()
        await press(pilot, "S")
        assert "named in one article only: there s says" in screen_text(app)
        await press(pilot, "u")
        assert session.notebook.actors.rulings() == before


async def test_a_merge_or_articles(app: OnrecordApp, session: CanalSession) -> None:
    """Where the one stands in several articles, S asks which of both is meant."""
    chosen = [session.actors()[key] for key in ("oduya", "vessen")]
    session.changes.do(lambda notebook: notebook.actors.merge(chosen))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "S")
        assert "Ilan Oduya is one by your word" in screen_text(app)
        await press(pilot, "down", "enter")
        assert "Where Ilan Oduya is somebody else" in screen_text(app)


async def test_not_an_actor(app: OnrecordApp, session: CanalSession) -> None:
    """x says that what is under the cursor is no actor."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "x")
        assert "Not an actor: Ilan Oduya" in session.labels
        assert "Not an actor: Ilan Oduya" in screen_text(app)


async def test_few_words_are_not_said_to_stand_nowhere(app: OnrecordApp) -> None:
    """So few that they are looked for nowhere else: the view names what finds them."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "6", "n", "g", "s")
        assert "g d finds where so few words stand" in screen_text(app)
        assert "nowhere else" not in screen_text(app)


async def test_same_statement(app: OnrecordApp) -> None:
    """Versions stand oldest first, each with its difference from the first."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "4", "n", "g", "s")
        shown = screen_text(app)
        assert shown.index("Northern Wire  first") < shown.index("Belmark Herald  word for word")


async def test_ask_whether_they_said_it(app: OnrecordApp) -> None:
    """The answer, and every place; enter goes there."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "d", Typed("nobody closes a canal in spring"), "enter")
        shown = screen_text(app)
        assert "2 verbatim" in shown and "= verbatim 1.00" in shown and "Ilan Oduya" in shown
        await press(pilot, "enter")
        assert app.screen is app.reader
        await press(pilot, "g", "d", Typed("herrings are late"), "enter")
        assert "not in this library" in screen_text(app)


async def test_codebook(app: OnrecordApp) -> None:
    """The tree, renaming with all below, and the quotations of a tag."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter", "n", "t", Typed("sea/spring"), "enter", "g", "c")
        assert "#sea" in screen_text(app) and "#spring" in screen_text(app)
        await press(pilot, "slash", Typed("sea"), "enter", "g", "g", "c", *["backspace"] * 3)
        await press(pilot, Typed("water"), "enter")
        assert "water/spring" in app.session.notebook.codebook.tags()
        await press(pilot, "escape", "g", "c", "G", "enter")
        view = front(app)
        assert view.pane is Pane.BESIDE and view.quotations.count == 1
        quoted = view.quotations.line.quoted
        assert view.passage.text.current.start == quoted.start
        await press(pilot, "x")
        assert "Rejected" in screen_text(app)
        await press(pilot, "u", "escape", "q")
        assert app.screen is app.reader


@pytest.mark.parametrize("keys", ["q", "a", "d", "c", "r", "t"])
async def test_views_of_nothing(tmp_path, keys: str) -> None:
    """Every view opens on an empty library, and every key of it does no harm."""
    app = OnrecordApp(CanalSession({}), keys=tmp_path / "keys.toml")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", keys, "escape", "j", "enter", "v", "o", "y", "t", "x", "G")
        await press(pilot, "escape", "escape")
        assert TEXTS and app.screen is app.reader


def test_altered_words_are_shown_whole() -> None:
    """Where the text says more, the place reaches from the first word asked for to the last."""
    text = "He said: “We have never, in all these hard years, closed the canal to a ship.” He left."
    place = check("we have never in all these years closed the canal to a ship", text)
    assert place is not None and place.verdict is MatchKind.ALTERED
    assert text[place.start : place.end].startswith("We have never")
    assert text[place.start : place.end].endswith("to a ship")


async def test_a_view_is_true_when_one_comes_back_to_it(
    app: OnrecordApp, session: CanalSession
) -> None:
    """What changed while another view, or a prompt, stood above it is in it at once."""
    quoted = session.quotations("closure.txt")[0]
    async with app.run_test(size=WIDE) as pilot:
        for number, (above, leave) in enumerate([(("g", "a"), "q"), (("t",), "escape")]):
            await press(pilot, "g", "q", *above)
            session.changes.do(
                lambda notebook, tag=f"later{number}": notebook.quotations.tag([quoted], [tag])
            )
            await press(pilot, leave)
            assert front(app).pane is Pane.QUOTATIONS and f"#later{number}" in screen_text(app)
            await press(pilot, "q")


async def test_marks_outlast_the_narrowing(app: OnrecordApp, session: CanalSession) -> None:
    """What is marked stays marked while the list is narrowed otherwise, and keys are about it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", Typed("speaker:oduya"), "enter", "v")
        await press(pilot, "slash", "ctrl+u", Typed("speaker:vessen"), "enter")
        assert "• 1 marked, 1 not shown" in screen_text(app)
        await press(pilot, "v", "O")
        assert "• 2 marked, 1 not shown" in screen_text(app)
        await press(pilot, "t")
        assert "Tag 2 quotations" in screen_text(app)
        await press(pilot, Typed("both"), "enter", "slash", "escape")
        assert "• 2 marked " in screen_text(app)
        tagged = {q.speaker_id for q in session.all_quotations() if "both" in q.tags}
        assert tagged == {"oduya", "vessen"}
        await press(pilot, "x")
        assert "marked" not in screen_text(app).splitlines()[0]


async def test_marking_all_is_about_what_is_shown(app: OnrecordApp) -> None:
    """V marks the rows that are shown, and takes the marks off those alone."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "v", "slash", Typed("speaker:vessen"), "enter", "V")
        assert len(front(app).list_view.marked) == 3
        await press(pilot, "slash", "ctrl+u", Typed("speaker:oduya"), "enter", "V")
        assert "• 7 marked, 3 not shown" in screen_text(app)
        await press(pilot, "V")
        assert "• 3 marked, 3 not shown" in screen_text(app)


async def test_two_who_are_found_by_different_names_are_merged(
    app: OnrecordApp, session: CanalSession
) -> None:
    """Narrowing twice marks two actors whom no one query finds; renaming a third drops no mark."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a", "slash", Typed("vess"), "enter", "v")
        await press(pilot, "slash", "ctrl+u", Typed("oduya"), "enter", "v")
        assert "• 2 marked, 1 not shown" in screen_text(app)
        await press(pilot, "slash", "ctrl+u", Typed("belmark"), "enter", "c", Typed(" east"))
        await press(pilot, "enter")
        assert "Belmark east" in screen_text(app) and "• 2 marked" in screen_text(app)
        await press(pilot, "slash", "escape", "equals_sign", "enter")
        assert session.labels[-1] == "One actor: Ilan Oduya, Marta Vessen"
        assert "marked" not in screen_text(app).splitlines()[0]


@pytest.mark.parametrize("way", [("g", "q"), ("g", "slash", Typed("kind:direct"), "enter")])
async def test_what_is_about_one_is_about_the_cursor(
    app: OnrecordApp, session: CanalSession, way: tuple[str, ...]
) -> None:
    """Memo, boundaries, versions, a link and the source take the cursor, whatever is marked."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *way, "v", "G")
        view = front(app)
        (here,) = view.under_cursor()
        (marked,) = view.chosen()
        assert (here.article, here.start) != (marked.article, marked.start)
        assert view.here().id == here.article
        await press(pilot, "m", Typed("ask again"), "ctrl+s")
        assert [(q.article, q.start) for q in session.all_quotations() if q.memo] == [
            (here.article, here.start)
        ]
        await press(pilot, "B")
        assert front(app).boundary.old == (here.start, here.end)
        await press(pilot, "escape", "g", "s")
        assert front(app)._quoted.start == here.start
        await press(pilot, "escape", "L" if way == ("g", "q") else "t")
        if way == ("g", "q"):
            assert app.link_end.start == here.start
        else:
            assert "Tag “" in screen_text(app) and front(app) is not view

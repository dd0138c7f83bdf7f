"""The codebook: tags renamed, merged, moved, deleted; each is one step that says what it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.analysis.types import Link, LinkType, Place, QuotationKind, Resolution
from onrecord.store.library.library import Library
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.records import LinkVerdict
from onrecord.tui.session.stale import GONE, UNREADABLE, stale

from .samples import TEXT

Opened = Callable[[], Library]
PLACES = [(11, 30), (31, 50), (60, 90), (91, 120)]


def quoted(number: int) -> Quoted:
    """Return a passage of the first article as if it were shown as a quotation."""
    return Quoted("a.txt", *PLACES[number], QuotationKind.INDIRECT)


def worn(notebook: Notebook) -> dict[int, tuple[str, ...]]:
    """Return the tags of the passages, by where they begin."""
    return {it.anchor.start: it.tags for it in notebook.quotations.of("a.txt")}


@pytest.fixture
def notebook(opened: Opened) -> Notebook:
    """Three tagged passages, a tag with memo and colour, a tag on a key."""
    notebook = opened().notebook
    notebook.quotations.tag([quoted(0), quoted(1)], ["sea/spring"])
    notebook.quotations.tag([quoted(2)], ["sea", "trade"])
    notebook.codebook.describe("sea", "salt water")
    notebook.codebook.recolour("sea", "green")
    notebook.codebook.set_key(3, "sea/spring")
    return notebook


def described(notebook: Notebook, tag: str) -> tuple[str, str]:
    """Return the memo and the colour of a tag."""
    return notebook.codebook.memo(tag), notebook.codebook.colours().get(tag, "")


def everything(notebook: Notebook) -> object:
    """Return all that a codebook is made of, in any order."""
    tags = notebook.codebook.tags()
    return (
        worn(notebook),
        {tag: described(notebook, tag) for tag in tags},
        tags,
        [notebook.codebook.on_key(key) for key in range(1, 10)],
        notebook.codebook.recent(),
    )


def test_renaming_is_one_step(notebook: Notebook) -> None:
    """All that stands below goes along, with memo, colour and key; undo takes all of it back."""
    before = everything(notebook)
    assert notebook.codebook.rename("sea", "water") == "renamed #sea to #water on 3 quotations"
    assert worn(notebook)[PLACES[0][0]] == ("water/spring",)
    assert worn(notebook)[PLACES[2][0]] == ("water", "trade")
    assert described(notebook, "water") == ("salt water", "green")
    assert notebook.codebook.on_key(3) == "water/spring" and "sea" not in notebook.codebook.tags()
    assert notebook.codebook.recent() == ["water", "trade", "water/spring"]
    assert notebook.undo() == "Undone: renamed #sea to #water on 3 quotations"
    assert everything(notebook) == before
    assert notebook.redo() == "Done again: renamed #sea to #water on 3 quotations"
    assert described(notebook, "water") == ("salt water", "green")


def test_merging_keeps_both_memos(notebook: Notebook) -> None:
    """A name that is there already makes one of two; no quotation wears it twice."""
    notebook.codebook.describe("trade", "goods")
    assert notebook.codebook.rename("sea", "trade") == "merged #sea into #trade on 3 quotations"
    assert worn(notebook)[PLACES[2][0]] == ("trade",)
    assert described(notebook, "trade") == ("goods\n\nsalt water", "green")


def test_moving(notebook: Notebook) -> None:
    """A tag goes under another, and to the top again; never under what is a part of it."""
    assert notebook.codebook.move("sea", "trade") == "moved #sea under #trade on 3 quotations"
    assert notebook.codebook.tags() == {"trade": 1, "trade/sea": 1, "trade/sea/spring": 2}
    assert notebook.codebook.move("trade/sea/spring", "").startswith(
        "moved #trade/sea/spring to the"
    )
    assert notebook.codebook.tags()["spring"] == 2
    assert notebook.codebook.move("spring", "") == ""
    for under in ("trade", "trade/sea"):
        with pytest.raises(ValueError, match="a part of it"):
            notebook.codebook.move("trade", under)


def test_deleting(notebook: Notebook) -> None:
    """A deleted tag is nowhere any more; a passage that had nothing else is not kept."""
    assert notebook.codebook.delete("sea") == "deleted #sea from 3 quotations"
    assert worn(notebook) == {PLACES[2][0]: ("trade",)}
    assert notebook.codebook.tags() == {"trade": 1} and notebook.codebook.on_key(3) == ""
    assert notebook.codebook.recent() == ["trade"]
    notebook.undo()
    assert len(worn(notebook)) == 3 and notebook.codebook.on_key(3) == "sea/spring"


def test_colours_and_memos(notebook: Notebook) -> None:
    """Colours are known ones; memo and colour do not get in each other's way."""
    assert notebook.codebook.colours() == {"sea": "green"}
    assert notebook.codebook.recolour("sea", "") == "#sea is plain"
    assert notebook.codebook.memo("sea") == "salt water"
    with pytest.raises(ValueError, match="no colour “mauve”"):
        notebook.codebook.recolour("sea", "mauve")
    with pytest.raises(ValueError, match="needs a name"):
        notebook.codebook.rename("sea", " / ")
    assert notebook.codebook.describe("sea", " ") == "no memo on #sea"
    assert notebook.codebook.memo("sea") == ""


def test_many_quotations_are_one_step(notebook: Notebook) -> None:
    """Adding tags, taking them off, kinds, speakers, selection, rejection: one undo each."""
    many = [quoted(number) for number in range(4)]
    before = everything(notebook)
    for said in (
        notebook.quotations.retag(many, ["new"], ["sea/spring"]),
        notebook.quotations.select(many, True),
        notebook.quotations.attribute(many, None, "Bo Mar"),
        notebook.quotations.rekind(many, QuotationKind.MIXED),
        notebook.quotations.accept(many),
        notebook.quotations.reject(many),
    ):
        assert "4 quotations" in said
    assert [it.kind for it in notebook.quotations.of("a.txt")] == [QuotationKind.MIXED] * 4
    for word in ("Rejected", "Accepted", "Kind", "Speaker", "Selected", "#new, no #sea/spring"):
        assert notebook.undo().startswith(f"Undone: {word}")
    assert everything(notebook) == before


NAMES = st.sampled_from(["a", "b", "a/b", "a/c", "b/a", "c", "a/b/c"])


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from(["rename", "move", "delete"]), NAMES, NAMES), max_size=4),
)
def test_every_change_is_undone_by_one_key(
    opened: Opened, tags: list[list[str]], steps: list[tuple[str, str, str]]
) -> None:
    """Whatever is done to a codebook, as many undos as changes give it back as it was."""
    library = opened()
    notebook = library.notebook
    for number, some in enumerate(tags):
        notebook.quotations.tag([quoted(number)], some)
    begun = len(list(notebook.history()))
    before = [everything(notebook)]
    for what, tag, other in steps:
        try:
            if what == "rename":
                notebook.codebook.rename(tag, other)
            elif what == "move":
                notebook.codebook.move(tag, other)
            else:
                notebook.codebook.delete(tag)
        except ValueError:
            continue
        if len(list(notebook.history())) - begun == len(before):
            before.append(everything(notebook))
        assert sum(notebook.codebook.tags().values()) == sum(map(len, worn(notebook).values()))
    for state in reversed(before[:-1]):
        assert notebook.undo()
        assert everything(notebook) == state
    while notebook.undo():
        pass
    library.close()


def test_a_drawn_link_whose_words_are_gone_is_listed(opened: Opened, folder: Path) -> None:
    """Which end is gone and what it was tied to is told; a withdrawn link is told no more."""
    library = opened()
    a, b = Place("a.txt", 85, 120), Place("b.txt", 43, 56)
    library.notebook.links.judge(Link(LinkType.SAME_STATEMENT, a, b, 1.0), LinkVerdict.DRAWN)
    resolution = Resolution()
    assert stale(library, resolution, lambda article: None) == []
    library.close()
    (folder / "b.txt").write_text("Nothing of it was ever printed in this paper.\n", "utf-8")
    library = opened()
    [it] = stale(library, resolution, lambda article: None)
    assert (it.table, it.article, it.why) == ("links", "b.txt", GONE)
    assert it.words == "“No comment,”" and "same statement" in it.what
    assert TEXT[85:120] in it.what
    library.notebook.links.withdraw(it.id)
    assert stale(library, resolution, lambda article: None) == []
    library.notebook.undo()
    library.close()
    (folder / "b.txt").unlink()
    library = opened()
    assert [it.why for it in stale(library, resolution, lambda article: None)] == [UNREADABLE]


COMPOSED, APART = "caf\u00e9", "cafe\u0301"


def test_an_accent_is_written_in_one_way(notebook: Notebook) -> None:
    """A letter with its accent, and the two apart, look the same and are one tag."""
    notebook.quotations.tag([quoted(0)], [APART])
    notebook.quotations.tag([quoted(1)], [COMPOSED, APART])
    assert worn(notebook)[11] == worn(notebook)[31] == (COMPOSED,)
    notebook.codebook.describe(APART, "where they met")
    assert described(notebook, COMPOSED)[0] == "where they met"
    notebook.quotations.retag([quoted(0)], [], [APART])
    assert 11 not in worn(notebook)


def test_older_tags_that_look_alike_become_one(opened: Opened) -> None:
    """Memos, keys and quotations of both are kept, and what an undo takes back is as before."""
    library = opened()
    log = library.notebook._undo_log
    library.notebook.quotations.tag([quoted(0)], ["sea"])
    library.notebook.quotations.tag([quoted(0), quoted(1)], [COMPOSED])
    key = next(k for k, row in log.rows("annotations").items() if row["anchor"]["start"] == 31)
    log.set_quietly("annotations", key, {**log.rows("annotations")[key], "tags": [APART]})
    log.set_quietly("tags", COMPOSED, {"memo": "one"})
    log.set_quietly("tags", APART, {"memo": "two", "colour": "rose"})
    log.set_quietly("keys", "7", {"tag": APART})
    library.close()
    again = opened().notebook
    assert [tag for tag in again.codebook.tags() if tag.startswith("caf")] == [COMPOSED]
    assert again.codebook.tags()[COMPOSED] == 2 and again.codebook.on_key(7) == COMPOSED
    memo, colour = described(again, COMPOSED)
    assert set(memo.split("\n\n")) == {"one", "two"} and colour == "rose"
    assert again.undo() == f"Undone: #{COMPOSED} on 2 quotations"
    assert worn(again) == {11: ("sea",)}

"""The session: what the screen asks, on real files and the real analysis."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from onrecord.analysis.types import (
    Basis,
    Link,
    LinkType,
    Place,
    QuotationKind,
)
from onrecord.store.notebook.records import LinkVerdict
from onrecord.tui.session import workers
from onrecord.tui.session.analysed import ProgramEnds
from onrecord.tui.session.changes import NotDone
from onrecord.tui.session.events import ANALYSED
from onrecord.tui.session.evidence import write_file
from onrecord.tui.session.session import Changed, Event, Notice, Order, Progress, Session, Status
from onrecord.tui.session.stale import ALTERED, GONE

from .conftest import FIRST, SECOND, Opener


def test_a_folder_is_analysed_and_told(folder: Path, opened: Opener) -> None:
    """Every article becomes ready, progress counts up to all of them, changes are told."""
    session = opened(folder, wait=False)
    assert [row.status for row in session.rows()] == []
    events: list[Event] = []
    ready = threading.Event()

    def listen(event: Event) -> None:
        events.append(event)
        names = {actor.name for actor in session.actors().values()}
        if {"Ana Brodin", "Piet Haller"} <= names:
            ready.set()

    session.start(listen)
    assert ready.wait(60)
    told = [e for e in events if isinstance(e, Progress) and e.doing == ANALYSED and e.done]
    # A slow machine is told more than once how far it is.
    assert list(dict.fromkeys((e.done, e.total) for e in told)) == [(1, 2), (2, 2)]
    assert any(isinstance(e, Changed) for e in events)
    assert not [e for e in events if isinstance(e, Notice)]
    assert [row.status for row in session.rows()] == [Status.READY, Status.READY]


def test_orders(folder: Path, opened: Opener) -> None:
    """The list is sorted by date both ways, by title and by source."""
    session = opened(folder)
    by = {
        (order, down): [row.id for row in session.rows(order, down)]
        for order in Order
        for down in (True, False)
    }
    assert by[Order.DATE, True] == ["second.txt", "first.txt"]
    assert by[Order.DATE, False] == ["first.txt", "second.txt"]
    assert by[Order.TITLE, False] == ["first.txt", "second.txt"]
    assert by[Order.TITLE, True] == ["second.txt", "first.txt"]


def test_nothing_is_analysed_again(
    folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time all is known; a changed and an added file alone are analysed."""
    first = opened(folder)
    known = {row.id: first.quotations(row.id) for row in first.rows()}
    first.close()
    seen: list[str] = []
    real = workers.analyse
    monkeypatch.setattr(
        workers,
        "analyse",
        lambda model, articles: seen.extend(a.id for a in articles) or real(model, articles),
    )
    second = opened(folder)
    assert seen == []
    assert {row.id: second.quotations(row.id) for row in second.rows()} == known

    (folder / "third.md").write_text("---\ntitle: A third\n---\nNobody spoke.\n", "utf-8")
    (folder / "first.txt").write_text(FIRST + "\nNothing else was said.\n", "utf-8")
    second.rescan()
    assert second.indexer.wait(60)
    assert sorted(seen) == ["first.txt", "third.md"]


def test_work_survives_a_restart_and_can_be_undone(folder: Path, opened: Opener) -> None:
    """Tags, memos, selection, speaker and rejection are there again; undo takes each back."""
    session = opened(folder)
    first, *_, last = session.quotations("first.txt")
    session.changes.do(lambda notebook: notebook.quotations.tag([first], ["harbour/access"]))
    session.changes.do(
        lambda notebook: notebook.quotations.memo(last, "The key line.\nAsk her about it.")
    )
    session.changes.do(lambda notebook: notebook.quotations.select([last], True))
    (second, *_, haller) = session.quotations("second.txt")
    session.changes.do(
        lambda notebook: notebook.quotations.attribute([haller], *session.speaker("Somebody Else"))
    )
    session.changes.do(lambda notebook: notebook.quotations.reject([second]))
    session.close()

    again = opened(folder)
    first, *_, last = again.quotations("first.txt")
    assert first.tags == ("harbour/access",)
    assert (last.memo, last.selected) == ("The key line.\nAsk her about it.", True)
    assert [q.speaker_name for q in again.quotations("second.txt")][-1] == "Somebody Else"
    assert len(again.quotations("second.txt")) == 1
    assert again.selection() == [last]
    row = next(row for row in again.rows() if row.id == "first.txt")
    assert (row.tags, row.memos, row.selected) == ({"harbour/access": 1}, 1, 1)

    assert again.changes.undo() and len(again.quotations("second.txt")) == 2
    assert again.changes.undo()
    assert again.quotations("second.txt")[-1].speaker_name == "Piet Haller"
    assert (
        again.changes.redo() and again.quotations("second.txt")[-1].speaker_name == "Somebody Else"
    )


def test_opening_an_article_is_no_step_to_undo(folder: Path, opened: Opener) -> None:
    """An opened article is read from then on, and undo takes back the work before it."""
    session = opened(folder)
    session.changes.do(
        lambda notebook: notebook.quotations.tag(session.quotations("first.txt")[:1], ["harbour"])
    )
    session.changes.do(lambda notebook: notebook.articles.opened("second.txt"))
    assert [row.id for row in session.rows() if row.read] == ["second.txt"]
    assert "harbour" in session.changes.undo()
    assert session.quotations("first.txt")[0].tags == ()
    session.close()
    assert [row.id for row in opened(folder).rows() if row.read] == ["second.txt"]


def test_a_missed_quotation_and_a_date_by_hand(folder: Path, opened: Opener) -> None:
    """What a person marks is a quotation, and their date comes before any other."""
    session = opened(folder)
    text = session.article("second.txt").text
    start = text.index("the gate was shut")
    session.changes.do(
        lambda notebook: notebook.quotations.mark(
            "second.txt", start, start + 17, QuotationKind.DIRECT, *session.speaker("Piet Haller")
        )
    )
    assert any(q.by_person and q.start == start for q in session.quotations("second.txt"))
    assert session.changes.do(lambda notebook: notebook.articles.redate("second.txt", "2023-06"))
    assert session.published("second.txt").basis is Basis.USER
    assert session.rows()[0].published.date == "2023-06"
    for none in ("next Friday", "2021-W01-1", "2021W01", "2021001", "2023-02-29", "0021"):
        with pytest.raises(NotDone, match="is no date: write 2021, 2021-10 or 2021-10-20"):
            session.changes.do(lambda book, it=none: book.articles.redate("second.txt", it))
    assert session.published("second.txt").date == "2023-06"


def test_actors_can_be_merged_and_parted(folder: Path, opened: Opener) -> None:
    """A merge holds in every article at once, and undo parts them again."""
    session = opened(folder)
    by_name = {actor.name: actor for actor in session.actors().values()}
    session.changes.do(
        lambda notebook: notebook.actors.merge([by_name["Ana Brodin"], by_name["Piet Haller"]])
    )
    assert session.indexer.wait(60)
    assert session.quotations("second.txt")[-1].speaker_name == "Ana Brodin"
    session.changes.undo()
    assert session.indexer.wait(60)
    assert session.quotations("second.txt")[-1].speaker_name == "Piet Haller"


def test_links_lead_to_passages_and_can_be_rejected(folder: Path, opened: Opener) -> None:
    """Links start in their article, end in another, and stay away once rejected."""
    session = opened(folder)
    links = session.links.of("second.txt")
    assert links
    for link in links:
        assert link.a.article == "second.txt"
        assert link.b.article == "first.txt"
        assert session.passage(link.b.article, link.b.start, link.b.end)
        assert link.evidence
    session.changes.do(lambda notebook: notebook.links.judge(links[0], LinkVerdict.REJECTED))
    assert links[0] not in session.links.of("second.txt")


def test_links_are_confirmed_and_drawn(folder: Path, opened: Opener) -> None:
    """The last word on a link holds, from both its ends, and undo takes it back."""
    session = opened(folder)
    [found, *_] = session.links.of("second.txt")
    session.changes.do(lambda notebook: notebook.links.judge(found, LinkVerdict.REJECTED))
    session.changes.do(lambda notebook: notebook.links.judge(found, LinkVerdict.CONFIRMED))
    assert found in session.links.of("second.txt")
    assert session.links.verdict(found) is LinkVerdict.CONFIRMED
    session.changes.undo()
    assert found not in session.links.of("second.txt")
    session.changes.undo()
    assert found in session.links.of("second.txt") and session.links.verdict(found) is None

    first, second = session.quotations("first.txt")[0], session.quotations("second.txt")[0]
    ends = tuple(Place(q.article, q.start, q.end) for q in (first, second))
    drawn_link = Link(LinkType.SAME_STATEMENT, ends[0], ends[1], 1.0)
    session.changes.do(lambda notebook: notebook.links.judge(drawn_link, LinkVerdict.DRAWN))
    for article, (a, b) in (("first.txt", ends), ("second.txt", ends[::-1])):
        drawn = session.links.of(article)[0]
        assert (drawn.type, drawn.a, drawn.b) == (LinkType.SAME_STATEMENT, a, b)
        assert session.links.verdict(drawn) is LinkVerdict.DRAWN
    session.changes.do(lambda notebook: notebook.links.judge(drawn, LinkVerdict.REJECTED))
    assert drawn not in session.links.of("first.txt") + session.links.of("second.txt")


def test_work_that_no_longer_applies_is_listed(folder: Path, opened: Opener) -> None:
    """Words that are gone and actors that are gone are told; they are kept or discarded."""
    session = opened(folder)
    [gone, *_] = [
        q
        for q in session.quotations("second.txt")
        if "gate" in session.passage(q.article, q.start, q.end)
    ]
    session.changes.do(lambda notebook: notebook.quotations.tag([gone], ["harbour"]))
    actors = [a for a in session.actors().values() if a.articles == ("second.txt",)]
    session.changes.do(
        lambda notebook: notebook.actors.rename(
            next(a for a in actors if "Haller" in a.name), "Pieter Haller"
        )
    )
    assert session.review.stale() == []
    (folder / "second.txt").write_text("date 2023-05-04\nNothing was said.\n", "utf-8")
    session.rescan()
    assert session.indexer.wait(60)

    note, ruling = session.review.stale()
    assert (note.table, note.why, note.what) == ("annotations", GONE, "#harbour")
    assert "gate was shut" in note.words
    assert ruling.table == "rulings" and "Haller" in ruling.words
    assert (
        session.review.keep(note) and session.review.kept(note) and note in session.review.stale()
    )
    assert session.review.drop(ruling) and session.review.stale() == [note]
    session.changes.undo()
    assert ruling in session.review.stale()
    session.review.drop(note)
    assert [it.table for it in session.review.stale()] == ["rulings"]


def test_altered_words_are_confirmed(folder: Path, opened: Opener) -> None:
    """Keeping work on altered words makes the new words what it is on."""
    session = opened(folder)
    quoted = session.quotations("second.txt")[0]
    session.changes.do(lambda notebook: notebook.quotations.memo(quoted, "check"))
    altered = SECOND.replace("was closed to his", "is now closed to his")
    (folder / "second.txt").write_text(altered, "utf-8")
    session.rescan()
    assert session.indexer.wait(60)
    [it] = session.review.stale()
    assert it.why == ALTERED and it.what == "memo: check"
    assert session.review.keep(it) and session.review.stale() == []
    assert [q.memo for q in session.quotations("second.txt") if q.annotation] == ["check"]


def test_a_vanished_article_keeps_its_notes(folder: Path, opened: Opener) -> None:
    """A file that is gone is shown as vanished, and what was noted on it opens."""
    session = opened(folder)
    session.changes.do(
        lambda notebook: notebook.quotations.tag(session.quotations("first.txt")[:1], ["kept"])
    )
    (folder / "first.txt").unlink()
    session.rescan()
    assert session.indexer.wait(60)
    row = next(row for row in session.rows() if row.id == "first.txt")
    assert row.status is Status.VANISHED
    assert session.quotations("first.txt")[0].tags == ("kept",)


def test_bad_files_are_told_and_cost_nothing_else(folder: Path, opened: Opener) -> None:
    """An empty and a binary file fail with a message that names them; the rest is analysed."""
    (folder / "empty.txt").touch()
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "lines.jsonl").write_text('{"id": "1", "text": "Fine."}\nnot json\n', "utf-8")
    session = opened(folder)
    status = {row.id: row.status for row in session.rows()}
    assert status["empty.txt"] is Status.FAILED
    assert status["picture.txt"] is Status.FAILED
    assert status["lines.jsonl#1"] is Status.READY
    assert status["first.txt"] is Status.READY
    told = " ".join(notice.text for notice in session.notices())
    for name in ("empty.txt", "picture.txt", "lines.jsonl"):
        assert name in told


def test_the_second_session_reads_only(folder: Path, opened: Opener) -> None:
    """Who opens a library that is open can read it all and change nothing."""
    first = opened(folder)
    second = opened(folder)
    assert second.look_only == (
        f"This folder is held by another onrecord (process {os.getpid()}): look only here"
    )
    assert [row.id for row in second.rows()] == [row.id for row in first.rows()]
    quoted = second.quotations("first.txt")[:1]
    with pytest.raises(NotDone, match="another onrecord"):
        second.changes.do(lambda book: book.quotations.tag(quoted, ["lost"]))
    assert first.quotations("first.txt")[0].tags == ()


def test_what_held_it_has_ended(
    folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told what it was and that it has ended, and how to go on; by itself nothing changes."""
    monkeypatch.setattr(sys, "argv", ["/usr/bin/onrecord", "analyse", str(folder)])
    first = opened(folder)
    second = opened(folder)
    held = f"onrecord analyse (process {os.getpid()})"
    assert second.look_only == f"This folder is held by {held}: look only here"
    first.close()
    told = f"To change it leave, and open it again: {held} has ended"
    assert second.look_only == second.look_only == told
    with pytest.raises(NotDone):
        second.changes.do(lambda book: book.articles.memo("first.txt", "lost"))
    third = opened(folder)
    assert not third.look_only and second.look_only != told


def test_export_says_where_it_went_and_overwrites_nothing(
    folder: Path, opened: Opener, tmp_path: Path
) -> None:
    """Markdown holds the words, the speaker and the date; an existing file stands."""
    session = opened(folder)
    target = tmp_path / "out.md"
    picked = session.quotations("first.txt")
    assert str(target) in write_file(session, picked, target, "Harbour")
    written = target.read_text("utf-8")
    assert "We have nothing to hide" in written
    assert "Ana Brodin" in written
    assert "2023-05-02" in written
    with pytest.raises(NotDone, match="exists already"):
        write_file(session, picked, target, "Harbour")
    assert target.read_text("utf-8") == written


def test_a_model_that_is_not_there_is_refused(folder: Path) -> None:
    """The message names the model and what to do."""
    with pytest.raises(ValueError, match=r"no_such_model.*pip"):
        Session.open([folder], "no_such_model")


def test_leaving_drops_what_is_under_way(folder: Path, opened: Opener) -> None:
    """The indexer stops at the next article instead of knitting the library together first."""
    session = opened(folder)
    indexer = session.indexer
    assert indexer.found("first.txt")
    session.close()
    with pytest.raises(ProgramEnds):
        indexer.found("first.txt")
    indexer._guarded(indexer._knit)
    assert not session.notices()

"""The analysis is stopped and goes on: nothing is lost, nothing is done twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from onrecord.analysis.links import Linker
from onrecord.analysis.pipeline import MODEL
from onrecord.analysis.types import Article, Findings
from onrecord.store.library.library import Library
from onrecord.tui.session.events import Event, Progress, Status
from onrecord.tui.session.indexer import Indexer
from onrecord.tui.session.session import Session
from onrecord.tui.session.work_queue import AHEAD
from onrecord.tui.session.workers import Answer, Workers

from .conftest import FIRST

Then = Callable[[Sequence[Article], list[Answer]], None]


class ByHand(Workers):
    """Workers that answer when they are told to."""

    def __init__(self) -> None:
        self._processes = 1
        self.seen: list[str] = []
        self._waiting: list[tuple[Sequence[Article], Then]] = []
        self._came = threading.Condition()

    def submit(self, articles: Sequence[Article], then: Then, model: str = "") -> None:
        """Take articles."""
        with self._came:
            self.seen += [article.id for article in articles]
            self._waiting.append((articles, then))
            self._came.notify()

    def has(self, count: int) -> bool:
        """Wait until so many articles were given."""
        with self._came:
            return self._came.wait_for(lambda: len(self.seen) >= count, 10)

    def answer(self, number: int = 1) -> None:
        """Answer so many tasks, waiting for them where they are not there yet."""
        for _ in range(number):
            with self._came:
                assert self._came.wait_for(lambda: self._waiting, 10)
                articles, then = self._waiting.pop(0)
            then(articles, [Findings() for _ in articles])

    def close(self) -> None:
        """Stop."""


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of eight articles."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(f"{FIRST}\nNumber {number}.\n", "utf-8")
    return folder


def test_stopped_and_gone_on(many: Path, tmp_path: Path) -> None:
    """What is with the workers is finished, the rest waits, a rescan keeps it waiting."""
    library = Library.open([many], data_dir=tmp_path / "data", model=MODEL)
    workers = ByHand()
    with Session(library, Indexer(library, workers)) as session:
        told: list[Progress] = []
        paused = threading.Event()

        def listen(event: Event) -> None:
            if isinstance(event, Progress):
                told.append(event)
                if event.paused:
                    paused.set()

        session.start(listen)
        workers.answer(2)
        sent = 2 + AHEAD
        assert workers.has(sent)
        assert "stops" in session.pause()
        assert paused.wait(10)
        workers.answer(AHEAD)
        assert session.indexer.wait(10), "what was away is taken in, then all rests"
        session.rescan()
        assert session.indexer.wait(10)
        assert len(workers.seen) == sent < 8
        states = [row.status for row in session.rows(copies=True)]
        assert states.count(Status.READY) == sent and states.count(Status.WAITING) == 8 - sent
        assert told[-1].paused and told[-1].left is None
        assert "goes on" in session.pause()
        workers.answer(8 - sent)
        assert session.indexer.wait(10)
        assert sorted(workers.seen) == [f"{n}.txt" for n in range(8)]
        assert not told[-1].paused and told[-1].done == told[-1].total
        assert session.pause() == "Nothing is being analysed."


def test_an_article_that_is_edited_meanwhile(many: Path, tmp_path: Path) -> None:
    """Findings of a text that is no more are not kept; the new text is analysed."""
    for path in many.glob("[1-7].txt"):
        path.unlink()
    library = Library.open([many], data_dir=tmp_path / "data", model=MODEL)
    workers = ByHand()
    with Session(library, Indexer(library, workers)) as session:
        scanned = threading.Event()
        session.start(lambda event: scanned.set())
        assert scanned.wait(10)
        assert workers.has(1)
        (many / "0.txt").write_text("Nobody said anything at all.\n", "utf-8")
        session.rescan()
        done = threading.Event()
        session.indexer.post(done.set)
        assert done.wait(10)
        workers.answer(2)
        assert session.indexer.wait(10)
        assert workers.seen == ["0.txt", "0.txt"]
        assert session.indexer.progress() == (1, 1)
        assert [row.status for row in session.rows(copies=True)] == [Status.READY]


def test_linking_is_stopped_and_goes_on(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stop holds the linking after the article under way; each is linked once in the end."""
    library = Library.open([many], data_dir=tmp_path / "data", model=MODEL)
    workers = ByHand()
    linked: list[str] = []
    third, go_on = threading.Event(), threading.Event()
    add = Linker.add
    Of = tuple[str | None, ...]

    def slowly(linker: Linker, article: Article, findings: Findings, of: Of) -> None:
        linked.append(article.id)
        if len(linked) == 3:
            third.set()
            assert go_on.wait(10)
        add(linker, article, findings, of)

    monkeypatch.setattr(Linker, "add", slowly)
    with Session(library, Indexer(library, workers)) as session:
        told: list[Progress] = []
        session.start(lambda event: told.append(event) if isinstance(event, Progress) else None)
        session.indexer._rested = float("inf")  # nothing is linked before all is analysed
        workers.answer(8)
        assert third.wait(10)
        assert session.pause() == "The linking stops at 2 of 8; the same key lets it go on."
        go_on.set()
        assert session.indexer.wait(10)
        assert len(linked) == 3
        last = told[-1]
        assert (last.paused, last.doing, last.done, last.total) == (True, "linked", 3, 8)
        assert session.pause() == "The linking goes on."
        assert session.indexer.wait(10)
        assert sorted(linked) == [f"{n}.txt" for n in range(8)]
        assert not told[-1].paused and told[-1].done == told[-1].total
        assert session.pause() == "Nothing is being analysed."


def test_a_keeper_that_is_quicker_than_the_news(many: Path, tmp_path: Path) -> None:
    """An article is taken in before it counts as back: the indexer does not sleep over that."""
    library = Library.open([many], data_dir=tmp_path / "data", model=MODEL)
    workers = ByHand()
    with Session(library, Indexer(library, workers)) as session:
        indexer = session.indexer
        back = indexer._queue.back

        def late(count: int) -> None:
            taken = threading.Event()
            indexer._jobs.put(taken.set)
            assert taken.wait(10)
            back(count)

        indexer._queue.back = late  # type: ignore[method-assign]
        session.start(lambda event: None)
        workers.answer(8)
        assert indexer.wait(10)
        assert list(indexer.status.values()) == [Status.READY] * 8


def test_what_is_read_comes_first(many: Path, tmp_path: Path) -> None:
    """What is wanted is sent first, in that order; how much there is to do is told at once."""
    library = Library.open([many], data_dir=tmp_path / "data", model=MODEL)
    workers = ByHand()
    with Session(library, Indexer(library, workers)) as session:
        told: list[Progress] = []
        session.indexer.want(["7.txt", "5.txt"])
        session.indexer.pause()
        session.start(lambda event: told.append(event) if isinstance(event, Progress) else None)
        done = threading.Event()
        session.indexer.post(done.set)
        assert done.wait(10)
        assert [(p.done, p.total) for p in told if p.total] == [(0, 8)]
        session.indexer.want(["6.txt", "3.txt", "6.txt", "nowhere.txt"])
        session.indexer.resume()
        workers.answer(8)
        assert session.indexer.wait(10)
        assert workers.seen[:4] == ["6.txt", "3.txt", "7.txt", "5.txt"]
        assert sorted(workers.seen) == [f"{n}.txt" for n in range(8)]

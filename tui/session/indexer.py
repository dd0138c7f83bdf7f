"""The thread that keeps a library analysed: scan, analyse, cache, resolve, date, link.

Everything slow happens here or in the worker processes; the screen only reads what is ready.
Jobs come through one queue, so that the indexer alone changes what it knows.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from onrecord.analysis.types import Article, Findings
from onrecord.store.errors import StoreError
from onrecord.store.library.copies import NearCopies, exact_copies, in_order, joined
from onrecord.store.library.together import OpenLibrary
from onrecord.store.notebook.anchors import version_of

from .analysed import Analysed, ProgramEnds, Unavailable
from .events import ANALYSED, LINKED, Changed, Listener, Status
from .knowledge import Concluder, Knowledge
from .link_builder import Linking
from .reports import Reports
from .standing import Standing
from .watcher import news
from .work_queue import WorkQueue
from .workers import Answer, Failure, Workers

REST = 5.0
"""Knitting the library together takes at most one part in so many of the indexer's time."""

BATCH = 8
"""Articles given to a worker at once when there are many."""

CALLED = {ANALYSED: "analysis", LINKED: "linking"}
"""What the work is called by which articles become so."""

REMEMBERED = 256
"""Articles whose findings are held in memory; the others are read again when asked for."""


class Indexer:
    """Keeps one library analysed; see the module."""

    def __init__(self, library: OpenLibrary, workers: Workers):
        self.library = library
        self.workers = workers
        self.knowledge = Knowledge()
        self._standing = Standing(library)
        self.status, self.problems = self._standing.status, self._standing.problems
        self.note = self._standing.note
        self.reports = Reports(library)
        self._cached = lru_cache(REMEMBERED)(lambda version, kept: library.cache.get(version))
        self._kept: Counter[str] = Counter()  # how often findings of a text version were kept
        self._scans = 0
        self.linking = Linking(library)
        self._concluder = Concluder(library, lambda: self._ended)
        self._near = NearCopies(library.cache.folder, not library.read_only)
        self._links_late = False
        self._unread = False  # whether what is kept of the articles is still to be looked through
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="indexer", daemon=True)
        self._idle = threading.Event()
        self._posting = threading.Lock()  # nothing is posted between the last look and idleness
        self._stale = False
        self._rested = 0.0
        self._cost = 0.0
        self._queue = WorkQueue(lambda: workers.processes, self._send)
        self._ended = False
        self._wanted: tuple[str, ...] = ()
        self._looked = False  # whether this is not the first look at the files
        self.knits_last = False
        """Whether actors, dates and links wait until all is analysed: nobody looks meanwhile."""

    # -- life -----------------------------------------------------------------------------------

    def start(self, listen: Listener, links_late: bool = False) -> None:
        """Look at the folder, analyse what is new, and tell ``listen`` from this thread.

        ``links_late`` leaves the linking to whoever asks for a link first: who asks for something
        else does not wait for it.
        """
        self.reports.listen = listen
        self._links_late = links_late
        self.post(self._scan)
        self._thread.start()
        self._queue.start()

    def post(self, job: Callable[[], None]) -> None:
        """Have something done by the indexer."""
        with self._posting:
            self._idle.clear()
            self._jobs.put(job)

    def rescan(self) -> None:
        """Look at the folder again."""
        self.post(self._scan)

    def want(self, names: Sequence[str]) -> None:
        """Let these articles be analysed before all others, in this order."""
        self._wanted = tuple(names)
        self._queue.first(self._wanted)

    def relay(self) -> None:
        """Lay the person's corrections over the actors again."""
        self.post(self._mark_stale)

    def pause(self) -> None:
        """Give the workers nothing more and link nothing more; what is under way is finished."""
        self._queue.hold(True)
        self.post(self._tell_progress)

    def resume(self) -> None:
        """Go on where :meth:`pause` stopped."""
        self._idle.clear()
        self._queue.hold(False)
        if self.linking.at:
            self.post(self._mark_stale)
        self.post(self._tell_progress)

    def pause_or_resume(self) -> str:
        """Stop what is being done, or let it go on, and say which in a line."""
        doing, done, total = self.stage()
        name = CALLED[doing]
        if self.paused:
            self.resume()
            return f"The {name} goes on."
        if done >= total:
            return "Nothing is being analysed."
        self.pause()
        return f"The {name} stops at {done} of {total}; the same key lets it go on."

    @property
    def paused(self) -> bool:
        """Whether the analysis is held back."""
        return self._queue.held

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until all is analysed and knitted together; return whether it is."""
        return self._idle.wait(seconds)

    def progress(self) -> tuple[int, int]:
        """Return how many articles of how many have been analysed since the last scan."""
        return self.reports.done, self.reports.total

    def stage(self) -> tuple[str, int, int]:
        """Return what is being done, with how many articles of how many."""
        done, total = self.progress()
        if done >= total and self.linking.at:
            return LINKED, *self.linking.at
        return ANALYSED, done, total

    def close(self) -> None:
        """Stop; what is under way is dropped and found again at the next start."""
        self._ended = True
        self.library.stop()
        self._queue.close()
        self._jobs.put(None)
        self.workers.close()
        if self._thread.is_alive():
            self._thread.join(5)
        self._concluder.close()
        self._near.close()
        self.linking.close()

    # -- the thread -----------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            if self._queue.settled and self._jobs.empty():  # in this order: see _back
                if self._stale:
                    self._guarded(self._knit)
                    continue
                if self._unread:
                    self._guarded(self._look_through)
                    continue
                with self._posting:
                    if self._jobs.empty():
                        self._idle.set()
            job = self._jobs.get()
            if job is None or self._ended:
                return
            self._guarded(job)
            due = time.monotonic() > self._rested + REST * self._cost
            if self._stale and due and not self.knits_last:
                self._guarded(self._knit)

    def _guarded(self, job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as error:  # a fault of ours must not end the reading
            if not self._ended:
                self.reports.notice(f"{type(error).__name__}: {error}", "error")

    def _mark_stale(self) -> None:
        self._stale = True

    def _scan(self) -> None:
        self.reports.begin_reading()
        scan = self.library.scan(self._has_read)
        if scan.gone:  # findings are gone with it: nothing is analysed for want of them
            self.reports.tell_notices()
        if scan.stopped or scan.gone:
            return
        self._scans += 1
        todo = self._standing.look(self.library.cache.get)
        self._stale = True
        self.reports.tell_problems(scan.problems)
        self.reports.tell_notices()
        if self._looked and (told := news(scan)):
            self.reports.notice(told, "information")
        self._looked = True
        self.reports.tell(Changed(moved=tuple(scan.moved)))
        batch = BATCH if len(todo) > 16 * BATCH else 1
        away = self._queue.fill(todo, batch)
        self._unread = True
        rest = self._standing.which(Status.ANALYSING) | set(todo)
        words = sum(map(self._standing.words, rest))
        self.reports.begin(len(todo) + away, words, self._standing.which(Status.FAILED))
        self._queue.first(self._wanted)
        self._tell_progress()

    def _has_read(self, done: int, total: int) -> None:
        """Show what has been read by now, every few seconds of a long look at the files."""
        if not self.reports.has_read(done, total):
            return
        self._standing.add_new()
        self.reports.tell_reading(done, total)
        self.reports.tell(Changed())

    def _send(self, names: Sequence[str]) -> None:
        """Give articles to the workers; called from the thread of the queue."""
        articles = []
        for name in names:
            try:
                articles.append(self.library.article(name))
            except (OSError, StoreError, KeyError) as error:
                failure = Failure(str(error), lasting=False)
                self._back([name], partial(self._take, name, failure))
        by_model: dict[str | None, list[Article]] = {}
        for article in articles:
            by_model.setdefault(self.library.model_of(article.language), []).append(article)
        if foreign := by_model.pop(None, []):
            self._answered(foreign, [Findings() for _ in foreign])
        for model, group in by_model.items():
            for article in group:
                self.status[article.id] = Status.ANALYSING
            self.workers.submit(group, self._answered, model or "")

    def _answered(self, articles: Sequence[Article], answers: list[Answer]) -> None:
        """Called from a thread of the pool."""
        self._back(articles, partial(self._keep, articles, answers))

    def _back(self, what: Sequence[object], job: Callable[[], None]) -> None:
        """Have the indexer take in what came back; it is away until the indexer knows of it."""
        self._jobs.put(job)
        self._queue.back(len(what))
        self._jobs.put(_look_up)  # the job may be done by now, and the indexer asleep

    def _keep(self, articles: Sequence[Article], answers: list[Answer]) -> None:
        self.reports.tell_failures(answers)
        for article, answer in zip(articles, answers, strict=True):
            entry = self.library.entries.get(article.id)
            if entry and entry.version != version_of(article.text):
                self._queue.add(article.id)  # it was edited meanwhile: these are not its findings
            else:
                self._take(article.id, answer)

    def _take(self, name: str, answer: Answer) -> None:
        self.reports.did(self._standing.words(name))
        if isinstance(answer, Findings):
            if name in self.library.entries:
                self.library.keep(name, answer)
                self._kept[self.library.entries[name].version] += 1
            self.status[name] = Status.READY
            self.problems.pop(name, None)
            self.reports.failed.discard(name)
            self._stale = True
        else:
            if answer.lasting and name in self.library.entries:
                self.library.give_up(name, answer.why)
            self.status[name] = Status.FAILED
            self.problems[name] = answer.why
            self.reports.failed.add(name)
        self._tell_progress(name=name)
        self.reports.tell(Changed((name,)))

    def _tell_progress(self, left: float | None = None, name: str = "") -> None:
        self.reports.tell_progress(self.stage(), self.paused, left, name)

    # -- the library as a whole -----------------------------------------------------------------

    def findings(self, name: str) -> Findings | None:
        """Return what was found in an article, if it has been analysed."""
        entry = self.library.entries.get(name)
        if not (entry and entry.version):
            return None
        return self._cached(entry.version, self.kept(entry.version))

    def kept(self, version: str) -> object:
        """Return what is another thing once findings of a text version may be other ones."""
        return self._scans, self._kept[version]

    def found(self, name: str) -> Findings | None:
        """Return the same to the indexer's own thread, as long as the program does not end.

        Raises:
            ProgramEnds: it ends.
        """
        if self._ended:
            raise ProgramEnds
        return self.findings(name)

    def _knit(self) -> None:
        """Find the actors, dates and links that span articles."""
        begun = time.monotonic()
        self._stale = False
        self._with_all(self._knit_together)
        self.library.save()
        self._rested = time.monotonic()
        self._cost = self._rested - begun

    def link(self) -> None:
        """Link what is not linked yet, in the thread that asks for it."""
        if self._with_all(self._link):
            self.relay()

    def _with_all(self, work: Callable[[Analysed], None]) -> bool:
        """Do something with all analysed articles; return whether some were lost meanwhile.

        One that cannot be had costs itself alone: the work begins again without it.
        """
        shelf = Analysed(self._standing.ready(self.found), self.library.article, self.found)
        lost = False
        while True:
            try:
                work(shelf)
                return lost
            except Unavailable as missing:
                lost = True
                for it in shelf.drop(missing):
                    self._lose(it)

    def _lose(self, missing: Unavailable) -> None:
        if missing.analyse and self.status[missing.name] is Status.READY:
            self._analyse_again(missing.name)
            return
        self.status[missing.name] = Status.FAILED
        self.problems[missing.name] = missing.why
        self.reports.notice(f"{missing.name} is left out of actors, dates and links: {missing.why}")

    def _analyse_again(self, name: str) -> None:
        self.status[name] = Status.WAITING
        self.reports.more(self._standing.words(name))
        self._queue.add(name)

    def _look_through(self) -> None:
        """Have what was found in an article, and is damaged, be found anew."""
        self._unread = False
        for name, entry in list(self.library.entries.items()):
            if self._ended:
                return
            if self.status.get(name) is Status.READY and not self.library.cache.sound(
                entry.version
            ):
                self._analyse_again(name)

    def _knit_together(self, shelf: Analysed) -> None:
        entries = [self.library.entries[name] for name in shelf]
        exact = exact_copies(entries)
        firsts = [entry for entry in in_order(entries) if entry.id not in exact]
        near = self._near.of(firsts, lambda name: shelf.article(name).text)
        self.knowledge = self._concluder.conclude(shelf, self.found, joined(exact, near))
        self.reports.tell(Changed())
        if self._links_late:
            self.linking.expect(list(shelf), self.knowledge.resolution)
            self.linking.late = self.link
        else:
            made = self.linking.made
            self._link(shelf)
            if self.linking.made != made:
                self.reports.tell(Changed())

    def _link(self, shelf: Analysed) -> None:
        resolution = self.knowledge.resolution
        self.linking.make(shelf, resolution, lambda: self.paused, self._tell_progress)


def _look_up() -> None:
    """Do nothing: an indexer that waits looks again whether all is settled."""

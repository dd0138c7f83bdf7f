"""What is told of the work on a library: how far it is, how long it takes, what went wrong."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from onrecord.store.library.readers import Problem, ProblemKind
from onrecord.store.library.readers.summary import told
from onrecord.store.library.together import OpenLibrary

from .eta import Eta
from .events import ANALYSED, READ, Event, Listener, Notice, Progress
from .workers import Answer, Failure

FEW = 5
"""Files that could not be read are told one by one up to so many."""

SOON, SHOW = 0.3, 2.0
"""Seconds of reading files after which what has been read is shown: at first, and then."""


class Reports:
    """Tells a listener, and keeps what a person is to be able to read again.

    ``done`` of ``total`` articles are analysed since the last scan; ``failed`` are those that
    could not be.
    """

    def __init__(self, library: OpenLibrary) -> None:
        self.listen: Listener = lambda event: None
        self.notices = [Notice(n.text, n.severity, n.more) for n in library.notices]
        self.done = self.total = 0
        self.failed: set[str] = set()
        self._library = library
        self._told = list(library.notices)
        self._words = 0  # that are still to be analysed
        self._analysing, self._reading = Eta(), Eta()
        self._shown = 0.0
        self._reasons: set[str] = set()

    def tell(self, event: Event) -> None:
        """Tell something that is not kept."""
        self.listen(event)

    def notice(self, text: str, severity: str = "warning", more: str = "") -> None:
        """Tell the person something, and keep it."""
        notice = Notice(text, severity, more)
        self.notices.append(notice)
        self.listen(notice)

    def tell_notices(self) -> None:
        """Tell what the library, and the notebook in it, had to say since this was last done."""
        self._library.hear()
        fresh = self._library.notices[len(self._told) :]
        self._told = list(self._library.notices)
        for notice in fresh:
            self.notice(notice.text, notice.severity, notice.more)

    def tell_problems(self, problems: Sequence[Problem]) -> None:
        """Tell a few problems one by one, of many how many there are of each kind.

        An export is no news to whoever has just made it.
        """
        problems = [problem for problem in problems if problem.kind is not ProblemKind.OWN]
        if len(problems) <= FEW:
            for problem in problems:
                self.notice(f"{problem.where}: {problem.message}", "warning")
        else:
            each = "\n".join(f"{problem.where}: {problem.message}" for problem in problems)
            self.notice(
                f"{told(problems)}: g p, or `onrecord problems`, lists them", "warning", each
            )

    def tell_failures(self, answers: Iterable[Answer]) -> None:
        """Tell why articles are not analysed that are not at fault, each reason once."""
        for answer in answers:
            if isinstance(answer, Failure) and not answer.lasting | (answer.why in self._reasons):
                self._reasons.add(answer.why)
                self.notice(f"not analysed: {answer.why}", "error")

    # -- reading files --------------------------------------------------------------------------

    def begin_reading(self) -> None:
        """Count from now on how fast files are read."""
        self._shown = time.monotonic() - SHOW + SOON
        self._reading.rest()

    def has_read(self, done: int, total: int) -> bool:
        """Count a file; return whether it is time to show what has been read by now."""
        self._reading.did(1)
        now = time.monotonic()
        if done >= total or now < self._shown + SHOW:
            return False
        self._shown = now
        return True

    def tell_reading(self, done: int, total: int) -> None:
        """Tell how many files of how many are read."""
        self.listen(Progress(done, total, 0, "", self._reading.left(total - done), False, READ))

    # -- analysing ------------------------------------------------------------------------------

    def begin(self, total: int, words: int, failed: set[str]) -> None:
        """Count from now on how many articles, of so many words in all, are analysed."""
        self.done, self.total, self.failed = 0, total, failed
        self._words = words
        self._analysing.rest()

    def more(self, words: int) -> None:
        """Count an article that has to be analysed too."""
        self.total += 1
        self._words += words

    def did(self, words: int) -> None:
        """Count an article that was answered."""
        self.done += 1
        self._words = max(self._words - words, 0)
        self._analysing.did(words)

    def tell_progress(
        self, stage: tuple[str, int, int], paused: bool, left: float | None, name: str
    ) -> None:
        """Tell how far the work is, and how long it takes at the pace it lately had.

        ``stage`` is what is done, with how many articles of how many; ``left`` are the seconds
        that it takes by other knowledge; ``name`` is the article that it is told for.
        """
        doing, done, total = stage
        if paused:
            self._analysing.rest()
            left = None
        elif done < total and doing == ANALYSED:
            left = self._analysing.left(self._words)
        self.listen(Progress(done, total, len(self.failed), name, left, paused, doing))

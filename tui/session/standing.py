"""Where each article of a library stands: waiting, being analysed, ready, failed, gone; and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.analysis.types import Findings
from onrecord.store.library.catalogue import Entry, ScanStatus
from onrecord.store.library.together import OpenLibrary

from .events import Status


class Standing:
    """Where the articles of a library stand, and what is wrong with those that something is."""

    def __init__(self, library: OpenLibrary) -> None:
        self._library = library
        self.status = {name: _by_scan(entry) for name, entry in library.entries.items()}
        self.problems: dict[str, str] = {}

    def look(self, findings: Callable[[str], Findings | None]) -> list[str]:
        """Take over what a scan left, and return the articles that are still to be analysed.

        ``findings`` gives what is kept of a text version.
        """
        found = self._library.cache.versions()
        for name, entry in self._library.entries.items():
            status = _by_scan(entry)
            self.problems[name] = entry.problem
            if status is Status.WAITING or (status is Status.READY and entry.version not in found):
                status = self._by_cache(name, findings)
            self.status[name] = status
        for gone in self.status.keys() - self._library.entries.keys():
            del self.status[gone]
        return [name for name in self._library.entries if self.status[name] is Status.WAITING]

    def _by_cache(self, name: str, findings: Callable[[str], Findings | None]) -> Status:
        """Return where an article stands that the list does not know to be analysed.

        What was found is kept as it is found, the list at times: after a kill it knows less.
        """
        if self.status.get(name) is Status.ANALYSING:
            return Status.ANALYSING
        version = self._library.entries[name].version
        if not self._library.cache.has(version):
            return Status.WAITING
        if why := self._library.cache.failure(version):
            self.problems[name] = why
            return Status.FAILED
        if found := findings(version):
            self._library.note_findings(name, found)
            return Status.READY
        return Status.WAITING

    def add_new(self) -> None:
        """Take in what a scan that is under way has read by now."""
        for name, entry in list(self._library.entries.items()):
            if name not in self.status:
                self.status[name] = _by_scan(entry)

    def which(self, status: Status) -> set[str]:
        """Return the articles that stand there."""
        return {name for name, it in self.status.items() if it is status}

    def ready(self, findings: Callable[[str], Findings | None]) -> Iterator[str]:
        """Yield the articles that are analysed, with those whose file is gone and text is kept."""
        for name, status in list(self.status.items()):
            gone = status is Status.VANISHED and self._library.has_text(name)
            if status is Status.READY or (gone and findings(name) is not None):
                yield name

    def words(self, name: str) -> int:
        """Return how long an article is, 0 where it is gone."""
        entry = self._library.entries.get(name)
        return entry.words if entry else 0

    def note(self, name: str) -> str:
        """Return what is to be known of an article beside its facts: why it has no quotations."""
        if problem := self.problems.get(name):
            return problem
        entry = self._library.entries.get(name)
        if entry is None:
            return ""
        if self._library.model_of(entry.language) is None and not entry.quotations:
            from onrecord.store.library.readers.languages import language_name

            return f"in {language_name(entry.language)}: not analysed"
        return entry.problem or ("a summary" if entry.summary else "")


def _by_scan(entry: Entry) -> Status:
    if entry.status is ScanStatus.VANISHED:
        return Status.VANISHED
    if entry.status is ScanStatus.PROBLEM:
        return Status.FAILED
    return Status.WAITING if entry.quotations is None else Status.READY

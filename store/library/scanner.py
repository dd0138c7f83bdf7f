"""A look at the files of a library: what is new, changed, moved, gone, and what cannot be read."""

from __future__ import annotations

import os
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, BinaryIO

from onrecord.store.errors import Stopped, StoreError, Unreadable
from onrecord.store.notebook.notebook import Notebook

from .catalogue import AWAY, Entry, FileState, Index, ScanStatus
from .entries import digest_of, entry_of
from .files import Files
from .moved import moved
from .places import no_file
from .readers import HEAD, FormatReader, Item, Problem, ProblemKind, choose, left_out
from .sources import Sources

if TYPE_CHECKING:
    from concurrent.futures import Future

    from .extraction.extraction import Extracted

Progress = Callable[[int, int], None]
"""Is told how many files of how many have been read."""

_AS = "#"
"""What stands in a file's mark before the encoding that a person said it is in."""

_UNSURE = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was read is read again next time."""


@dataclass(slots=True)
class Scan:
    """What a look at the folder found; ids of articles, and what could not be read.

    ``moved`` are the old and the new id of those whose file has another name or place now, ``was``
    the versions that the changed ones had before;
    ``stopped`` tells that not all files were looked at, ``altered`` whether the list is another,
    ``gone`` that the folder is not where it was, so that nothing was looked at.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    was: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stopped: bool = False
    altered: bool = False
    gone: bool = False


class Scanner:
    """Brings an index up to date with the files; ``threads`` guards it against who reads it.

    Nothing is taken from the notebook of a library that is ``read_only``.
    """

    def __init__(
        self,
        files: Files,
        sources: Sources,
        index: Index,
        notebook: Notebook,
        home: Path,
        threads: RLock,
    ) -> None:
        self._files = files
        self._sources = sources
        self._index = index
        self._notebook = notebook
        self._home = home
        self._threads = threads
        self._by_file: dict[str, list[Entry]] = {}
        self._addresses: dict[str, str] = {}
        self._away: deque[tuple[str, FileState, Future[Extracted]]] = deque()
        self._looked = False
        self._gone = {n for n, e in index.entries.items() if e.status is ScanStatus.VANISHED}

    def scan(self, progress: Progress) -> Scan:
        """Look at the files and bring the entries up to date; what did not change costs a stat."""
        scan = Scan()
        seen: set[str] = set()
        if (self._home / "subscriptions.json").exists():
            from .subscriptions import Subscriptions

            self._addresses = Subscriptions(self._files.folder, self._home).pages
        with self._threads:
            self._by_file = defaultdict(list)
            for entry in self._index.entries.values():
                self._by_file[entry.file].append(entry)
        try:
            self._look_at_all(scan, seen, progress)
        except Stopped:
            scan.stopped = True
        finally:
            self._away.clear()
        self._sources.rest()
        if not scan.stopped:
            with self._threads:
                self._conclude(scan, seen)
        return scan

    def _conclude(self, scan: Scan, seen: set[str]) -> None:
        """Draw the conclusions once all files have been looked at."""
        before = len(self._index.entries), len(self._index.files)
        for entry in list(self._index.entries.values()):
            if entry.file not in seen and self._files.holds(entry.file):
                self._lose(entry, scan)
                entry.problem = ""
        gone = [n for n in self._index.files if n not in seen and self._files.holds(n)]
        for name in gone:
            del self._index.files[name]
        self._recall()
        self._follow(scan)
        self._forget()
        after = len(self._index.entries), len(self._index.files)
        scan.altered |= before != after or bool(scan.vanished)

    def _look_at_all(self, scan: Scan, seen: set[str], progress: Progress) -> None:
        files = list(self._files.each())
        for path in files:
            name = self._files.name(path)
            if name in seen:
                continue
            seen.add(name)
            with self._threads:
                self._look_at(path, name, scan)
            self._take_back(scan, self._sources.ahead)
            progress(len(seen) - len(self._away), len(files))
        while self._away:
            self._take_back(scan, len(self._away) - 1)
            progress(len(files) - len(self._away), len(files))

    def _look_at(self, given: str, name: str, scan: Scan) -> None:
        known = self._index.files.get(name)
        try:
            begun = time.time_ns()
            stat = os.stat(given)  # noqa: PTH116 - a third of the time
            encoding = self._sources.encodings.of(name)
            as_before = known and known.digest.partition(_AS)[2] == encoding and not _waits(known)
            state_now = (stat.st_mtime_ns, stat.st_size)
            if known and as_before and state_now == (known.modified, known.size):
                self._settle(name, scan)
                return
            path = Path(given)
            scan.altered = True
            if why := no_file(path, stat.st_mode):
                kind = ProblemKind.LINK if path.is_dir() else ProblemKind.UNREADABLE
                self._leave_out(Problem(name, why, kind), stat, scan)
                return
            with path.open("rb") as file:
                head = file.read(HEAD)
                reader = choose(head, name)
                if reader is None:
                    self._leave_out(left_out(head, name), stat, scan)
                    return
                file.seek(0)
                digest = digest_of(file) + (f"{_AS}{encoding}" if encoding else "")
                # A file that is being written may change again within the clock's resolution.
                modified = 0 if stat.st_mtime_ns > begun - _UNSURE else stat.st_mtime_ns
                if known and digest == known.digest and not _waits(known):
                    known.modified, known.size = modified, stat.st_size
                    self._settle(name, scan)
                    return
                state = FileState(modified, stat.st_size, digest, reader.extracts)
                if reader.extracts:
                    future = self._sources.extraction.submit(path, name, digest)
                    self._away.append((name, state, future))
                else:
                    self._read(reader, name, self._sources.as_told(file, encoding), state, scan)
        except Unreadable as error:
            self._cannot(name, str(error), scan)
        except OSError as error:
            self._cannot(name, f"it cannot be read: {error.strerror or error}", scan)

    def _settle(self, name: str, scan: Scan) -> None:
        for entry in self._of(name):
            if entry.status in (ScanStatus.NEW, ScanStatus.CHANGED):
                entry.status = ScanStatus.UNCHANGED
                scan.altered = True

    def _of(self, name: str) -> Sequence[Entry]:
        """Return the entries that a file had when this scan began."""
        return self._by_file.get(name, ())

    def _read(
        self, reader: FormatReader, name: str, file: BinaryIO, state: FileState, scan: Scan
    ) -> None:
        file.seek(0)
        problems: list[Problem] = []
        entries = []
        for item in reader.read(file, name):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                entries.append(entry_of(item, name))
        self._take_all(name, entries, problems, state, scan)

    def _take_all(
        self,
        name: str,
        entries: Sequence[Entry],
        problems: Sequence[Problem],
        state: FileState,
        scan: Scan,
    ) -> None:
        """Take over what was found in a file as it is now."""
        before = {entry.id: entry for entry in self._of(name)}
        problems = list(problems)
        for entry in entries:
            if other := self._named_alike(entry):
                problems.append(_called_alike(entry, other))
                continue
            entry.url = entry.url or self._addresses.get(name, "")
            self._take(entry, before.pop(entry.id, None) or self._index.entries.get(entry.id), scan)
        for entry in before.values():
            self._lose(entry, scan)
        scan.problems += problems
        state.problems = tuple((p.where, p.message, str(p.kind)) for p in problems)
        self._index.files[name] = state

    def _named_alike(self, entry: Entry) -> str:
        """Return the other file, there by now, that has an article of this id, or ""."""
        held = self._index.entries.get(entry.id)
        if held is None or held.file == entry.file or held.status in AWAY:
            return ""
        return held.file if os.path.lexists(self._files.folder / held.file) else ""

    def _leave_out(self, problem: Problem, stat: os.stat_result, scan: Scan) -> None:
        """Keep why a file of no known kind is left out, so that it is not looked at again."""
        state = FileState(stat.st_mtime_ns, stat.st_size)
        self._take_all(problem.where, (), (problem,), state, scan)

    def _take_back(self, scan: Scan, most: int) -> None:
        """Take over what was made of files, until at most ``most`` are still away.

        Raises:
            Stopped: the library is being closed.
        """
        while len(self._away) > most:
            name, state, future = self._away.popleft()
            found = self._sources.extraction.result(future)
            with self._threads:
                self._take_extracted(name, found, state, scan)

    def _take_extracted(self, name: str, found: Extracted, state: FileState, scan: Scan) -> None:
        problems = list(found.problems)
        if found.refused and not found.entries:
            self._cannot(name, found.refused, scan)
            problems.append(Problem(name, found.refused))
            state.problems = tuple((p.where, p.message, str(p.kind)) for p in problems)
            self._index.files[name] = state
            scan.problems += found.problems
            return
        if found.refused:
            problems.append(Problem(name, f"not all of it was read: {found.refused}"))
        self._take_all(name, found.entries, problems, state, scan)

    def _take(self, entry: Entry, old: Entry | None, scan: Scan) -> None:
        if old is None or old.status is ScanStatus.PROBLEM:
            scan.added.append(entry.id)
        elif old.version != entry.version:
            entry.status = ScanStatus.CHANGED
            scan.changed.append(entry.id)
            scan.was[entry.id] = old.version
        else:
            entry.status = ScanStatus.UNCHANGED
            _keep_what_was_found(entry, old)
        entry.earlier = old.earlier if old else ()
        self._index.entries[entry.id] = entry

    def _lose(self, entry: Entry, scan: Scan) -> None:
        if entry.status is ScanStatus.PROBLEM:
            del self._index.entries[entry.id]
        elif entry.status is not ScanStatus.VANISHED:
            entry.status = ScanStatus.VANISHED
            scan.vanished.append(entry.id)

    def _recall(self) -> None:
        """List again the articles that only work is left of, where the list was lost after them."""
        work = self._notebook.quotations
        for name in work.articles() - self._index.entries.keys():
            file = name.partition("#")[0]
            text = self._notebook.text(work.of(name)[-1].anchor.version)
            if text and self._files.holds(file):
                entry = entry_of(Item("", text), file)
                entry.id, entry.status = name, ScanStatus.VANISHED
                self._index.entries[name] = entry

    def _follow(self, scan: Scan) -> None:
        """Take what is known of files that were moved along, work first; their texts tell them."""
        was = {name: version for name, version in scan.was.items() if version}
        pairs = moved(self._index.entries, scan.added, was)
        if not pairs or self._notebook.read_only:
            return
        renamed = {old: new for old, new in pairs if old not in was and new not in was}
        swapped = [(old, new) for old, new in pairs if old not in renamed]
        with suppress(StoreError):
            self._notebook.follow(renamed | self._without_meeting(swapped))
            before = {it.id: it for entries in self._by_file.values() for it in entries}
            for old, new in pairs:
                was_it = before.get(old) or self._index.entries[old]
                _keep_what_was_found(self._index.entries[new], was_it)
                self._index.entries[new].earlier = _names_before(was_it, new)
            for old, new in renamed.items():
                del self._index.entries[old]
                scan.moved.append((old, new))
                scan.added.remove(new)
                if old in scan.vanished:
                    scan.vanished.remove(old)

    def _without_meeting(self, swapped: Sequence[tuple[str, str]]) -> dict[str, str]:
        """Return where work goes whose texts took the ids of others: all at once, or they meet.

        Work that would come to lie on that of another article stays where it is, and is reviewed.
        """
        worked = self._notebook.worked_on()
        going = {old: new for old, new in swapped if old in worked}
        while held := {old for old, new in going.items() if new in worked and new not in going}:
            for old in held:
                del going[old]
        return going

    def _forget(self) -> None:
        """Drop articles that vanished in an earlier session, and that nobody worked on."""
        if self._looked or self._notebook.read_only:
            return
        self._looked = True
        for name in self._gone - self._notebook.worked_on():
            entry = self._index.entries.get(name)
            if entry and entry.status is ScanStatus.VANISHED and not entry.problem:
                del self._index.entries[name]

    def _cannot(self, name: str, message: str, scan: Scan) -> None:
        scan.altered = True
        scan.problems.append(Problem(name, message))
        self._index.files.pop(name, None)
        known = self._of(name)
        for entry in known:
            if entry.status is not ScanStatus.PROBLEM:
                self._lose(entry, scan)
            entry.problem = message
        if not known:
            self._index.entries[name] = Entry(
                name, name, status=ScanStatus.PROBLEM, problem=message, file=name
            )


def _waits(state: FileState) -> bool:
    """Return whether something of a file is left out until another file has another name."""
    return any(kind == ProblemKind.NAME for _, _, kind in state.problems)


def _called_alike(entry: Entry, other: str) -> Problem:
    """Return the problem of an article that is called as one in another file is."""
    what = f"an article in {entry.file}" if entry.id != entry.file else "this file"
    whose = f"one in {other}" if entry.id != other else "the file of that name"
    return Problem(
        entry.id,
        f"{what} would be called as {whose} is, and is left out: rename one of the files",
        ProblemKind.NAME,
    )


def _names_before(old: Entry, new: str) -> tuple[str, ...]:
    """Return the ids that an article had before it got another one, the latest last."""
    return tuple(name for name in dict.fromkeys((*old.earlier, old.id)) if name != new)


def _keep_what_was_found(entry: Entry, old: Entry) -> None:
    """Give an article what the analysis found in the same text before, the date in it too."""
    entry.quotations = old.quotations
    if old.published != old.stated:
        entry.published = old.published

"""A library: a folder of articles, what is known of them, and a person's work on them."""

from __future__ import annotations

import os
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, BinaryIO

from onrecord.analysis.pipeline import ANALYSER, MODEL
from onrecord.analysis.types import Article, Findings, Published
from onrecord.store.errors import Damaged, NotWritten, StoreError, Unreadable
from onrecord.store.ground import Ground
from onrecord.store.notebook.anchors import version_of
from onrecord.store.notebook.backups import Backups
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.storage import remove_parts

from .cache import Cache
from .catalogue import Entry, FileState, Index, Status, read_index, write_index
from .entries import article_of, digest_of, entry_of
from .lock import WriterLock
from .moved import moved
from .places import (
    default_data_dir,
    folder_of,
    home_of,
    no_file,
    private_name,
    readable,
    walk,
    without_twins,
)
from .readers import HEAD, Item, Kind, Problem, Reader, choose, left_out, looks_for
from .readers.decoding import recoded
from .stopped import Stopped

if TYPE_CHECKING:
    from concurrent.futures import Future

    from .extraction.extraction import Extracted, Extraction

_RECENT = 8
"""Texts held in memory, so that an article whose file is deleted while open can be worked on."""

_AS = "#"
"""What stands in a file's mark before the encoding that a person said it is in."""

_UNSURE = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was read is read again next time."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for the person: one line, and ``more`` on demand."""

    text: str
    severity: str = "information"  # or "warning", "error"
    more: str = ""


@dataclass(slots=True)
class Scan:
    """What a look at the folder found; ids of articles, and what could not be read.

    ``moved`` are the old and the new id of those whose file has another name or place now;
    ``stopped`` tells that not all files were looked at.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stopped: bool = False


class Library:
    """See :meth:`open`."""

    def __init__(
        self,
        paths: Sequence[Path],
        folder: Path,
        home: Path,
        data_dir: Path,
        model: str,
        read_only: str = "",
    ) -> None:
        self.folder = folder
        self.home = home
        self.data_dir = data_dir
        self.language = Path(model).name[:2] if Path(model).name[2:3] == "_" else "en"
        self.name = readable(folder.name) or str(folder)
        self.notices: list[Notice] = []
        self._paths = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100
        self._whole = self._paths == [folder]
        self._names: dict[str, str] = {}
        self._ground = Ground(folder)
        self._threads = RLock()
        self._scanning = RLock()
        self._dirty = False
        self._chosen: dict[str, Entry] | None = None
        self._by_file: dict[str, list[Entry]] = {}
        self._extraction: Extraction | None = None
        self._addresses: dict[str, str] = {}
        self._away: deque[tuple[str, FileState, Future[Extracted]]] = deque()
        self._ended = False
        self._recent: dict[str, str] = {}
        self._lock = WriterLock(home)
        self.read_only = read_only or self._lock.acquire()
        self._maker = f"{ANALYSER}/{model}"
        self._index = self._read_index()
        self._looked = False
        self._gone = {n for n, e in self._index.entries.items() if e.status is Status.VANISHED}
        self.backups = Backups([home / "backups", data_dir / "backups" / private_name(folder)])
        self.cache = Cache(home / "cache", ANALYSER, model)
        if not self.read_only:
            for place in (home, *self.backups.folders):
                remove_parts(place)
        try:
            self.notebook = Notebook(
                home,
                self._text_of,
                read_only=self.read_only,
                backups=self.backups,
                made_again=self._lock_again,
            )
        except OSError as error:
            self._lock.release()
            raise StoreError(f"The notebook in {home} cannot be read: {error.strerror}") from error
        except BaseException:
            self._lock.release()
            raise
        self._heard = 0
        self.hear()
        self.read_only = self.notebook.read_only
        if self.read_only:
            self.notices.append(Notice(f"Read-only: {self.read_only}", "warning"))

    @classmethod
    def open(
        cls,
        paths: Sequence[Path],
        *,
        data_dir: Path | None = None,
        model: str = MODEL,
        read_only: str = "",
    ) -> Library:
        """Open the library of a folder (recursively), or of single files.

        Nothing is read but what is known already; :meth:`scan` looks at the files.  ``data_dir``
        holds what cannot lie in the folder itself; ``read_only`` is why nothing is to be changed,
        so that others may have it open at the same time.

        Raises:
            StoreError: a path does not exist, or the notebook cannot be read at all.
        """
        data_dir = data_dir or default_data_dir()
        folder = folder_of(paths)
        home, said = home_of(paths, folder, data_dir)
        library = cls(paths, folder, home, data_dir, model, read_only)
        if said:
            library.notices.insert(0, Notice(said, "warning"))
        return library

    def _lock_again(self) -> str:
        """Take the lock of a home that was deleted and made again; return why that fails, or ""."""
        self._lock.release()
        self.read_only = self._lock.acquire()
        return self.read_only

    def _read_index(self) -> Index:
        try:
            index = read_index(self.home / "library.json")
        except (Damaged, OSError) as error:
            self.notices.append(Notice("The list of articles is made anew", more=str(error)))
            index = Index()
        if index.maker != self._maker:
            for entry in index.entries.values():
                entry.quotations = None
                entry.published = entry.stated
            index.maker = self._maker
        return index

    # -- the list -----------------------------------------------------------------------------
    @property
    def entries(self) -> dict[str, Entry]:
        """The articles by id, as the last scan left them."""
        if self._whole:
            return self._index.entries
        if self._chosen is None:
            self._chosen = {
                name: e for name, e in self._index.entries.items() if self._in_scope(e.file)
            }
        return self._chosen

    @property
    def known(self) -> dict[str, Entry]:
        """The articles by id, those too that were not chosen when it was opened."""
        return self._index.entries

    def _in_scope(self, file: str) -> bool:
        path = self.folder / file
        return any(path == given or given in path.parents for given in self._paths)

    def summarise(
        self, article: str, *, quotations: int | None = None, published: Published | None = None
    ) -> None:
        """Keep for the list what the analysis found: how many quotations, the best date."""
        entry = self._index.entries[article]
        if quotations is not None:
            entry.quotations = quotations
        if published is not None:
            entry.published = published
        self._dirty = True

    def keep(self, article: str, findings: Findings) -> None:
        """Cache the findings of the article's current text, and summarise them."""
        self.cache.put(self._index.entries[article].version, findings)
        published = findings.published if findings.published.date else None
        self.summarise(article, quotations=len(findings.quotations), published=published)

    # -- looking at the files -----------------------------------------------------------------
    def scan(self, progress: Callable[[int, int], None] = lambda done, total: None) -> Scan:
        """Look at the files and bring the entries up to date; what did not change costs a stat.

        ``progress`` is told how many files of how many have been read.
        """
        with self._scanning:
            scan = Scan()
            if not self._ground.here():
                self._tell_moved()
                return scan
            self.notebook.check_place()
            self.hear()
            seen: set[str] = set()
            if (self.home / "subscriptions.json").exists():
                from .subscriptions import Subscriptions

                self._addresses = Subscriptions(self.folder, self.home).pages
            with self._threads:
                self._by_file = defaultdict(list)
                for entry in self._index.entries.values():
                    self._by_file[entry.file].append(entry)
            try:
                self._look_at_all(scan, seen, progress)
            except Stopped:
                scan.stopped = True
            if self._extraction is not None:
                self._extraction.rest()
            with self._threads:
                self._settle_all(scan, seen)
            return scan

    def _settle_all(self, scan: Scan, seen: set[str]) -> None:
        """Draw the conclusions once all files have been looked at; if not all were, none."""
        self._chosen = None
        self._dirty = True
        if not scan.stopped:
            for entry in list(self.entries.values()):
                if entry.file not in seen:
                    self._lose(entry, scan)
            for name in [
                name for name in self._index.files if name not in seen and self._in_scope(name)
            ]:
                del self._index.files[name]
            self._follow(scan)
            self._forget()
            self._chosen = None
            if all(entry.status is Status.PROBLEM for entry in self.entries.values()):
                self.notices.append(
                    Notice(f"No articles in {self.folder}: onrecord reads {looks_for()}", "warning")
                )
        self.save()
        if not (scan.stopped or self.read_only):
            self.cache.remove_parts()
            if scan.changed:
                self.cache.prune({entry.version for entry in self._index.entries.values()})
            if scan.changed or scan.vanished:
                self._prune_texts()

    def hear(self) -> list[Notice]:
        """Take over what the notebook had to tell since it was last asked, and return it."""
        fresh = [Notice(text, "warning") for text in self.notebook.notices[self._heard :]]
        self._heard += len(fresh)
        self.notices += fresh
        return fresh

    def _tell_moved(self) -> None:
        """Say that the folder itself is gone, and where it is if that is known."""
        now = self._ground.now()
        where = f"it is {now} now: open onrecord on that" if now else "nobody knows where it is"
        self.notices.append(Notice(f"{self.folder} is not there any more: {where}", "error"))

    def _look_at_all(
        self, scan: Scan, seen: set[str], progress: Callable[[int, int], None]
    ) -> None:
        files = list(self._files())
        try:
            for path in files:
                name = self._name(path)
                if name in seen:
                    continue
                seen.add(name)
                with self._threads:
                    self._look_at(path, name, scan)
                self._take_back(scan, self._extraction.ahead if self._extraction else 0)
                progress(len(seen) - len(self._away), len(files))
            while self._away:
                self._take_back(scan, len(self._away) - 1)
                progress(len(files) - len(self._away), len(files))
        except BaseException:
            self._away.clear()
            self.save()
            raise

    def _files(self) -> Iterator[Path]:
        for given in self._paths:
            if given.is_dir():
                yield from without_twins(given, walk(given))
            else:
                yield given

    def _name(self, path: Path) -> str:
        raw = path.relative_to(self.folder).as_posix()
        name = readable(raw)
        if name != raw:
            self._names[name] = raw
        return name

    def _path(self, name: str) -> Path:
        return self.folder / self._names.get(name, name)

    def _look_at(self, path: Path, name: str, scan: Scan) -> None:
        known = self._index.files.get(name)
        try:
            begun = time.time_ns()
            stat = path.stat()
            encoding = self.notebook.encodings.of(name)
            unchanged = known and known.digest.partition(_AS)[2] == encoding
            state_now = (stat.st_mtime_ns, stat.st_size)
            if known and unchanged and state_now == (known.modified, known.size):
                self._settle(name)
                return
            if why := no_file(stat.st_mode):
                kind = Kind.LINK if path.is_dir() else Kind.UNREADABLE
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
                if known and digest == known.digest:
                    known.modified, known.size = modified, stat.st_size
                    self._settle(name)
                    return
                state = FileState(modified, stat.st_size, digest, reader.extracts)
                if reader.extracts:
                    future = self.extraction.submit(path, name, digest)
                    self._away.append((name, state, future))
                else:
                    self._read(reader, name, self._as_told(file, encoding), state, scan)
        except Unreadable as error:
            self._cannot(name, str(error), scan)
        except OSError as error:
            self._cannot(name, f"it cannot be read: {error.strerror or error}", scan)

    @staticmethod
    def _as_told(file: BinaryIO, encoding: str) -> BinaryIO:
        """Return a file from its beginning, in UTF-8 where a person said what it is in."""
        file.seek(0)
        return recoded(file, encoding) if encoding else file

    def _settle(self, name: str) -> None:
        for entry in self._of(name):
            if entry.status in (Status.NEW, Status.CHANGED):
                entry.status = Status.UNCHANGED

    def _of(self, name: str) -> Sequence[Entry]:
        """Return the entries that a file had when this scan began."""
        return self._by_file.get(name, ())

    def _read(
        self, reader: Reader, name: str, file: BinaryIO, state: FileState, scan: Scan
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
        for entry in entries:
            entry.url = entry.url or self._addresses.get(name, "")
            self._take(entry, before.pop(entry.id, None) or self._index.entries.get(entry.id), scan)
        for entry in before.values():
            self._lose(entry, scan)
        scan.problems += problems
        state.problems = tuple((p.where, p.message, str(p.kind)) for p in problems)
        self._index.files[name] = state

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
            found = self.extraction.result(future)
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

    @property
    def extraction(self) -> Extraction:
        """What makes text of other formats; begun with the first such file."""
        if self._extraction is None:
            from .extraction.extraction import Extraction
            from .readers.mapping import kept_mappings

            self._extraction = Extraction(self.home, not self.read_only, entry_of)
            self._extraction.mappings = kept_mappings(self.home)
            if self._ended:
                self._extraction.close()
        return self._extraction

    def problems(self) -> list[Problem]:
        """Return what is not among the articles, and why, as the last scan left it."""
        found = [
            Problem(where, message, Kind(kind))
            for name, state in self._index.files.items()
            if self._in_scope(name)
            for where, message, kind in state.problems
        ]
        told = {problem.where for problem in found}
        found += [
            Problem(entry.file, entry.problem)
            for entry in self.entries.values()
            if entry.status is Status.PROBLEM and entry.file not in told
        ]
        return found

    def read_again(self, suffixes: tuple[str, ...]) -> None:
        """Have the next scan read all files with these endings again, as if they had changed."""
        with self._threads:
            for name in [name for name in self._index.files if name.lower().endswith(suffixes)]:
                del self._index.files[name]
            self._dirty = True
            assert self.extraction
            self._prune_texts()

    def _prune_texts(self) -> None:
        if self._extraction is not None:
            self._extraction.prune(
                (state.digest, name) for name, state in self._index.files.items() if state.extracted
            )

    def _take(self, entry: Entry, old: Entry | None, scan: Scan) -> None:
        if old is None or old.status is Status.PROBLEM:
            scan.added.append(entry.id)
        elif old.version != entry.version:
            entry.status = Status.CHANGED
            scan.changed.append(entry.id)
        else:
            entry.status = Status.UNCHANGED
            entry.quotations = old.quotations
            if old.published != old.stated:
                entry.published = old.published
        self._index.entries[entry.id] = entry

    def _lose(self, entry: Entry, scan: Scan) -> None:
        if entry.status is Status.PROBLEM:
            del self._index.entries[entry.id]
        elif entry.status is not Status.VANISHED:
            entry.status = Status.VANISHED
            scan.vanished.append(entry.id)

    def _follow(self, scan: Scan) -> None:
        """Take the work on files that were moved along, where their texts tell which they are."""
        if self.read_only:
            return
        for old, new in moved(self._index.entries, scan.added):
            with suppress(StoreError):
                self.notebook.follow(old, new)
                self._index.entries[new].quotations = self._index.entries.pop(old).quotations
                scan.moved.append((old, new))
                scan.added.remove(new)
                if old in scan.vanished:
                    scan.vanished.remove(old)

    def _forget(self) -> None:
        """Drop articles that vanished in an earlier session, and that nobody worked on."""
        if self._looked or self.read_only:
            return
        self._looked = True
        for name in self._gone - self.notebook.worked_on():
            entry = self._index.entries.get(name)
            if entry and entry.status is Status.VANISHED and not entry.problem:
                del self._index.entries[name]

    def _cannot(self, name: str, message: str, scan: Scan) -> None:
        scan.problems.append(Problem(name, message))
        self._index.files.pop(name, None)
        known = self._of(name)
        for entry in known:
            if entry.status is not Status.PROBLEM:
                self._lose(entry, scan)
            entry.problem = message
        if not known:
            self._index.entries[name] = Entry(
                name, name, status=Status.PROBLEM, problem=message, file=name
            )

    # -- reading ------------------------------------------------------------------------------
    def article(self, article: str) -> Article:
        """Return an article; afterwards ``entries[article].version`` is that of its text.

        A file that changed since the scan is taken as it is now, its entry with it; one that is
        gone, or cannot be read, opens from the text kept with the notes on it, or from memory if
        it was read a moment ago.

        Raises:
            KeyError: there is no such article.
            Unreadable: its text is nowhere to be had.
        """
        with self._threads:
            entry = self._index.entries[article]
            try:
                item = self._again(entry)
            except (OSError, Unreadable) as error:
                text = self._recent.get(entry.version) or self.notebook.text(entry.version)
                if text is None:
                    reason = error.strerror if isinstance(error, OSError) else str(error)
                    raise Unreadable(f"{article} cannot be read: {reason or error}") from error
                return article_of(entry, text)
            version = version_of(item.text)
            if version != entry.version:
                fresh = entry_of(item, entry.file)
                fresh.id = entry.id
                fresh.status = Status.CHANGED
                self._index.entries[article] = entry = fresh
                self._chosen = None
                self._index.files.pop(entry.file, None)
                self._dirty = True
            self._recent.pop(version, None)
            self._recent[version] = item.text
            if len(self._recent) > _RECENT:
                del self._recent[next(iter(self._recent))]
            return article_of(entry, item.text)

    def has_text(self, article: str) -> bool:
        """Return whether the text of an article is to be had, as far as the last scan knows."""
        entry = self._index.entries.get(article)
        return entry is not None and (
            entry.status not in (Status.VANISHED, Status.PROBLEM)
            or entry.version in self._recent
            or self.notebook.keeps(entry.version)
        )

    def place_of(self, article: str, offset: int) -> str:
        """Return where in its original a place of an article's text stands: ``page 3``, or ""."""
        with self._threads, suppress(OSError, Unreadable):
            places = self._again(self._index.entries[article]).places
            return next((what for at, what in reversed(places) if at <= offset), "")
        return ""

    def file_of(self, article: str) -> Path:
        """Return the file that holds an article, whether it is there or not.

        Raises:
            KeyError: there is no such article.
        """
        return self._path(self._index.entries[article].file)

    def _again(self, entry: Entry) -> Item:
        """Read one article of a file again; a file of many is searched where it has moved."""
        path = self._path(entry.file)
        key = entry.id[len(entry.file) + 1 :]
        with path.open("rb") as file:
            state = self._index.files.get(entry.file)
            if state and state.extracted and self._same(file, state):
                return self.extraction.item(path, entry.file, state.digest, key, entry.at)
            reader = choose(file.read(HEAD), entry.file)
            file.seek(0)
            if reader is None:
                raise Unreadable("there is no reader for it")
            if reader.extracts:
                digest = digest_of(file)
                return self.extraction.item(path, entry.file, digest, key, entry.at)
            told = self._as_told(file, self.notebook.encodings.of(entry.file))
            if not key:
                return reader.again(told, entry.file, entry.at)
            with suppress(Unreadable):
                item = reader.again(told, entry.file, entry.at)
                if version_of(item.text) == entry.version:
                    return item
            told.seek(0)
            for found in reader.read(told, entry.file):
                if isinstance(found, Item) and found.key == key:
                    return found
            raise Unreadable("it is no longer in its file")

    @staticmethod
    def _same(file: BinaryIO, state: FileState) -> bool:
        """Tell whether a file is as it was when its text was made."""
        stat = os.fstat(file.fileno())
        if (stat.st_mtime_ns, stat.st_size) == (state.modified, state.size):
            return True
        return stat.st_size == state.size and digest_of(file) == state.digest

    def _text_of(self, article: str) -> tuple[str, str]:
        text = self.article(article).text
        return text, self._index.entries[article].version

    # -- life ---------------------------------------------------------------------------------
    def save(self) -> None:
        """Write the list of articles, if it changed; it is made anew where that fails."""
        if self._dirty and not self.read_only:
            with suppress(NotWritten):
                write_index(self.home / "library.json", self._index)
                self._dirty = False

    def stop(self) -> None:
        """Have a scan that is under way end early; from another thread."""
        self._ended = True
        if self._extraction is not None:
            self._extraction.close()

    def close(self) -> None:
        """Save and close everything; calling it again does nothing."""
        self.stop()
        self.save()
        self.notebook.close()
        self._lock.release()
        self._ground.close()

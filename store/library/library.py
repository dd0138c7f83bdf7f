"""A library: a folder of articles, what is known of them, and a person's work on them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock

from onrecord.analysis.pipeline import ANALYSER
from onrecord.analysis.types import Article, Findings, Published
from onrecord.store.errors import Damaged, NotWritten, StoreError, Unreadable
from onrecord.store.held_folder import HeldFolder
from onrecord.store.notebook.anchors import version_of
from onrecord.store.notebook.backups import Backups
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.storage import remove_parts

from .cache import Cache
from .catalogue import AWAY, Entry, FileState, Index, ScanStatus, read_index, renewed, write_index
from .entries import article_of, entry_of
from .files import Files
from .left_behind import left_behind, remember_folder
from .lock import WriterLock
from .models import chosen, configured
from .places import (
    default_data_dir,
    folder_of,
    home_of,
    private_homes,
    private_name,
    readable,
    spare,
)
from .problems import LibraryNotice, file_in, problems_of
from .readers import Problem, ProblemKind, looks_for
from .scanner import Progress, Scan, Scanner
from .sources import Sources

_RECENT = 8
"""Texts held in memory, so that an article whose file is deleted while open can be worked on."""


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
        self.model = model
        self.language = Path(model).name[:2] if Path(model).name[2:3] == "_" else "en"
        self.name = readable(folder.name) or str(folder)
        self.notices: list[LibraryNotice] = []
        self._files = Files(paths, folder)
        self._held = HeldFolder(folder)
        self._threads = RLock()
        self._scanning = RLock()
        self._dirty = False
        self._chosen: dict[str, Entry] | None = None
        self._recent: dict[str, str] = {}
        self._lock = WriterLock(home)
        self.read_only = read_only or self._lock.acquire()
        models = configured()
        self._models = models.named
        self.notices += [LibraryNotice(why, "warning") for why in models.wrong]
        others = "".join(f" {code}={name}" for code, name in sorted(self._models.items()))
        self._maker = f"{ANALYSER}/{model}{others}"
        self._index = self._read_index()
        self.backups = Backups([home / "backups", data_dir / "backups" / private_name(folder)])
        self.cache = Cache(home / "cache", ANALYSER, model)
        self._tell_models()
        if not self.read_only:
            for place in (home, home / "texts", *self.backups.folders):
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
        self._sources = Sources(
            self._files, self._index, self.notebook.encodings, home, not self.read_only
        )
        self._scanner = Scanner(
            self._files, self._sources, self._index, self.notebook, home, self._threads
        )
        self._heard = 0
        self.hear()
        self.read_only = self.notebook.read_only
        if self.read_only:
            self.notices.append(LibraryNotice(f"Read-only: {self.read_only}", "warning"))

    @classmethod
    def open(
        cls,
        paths: Sequence[Path],
        *,
        data_dir: Path | None = None,
        model: str | None = None,
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
        library = cls(paths, folder, home, data_dir, chosen(model), read_only)
        if home.parent != folder and not library.read_only:
            remember_folder(home, folder)
        others = left_behind(library.notebook, home, folder, private_homes(data_dir))
        library.notices[:0] = [LibraryNotice(it, "warning") for it in (said, others) if it]
        return library

    def model_of(self, language: str) -> str | None:
        """Return the pipeline for a language, "" for the library's own; None: there is none."""
        if not language or language == self.language:
            return ""
        return self._models.get(language)

    def _tell_models(self) -> None:
        """Tell the cache which texts are read with another pipeline than the library's."""
        if self._models:
            found = ((it.version, self.model_of(it.language)) for it in self.known.values())
            self.cache.made_with({version: model for version, model in found if model})

    def ended(self) -> str:
        """Return what kept it from being changed when it was opened, if that has ended, or ""."""
        return self._lock.ended()

    def _lock_again(self) -> str:
        """Take the lock of a home that was deleted and made again; return why that fails, or ""."""
        self._lock.release()
        self.read_only = self._lock.acquire()
        return self.read_only

    def _read_index(self) -> Index:
        try:
            index = read_index(self.home / "library.json")
        except (Damaged, OSError) as error:
            why = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else error
            self.notices.append(LibraryNotice("The list of articles is made anew", more=str(why)))
            index = Index()
        self._dirty |= renewed(index, self._maker)
        return index

    # -- the list -----------------------------------------------------------------------------
    @property
    def entries(self) -> dict[str, Entry]:
        """The articles by id, as the last scan left them."""
        if self._files.whole:
            return self._index.entries
        if self._chosen is None:
            self._chosen = {
                name: e for name, e in self._index.entries.items() if self._files.holds(e.file)
            }
        return self._chosen

    @property
    def known(self) -> dict[str, Entry]:
        """The articles by id, those too that were not chosen when it was opened."""
        return self._index.entries

    def summarise(
        self, article: str, *, quotations: int | None = None, published: Published | None = None
    ) -> None:
        """Keep for the list what the analysis found: how many quotations, the best date."""
        entry = self._index.entries[article]
        if quotations is not None and entry.quotations != quotations:
            entry.quotations = quotations
            self._dirty = True
        if published is not None and entry.published != published:
            entry.published = published
            self._dirty = True

    def keep(self, article: str, findings: Findings) -> None:
        """Cache the findings of the article's current text, and note them in the list."""
        self.cache.put(self._index.entries[article].version, findings)
        self.note_findings(article, findings)

    def note_findings(self, article: str, findings: Findings) -> None:
        """Note in the list what was found in an article, and the date that it tells of itself.

        Articles of one text share their findings, not their dates: each has its own source.
        """
        from onrecord.analysis import dates

        published = findings.published
        if self.has_text(article):
            own = self.article(article)
            published = dates.published(own, findings.blocks, findings.dateline)
        best = published if published.date else self._index.entries[article].stated
        self.summarise(article, quotations=len(findings.statements), published=best)

    def give_up(self, article: str, why: str) -> None:
        """Keep why the article's current text cannot be analysed, so that nobody tries again."""
        entry = self._index.entries[article]
        entry.quotations = None
        self.cache.put_failure(entry.version, why)
        self._dirty = True

    def let_go(self, article: str) -> None:
        """Drop an article whose file has gone to another library, with the work on it."""
        with self._threads:
            del self._index.entries[article]
            self._chosen = None
            self._dirty = True

    def try_again(self) -> int:
        """Forget why articles could not be analysed; return how many will be tried once more."""
        failed = [e.version for e in self.entries.values() if self.cache.failure(e.version)]
        for version in failed:
            self.cache.drop(version)
        return len(failed)

    # -- looking at the files -----------------------------------------------------------------
    def scan(self, progress: Progress = lambda done, total: None) -> Scan:
        """Look at the files and bring the entries up to date; what did not change costs a stat.

        ``progress`` is told how many files of how many have been read.
        """
        with self._scanning:
            if not self._held.here():
                self._tell_moved()
                return Scan(gone=True)
            self.notebook.check_place()
            self.hear()
            altered = True
            try:
                scan = self._scanner.scan(progress)
                altered = scan.altered
            finally:
                self._chosen = None
                self._dirty |= altered
                self._tell_models()
                self.save()
            if not scan.stopped:
                self._tell_empty()
                self._prune(scan)
            return scan

    def signature(self) -> int:
        """Return a number that is another one when a file is new, changed or gone."""
        return self._files.signature()

    def _tell_empty(self) -> None:
        if all(entry.status is ScanStatus.PROBLEM for entry in self.entries.values()):
            self.notices.append(
                LibraryNotice(
                    f"No articles in {self.folder}: onrecord reads {looks_for()}", "warning"
                )
            )

    def _prune(self, scan: Scan) -> None:
        """Remove what nothing needs any more."""
        if self.read_only:
            return
        with self._threads:
            self.cache.remove_parts()
            if scan.changed:
                self.cache.prune({entry.version for entry in self._index.entries.values()})
            if scan.changed or scan.vanished:
                self._sources.prune()

    def hear(self) -> list[LibraryNotice]:
        """Take over what the notebook had to tell since it was last asked, and return it."""
        fresh = [LibraryNotice(text, "warning") for text in self.notebook.notices[self._heard :]]
        self._heard += len(fresh)
        self.notices += fresh
        return fresh

    def _tell_moved(self) -> None:
        """Say that the folder itself is gone, and where it is if that is known."""
        now = self._held.now()
        where = f"it is {now} now: open onrecord on that" if now else "nobody knows where it is"
        self.notices.append(LibraryNotice(f"{self.folder} is not there any more: {where}", "error"))

    def problems(self) -> list[Problem]:
        """Return what is not among the articles, and why, as the last scan left it."""
        return problems_of(self._index, self._files, self.entries, self.cache)

    def source_of(self, problem: Problem) -> Path:
        """Return the file that a problem is about, whether it is there or not."""
        return self._files.path(file_in(self._index, problem.where))

    def retry(self, problem: Problem) -> None:
        """Have the next scan read the file of a problem again, and the analysis try its article."""
        with self._threads:
            entry = self._index.entries.get(problem.where)
            if problem.kind is ProblemKind.ANALYSIS and entry:
                self.cache.drop(entry.version)
                return
            name = file_in(self._index, problem.where)
            state = self._index.files.get(name)
            if state is not None:
                self._sources.forget(state.digest, name)
                self._index.files[name] = FileState()
            self._dirty = True

    def read_again(self, suffixes: tuple[str, ...]) -> None:
        """Have the next scan read all files with these endings again, as if they had changed."""
        with self._threads:
            for name in [name for name in self._index.files if name.lower().endswith(suffixes)]:
                self._index.files[name] = FileState()
            self._dirty = True
            assert self._sources.extraction
            self._sources.prune()

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
                item = self._sources.again(entry)
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
                fresh.status = ScanStatus.CHANGED
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
        """Return whether the text of an article is to be had, as far as the last scan knows.

        Of one whose file is gone it is kept for the work on it, not for that on a copy.
        """
        entry = self._index.entries.get(article)
        if entry is None:
            return False
        if entry.status not in AWAY:
            return True
        if self.notebook.keeps(entry.version) and self.notebook.is_worked_on(article):
            return True
        return entry.version in self._recent and not self._is_elsewhere(entry.version)

    def _is_elsewhere(self, version: str) -> bool:
        """Whether a text that is held is that of a file which is there: it is not a lost one's."""
        known = self._index.entries.values()
        return any(it.version == version and it.status not in AWAY for it in known)

    def place_of(self, article: str, offset: int) -> str:
        """Return where in its original a place of an article's text stands: ``page 3``, or ""."""
        with self._threads, suppress(OSError, Unreadable):
            places = self._sources.again(self._index.entries[article]).places
            return next((what for at, what in reversed(places) if at <= offset), "")
        return ""

    def file_of(self, article: str) -> Path:
        """Return the file that holds an article, whether it is there or not.

        Raises:
            KeyError: there is no such article.
        """
        return self._files.path(self._index.entries[article].file)

    def spare(self, path: Path) -> None:
        """Raise :exc:`NotWritten` where a path is an article's file, or lies in the home."""
        files = {entry.file for entry in list(self.known.values())}
        spare(path, (self.home, private_homes(self.data_dir)), map(self._files.path, files))

    def _text_of(self, article: str) -> tuple[str, str]:
        if article not in self._index.entries:
            raise StoreError(f"{article} is not there any more: its file has another name, or none")
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
        self._sources.close()

    def close(self) -> None:
        """Save and close everything; calling it again does nothing."""
        self.stop()
        self.save()
        self.notebook.close()
        self._lock.release()
        self._held.close()

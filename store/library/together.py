"""Several libraries, opened as one: each stays what it is, with a notebook and a cache of its own.

Articles go by the path of their library below the folder that holds all, and their id in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias, TypeVar

from onrecord.analysis.types import Article, Findings, Published
from onrecord.store.errors import StoreError
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.storage import remove_parts

from .cache import Cache
from .catalogue import Entry
from .findings_codec import Columns
from .home_together import below, home_of_all, settled
from .known_actors import keep, known
from .left_behind import has_work
from .library import Library
from .moved import moved
from .places import HOME, default_data_dir, folder_of, private_home, readable, spare
from .problems import LibraryNotice
from .readers import Problem
from .scanner import Progress, Scan

T = TypeVar("T")


def opened(
    paths: Sequence[Path],
    *,
    data_dir: Path | None = None,
    model: str | None = None,
    read_only: str = "",
) -> Library | Together:
    """Open folders as the libraries that they are, or one folder, or files, as one library.

    Raises:
        StoreError: a path does not exist, or a notebook cannot be read at all.
    """
    data_dir = data_dir or default_data_dir()
    with ExitStack() as open_by_then:
        if not are_apart(paths, data_dir):
            each = _folders(paths)
            whole = Library.open(each, data_dir=data_dir, model=model, read_only=read_only)
            parts = [path for path in each if path != whole.folder]
            if worked := [path.name for path in parts if has_work(path / HOME)]:
                whole.notices.append(_not_shown(whole, worked))
            return whole
        members = []
        for path in _folders(paths):
            one = Library.open([path], data_dir=data_dir, model=model, read_only=read_only)
            open_by_then.callback(one.close)
            members.append(one)
        together = Together(members, folder_of(paths), data_dir)
        open_by_then.pop_all()
        return together


def _not_shown(whole: Library, parts: Sequence[str]) -> LibraryNotice:
    names = ", ".join(map(readable, parts))
    told = f"These are opened as parts of {whole.folder}, with the work on that"
    return LibraryNotice(f"{told}; what is in the notebook of {names} is not shown", "warning")


def are_apart(paths: Sequence[Path], data_dir: Path) -> bool:
    """Tell whether paths are libraries of their own: several folders, none within another.

    They are not where there is work already on them as parts of one, as there was before
    libraries could be opened together.
    """
    folders = _folders(paths)
    if len(folders) < 2 or not all(path.is_dir() for path in folders):
        return False
    if any(one in other.parents for one in folders for other in folders):
        return False
    folder = folder_of(folders)
    return not any(map(has_work, (folder / HOME, private_home(folder, data_dir))))


def _folders(paths: Sequence[Path]) -> list[Path]:
    """Return whole paths, of those that lead to one place the first."""
    found: dict[Path, Path] = {}
    for path in paths:
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - keeps symlinks
        found.setdefault(whole.resolve(), whole)
    return list(found.values())


def _remember(home: Path, members: Iterable[Library]) -> None:
    """Have actors go by the ids that they have in their own libraries, where those are alone."""
    met = [actor for of in (home, *(one.home for one in members)) for actor in known(of)]
    keep(home, {actor.id: actor for actor in reversed(met)}.values())


class Together:
    """Libraries that are open together; it answers as one :class:`Library` does."""

    def __init__(self, members: Sequence[Library], folder: Path, data_dir: Path) -> None:
        self.folder = folder
        self.data_dir = data_dir
        self.members = {below(one.folder, folder): one for one in members}
        self.name = " + ".join(one.name for one in members)
        self.model, self.language = members[0].model, members[0].language
        self.home = home_of_all(folder, list(self.members), data_dir)
        self.notices: list[LibraryNotice] = self._settle()
        self._told = dict.fromkeys(self.members, 0)
        self._entries: dict[str, Entry] | None = None
        caches = [one.cache for one in members]
        self.cache = JoinedCache(self.home / "cache", caches)
        notebooks = {prefix: one.notebook for prefix, one in self.members.items()}
        self.notebook = Notebook.joined(self.home, notebooks, self._text_of)
        if not self.read_only:
            for place in (self.home, self.home / "cache"):
                remove_parts(place)
            _remember(self.home, members)
        self.hear()

    def _settle(self) -> list[LibraryNotice]:
        """Make the home, or find it again; return what to tell.

        Raises:
            StoreError: it cannot be made.
        """
        members = {one.notebook.id: one.folder for one in self.members.values()}
        known = "" not in members and len(members) == len(self.members)
        try:
            if known and not self.read_only:
                said = settled(self.home, members)
                return [LibraryNotice(said, "warning")] if said else []
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.home} cannot be made: {error.strerror}") from error
        return []

    @property
    def read_only(self) -> str:
        """Why nothing can be changed in one of them, and so in none, or ""."""
        return next((f"in {one.name}, {why}" for one in self.members.values()
                     if (why := one.read_only)), "")  # fmt: skip

    def ended(self) -> str:
        """Return what kept it from being changed when it was opened, if all that has ended."""
        held = [one.ended() for one in self.members.values() if one.read_only]
        return " and ".join(dict.fromkeys(held)) if all(held) else ""

    def model_of(self, language: str) -> str | None:
        """Return the pipeline for a language, "" for their own; None: there is none."""
        return next(iter(self.members.values())).model_of(language)

    def _of(self, name: str) -> tuple[str, Library]:
        """Return what stands before an article's id, and its library.

        Raises:
            KeyError: it is of none of them.
        """
        for prefix, one in self.members.items():
            if name.startswith(prefix):
                return prefix, one
        raise KeyError(name)

    def _inside(self, name: str) -> tuple[Library, str]:
        prefix, one = self._of(name)
        return one, name.removeprefix(prefix)

    # -- the list -----------------------------------------------------------------------------

    @property
    def entries(self) -> dict[str, Entry]:
        """The articles of all of them by id, as the last scan left them."""
        if self._entries is None:
            self._entries = {
                prefix + name: _renamed(entry, prefix)
                for prefix, one in self.members.items()
                for name, entry in list(one.entries.items())
            }
        return self._entries

    @property
    def known(self) -> dict[str, Entry]:
        """The same: a library is opened whole, or not at all."""
        return self.entries

    def _refresh(self, name: str) -> None:
        """Take over what a library has to say of an article by now."""
        one, inside = self._inside(name)
        if entry := one.entries.get(inside):
            self.entries[name] = _renamed(entry, name.removesuffix(inside))

    def summarise(
        self, article: str, *, quotations: int | None = None, published: Published | None = None
    ) -> None:
        """Keep for the list what the analysis found."""
        one, inside = self._inside(article)
        one.summarise(inside, quotations=quotations, published=published)
        self._refresh(article)

    def keep(self, article: str, findings: Findings) -> None:
        """Cache the findings of the article's current text, and note them in the list."""
        one, inside = self._inside(article)
        one.keep(inside, findings)
        self._refresh(article)

    def note_findings(self, article: str, findings: Findings) -> None:
        """Note in the list what was found in an article."""
        one, inside = self._inside(article)
        one.note_findings(inside, findings)
        self._refresh(article)

    def give_up(self, article: str, why: str) -> None:
        """Keep why the article's current text cannot be analysed."""
        one, inside = self._inside(article)
        one.give_up(inside, why)
        self._refresh(article)

    def try_again(self) -> int:
        """Forget why articles could not be analysed; return how many will be tried once more."""
        return sum(one.try_again() for one in self.members.values())

    # -- looking at the files -----------------------------------------------------------------

    def scan(self, progress: Progress = lambda done, total: None) -> Scan:
        """Look at the files of all; ``progress`` is told of one library after the other."""
        whole = Scan()
        try:
            for prefix, one in self.members.items():
                _add(whole, one.scan(progress), prefix)
                self._entries = None
        finally:
            self._entries = None
            self.hear()
        across = {} if self.read_only else self._gone_across(whole)
        if whole.moved or across:
            with suppress(StoreError):
                self.notebook.follow(dict(whole.moved) | across)
                self._let_go(across, whole)
        return whole

    def _gone_across(self, scan: Scan) -> dict[str, str]:
        """Return where articles are that have gone from one library to another, by their ids."""
        pairs = moved(self.entries, scan.added, {})
        return {old: new for old, new in pairs if self._of(old) != self._of(new)}

    def _let_go(self, across: Mapping[str, str], scan: Scan) -> None:
        """Drop articles from the libraries that they have left."""
        for old, new in across.items():
            one, inside = self._inside(old)
            one.let_go(inside)
            scan.moved.append((old, new))
            scan.added.remove(new)
            if old in scan.vanished:
                scan.vanished.remove(old)
        if across:
            self._entries = None

    def signature(self) -> int:
        """Return a number that is another one when a file of one of them is another."""
        return hash(tuple(one.signature() for one in self.members.values()))

    def hear(self) -> list[LibraryNotice]:
        """Take over what the libraries had to tell since they were last asked, and return it."""
        fresh: list[LibraryNotice] = []
        for prefix, one in self.members.items():
            one.hear()
            news = one.notices[self._told[prefix] :]
            self._told[prefix] += len(news)
            fresh += [replace(it, text=f"{one.name}: {it.text}") for it in news]
        self.notices += fresh
        return fresh

    def problems(self) -> list[Problem]:
        """Return what is not among the articles, and why."""
        return [
            problem._replace(where=prefix + problem.where)
            for prefix, one in self.members.items()
            for problem in one.problems()
        ]

    def source_of(self, problem: Problem) -> Path:
        """Return the file that a problem is about, whether it is there or not."""
        one, inside = self._inside(problem.where)
        return one.source_of(problem._replace(where=inside))

    def retry(self, problem: Problem) -> None:
        """Have the next scan read the file of a problem again, and the analysis try its article."""
        one, inside = self._inside(problem.where)
        one.retry(problem._replace(where=inside))

    def read_again(self, suffixes: tuple[str, ...]) -> None:
        """Have the next scan read all files with these endings again."""
        for one in self.members.values():
            one.read_again(suffixes)

    # -- reading ------------------------------------------------------------------------------

    def article(self, article: str) -> Article:
        """Return an article; errors as :meth:`Library.article`."""
        one, inside = self._inside(article)
        found = one.article(inside)
        if article in self.entries and one.entries[inside].version != self.entries[article].version:
            self._refresh(article)
        return found._replace(id=article)

    def has_text(self, article: str) -> bool:
        """Return whether the text of an article is to be had."""
        with suppress(KeyError):
            one, inside = self._inside(article)
            return one.has_text(inside)
        return False

    def place_of(self, article: str, offset: int) -> str:
        """Return where in its original a place of an article's text stands, or ""."""
        one, inside = self._inside(article)
        return one.place_of(inside, offset)

    def file_of(self, article: str) -> Path:
        """Return the file that holds an article, whether it is there or not."""
        one, inside = self._inside(article)
        return one.file_of(inside)

    def spare(self, path: Path) -> None:
        """Raise :exc:`NotWritten` where a path is an article's file, or lies in a home."""
        for one in self.members.values():
            one.spare(path)
        spare(path, [self.home], [])

    def _text_of(self, article: str) -> tuple[str, str]:
        text = self.article(article).text
        return text, self.entries[article].version

    # -- life ---------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the lists of articles."""
        for one in self.members.values():
            one.save()

    def stop(self) -> None:
        """Have a scan that is under way end early; from another thread."""
        for one in self.members.values():
            one.stop()

    def close(self) -> None:
        """Save and close everything."""
        self.notebook.close()
        for one in self.members.values():
            one.close()


class JoinedCache:
    """The findings of several libraries, and a folder for what is worked out of all together."""

    def __init__(self, folder: Path, own: Sequence[Cache]) -> None:
        self.folder = folder
        self._own = own

    @property
    def makers(self) -> tuple[str, ...]:
        """All that findings are made with in any of them."""
        return tuple(dict.fromkeys(maker for cache in self._own for maker in cache.makers))

    def has(self, version: str) -> bool:
        """Tell whether any of them keeps something of a text version."""
        return any(cache.has(version) for cache in self._own)

    def versions(self) -> set[str]:
        """Return the text versions that findings are kept of."""
        return set().union(*(cache.versions() for cache in self._own))

    def sound(self, version: str) -> bool:
        """Tell whether the findings of a text version are there as they were written."""
        return any(cache.sound(version) for cache in self._own)

    def get(self, version: str) -> Findings | None:
        """Return the findings, or None where none of them has any."""
        found = (cache.get(version) for cache in self._own)
        return next((it for it in found if it is not None), None)

    def part(self, version: str, made_of: Callable[[Columns], T]) -> T | None:
        """Return what is made of findings as they are kept, None where none of them has any."""
        found = (cache.part(version, made_of) for cache in self._own)
        return next((it for it in found if it is not None), None)

    def failure(self, version: str) -> str:
        """Return why a text cannot be analysed, "" where that is not known."""
        return next((why for cache in self._own if (why := cache.failure(version))), "")


def _renamed(entry: Entry, prefix: str) -> Entry:
    earlier = tuple(prefix + name for name in entry.earlier)
    return replace(entry, id=prefix + entry.id, file=prefix + entry.file, earlier=earlier)


def _add(whole: Scan, part: Scan, prefix: str) -> None:
    """Add what a look at one library found to what was found in all."""
    for name in ("added", "changed", "vanished"):
        getattr(whole, name).extend(prefix + it for it in getattr(part, name))
    whole.moved += [(prefix + old, prefix + new) for old, new in part.moved]
    whole.problems += [it._replace(where=prefix + it.where) for it in part.problems]
    whole.stopped = whole.stopped or part.stopped
    whole.gone = whole.gone or part.gone


OpenLibrary: TypeAlias = Library | Together
"""What is open: one library, or several together."""

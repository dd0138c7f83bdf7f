"""Files whose text has to be made: given to workers some ahead, taken back in order."""

from __future__ import annotations

import os
import queue
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from onrecord.store.errors import Stopped, Unreadable
from onrecord.store.library.catalogue import Entry
from onrecord.store.library.readers.protocol import Item, Problem

from .sandbox import SECONDS, Sandbox
from .texts import ExtractedTexts, pack_of

MOST = 4
"""Worker processes at most."""

Mappings = Mapping[str, Mapping[str, str]]


class Extracted(NamedTuple):
    """What a file holds: its entries, its problems, and why there is nothing more, or ""."""

    entries: list[Entry]
    problems: list[Problem]
    refused: str = ""


class Extraction:
    """The workers of a library and the texts they made.

    Args:
        home: the library's home; the texts are kept in it.
        writable: whether they can be: else they are kept until the program ends.
        entry_of: makes an entry of an item and the name of its file.
        seconds: how long a worker may be silent.
    """

    def __init__(
        self,
        home: Path,
        writable: bool,
        entry_of: Callable[[Item, str], Entry],
        seconds: float = SECONDS,
    ) -> None:
        self._away = None if writable else tempfile.TemporaryDirectory(prefix="onrecord-")
        self.texts = ExtractedTexts(Path(self._away.name) if self._away else home / "texts")
        self.mappings: Mappings = {}
        self._entry_of = entry_of
        self._seconds = seconds
        self._count = max(1, min(MOST, os.cpu_count() or 1))
        self._pool: ThreadPoolExecutor | None = None
        self._ended = False
        self._all: list[Sandbox] = []
        self._free: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()

    @property
    def ahead(self) -> int:
        """How many files are worth giving ahead of the one that is waited for."""
        return 4 * self._count

    def submit(self, path: Path, name: str, digest: str) -> Future[Extracted]:
        """Read a file in a worker, or what is kept of it.

        Raises:
            Stopped: the workers were ended.
        """
        if self._ended:
            raise Stopped
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._count, thread_name_prefix="reading")
            self._all = [Sandbox(self._seconds) for _ in range(self._count)]
            for sandbox in self._all:
                self._free.put(sandbox)
        return self._pool.submit(self._read, path, name, digest)

    def _read(self, path: Path, name: str, digest: str) -> Extracted:
        pack = pack_of(digest, name)
        if self.texts.has(pack):
            with suppress(OSError, ValueError, KeyError, TypeError):
                return self._collect(self.texts.all(pack), name)
        sandbox = self._free.get()
        try:
            found = sandbox.read(path, name, self.mappings)
            return self._collect(self.texts.keep(pack, found), name)
        finally:
            self._free.put(sandbox)

    def result(self, future: Future[Extracted]) -> Extracted:
        """Wait for what :meth:`submit` began; what cannot be kept counts as refused.

        Raises:
            Stopped: the workers were ended.
        """
        try:
            return future.result()
        except CancelledError:
            raise Stopped from None
        except OSError as error:
            return Extracted([], [], f"its text cannot be kept: {error.strerror or error}")

    def item(self, path: Path, name: str, digest: str, key: str, at: tuple[int, int]) -> Item:
        """Return one article of a file, from what is kept, else by reading the file again.

        Raises:
            Unreadable: it is no longer in its file, or the file cannot be read.
            OSError: the texts cannot be kept.
        """
        pack = pack_of(digest, name)
        for _ in range(2):
            with suppress(OSError, ValueError, KeyError, TypeError):
                if (item := self.texts.one(pack, at)).key == key:
                    return item
                for found in self.texts.all(pack):
                    if isinstance(found, Item) and found.key == key:
                        return found
                break
            try:
                extracted = self.result(self.submit(path, name, digest))
            except Stopped:
                raise Unreadable("the program ends") from None
            if extracted.refused and not extracted.entries:
                raise Unreadable(extracted.refused)
        raise Unreadable("it is no longer in its file")

    def _collect(self, found: Iterable[Item | Problem], name: str) -> Extracted:
        entries: list[Entry] = []
        problems: list[Problem] = []
        try:
            for each in found:
                if isinstance(each, Problem):
                    problems.append(each)
                else:
                    entries.append(self._entry_of(each, name))
        except Unreadable as error:
            return Extracted(entries, problems, str(error))
        return Extracted(entries, problems)

    def rest(self) -> None:
        """End the workers until the next file: idle ones hold memory for nothing."""
        for sandbox in self._all:
            sandbox.rest()

    def prune(self, files: Iterable[tuple[str, str]]) -> None:
        """Delete the texts of all but these files, each a digest and a name."""
        self.texts.prune({pack_of(digest, name) for digest, name in files})

    def forget(self, digest: str, name: str) -> None:
        """Delete the text of a file."""
        self.texts.drop(pack_of(digest, name))

    def close(self) -> None:
        """End the workers; what they were at is dropped."""
        self._ended = True
        for sandbox in self._all:
            sandbox.close()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        if self._away:
            self._away.cleanup()

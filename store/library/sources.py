"""One article out of its file, as it is now."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.store.errors import Unreadable
from onrecord.store.notebook.anchors import version_of
from onrecord.store.notebook.encodings import Encodings

from .catalogue import Entry, FileState, Index
from .entries import digest_of, entry_of
from .files import Files
from .readers import HEAD, Item, choose
from .readers.decoding import recoded

if TYPE_CHECKING:
    from .extraction.extraction import Extraction


class Sources:
    """Reads articles out of the files of a library.

    ``encodings`` are what a person said that files are in; texts made of other formats are kept
    in ``home``, where that may be written.
    """

    def __init__(
        self, files: Files, index: Index, encodings: Encodings, home: Path, writable: bool
    ) -> None:
        self.encodings = encodings
        self._files = files
        self._index = index
        self._home = home
        self._writable = writable
        self._extraction: Extraction | None = None
        self._ended = False

    @property
    def extraction(self) -> Extraction:
        """What makes text of other formats; begun with the first such file."""
        if self._extraction is None:
            from .extraction.extraction import Extraction
            from .readers.mapping import kept_mappings

            self._extraction = Extraction(self._home, self._writable, entry_of)
            self._extraction.mappings = kept_mappings(self._home)
            if self._ended:
                self._extraction.close()
        return self._extraction

    @property
    def ahead(self) -> int:
        """How many files may be away to be made text of at once."""
        return self._extraction.ahead if self._extraction else 0

    def rest(self) -> None:
        """Let what makes text go, until there is such a file again."""
        if self._extraction is not None:
            self._extraction.rest()

    def prune(self) -> None:
        """Forget the texts of files that are no more, or are other ones now."""
        if self._extraction is not None:
            self._extraction.prune(
                (state.digest, name) for name, state in self._index.files.items() if state.extracted
            )

    def forget(self, digest: str, name: str) -> None:
        """Forget the text that was made of a file, so that it is made anew."""
        if digest:
            self.extraction.forget(digest, name)

    def close(self) -> None:
        """End what makes text, also for good; what is under way is given up."""
        self._ended = True
        if self._extraction is not None:
            self._extraction.close()

    def again(self, entry: Entry) -> Item:
        """Read one article of a file again; a file of many is searched where it has moved.

        Raises:
            OSError: its file cannot be read.
            Unreadable: the article is not in it any more.
        """
        path = self._files.path(entry.file)
        key = entry.id[len(entry.file) + 1 :]
        with path.open("rb") as file:
            state = self._index.files.get(entry.file)
            if state and state.extracted and _same(file, state):
                return self.extraction.item(path, entry.file, state.digest, key, entry.at)
            reader = choose(file.read(HEAD), entry.file)
            file.seek(0)
            if reader is None:
                raise Unreadable("there is no reader for it")
            if reader.extracts:
                digest = digest_of(file)
                return self.extraction.item(path, entry.file, digest, key, entry.at)
            told = self.as_told(file, self.encodings.of(entry.file))
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
    def as_told(file: BinaryIO, encoding: str) -> BinaryIO:
        """Return a file from its beginning, in UTF-8 where a person said what it is in."""
        file.seek(0)
        return recoded(file, encoding) if encoding else file


def _same(file: BinaryIO, state: FileState) -> bool:
    """Tell whether a file is as it was when its text was made."""
    stat = os.fstat(file.fileno())
    if (stat.st_mtime_ns, stat.st_size) == (state.modified, state.size):
        return True
    return stat.st_size == state.size and digest_of(file) == state.digest

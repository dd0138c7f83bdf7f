"""The files of a library: which there are, and under which names they are kept."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from .places import readable, walk, without_twins


class Files:
    """The files below the folders that were given, and those given one by one.

    A name is the path below ``folder``, made readable: what no text can hold is replaced in it.
    No two files have one name: one that is called so as it is has it, the other a number.
    """

    def __init__(self, paths: Sequence[Path], folder: Path) -> None:
        self.folder = folder
        self._paths = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100
        self.whole = self._paths == [folder]
        self._raw: dict[str, str] = {}
        self._prefix = f"{folder}/".replace("//", "/")

    def each(self) -> Iterator[str]:
        """Yield the paths of the files as they are now."""
        for given in self._paths:
            if given.is_dir():
                yield from without_twins(given, walk(str(given)))
            else:
                yield str(given)

    def signature(self) -> int:
        """Return a number that is another one when a file is new, changed or gone."""
        seen = 0
        for path in self.each():
            with suppress(OSError):
                stat = os.stat(path)  # noqa: PTH116 - a third of the time
                seen ^= hash((path, stat.st_mtime_ns, stat.st_size))
        return seen

    def holds(self, name: str) -> bool:
        """Return whether a name is among what was given."""
        path = self.folder / name
        return any(path == given or given in path.parents for given in self._paths)

    def name(self, path: str) -> str:
        """Return the name of a file below the folder."""
        raw = path.removeprefix(self._prefix)  # a third of what relative_to takes
        name = raw if raw.isascii() else readable(raw)
        return name if name == raw else self._replaced(name, raw)

    def _replaced(self, name: str, raw: str) -> str:
        """Return the name of a file whose own is no text, and keep which file it is."""
        path = PurePosixPath(name)
        number = 1
        while self._raw.get(name, raw) != raw or os.path.lexists(self.folder / name):
            number += 1
            name = str(path.with_stem(f"{path.stem} ({number})"))
        self._raw[name] = raw
        return name

    def path(self, name: str) -> Path:
        """Return the file of a name, whether it is there or not."""
        return self.folder / self._raw.get(name, name)

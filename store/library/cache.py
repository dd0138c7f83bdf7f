"""Findings, one small TinyDB file an article: disposable, and made again where one is missing.

Of a text that cannot be analysed the file says why, so that it is not tried at each start.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import orjson

from onrecord.analysis.types import Findings
from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.plain_files import make_folder, make_way, read_plain
from onrecord.store.storage import Database, is_sealed, remove_parts

from .findings_codec import LAYOUT, Columns, pack, unpack

T = TypeVar("T")

_TABLE, _FAILURES = "findings", "failures"

_FOLDER = re.compile("[0-9a-f]{2}")

_DAYS = 30
"""Days that findings of another analyser or model wait to be wanted again."""


class Cache:
    """Findings keyed by the text's version, the analyser's version and the model's name.

    ``maker`` tells the analyser and the model from others; texts of other languages can have
    another model (:meth:`made_with`).
    """

    def __init__(self, folder: Path, analyser: str, model: str) -> None:
        self.folder = folder
        self._analyser = analyser
        self._others: dict[str, str] = {}
        self.maker = self._maker_of(model)
        self._held: dict[str, Findings] = {}  # what the disk refused
        self._tidy = False
        self._sound: dict[str, tuple[int, int]] = {}  # files that were whole, as they were then

    def _maker_of(self, model: str) -> str:
        key = orjson.dumps([LAYOUT, self._analyser, model])
        return blake2b(key, digest_size=4).hexdigest()

    def made_with(self, models: Mapping[str, str]) -> None:
        """Take note of which text versions have a model of their own, by version."""
        makers = {model: self._maker_of(model) for model in set(models.values())}
        self._others = {version: makers[model] for version, model in models.items()}

    @property
    def makers(self) -> tuple[str, ...]:
        """All that findings are made with here: the library's own, then those of languages."""
        return (self.maker, *sorted(set(self._others.values())))

    def _maker(self, version: str) -> str:
        return self._others.get(version, self.maker)

    def path(self, version: str) -> Path:
        """Return the file that holds the findings of a text version."""
        return Path(self._place(version))

    def _place(self, version: str) -> str:
        return f"{self.folder}/{version[:2]}/{version[2:]}-{self._maker(version)}.json"

    def get(self, version: str) -> Findings | None:
        """Return the findings, or None where there are none that can be read."""
        return self._read(version, unpack) or self._held.get(version)

    def part(self, version: str, made_of: Callable[[Columns], T]) -> T | None:
        """Return what is made of findings as they are kept, None where it cannot be."""
        found = self._read(version, made_of)
        if found is None and (held := self._held.get(version)):
            return made_of(orjson.loads(orjson.dumps(pack(held))))
        return found

    def _read(self, version: str, made_of: Callable[[Columns], T]) -> T | None:
        try:
            # TinyDB takes a missing file for an empty database.
            rows = Database(self.path(version)).table(_TABLE).all()
            return made_of(rows[0]) if rows else None
        except (Damaged, OSError, KeyError, IndexError, TypeError, ValueError):
            return None

    def has(self, version: str) -> bool:
        """Tell whether anything is kept of a text version: findings, or why there are none."""
        return version in self._held or self.path(version).exists()

    def versions(self) -> set[str]:
        """Return the text versions that findings are kept of; some of them may be damaged."""
        kept = set()
        for first in self._folders():
            for name in os.listdir(f"{self.folder}/{first}"):  # noqa: PTH208 - a third of the time
                rest, _, maker = name.removesuffix(".json").rpartition("-")
                version = first + rest
                if maker == self._others.get(version, self.maker) and name.endswith(".json"):
                    kept.add(version)
        return kept | self._held.keys()

    def _folders(self) -> list[str]:
        """Return the names of the folders that findings lie in."""
        with suppress(OSError):
            return [it for it in os.listdir(self.folder) if _FOLDER.fullmatch(it)]  # noqa: PTH208
        return []

    def sound(self, version: str) -> bool:
        """Tell whether the findings of a text version are there as they were written.

        Their file is read once, and again when it has changed.
        """
        try:
            stat = os.stat(self._place(version))  # noqa: PTH116 - a third of the time
            seen = stat.st_mtime_ns, stat.st_size
            if self._sound.get(version) != seen:
                if not is_sealed(read_plain(self._place(version))):
                    return version in self._held
                self._sound[version] = seen
            return True
        except OSError:
            return version in self._held

    def put(self, version: str, findings: Findings) -> bool:
        """Keep findings; return False where the disk refused: they are in memory alone then.

        The file is written in one step, but not waited for: a power cut may lose it.
        """
        try:
            self._write(version, _TABLE, pack(findings))
        except (NotWritten, OSError):
            self._held[version] = findings
            return False
        self._held.pop(version, None)
        return True

    def failure(self, version: str) -> str:
        """Return why a text cannot be analysed, "" where that is not known."""
        with suppress(Damaged, OSError, KeyError):
            rows = Database(self.path(version)).table(_FAILURES).all() if version else []
            return str(rows[0]["why"]) if rows else ""
        return ""

    def put_failure(self, version: str, why: str) -> None:
        """Keep why a text cannot be analysed, in the place of its findings."""
        with suppress(NotWritten, OSError):
            self._write(version, _FAILURES, {"why": why})

    def drop(self, version: str) -> None:
        """Forget what is kept of a text version."""
        with suppress(OSError):
            self.path(version).unlink(missing_ok=True)

    def _write(self, version: str, table: str, row: dict[str, Any]) -> None:
        path = self.path(version)
        # Where the library is gone, its folder is not made again.
        make_folder(self.folder)
        make_folder(path.parent)
        make_way(path)
        path.unlink(missing_ok=True)
        Database(path, durable=False).table(table).insert(row)

    def remove_parts(self) -> int:
        """Remove what a kill left half written; return how many files that were.

        There are none but at the first time, since only one program at a time writes here.
        """
        if self._tidy:
            return 0
        self._tidy = True
        return sum(remove_parts(self.folder / first) for first in ("", *self._folders()))

    def prune(self, versions: set[str]) -> int:
        """Remove the findings of all other texts, and old ones of other makers; return how many."""
        removed = 0
        for version in self._held.keys() - versions:
            del self._held[version]
        long_ago = time.time() - _DAYS * 86_400
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*.json"):
            rest, _, maker = path.stem.partition("-")
            with suppress(OSError):
                old = (
                    maker != self._maker(path.parent.name + rest)
                    and path.stat().st_mtime < long_ago
                )
                if old or path.parent.name + rest not in versions:
                    path.unlink()
                    removed += 1
        return removed

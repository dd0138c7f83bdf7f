"""Findings, one small TinyDB file an article: disposable, and made again where one is missing."""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import orjson

from analysis.types import Findings

from .columns import pack, unpack
from .errors import Damaged, NotWritten
from .storage import CheckedStorage

_TABLE = "findings"


class Cache:
    """Findings keyed by the text's version, the analyser's version and the model's name."""

    def __init__(self, folder: Path, analyser: str, model: str) -> None:
        self.folder = folder
        key = orjson.dumps([analyser, model])
        self._maker = blake2b(key, digest_size=4).hexdigest()

    def path(self, version: str) -> Path:
        """Return the file that holds the findings of a text version."""
        return self.folder / version[:2] / f"{version[2:]}-{self._maker}.json"

    def get(self, version: str) -> Findings | None:
        """Return the findings, or None where there are none that can be read."""
        try:
            tables = CheckedStorage(self.path(version)).read()
            return unpack(tables[_TABLE]["1"]) if tables else None
        except (Damaged, OSError, KeyError, IndexError, TypeError, ValueError):
            return None

    def put(self, version: str, findings: Findings) -> bool:
        """Keep findings; return False where the disk refused, which costs only time later.

        The file is written in one step, but not waited for: a power cut may lose it.
        """
        path = self.path(version)
        storage = CheckedStorage(path, durable=False)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            storage.write({_TABLE: {"1": pack(findings)}})
        except (NotWritten, OSError):
            return False
        return True

    def prune(self, versions: set[str]) -> int:
        """Remove what belongs to none of these versions or to another maker; return how many."""
        removed = 0
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*.json"):
            rest, _, maker = path.stem.partition("-")
            if maker != self._maker or path.parent.name + rest not in versions:
                with suppress(OSError):
                    path.unlink()
                    removed += 1
        return removed

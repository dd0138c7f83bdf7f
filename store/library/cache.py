"""Findings, one small TinyDB file an article: disposable, and made again where one is missing."""

from __future__ import annotations

import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import orjson

from onrecord.analysis.types import Findings
from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.storage import Database

from .findings_codec import LAYOUT, pack, unpack

_TABLE = "findings"

_DAYS = 30
"""Days that findings of another analyser or model wait to be wanted again."""


class Cache:
    """Findings keyed by the text's version, the analyser's version and the model's name."""

    def __init__(self, folder: Path, analyser: str, model: str) -> None:
        self.folder = folder
        key = orjson.dumps([LAYOUT, analyser, model])
        self._maker = blake2b(key, digest_size=4).hexdigest()

    def path(self, version: str) -> Path:
        """Return the file that holds the findings of a text version."""
        return self.folder / version[:2] / f"{version[2:]}-{self._maker}.json"

    def get(self, version: str) -> Findings | None:
        """Return the findings, or None where there are none that can be read."""
        path = self.path(version)
        try:
            # TinyDB takes a missing file for an empty database.
            rows = Database(path).table(_TABLE).all()
            return unpack(rows[0]) if rows else None
        except (Damaged, OSError, KeyError, IndexError, TypeError, ValueError):
            return None

    def put(self, version: str, findings: Findings) -> bool:
        """Keep findings; return False where the disk refused, which costs only time later.

        The file is written in one step, but not waited for: a power cut may lose it.
        """
        path = self.path(version)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            Database(path, durable=False).table(_TABLE).insert(pack(findings))
        except (NotWritten, OSError):
            return False
        return True

    def prune(self, versions: set[str]) -> int:
        """Remove the findings of all other texts, and old ones of other makers; return how many."""
        removed = 0
        long_ago = time.time() - _DAYS * 86_400
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*.json"):
            rest, _, maker = path.stem.partition("-")
            with suppress(OSError):
                old = maker != self._maker and path.stat().st_mtime < long_ago
                if old or path.parent.name + rest not in versions:
                    path.unlink()
                    removed += 1
        return removed

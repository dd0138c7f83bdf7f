"""The texts that were made from other formats, kept so that no file is read twice.

One pack a file, named by its bytes and its name: records, each a message, compressed,
with its length in front.  An article is found by the place of its record.  The last record says
that the pack is whole.  Packs can be deleted: they are made again.
"""

from __future__ import annotations

import os
import struct
import threading
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

import orjson

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers.protocol import READERS, Item, Problem
from onrecord.store.plain_files import make_folder, make_way, open_plain

from .messages import Message, item_message, item_of, problem_of

_LENGTH = struct.Struct(">I")


def pack_of(digest: str, name: str) -> str:
    """Return the name of a file's pack: of its bytes and its name, which can hold a date."""
    return blake2b(f"{digest} {name}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class ExtractedTexts:
    """The packs of a library, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, pack: str) -> Path:
        """Return where a pack lies."""
        return self.folder / f"{pack}.{READERS}.texts"

    def has(self, pack: str) -> bool:
        """Tell whether the texts of a file are kept."""
        return bool(pack) and self.path_of(pack).exists()

    def keep(self, pack: str, found: Iterator[Item | Problem]) -> Iterator[Item | Problem]:
        """Yield what is found, each item with its place in the pack, and keep all of it.

        What raises is kept as well, as far as it came, unless it was stopped by something else
        than the file itself.

        Raises:
            Unreadable: what the file's own reader raises.
            OSError: the pack cannot be written.
        """
        make_folder(self.folder)
        part = self.folder / f".{pack}.{os.getpid()}.{threading.get_ident()}.part"
        try:
            with part.open("wb") as file:
                try:
                    for each in found:
                        yield _write(file, each)
                except Unreadable as error:
                    _record(file, {"refused": str(error)})
                    self._place(file, part, pack)
                    raise
                _record(file, {"end": True})
                self._place(file, part, pack)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _place(self, file: BinaryIO, part: Path, pack: str) -> None:
        file.flush()
        make_way(self.path_of(pack))
        part.replace(self.path_of(pack))

    def all(self, pack: str) -> Iterator[Item | Problem]:
        """Yield what was found in a file.

        Raises:
            Unreadable: its reader could not read it, or not all of it.
            OSError, ValueError, KeyError, TypeError: the pack is gone or damaged.
        """
        with open_plain(self.path_of(pack)) as file:
            while True:
                at = file.tell()
                message = _next(file)
                if "end" in message:
                    return
                if "refused" in message:
                    raise Unreadable(str(message["refused"]))
                if "item" in message:
                    yield _placed(item_of(message["item"]), (at, file.tell() - at))
                else:
                    yield problem_of(message["problem"])

    def one(self, pack: str, at: tuple[int, int]) -> Item:
        """Return the item of one place; errors as :meth:`all`, and Unreadable never."""
        with open_plain(self.path_of(pack)) as file:
            file.seek(at[0])
            return _placed(item_of(_next(file)["item"]), at)

    def drop(self, pack: str) -> None:
        """Delete the pack of a file."""
        with suppress(OSError):
            self.path_of(pack).unlink(missing_ok=True)

    def prune(self, packs: Collection[str]) -> None:
        """Delete the packs of all other files."""
        with suppress(OSError):
            kept = {self.path_of(pack).name for pack in packs}
            for path in list(self.folder.iterdir()):
                if path.name not in kept:
                    path.unlink(missing_ok=True)


def _write(file: BinaryIO, found: Item | Problem) -> Item | Problem:
    if isinstance(found, Problem):
        where, message, kind = found
        _record(file, {"problem": {"where": where, "message": message, "kind": str(kind)}})
        return found
    at = file.tell()
    return _placed(found, (at, _record(file, {"item": item_message(found)})))


def _record(file: BinaryIO, message: Message) -> int:
    body = zlib.compress(orjson.dumps(message), 1)
    file.write(_LENGTH.pack(len(body)))
    file.write(body)
    return len(body) + _LENGTH.size


def _next(file: BinaryIO) -> Message:
    head = file.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise ValueError("the pack is cut off")
    try:
        found: Message = orjson.loads(zlib.decompress(file.read(_LENGTH.unpack(head)[0])))
    except zlib.error as error:
        raise ValueError("the pack is damaged") from error
    return found


def _placed(item: Item, at: tuple[int, int]) -> Item:
    return replace(item, at=at)

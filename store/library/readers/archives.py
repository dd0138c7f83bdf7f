"""Archives of anything that is read: zip, tar, and single files packed by gzip and the like.

Members are read in memory and never written to the disk, so that their names can do no harm.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from tarfile import HeaderError, ReadError
from typing import IO, BinaryIO, Self, cast

from onrecord.store.errors import Unreadable

from .extracting import DEPTH, Holding, alone, work
from .packages import MEMBER, before_first, opened, other_document, refusal
from .protocol import HEAD, Choose, FormatReader, Item, Problem, ProblemKind

MOST = 200_000
"""Members that are looked at."""

_PIECE = 4096
"""Bytes that are unpacked at a time."""

_UNPACKABLE = (EOFError, zlib.error, lzma.LZMAError, OSError, ValueError)
"""What goes wrong where a stream is cut off or damaged."""

_TAIL = 120  # characters of a member's name that are kept


class ZipReader(Holding):
    """``.zip``: every member that some reader takes."""

    suffixes = (".zip",)

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the first member, or by the end of an empty archive."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield what the members hold."""
        names = Names(name)
        with opened(file, "zip archive") as packed:
            if before := before_first(packed):
                told = f"{before} bytes stand before its first member: is it damaged?"
                yield Problem(name, told, ProblemKind.PART)
            if document := _document(packed):
                file.seek(0)
                yield from document.read(file, name)
                return
            if other := other_document(packed.NameToInfo, _kind(packed)):
                told = f"it is a {other}: save it as PDF or text"
                yield Problem(name, told, ProblemKind.OTHER)
                return
            crawl = _is_crawl(packed.NameToInfo)
            for count, info in enumerate(packed.infolist()):
                if count >= MOST:
                    yield Problem(name, f"only its first {MOST} members are read", ProblemKind.PART)
                    return
                if info.is_dir() or _is_shadow(info.filename):
                    continue
                if crawl and not info.filename.startswith("archive/"):
                    continue  # lists of what the archive of the web holds
                where = names.of(info.filename)
                if refused := refusal(info):
                    yield Problem(where, refused, ProblemKind.PART)
                    continue
                yield from _member(self._choose, partial(packed.open, info), where, info.file_size)


def _is_shadow(name: str) -> bool:
    """Tell whether a member is what macOS keeps of another file beside its bytes."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")


def _is_crawl(names: Collection[str]) -> bool:
    """Tell whether a package is an archive of the web with what a program made of it (WACZ)."""
    return "datapackage.json" in names and any(
        name.startswith("archive/") and ".warc" in name for name in names
    )


def _kind(packed: zipfile.ZipFile) -> bytes:
    """Return what a package says that it is, or nothing."""
    kind = packed.NameToInfo.get("mimetype")
    if kind is None or kind.file_size > 100 or kind.flag_bits & 1:
        return b""
    try:
        return packed.read(kind).strip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        return b""


def _document(packed: zipfile.ZipFile) -> FormatReader | None:
    """Return the reader of an office document that was packed again, its parts in another order."""
    from .documents import EpubReader, OpenDocumentReader, WordReader
    from .spreadsheets import SpreadsheetReader

    names = packed.NameToInfo
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return WordReader()
    told = _kind(packed)
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or b"spreadsheet" in told:
        return SpreadsheetReader()
    if b"opendocument.text" in told and "content.xml" in names:
        return OpenDocumentReader()
    return EpubReader() if told == b"application/epub+zip" else None


class _TarHead(tarfile.TarInfo):
    """The head of a member: what is none, though the archive has not told its end, is damage."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile)
        except HeaderError as error:
            if type(error).__name__ == "EOFHeaderError":  # the mark of the end
                raise
            raise ReadError(str(error)) from None


class TarReader(Holding):
    """``.tar``, ``.tgz`` and the like."""

    suffixes = (".tar",)
    streams = True

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the mark that stands in the first header."""
        return head[257:262] == b"ustar"

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield what the members hold; links are not followed."""
        names = Names(name)
        try:
            with tarfile.open(fileobj=file, mode="r|", tarinfo=_TarHead) as packed:
                for count, info in enumerate(packed):
                    if count >= MOST:
                        yield Problem(
                            name, f"only its first {MOST} members are read", ProblemKind.PART
                        )
                        return
                    if _is_shadow(info.name):
                        continue
                    where = names.of(info.name)
                    if info.issym() or info.islnk():
                        yield Problem(
                            where, "it is a link to elsewhere: not followed", ProblemKind.LINK
                        )
                    elif info.isfile() and info.size > MEMBER:
                        told = f"it is longer than {MEMBER // 1_000_000} MB: unpack it yourself"
                        yield Problem(where, told, ProblemKind.PART)
                    elif info.isfile() and (member := packed.extractfile(info)):
                        yield from _member(
                            self._choose, partial(cast, IO[bytes], member), where, info.size
                        )
        except (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError, OSError) as error:
            yield Problem(name, f"the archive is cut off or damaged ({error})", ProblemKind.PART)


class PackedReader(Holding):
    """``.gz``, ``.bz2``, ``.xz`` and ``.zst``: one file, packed."""

    suffixes = (".gz", ".bz2", ".xz", ".zst", ".tgz")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the mark of the packing; web archives are packed in a way of their own."""
        return head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield what the packed file holds."""
        inner = PurePosixPath(name).with_suffix("").as_posix()
        if name.lower().endswith(".tgz"):
            inner += ".tar"
        with _unpacked(file) as stream:
            counted = Counted(stream)
            try:
                for found in anything(self._choose, cast(BinaryIO, counted), inner):
                    yield _renamed(found, inner, name)
            except (Unreadable, ValueError):
                if not counted.cut:
                    raise
                raise Unreadable(f"it cannot be unpacked: is it cut off? ({counted.cut})") from None
        if counted.cut:
            told = f"it is cut off or damaged, and read up to there ({counted.cut})"
            yield Problem(name, told, ProblemKind.PART)


def _unpacked(file: BinaryIO) -> IO[bytes]:
    head = file.read(4)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.GzipFile(fileobj=file))
    if head.startswith(b"BZh"):
        return bz2.BZ2File(file)
    if head.startswith(b"\xfd7zX"):
        return lzma.LZMAFile(file)
    return cast(IO[bytes], io.BufferedReader(_Zst(file), 1 << 16))


class _Zst(io.RawIOBase):
    """What a ``.zst`` holds, frame after frame; unlike that of its library, told when it is cut."""

    def __init__(self, file: BinaryIO) -> None:
        import zstandard

        self._broken = zstandard.ZstdError
        self._frames = zstandard.ZstdDecompressor(max_window_size=2**27)
        self._file = file
        self._frame = self._frames.decompressobj()
        self._made = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._made:
            packed = (self._frame.unused_data if self._frame.eof else b"") or self._file.read(4096)
            if not packed and self._frame.eof:
                return 0
            if not packed:
                raise EOFError("it ends before its last frame does")
            if self._frame.eof:
                self._frame = self._frames.decompressobj()
            try:
                self._made = self._frame.decompress(packed)
            except self._broken as error:
                raise OSError(str(error)) from None
        given, self._made = self._made[: len(view)], self._made[len(view) :]
        view[: len(given)] = given
        return len(given)


def _renamed(found: Item | Problem, inner: str, name: str) -> Item | Problem:
    """Return a problem under the name of the packed file, as the person knows it."""
    if isinstance(found, Problem) and found.where.startswith(inner):
        return found._replace(where=name + found.where[len(inner) :])
    return found


class Counted(io.RawIOBase):
    """An unpacked stream of which every byte is counted; it can be read once, and peeked into.

    It ends where it can be unpacked no further; ``cut`` says why, if so.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._spending = _Spending(stream)
        self._stream = io.BufferedReader(cast(io.RawIOBase, self._spending), 1 << 16)

    @property
    def cut(self) -> str:
        """Why there is no more of it, where it is not simply at its end."""
        return self._spending.cut

    def peek(self, size: int) -> bytes:
        """Return the next bytes without taking them."""
        return self._stream.peek(size)[:size]

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes."""
        return self._stream.read(size if size is not None else -1)

    def readline(self, size: int | None = -1) -> bytes:
        """Return the next line, or so many bytes of it."""
        return self._stream.readline(size if size is not None else -1)

    def readinto(self, buffer: object) -> int:
        """Fill a buffer."""
        return self._stream.readinto(buffer)  # type: ignore[arg-type]


class _Spending(io.RawIOBase):
    """Counts what is read of a stream among what the file may unpack to."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.cut = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:  # a little at a time: a cut costs what is asked for with it
            data = b"" if self.cut else self._stream.read(min(len(view), _PIECE))
        except _UNPACKABLE as error:
            self.cut, data = str(error), b""
        work().spend(len(data))
        view[: len(data)] = data
        return len(data)


class Names:
    """Names of members that can be shown and told apart, whatever the archive calls them."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._given: set[str] = set()

    def of(self, member: str) -> str:
        """Return the name of a member below its archive: no way up, none from the root."""
        parts = [p for p in member.replace("\\", "/").split("/") if p not in ("", ".", "..")]
        name = "/".join(parts)[-_TAIL:].lstrip("/") or "member"
        stem, dot, ending = name.rpartition(".")
        if "/" in ending or not stem:
            stem, dot, ending = name, "", ""
        found, number = name, 1
        while found in self._given:
            number += 1
            found = f"{stem} ({number}){dot}{ending}"
        self._given.add(found)
        return f"{self._archive}#{found}"


def anything(choose: Choose, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
    """Yield what a file inside another one holds, by the reader that fits it."""
    on = work()
    head = cast(Counted, file).peek(HEAD) if isinstance(file, Counted) else _head(file, HEAD)
    reader = choose(head, name)
    if isinstance(reader, Problem):
        raise Unreadable("it holds nothing that onrecord reads")
    if on.depth >= DEPTH:
        raise Unreadable("archives lie in archives too deeply: unpack it yourself")
    if isinstance(file, Counted) and not getattr(reader, "streams", False):
        file = cast(BinaryIO, io.BytesIO(_all_of(file)))
    on.depth += 1
    try:
        with alone():
            yield from reader.read(file, name)
    finally:
        on.depth -= 1


def _head(file: BinaryIO, size: int) -> bytes:
    head = file.read(size)
    file.seek(0)
    return head


def _all_of(file: Counted) -> bytes:
    data = file.read(MEMBER * 2 + 1)
    if file.cut:
        raise Unreadable(file.cut)  # of a document there is no reading up to there
    if len(data) > MEMBER * 2:
        raise Unreadable(
            f"it unpacks to more than {MEMBER * 2 // 1_000_000} MB: unpack it yourself"
        )
    return data


def _member(
    choose: Choose, open_: Callable[[], IO[bytes]], where: str, size: int
) -> Iterator[Item | Problem]:
    """Yield what a member holds; what goes wrong costs that member alone."""
    archive, _, member = where.partition("#")
    try:
        with open_() as opened:
            head = opened.read(HEAD)
            reader = choose(head, member)
            if isinstance(reader, Problem):
                yield reader._replace(where=where)
                return
            if not isinstance(reader, ZipReader | TarReader | PackedReader) and not work().begin(
                where
            ):
                return
            work().spend(size)
            data = head + opened.read(MEMBER + 1 - len(head))
        if len(data) > MEMBER:
            raise Unreadable("it unpacks to more than it says: refused")
        for found in anything(choose, io.BytesIO(data), member):
            yield _inside(found, member, where, archive)
    except Unreadable as error:
        yield Problem(where, str(error), ProblemKind.PART)
    except MemoryError:
        raise
    except Exception:  # what is damaged is tripped over in many ways
        yield Problem(where, "it cannot be unpacked: is it damaged?", ProblemKind.PART)


def _inside(found: Item | Problem, member: str, where: str, archive: str) -> Item | Problem:
    """Return what a member held under its place in the archive."""
    name = where[len(archive) + 1 :]
    if isinstance(found, Problem):
        rest = found.where[len(member) :] if found.where.startswith(member) else ""
        return found._replace(where=where + rest)
    return replace(found, key=f"{name}#{found.key}" if found.key else name)

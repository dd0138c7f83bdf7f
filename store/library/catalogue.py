"""What was imported: one entry an article, kept in ``library.json`` as columns.

The index is small, read in one go, and can always be made again from the files themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NotRequired, TypedDict

from msgspec import Meta

from onrecord.analysis.types import UNDATED, Published
from onrecord.store.errors import Damaged
from onrecord.store.schema import shaped
from onrecord.store.storage import CheckedStorage

from .findings_codec import pack_published, unpack_published
from .readers import READERS

SCHEMA = 1


class ScanStatus(StrEnum):
    """What the last scan found."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    VANISHED = "vanished"
    PROBLEM = "problem"


AWAY = (ScanStatus.VANISHED, ScanStatus.PROBLEM)
"""States of an article whose file need not be there."""


@dataclass(slots=True)
class Entry:
    """All that a list shows of one article, without opening it.

    ``stated`` is the date that the source states, ``published`` the best one known; ``version``
    the hash of its text; ``quotations`` how many the analysis found (None: not analysed);
    ``at`` the bytes of ``file`` that it stands in.
    """

    id: str
    title: str
    source: str = ""
    url: str = ""
    language: str = ""
    stated: Published = UNDATED
    published: Published = UNDATED
    words: int = 0
    version: str = ""
    status: ScanStatus = ScanStatus.NEW
    problem: str = ""
    quotations: int | None = None
    file: str = ""
    at: tuple[int, int] = (0, 0)
    titled: bool = False  # the source itself names the title
    author: str = ""
    modified: str = ""  # the ISO day of its last change, where the source names one
    summary: bool = False  # the source gives a summary alone
    plain: str = ""  # the hash of its words, blanks and line ends aside
    earlier: tuple[str, ...] = ()  # the ids that it had before its file was moved


@dataclass(slots=True)
class FileState:
    """A file as it was when it was read last, to tell cheaply whether it changed.

    ``extracted`` tells that its articles' texts were made from it and are kept; ``problems`` are
    what of it is not among the articles, each with where, message and kind.
    """

    modified: int = 0
    size: int = -1
    digest: str = ""
    extracted: bool = False
    problems: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Index:
    """The entries by article id, the files by relative path.

    ``maker`` is whose findings the entries tell of, ``readers`` whose the articles are.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    files: dict[str, FileState] = field(default_factory=dict)
    maker: str = ""
    readers: str = ""


_LONGEST = 2**53
"""Bytes that no file has, and that every system can still be asked for."""


def read_index(path: Path) -> Index:
    """Read an index; an empty one where there is no file.

    Raises:
        Damaged: the file is damaged, or of another layout; it is best made again.
    """
    tables = CheckedStorage(path).read()
    if tables is None:
        return Index()
    try:
        meta = tables["meta"]["1"]
        if meta["schema"] != SCHEMA or not isinstance(meta["maker"], str):
            raise Damaged(f"{path} has another layout")
        rows = tables["articles"]["1"]
        shaped(rows, _ArticleColumns)
        shaped(tables["files"]["1"], _FileColumns)
        for name in (*rows["file"], *tables["files"]["1"]["path"]):
            _check_below(name)
        stated = [unpack_published(row) if row else UNDATED for row in rows["stated"]]
        published = [
            given if row is None else unpack_published(row)
            for given, row in zip(stated, rows["published"], strict=True)
        ]
        statuses = {status.value: status for status in ScanStatus}
        entries = map(
            Entry,
            rows["id"],
            rows["title"],
            rows["source"],
            rows["url"],
            rows["language"],
            stated,
            published,
            rows["words"],
            rows["version"],
            [statuses[status] for status in rows["status"]],
            rows["problem"],
            rows["quotations"],
            rows["file"],
            [_stretch(*at) for at in rows["at"]],
            rows["titled"],
            *(_later(rows, name, "", len(rows["id"])) for name in ("author", "modified")),
            _later(rows, "summary", False, len(rows["id"])),
            _later(rows, "plain", "", len(rows["id"])),
            map(tuple, _later(rows, "earlier", (), len(rows["id"]))),
        )
        files = tables["files"]["1"]
        count = len(files["path"])
        states = map(
            FileState,
            files["modified"],
            files["size"],
            files["digest"],
            _later(files, "extracted", False, count),
            [tuple(map(tuple, told)) for told in _later(files, "problems", (), count)],
        )
        index = Index(
            {entry.id: entry for entry in entries},
            dict(zip(files["path"], states, strict=True)),
            meta["maker"],
            str(meta.get("readers", "")),
        )
        _check_files(index)
        return index
    except (LookupError, TypeError, ValueError) as error:
        raise Damaged(f"{path} has another layout") from error


def renewed(index: Index, maker: str) -> bool:
    """Forget what another analysis, or other readers, said; tell whether there was anything.

    A file that other readers left out, or took for one article, may be more than that to these:
    all are read once more.
    """
    if (index.maker, index.readers) == (maker, READERS):
        return False
    if index.maker != maker:
        for entry in index.entries.values():
            entry.quotations = None
            entry.published = entry.stated
    if index.readers != READERS:
        index.files = {name: FileState() for name in index.files}
    index.maker, index.readers = maker, READERS
    return True


_Version = Annotated[str, Meta(pattern=r"^\w*$")]  # its findings lie in a file of this name


class _ArticleColumns(TypedDict):
    """The columns of the articles, one value an article in each."""

    id: list[str]
    title: list[str]
    source: list[str]
    url: list[str]
    language: list[str]
    words: list[int]
    version: list[_Version]
    status: list[ScanStatus]
    problem: list[str]
    quotations: list[int | None]
    file: list[str]
    at: list[tuple[int, int]]
    titled: list[bool]
    author: NotRequired[list[str]]
    modified: NotRequired[list[str]]
    summary: NotRequired[list[bool]]
    plain: NotRequired[list[str]]
    earlier: NotRequired[list[list[str]]]
    stated: list[list[Any]]
    published: list[list[Any] | None]


class _FileColumns(TypedDict):
    """The columns of the files."""

    path: list[str]
    modified: list[int]
    size: list[int]
    digest: list[str]
    extracted: NotRequired[list[bool]]
    problems: NotRequired[list[list[tuple[str, str, str]]]]


def _check_below(name: str) -> None:
    """Refuse a file that lies outside of the library's folder, whatever the list says.

    Raises:
        Damaged: it does.
    """
    if not name or name.startswith("/") or ".." in name.split("/"):
        raise Damaged(f"{name!r} lies outside of the folder")


def _check_files(index: Index) -> None:
    """Refuse a list in which an article stands in a file that was never looked at.

    Raises:
        Damaged: it does; nothing would look for its words where they are.
    """
    for entry in index.entries.values():
        if entry.status not in AWAY and entry.file not in index.files:
            raise Damaged(f"{entry.id!r} stands in no file of the list")


def _stretch(offset: int, length: int) -> tuple[int, int]:
    """Return where an article stands in its file.

    Raises:
        ValueError: no file has such a place.
    """
    if not (0 <= offset < _LONGEST and 0 <= length < _LONGEST):
        raise ValueError(f"no file has a place {offset}, {length}")
    return offset, length


def _later(rows: dict[str, Any], name: str, usual: object, count: int) -> list[Any]:
    """Return a column that older files do not have."""
    found = rows.get(name)
    return [usual] * count if found is None else list(found)


def write_index(path: Path, index: Index) -> None:
    """Write an index.

    Raises:
        NotWritten: the disk refused; the old one stands.
    """
    entries = list(index.entries.values())
    plain = (
        "id",
        "title",
        "source",
        "url",
        "language",
        "words",
        "version",
        "status",
        "problem",
        "quotations",
        "file",
        "at",
        "titled",
        "author",
        "modified",
        "summary",
        "plain",
        "earlier",
    )
    rows: dict[str, list[Any]] = {name: [getattr(e, name) for e in entries] for name in plain}
    rows["stated"] = [pack_published(e.stated) for e in entries]
    rows["published"] = [
        None if e.published == e.stated else pack_published(e.published) for e in entries
    ]
    files = {
        "path": list(index.files),
        "modified": [state.modified for state in index.files.values()],
        "size": [state.size for state in index.files.values()],
        "digest": [state.digest for state in index.files.values()],
        "extracted": [state.extracted for state in index.files.values()],
        "problems": [state.problems for state in index.files.values()],
    }
    CheckedStorage(path).write(
        {
            "meta": {"1": {"schema": SCHEMA, "maker": index.maker, "readers": index.readers}},
            "articles": {"1": rows},
            "files": {"1": files},
        }
    )

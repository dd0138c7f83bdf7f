"""Web archives: WARC and ARC, packed or not; of what they hold the pages that are articles."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from onrecord.store.errors import Unreadable

from .dates import stated_date
from .extracting import Extracting, alone, work
from .protocol import Item, Problem, ProblemKind
from .values import host_of

LONGEST = 20_000_000
"""Bytes of one record."""

_HOLD_PAGES = ("response", "resource", "conversion")


class WarcReader(Extracting):
    """``.warc``, ``.warc.gz`` and ``.arc``."""

    suffixes = (".warc", ".arc")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the first record, unpacked where it is packed."""
        return _begins(head) or (head.startswith(b"\x1f\x8b") and _begins(_unpacked(head)))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield an article a page; pages that hold none are counted."""
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.recordloader import ArcWarcRecordLoader

        heads = ArcWarcRecordLoader(verify_http=False)
        others = records = 0
        seen: set[str] = set()
        try:
            # What the host said is read below: of a record without it nothing would be told.
            given = ArchiveIterator(file, arc2warc=True, no_record_parse=True)
            for record in given:
                records += 1
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                holds_page = record.rec_type in _HOLD_PAGES and url.startswith("http")
                if holds_page and not work().begin(f"{name}#{url[:200]}"):
                    continue
                item, late = _page(record, url, name, heads) if holds_page else (None, [])
                if _is_cut(record):
                    told = f"the archive is cut off within {url[:200] or f'record {records}'}"
                    yield Problem(name, told, ProblemKind.PART)
                if not holds_page:
                    continue
                if item is None:
                    others += 1
                    continue
                key = url if url not in seen else f"{url} ({records})"
                seen.add(url)
                yield from late
                yield replace(item, key=key)
            if records and given.offset < file.seek(0, io.SEEK_END):  # too little to be unpacked
                told = f"the archive is cut off within record {records + 1}"
                yield Problem(name, told, ProblemKind.PART)
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError, OSError) as error:
            many = "1 record" if records == 1 else f"{records} records"
            told = f"the archive is cut off or damaged after {many} ({error})"
            yield Problem(name, told, ProblemKind.PART)
        if not records:
            raise Unreadable("it holds no records")
        if others:
            what = "1 record is" if others == 1 else f"{others} records are"
            yield Problem(name, f"{what} no article: left out", ProblemKind.EMPTY)


def _begins(head: bytes) -> bool:
    return head.startswith((b"WARC/", b"filedesc://"))


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
    except (zlib.error, gzip.BadGzipFile):
        return b""


def _is_cut(record: Any) -> bool:
    """Tell whether a file ends within a record: fewer bytes follow than its head announces.

    A head that announces none, or does not say what follows, is not whole itself.
    """
    if not record.rec_headers.protocol:  # an empty line in place of one
        return False
    if not record.rec_type or not (record.rec_headers.get_header("Content-Length") or "").isdigit():
        return True
    while record.raw_stream.read(1 << 20):
        pass
    return bool(getattr(record.raw_stream, "limit", 0) > 0)


def _page(record: Any, url: str, name: str, heads: Any) -> tuple[Item | None, list[Problem]]:
    """Return the article of a record, or None where it is none, and problems with it."""
    from .markup import page_text
    from .pages import page

    try:
        headers = heads.load_http_headers(record.rec_type, url, record.raw_stream, record.length)
    except EOFError:
        return None, []
    record.http_headers = headers  # what is packed is unpacked by them
    if record.rec_type == "conversion":
        return _words(record, url), []
    kind = (headers.get_header("Content-Type") if headers else None) or (
        record.rec_headers.get_header("Content-Type") or ""
    )
    status = headers.get_statuscode() if headers else "200"
    if "html" not in kind.lower() or not status.startswith("2"):
        return None, []
    data = record.content_stream().read(LONGEST + 1)
    if len(data) > LONGEST:
        return None, []
    work().spend(len(data))
    charset = kind.partition("charset=")[2].strip(" \"';")
    try:
        with alone():
            found = list(page(page_text(data, charset), f"{name}#{url}", url=url))
    except Unreadable:
        return None, []
    item = next((it for it in found if isinstance(it, Item)), None)
    problems = [it for it in found if isinstance(it, Problem)]
    if item is None:
        return None, []
    taken = stated_date(record.rec_headers.get_header("WARC-Date")).date
    if item.published.date and taken and item.published.date > taken:
        item = replace(item, published=type(item.published)())
    return item, problems


def _words(record: Any, url: str) -> Item | None:
    """Return the article of a record that holds the words of a page alone (WET), or None."""
    from .pages import holds_article

    data = record.content_stream().read(LONGEST)
    work().spend(len(data))
    lines = [" ".join(it.split()) for it in data.decode("utf-8", "replace").splitlines()]
    lines = list(filter(None, lines))
    text = "\n\n".join(lines)
    if not holds_article(text):
        return None
    return Item("", text, title=lines[0][:300], url=url, source=host_of(url))

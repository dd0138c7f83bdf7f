"""Addresses that a person adds to a library: pages and documents once, feeds again and again.

What is fetched lies as plain files in ``fetched`` below the library's folder, so that it is read
like all else.  A feed is one file of JSON lines that only grows: an entry that has left the feed
stays, one that was changed is the new text of the same article.
"""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from onrecord.store.errors import Damaged, StoreError, Unreadable
from onrecord.store.storage import CheckedStorage, write_atomically

from .extraction.sandbox import Sandbox
from .feed_rows import alike, read_rows, rows_of, write_rows
from .fetching import Fetched, NotFetched, fetch
from .readers import HEAD, Item, Problem, ProblemKind, choose
from .readers.feeds import FeedReader, OutlineReader
from .readers.markup import page_text
from .readers.pages import PageReader
from .readers.summary import told

FOLDER = "fetched"
_KEPT = "subscriptions.json"
_FILE = re.compile(r"[^/\\\0]+\.feed\.jsonl")
_ENDINGS = {
    "application/pdf": ".pdf", "text/html": ".html", "application/xhtml+xml": ".html",
    "text/plain": ".txt", "application/json": ".json", "application/zip": ".zip",
    "application/epub+zip": ".epub", "text/csv": ".csv", "application/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip


class Outcome(NamedTuple):
    """What became of an address: one line for a person, and whether all went well."""

    url: str
    told: str
    well: bool = True


class Subscriptions:
    """The addresses of one library.

    Args:
        folder: the folder of its articles.
        home: where onrecord keeps what is its own.
    """

    def __init__(self, folder: Path, home: Path) -> None:
        self._folder = folder
        self._storage = CheckedStorage(home / _KEPT)
        self._home = home
        self.feeds: dict[str, dict[str, str]] = {}
        self.pages: dict[str, str] = {}
        self._load()

    def _load(self) -> None:
        try:
            tables = self._storage.read() or {}
        except (Damaged, OSError, ValueError):
            tables = {}
        for url, row in tables.get("feeds", {}).items():
            if isinstance(row, dict):
                self.feeds[str(url)] = {str(name): str(value) for name, value in row.items()}
        for name, url in tables.get("pages", {}).items():
            self.pages[str(name)] = str(url)

    def _save(self) -> None:
        self._storage.write({"feeds": self.feeds, "pages": self.pages})

    def add(self, url: str) -> Outcome:
        """Fetch an address: a page or document is kept, a feed is subscribed to."""
        try:
            fetched = fetch(url)
            reader = choose(fetched.data[:HEAD], self._name_of(fetched))
            if isinstance(reader, FeedReader):
                return self._refresh(url, fetched)
            if isinstance(reader, OutlineReader):
                feeds = listed(fetched.data)
                return Outcome(url, f"it lists {len(feeds)} feeds: add those you want", bool(feeds))
            if reader is None:
                raise NotFetched(f"it is {fetched.kind or 'nothing'} that onrecord does not read")
            name = self._keep(fetched, isinstance(reader, PageReader))
            return Outcome(url, f"kept as {name}")
        except StoreError as error:
            return Outcome(url, str(error), False)

    def refresh(self, url: str) -> Outcome:
        """Fetch a feed again, if it changed since the last time."""
        known = self.feeds[url]
        try:
            fetched = fetch(url, etag=known.get("etag", ""), modified=known.get("modified", ""))
            if fetched.unchanged:
                return Outcome(url, f"{known.get('title') or url}: nothing new")
            return self._refresh(url, fetched)
        except StoreError as error:
            return Outcome(url, str(error), False)

    # -- pages ----------------------------------------------------------------------------------

    def _name_of(self, fetched: Fetched) -> str:
        path = urlsplit(fetched.url).path.rstrip("/")
        last = path.rsplit("/", 1)[-1]
        ending = _ENDINGS.get(fetched.kind) or (re.search(r"\.\w{2,5}\Z", last) or [""])[0]
        return f"{slug(fetched.url, ending)}{ending or '.html'}"

    def _keep(self, fetched: Fetched, page: bool) -> str:
        folder = self._made()
        path = folder / self._name_of(fetched)
        name = path.relative_to(self._folder).as_posix()
        write_atomically(path, with_address(fetched) if page else fetched.data)
        self.pages[name] = fetched.url
        self._save()
        return name

    def _made(self) -> Path:
        folder = self._folder / FOLDER
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder} cannot be made: {error.strerror}") from error
        return folder

    # -- feeds ----------------------------------------------------------------------------------

    def _refresh(self, url: str, fetched: Fetched) -> Outcome:
        found, problems = self._entries(fetched)
        name = self.feeds.get(url, {}).get("file", "")
        if not _FILE.fullmatch(name):  # anybody may have written where it is to lie
            name = f"{slug(url, '')}.feed.jsonl"
        path = self._made() / name
        known = read_rows(path)
        rows = rows_of(found, known)
        new = sum(key not in known for key in rows)
        changed = sum(key in known and not alike(known[key], row) for key, row in rows.items())
        if known | rows != known:
            write_rows(path, known | rows)
        title = next((item.source for item in found if item.source), "") or url
        self.feeds[url] = {
            "file": name,
            "title": title,
            "etag": fetched.etag,
            "modified": fetched.modified,
        }
        self._save()
        empty = sum(it.kind is ProblemKind.EMPTY for it in problems)
        more = told(it for it in problems if it.kind is not ProblemKind.EMPTY)
        counts = (
            f"{new} new",
            f"{changed} changed",
            f"{empty} without text" if empty else "",
            more,
        )
        return Outcome(url, f"{title}: {', '.join(filter(None, counts))}")

    def _entries(self, fetched: Fetched) -> tuple[list[Item], list[Problem]]:
        """Return the entries of a feed, read in a worker."""
        path = self._home / f".feed.{os.getpid()}.part"
        sandbox = Sandbox()
        try:
            write_atomically(path, fetched.data, durable=False)
            found = list(sandbox.read(path, "feed.xml", {}))
        except Unreadable as error:
            raise NotFetched(str(error)) from None
        finally:
            sandbox.close()
            path.unlink(missing_ok=True)
        items = [it for it in found if isinstance(it, Item)]
        return items, [it for it in found if isinstance(it, Problem)]


def listed(data: bytes) -> list[str]:
    """Return the addresses of the feeds that an OPML list names, each once."""
    text = page_text(data)
    found = re.findall(r"xmlUrl\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", text, re.IGNORECASE)
    urls = [unescape(one or other).strip() for one, other in found]
    return list(dict.fromkeys(url for url in urls if url.startswith(("http://", "https://"))))


def slug(url: str, ending: str) -> str:
    """Return a file name for an address: its host and the end of its path, harmless."""
    parts = urlsplit(url)
    host = (parts.hostname or "page").removeprefix("www.")
    port = f"-{parts.port}" if parts.port else ""
    path = f"{parts.path.removesuffix(ending)} {parts.query}"
    words = re.sub(r"[^\w]+", "-", path, flags=re.ASCII).strip("-")[-80:].strip("-")
    return f"{host}{port}-{words}" if words else f"{host}{port}"


def with_address(fetched: Fetched) -> bytes:
    """Return a page as UTF-8 with its address in a comment, as browsers write it."""
    text = page_text(fetched.data, fetched.charset)
    url = fetched.url.replace("--", "%2D%2D")
    comment = f"<!-- saved from url=({len(url):04d}){url} -->\n"
    start = re.match(r"\s*<!doctype[^>]*>\s*", text, re.IGNORECASE)
    at = start.end() if start else 0
    return b"\xef\xbb\xbf" + f"{text[:at]}{comment}{text[at:]}".encode("utf-8", "replace")

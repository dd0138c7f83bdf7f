"""Feeds: RSS, Atom and RDF by feedparser, JSON Feed by hand; an article an entry."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO
from urllib.parse import urljoin, urlsplit

from onrecord.analysis.types import UNDATED, Published
from onrecord.store.errors import Unreadable

from .blogs import as_posted, author_names, no_post, without_shortcodes
from .dates import future, not_believed, stated_date
from .extracting import Extracting, whole, work
from .fragments import line, plain
from .keys import made_key
from .markup import BEFORE_ROOT, CUT, is_cut, page_text
from .protocol import Item, Problem, ProblemKind

LONGEST = 50_000_000
"""Bytes of a feed; a longer one never ends."""

_FEED = re.compile(
    BEFORE_ROOT + rb"<(?:rss|feed|rdf:RDF|[a-z]+:feed|channel)\b",
    re.IGNORECASE | re.DOTALL,
)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](?P<encoding>[^"'>]+)""")
_OUTLINE = re.compile(rb"<opml\b", re.IGNORECASE)
DTD = re.compile(rb"<!(?:DOCTYPE[^>\[]*\[|ENTITY)", re.IGNORECASE)
"""What declares entities, by which a small file unpacks to a huge one."""

_APPEARED = re.compile(r"\n\nThe post .{1,300} (?:first )?appeared (?:first )?on .{1,100}\Z")
_MAILED = re.compile(r"\S+@\S+\s*\((.+)\)")
_MOMENTS = ("wp_post_date", "published", "created", "issued", "updated")
_SUMMED = re.compile(
    r"(?:\[…\]|\[\.\.\.\]|…|\.\.\.|Continue reading.*|Read more.*)\s*\Z", re.DOTALL
)


class FeedReader(Extracting):
    """``.rss``, ``.atom``, ``.xml``, ``.rdf``, and JSON Feed under ``.json``."""

    suffixes = (".rss", ".atom", ".xml", ".rdf", ".feed")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the root element, or the version of a JSON Feed."""
        if head.startswith(_WIDE):
            head = head.decode("utf-16", "ignore").encode()
        if _FEED.match(head):
            return True
        return (
            head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and b"jsonfeed.org/version" in head
        )

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield an article an entry; an entry without words becomes a problem."""
        data = _in_utf8(whole(file, LONGEST, "feed"))
        if DTD.search(data[:100_000]):
            raise Unreadable("it declares entities of its own, which no feed needs: refused")
        yield from feed(data, name)
        if is_cut(data):
            yield Problem(name, CUT, ProblemKind.PART)


def _in_utf8(data: bytes) -> bytes:
    """Return a feed in UTF-8 where it says that it is, or says nothing, and is not."""
    declared = _DECLARED.match(data)
    encoding = declared["encoding"] if declared else None
    if not data.startswith(_WIDE) and (encoding or b"utf-8").lower() != b"utf-8":
        return data  # as its parser reads it
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = page_text(data)
        return (text[text.find("?>") + 2 :] if text.startswith("<?xml") else text).encode()
    return data


class OutlineReader(Extracting):
    """``.opml``: a list of feeds holds no article; it is told what can be done with it."""

    suffixes = (".opml",)

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the root element."""
        return bool(_OUTLINE.search(head[:1000]))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield one problem: what the list holds, and how to subscribe to it."""
        count = len(re.findall(rb"xmlUrl\s*=", whole(file, LONGEST, "list of feeds")))
        yield Problem(
            name,
            f"it lists {count} feeds: `onrecord add {name}` subscribes to them",
            ProblemKind.LINK,
        )


def feed(data: bytes, name: str) -> Iterator[Item | Problem]:
    """Yield the articles of a feed's bytes.

    Raises:
        Unreadable: it is no feed.
    """
    left_out: Counter[str] = Counter()
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        from .json_feed import json_feed

        entries = json_feed(data)
    else:
        entries = _parsed(data, left_out)
    found = list(_latest(entries))
    for key, item, late in found:
        where = f"{name}#{key}"
        if not work().begin(where):
            continue
        if not item.text.strip():
            yield Problem(where, "the entry has no text", ProblemKind.EMPTY)
            continue
        if late:
            yield Problem(
                where,
                not_believed(late),
                ProblemKind.DATE,
            )
        yield replace(item, key=key)
    for why, times in left_out.items():
        told = "1 entry is" if times == 1 else f"{times} entries are"
        yield Problem(name, f"{told} {why}: left out", ProblemKind.PART)
    if not found and not left_out:
        yield Problem(name, "the feed has no entries", ProblemKind.EMPTY)


def _latest(entries: Iterable[tuple[Item, str]]) -> Iterator[tuple[str, Item, str]]:
    """Yield each entry under its key: of several states of one entry that of the latest day.

    Entries of one id at other addresses are no states of one: some programs give all the same id.
    """
    kept: dict[str, list[tuple[Item, str]]] = {}
    for item, late in entries:
        key = item.key
        if key in kept and item.url and item.url != kept[key][0][0].url:
            key = item.url
        states = kept.setdefault(key, [])
        at = next((n for n, (it, _) in enumerate(states) if _one(it, item)), None)
        if at is None:
            states.append((item, late))
        elif _state(item) > _state(states[at][0]):
            states[at] = item, late
    for key, states in kept.items():
        for item, late in states:
            yield key, item, late


def _one(item: Item, other: Item) -> bool:
    """Tell whether entries of one id are one: as they are, or as states of what is at an address.

    What differs in its words alone may be two articles, of which none must be lost.
    """
    if item.title != other.title:
        return False
    at_one_address = bool(item.url) and item.url == other.url
    return item.text == other.text or (at_one_address and _state(item) != _state(other))


def _state(item: Item) -> tuple[bool, str]:
    return bool(item.text), max(item.modified, item.published.date or "")


def _parsed(data: bytes, left_out: Counter[str]) -> Iterator[tuple[Item, str]]:
    import feedparser

    found: Any = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not (found.get("version") or found.entries):
        raise Unreadable(
            "it is XML of a kind that onrecord does not read: it reads RSS, Atom and RDF"
        )
    about = found.feed
    source = line(str(about.get("title", "")))
    language = str(about.get("language") or "").split("-")[0].lower()[:3]
    base = str(about.get("link") or "")
    called = author_names(data)
    everybody = _authors(about) if str(found.get("version")).startswith("atom") else ""
    for entry in map(dict, found.entries):  # without its ways to guess one for another
        if why := no_post(entry):
            left_out[why] += 1
        else:
            item, late = _entry(entry, source, language, base)
            author = called.get(item.author, item.author) or everybody
            yield replace(item, author=author), late


def _entry(entry: Mapping[str, Any], source: str, language: str, base: str) -> tuple[Item, str]:
    bodies = [as_posted(str(it.get("value", "")), entry) for it in entry.get("content", [])]
    summary = without_shortcodes(str(entry.get("summary", "")))
    body = max((plain(it) for it in bodies), key=len, default="")
    short = plain(summary)
    whole_text = len(body) > len(short) or (
        bool(body) and body == short and not _SUMMED.search(body)
    )
    text = body if whole_text else short
    published, late = _dated(entry)
    origin = entry.get("source") or {}
    given = origin.get("title") if isinstance(origin, Mapping) else ""
    modified = stated_date(entry.get("updated")).date or ""
    text = _APPEARED.sub("", text)
    title = line(str(entry.get("title", "")))
    own = str(entry.get("id") or entry.get("link") or "").strip()
    moment = next((str(entry[name]) for name in _MOMENTS if entry.get(name)), "")
    return (
        Item(
            own or made_key(title, moment, text),
            text,
            title=title,
            source=line(str(given or entry.get("publisher") or source)),
            url=address(str(entry.get("link") or ""), base),
            language=language,
            published=published,
            author=_authors(entry),
            modified=modified if modified not in (published.date, late) else "",
            summary=not whole_text,
        ),
        late,
    )


def _dated(entry: Mapping[str, Any]) -> tuple[Published, str]:
    """Return the day as it is written, in the feed's own time zone."""
    late = ""
    for name in _MOMENTS:
        found = stated_date(entry.get(name))
        if found.date and future(found.date):
            late = late or found.date
        elif found.date:
            return found, late
    return UNDATED, late


def _authors(entry: Mapping[str, Any]) -> str:
    if mailed := _MAILED.fullmatch(str(entry.get("author") or "").strip()):
        return line(mailed[1])
    names = [
        str(it.get("name") or "") for it in entry.get("authors", []) if isinstance(it, Mapping)
    ]
    return "; ".join(filter(None, map(line, names))) or line(str(entry.get("author") or ""))


def address(url: str, base: str = "") -> str:
    """Return an address of the web, made whole by that of its feed, or "" for what is none."""
    url = urljoin(base, url.strip()) if url.strip() else ""
    return url if urlsplit(url).scheme in ("http", "https") else ""

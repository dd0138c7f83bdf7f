"""Pages as archives of the web keep them: whose page it was, without what the archive adds."""

from __future__ import annotations

import re
from typing import Any

from .markup import drop

_ORIGINAL = re.compile(
    r"https?://(?:web\.archive\.org/web/\d+[a-z_]*"
    r"|archive\.(?:today|ph|is|li|vn|md|fo)(?:/o)?/[\w.-]+"
    r"|webcache\.googleusercontent\.com/search\?q=cache:[\w-]+)[/:](https?:.+)\Z"
)
_TODAY = re.compile(r"https?://archive\.(?:today|ph|is|li|vn|md|fo)/")
_SNAPSHOT = re.compile(r"This is Google's cache of|It is a snapshot of the page as it appeared on")


def original(url: str) -> str:
    """Return the address that an archive's address is of; another one as it is."""
    found = _ORIGINAL.match(url)
    return found[1] if found else url


def _unread(tree: Any) -> None:
    """Make of a page that was saved from a browser's reading view one that names its author."""
    for element in tree.find_class("reader-credits"):
        element.set("class", "author")
        element.set("rel", "author")
    for element in tree.find_class("reader-estimated-time"):
        drop(element)


def unarchive(tree: Any) -> None:
    """Take what an archive adds out of a page: toolbars, headers and days of its own."""
    for element in tree.xpath("//*[starts-with(@id, 'wm-ipp')]"):
        drop(element)
    _unread(tree)
    shown = tree.xpath("//meta[@property='og:url']/@content|//link[@rel='canonical']/@href")
    if any(_TODAY.match(str(url)) for url in shown):
        for element in tree.xpath("//*[@id='HEADER' or @id='DIVSHARE' or @id='FOOTER']"):
            drop(element)
        for element in tree.xpath("//meta[starts-with(@property, 'article:')]"):
            drop(element)
        for element in tree.xpath("//meta[@property='og:site_name']"):
            drop(element)
    for element in tree.xpath("//link[@rel='canonical' and @href]"):
        element.set("href", original(element.get("href")))
    for element in tree.xpath("//meta[@property='og:url' and @content]"):
        element.set("content", original(element.get("content")))
    body = tree.find("body")
    for element in (body if body is not None else tree).xpath("./div[position() < 3]"):
        words = " ".join(element.text_content().split())
        if len(words) < 800 and _SNAPSHOT.search(words):
            drop(element)

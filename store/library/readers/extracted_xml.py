"""Pages as trafilatura writes them in XML: one document, or many one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.analysis.types import UNDATED
from onrecord.store.errors import Unreadable

from .dates import future, not_believed, stated_date
from .decoding import decode
from .extracting import Extracting, whole, work
from .feeds import DTD, address
from .fragments import plain
from .keys import ArticleKeys
from .languages import language_code
from .packages import xml_root
from .protocol import Item, Problem, ProblemKind

LONGEST = 100_000_000
"""Bytes of a file of pages."""

_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,300}\?>\s*)*(?:<\w{1,20}>\s*)?<doc\s[^<>]*"
    rb"\b(?:sitename|hostname|fingerprint|source-hostname)="
)
_DOCUMENT = re.compile(r"<doc\s.*?(?:</doc>|\Z)", re.DOTALL)
_HTML = {
    "head": "h2", "quote": "blockquote", "list": "ul", "item": "li", "row": "tr", "cell": "td",
    "lb": "br", "p": "p", "table": "table", "code": "pre", "graphic": "img", "del": "script",
}  # fmt: skip


class ExtractedXmlReader(Extracting):
    """``.xml`` of ``trafilatura --xml``."""

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the root element and what it says of the page."""
        return bool(_BEGINS.match(head))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield an article a page; comments below it are none of its words."""
        data = whole(file, LONGEST, "file of pages")
        if DTD.search(data[:100_000]):
            raise Unreadable("it declares entities of its own, which no page needs: refused")
        keys = ArticleKeys()
        documents = _DOCUMENT.findall(decode(data))
        for number, written in enumerate(documents, 1):
            where = f"{name}#{number}" if len(documents) > 1 else name
            if not work().begin(where):
                continue
            try:
                item, late = _article(xml_root(written.encode()), len(documents) > 1)
            except Unreadable as error:
                yield Problem(where, str(error), ProblemKind.PART)
                continue
            own, told = keys.given(item)
            if told:
                yield Problem(where, told, ProblemKind.TWICE)
            if late:
                yield Problem(where, not_believed(late), ProblemKind.DATE)
            if own:
                yield own


def _article(root: Any, one_of_many: bool) -> tuple[Item, str]:
    """Return the article of a document, and a date of it that is yet to come, or ""."""
    said = root.attrib
    main = root.find("main")
    text = "" if main is None else _text(main)
    if not text.strip():
        raise Unreadable("the page has no text")
    published = stated_date(said.get("date") or "")
    late = published.date if published.date and future(published.date) else ""
    url = address(said.get("url") or said.get("source") or "")
    source = said.get("sitename") or said.get("hostname") or said.get("source-hostname") or ""
    return Item(
        url or said.get("fingerprint") or "" if one_of_many else "",
        text,
        title=said.get("title") or "",
        author=said.get("author") or "",
        source=source,
        url=url,
        language=language_code(said.get("language") or ""),
        published=UNDATED if late else published,
    ), late or ""


def _text(main: Any) -> str:
    """Return the words of a page: a paragraph each that trafilatura has parted."""
    from lxml import etree

    for element in main.iter(etree.Element):
        element.tag = _HTML.get(element.tag, "span")
    main.tag = "div"
    return plain(etree.tostring(main, encoding="unicode", method="html", with_tail=False))

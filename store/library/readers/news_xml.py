"""News as agencies send it: NITF, NewsML-G2 and NewsML 1, by the names of their elements alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from onrecord.analysis.types import UNDATED
from onrecord.store.errors import Unreadable

from .dates import future, not_believed, stated_date
from .extracting import Extracting, whole, work
from .feeds import DTD, LONGEST, address
from .fragments import plain
from .languages import language_code
from .markup import BEFORE_ROOT, CUT, is_cut
from .protocol import Item, Problem, ProblemKind

_NEWS = re.compile(
    BEFORE_ROOT + rb"<(?:\w+:)?(?:nitf|newsItem|newsMessage|NewsML)\b",
    re.DOTALL,
)
_ITEMS = "//*[local-name()='newsItem' or local-name()='NewsItem' or local-name()='nitf']"
_BODIES = ("body.content", "inlineXML", "DataContent", "inlineData", "body")
_TITLES = ("headline", "hl1", "HeadLine", "title")
_AUTHORS = ("byline", "by", "ByLine", "creator")
_DAYS = (
    "contentCreated", "date.issue", "FirstCreated", "firstCreated", "date.release",
    "versionCreated", "DateAndTime", "story.date", "ThisRevisionCreated",
)  # fmt: skip
_RENAMED = {"hl2": "h2", "block": "div", "body.content": "div", "q": "q"}
_OWN = ("irel:isAlternativeOf", "alternate", "canonical", "self")
"""Relations of links that lead to the item itself; the others lead to what else there is."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SILENT = ("media-metadata", "media-reference", "body.head", "body.end", "note")


class NewsXmlReader(Extracting):
    """``.xml``, ``.nitf`` and ``.newsml`` of news agencies."""

    suffixes = (".nitf", ".newsml")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the root element."""
        return bool(_NEWS.match(head))

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield an article an item; one without words (a picture) becomes a problem."""
        data = whole(file, LONGEST, "message")
        if DTD.search(data[:100_000]):
            raise Unreadable("it declares entities of its own, which no news needs: refused")
        items = _tree(data).xpath(_ITEMS)
        outer = [it for it in items if not any(around in items for around in it.iterancestors())]
        for number, element in enumerate(outer, 1):
            where = f"{name}#{number}" if len(outer) > 1 else name
            if work().begin(where):
                yield from _item(element, where, str(number) if len(outer) > 1 else "")
        if is_cut(data):
            yield Problem(name, CUT, ProblemKind.PART)
        if not outer:
            raise Unreadable("it holds no news that can be read")


def _tree(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        tree = etree.fromstring(data.lstrip(), parser)
    except etree.XMLSyntaxError:
        tree = None
    if tree is None:
        raise Unreadable("it is not valid XML")
    return tree


def _item(element: Any, where: str, number: str) -> Iterator[Item | Problem]:
    text = _text(element)
    if not text.strip():
        yield Problem(where, "the item has no text", ProblemKind.EMPTY)
        return
    published = next((d for it in _days(element) if (d := stated_date(it)).date), UNDATED)
    late = published.date if published.date and future(published.date) else ""
    if late:
        told = not_believed(late)
        yield Problem(where, told, ProblemKind.DATE)
    changed = stated_date(_words(element, "versionCreated", "ThisRevisionCreated")).date or ""
    yield Item(
        _key(element) or number if number else "",
        text,
        title=_words(element, *_TITLES),
        author=_author(element),
        source=_source(element),
        url=_url(element),
        language=language_code(_language(element)),
        published=UNDATED if late else published,
        modified="" if changed == published.date else changed,
    )


def _named(element: Any, name: str) -> list[Any]:
    return list(element.xpath(".//*[local-name()=$name]", name=name))


def _words(element: Any, *names: str) -> str:
    """Return the words of the first element of these names that has any."""
    found = (" ".join("".join(it.itertext()).split()) for n in names for it in _named(element, n))
    return next(filter(None, found), "")


def _attribute(element: Any, name: str, attribute: str) -> str:
    found = (it.get(attribute) or "" for it in _named(element, name))
    return next(filter(None, found), "")


def _days(element: Any) -> Iterator[str]:
    for name in _DAYS:
        for found in _named(element, name):
            yield found.get("norm") or " ".join("".join(found.itertext()).split())


def _key(element: Any) -> str:
    own = element.get("guid") or _attribute(element, "doc-id", "id-string")
    return own or _words(element, "PublicIdentifier", "NewsItemId")


def _author(element: Any) -> str:
    """Return who wrote it, without "By" and without what they are."""
    people = (
        [" ".join("".join(it.itertext()).split()) for it in _named(byline, "person")]
        for byline in _named(element, "byline")
    )
    named = "; ".join(next(people, []))
    said = named or _words(element, *_AUTHORS)
    return re.sub(r"^by\s+", "", said, flags=re.IGNORECASE)


def _url(element: Any) -> str:
    """Return the item's own address on the web; "" where it tells none."""
    links = [it for it in _named(element, "link") if it.get("href")]
    own = [it.get("href") for it in links if it.get("rel", "") in _OWN]
    any_ = [it.get("href") for it in links if not it.get("rel")]
    held = [it.get("Href") for it in _named(element, "ContentItem") if _text(it)]
    told = (*own, *any_, _attribute(element, "pubdata", "ex-ref"), *held)
    return next((found for it in told if it and (found := address(it))), "")


def _language(element: Any) -> str:
    told = _attribute(element, "language", "tag") or _attribute(element, "Language", "FormalName")
    return told or next((it.get(_XML_LANG) for it in element.iter() if it.get(_XML_LANG)), "")


def _source(element: Any) -> str:
    for name in ("provider", "infoSource", "Provider"):
        for found in _named(element, name):
            words = _words(found, "name") or _attribute(found, "Party", "FormalName")
            if words or (words := found.get("literal") or urlsplit(found.get("uri") or "").netloc):
                return words
    return _attribute(element, "pubdata", "name") or _attribute(element, "doc.copyright", "holder")


def _text(element: Any) -> str:
    """Return the words of an item: its paragraphs, where it has some."""
    from lxml import etree

    for name in _BODIES:
        for body in _named(element, name):
            if name == "inlineXML" and _named(body, "body.content"):
                continue
            for inner in body.iter(etree.Element):
                local = str(inner.tag).rsplit("}", 1)[-1]
                inner.tag = "script" if local in _SILENT else _RENAMED.get(local, local)
            etree.cleanup_namespaces(body)
            written = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
            if len(body) == 0 and (words := _lines(body.text or "")):
                return words
            if words := plain(written).strip():
                return words
    return ""


def _lines(text: str) -> str:
    """Return the paragraphs of plain text: parted by empty lines, or a line each."""
    parts = (
        re.split(r"\n[ \t]*\n", text)
        if re.search(r"\S[ \t]*\n[ \t]*\n", text)
        else text.split("\n")
    )
    return "\n\n".join(filter(None, (" ".join(part.split()) for part in parts)))

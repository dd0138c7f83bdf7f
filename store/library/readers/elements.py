"""Which elements of XML and SGML hold an article, and what they say of it.

It is told by their names: one has a title, one a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from onrecord.store.errors import Unreadable

DTD = re.compile(r"<!(?:DOCTYPE[^>\[]*\[|ENTITY)", re.IGNORECASE)
"""What declares entities, by which a small file unpacks to a huge one."""

TITLES = frozenset(
    (
        *("title", "headline", "headlines", "hl", "hl1", "heading", "articletitle", "titel"),
        *("titre", "titulo", "título", "titolo"),
    )
)
TEXTS = frozenset(
    (
        *("text", "body", "content", "story", "fulltext", "leadparagraph", "tailparagraphs"),
        *("articletext", "articlebody", "maintext", "bodytext", "bodycontent", "contenu"),
        *("texte", "texto", "testo", "inhalt", "corps"),
    )
)
_IDS = frozenset(
    ("docno", "accessionno", "itemid", "newid", "docid", "articleid", "id", "sequenceid")
)
_NAMED = ("name", "element", "key", "property", "field")
"""Attributes that tell what an element is: ``<field name="title">``."""

_VALUES = ("value", "content", "href")
_FEWEST, _LONG, _WIDEST = 8, 60, 2000
"""Words of a text at least, of another field at most, and letters of that at most."""

_TOP = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*", re.DOTALL | re.IGNORECASE
)
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|\w{2,10});)", re.IGNORECASE)
_NAMED_SIGN = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?:#\w{1,8}|\w{2,10});", re.IGNORECASE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*|\n {2,}(?=\S)")


def records_of(document: str) -> list[tuple[Any, Any]]:
    """Return the elements that hold an article each, for :func:`fields`.

    Raises:
        Unreadable: it declares entities of its own, or is no XML.
    """
    if DTD.search(document[:100_000]):
        raise Unreadable("it declares entities of its own, which no article needs: refused")
    return _records(_tree(document))


def text_in(document: str) -> str:
    """Return the text of the one article of a document of XML, "" where there is none."""
    try:
        found = records_of(document)
    except Unreadable:
        return ""
    return fields(*found[0])["text"] if found else ""


def _tree(text: str) -> Any:
    """Return the tree of XML or SGML, with an element of ours around it; damage is passed over."""
    from lxml import etree

    body = text[_TOP.match(text).end() :]  # type: ignore[union-attr]
    body = _BARE.sub("&amp;", _NAMED_SIGN.sub(_sign, body))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_pis=True,
        remove_comments=True, remove_blank_text=True, strip_cdata=True, huge_tree=False,
    )  # fmt: skip
    tree = etree.fromstring(f"<all>{_NO_XML.sub('', body)}</all>".encode(), parser)
    if tree is None:
        raise Unreadable("it is no XML that can be read: is it damaged?")
    return tree


def _sign(found: re.Match[str]) -> str:
    sign = unescape(found[0])
    return {"&": "&amp;", "<": "&lt;"}.get(sign, "" if _NO_XML.match(sign) else sign)


def plain_name(name: str) -> str:
    """Return a name in small letters, without signs."""
    return re.sub(r"[\W_]", "", name).lower()


def _label(element: Any) -> str:
    """Return what an element is called, or says that it is."""
    if not isinstance(element.tag, str):
        return ""
    told = next((it for name in _NAMED if (it := element.get(name))), "")
    own = element.tag.rpartition("}")[2]
    return told.rpartition(".")[2] if told and not len(element) else own


def _records(tree: Any) -> list[tuple[Any, Any]]:
    """Return the elements that hold an article each, and those in them with its title and text."""
    elements = list(tree.iter())  # one is the same object only as long as it is held
    texts = [it for it in elements if _is_text(it)]
    inside = {inner for text in texts for inner in text.iterdescendants()}
    titled = {
        above
        for it in elements
        if it not in inside and plain_name(_label(it)) in TITLES
        for above in it.iterancestors()
    }
    nearest: dict[Any, None] = {}
    for text in texts:
        if text not in inside:
            holder = next((it for it in text.iterancestors() if it in titled), tree)
            if holder is not tree:
                nearest[holder] = None
    count = Counter(above for it in nearest for above in it.iterancestors())
    return [(_widest(holder, count, tree), holder) for holder in nearest]


def _widest(holder: Any, count: Counter[Any], tree: Any) -> Any:
    """Return what else stands around an article alone: its day and its number."""
    above = holder.getparent()
    while above is not None and above is not tree and count[above] == 1:
        holder, above = above, above.getparent()
    return holder


def _is_text(element: Any) -> bool:
    """Tell whether an element is the text of an article, and not what holds its title too."""
    if plain_name(_label(element)) not in TEXTS:
        return False
    inner = {plain_name(_label(it)) for it in element.iterdescendants()}
    if not inner.isdisjoint(TITLES) and not inner.isdisjoint(TEXTS):
        return False
    return len(" ".join(element.itertext()).split()) >= _FEWEST


def fields(element: Any, holder: Any) -> dict[str, str]:
    """Return the fields of an article: its texts as one, each other name with its first value."""
    found: dict[str, str] = {}
    texts: list[str] = []
    _collect(element, "", {holder, *holder.iterancestors()}, found, texts)
    named = next((it for it in found if plain_name(it.rpartition(".")[2]) in TITLES), "")
    return {"title": found.get(named, "")} | found | {"text": "\n\n".join(texts)}


def _collect(
    element: Any, before: str, around: set[Any], found: dict[str, str], texts: list[str]
) -> None:
    """Collect the fields in an element; names of those ``around`` the article are not told."""
    for name, value in element.attrib.items():
        key = "id" if plain_name(name) in _IDS else name
        if value.strip() and name not in (*_NAMED, *_VALUES):
            found.setdefault(f"{before}{key}", value.strip())
    for inner in element:
        label = _label(inner)
        within = before if inner in around else f"{before}{label}."
        if _is_text(inner):
            texts.append("\n\n".join(_paragraphs(inner)))
            continue
        words = " ".join(" ".join(inner.itertext()).split())
        words = words or next((it for name in _VALUES if (it := inner.get(name))), "")
        key = "id" if plain_name(label) in _IDS else label
        if not any(len(it) or it.attrib for it in inner) or plain_name(label) in TITLES:
            few = 0 < len(words) <= _WIDEST and len(words.split()) <= _LONG
            named = any(plain_name(_label(it)) in TITLES for it in inner)
            if few and (len(inner) > 1 or named) and plain_name(label) not in TITLES:
                _collect(inner, within, around, found, texts)
            elif few:
                found.setdefault(f"{before}{key}", words)
        else:
            _collect(inner, within, around, found, texts)


def _paragraphs(text: Any) -> Iterator[str]:
    """Yield the paragraphs of a text: its elements, or what empty lines part."""
    if len(text) and not any((it.tail or "").strip() for it in text):
        if text.text and text.text.strip():
            yield " ".join(text.text.split())
        for inner in text:
            if len(inner) and not (inner.text or "").strip():
                yield from _paragraphs(inner)
            elif words := " ".join("".join(inner.itertext()).split()):
                yield words
        return
    for part in _EMPTY_LINE.split("".join(text.itertext())):
        if words := " ".join(part.split()):
            yield words

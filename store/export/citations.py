"""The articles that are cited, for Zotero, pandoc and LaTeX: CSL-JSON and BibLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.store.json_text import dumped

from .dates import dated
from .markdown import plain
from .records import Cited, Export

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
_URL_TEX = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def csl_json(export: Export) -> bytes:
    """Return CSL-JSON: one item an article."""
    items = [_item(key, article) for key, article in _keyed(export)]
    return dumped(items, indent=True)


def biblatex(export: Export) -> bytes:
    """Return BibLaTeX: one ``@article`` of a newspaper for each article."""
    entries = [_entry(key, article) for key, article in _keyed(export)]
    return "\n".join(entries).encode("utf-8", "replace")


def _keyed(export: Export) -> Iterator[tuple[str, Cited]]:
    """Yield the articles, each with a key of its own: source, year, a word of the title."""
    taken: set[str] = set()
    for article in export.articles.values():
        year = (article.published.date or "")[:4]
        words = [w for w in re.findall(r"[a-z0-9]+", article.title.casefold()) if len(w) > 3]
        source = re.sub(r"[^a-z0-9]+", "", article.source.casefold())
        key = base = f"{source}{year}{words[0] if words else ''}" or "article"
        number = 1
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(key)
        yield key, article


def _item(key: str, article: Cited) -> dict[str, Any]:
    item: dict[str, Any] = {"id": key, "type": "article-newspaper"}
    texts = {
        "title": article.title,
        "container-title": article.source,
        "URL": article.url,
        "language": article.language,
        "note": _note(article),
        "annote": article.memo,
    }
    item.update({name: said for name, text in texts.items() if (said := _clean(text))})
    if authors := _authors(article):
        item["author"] = [{"literal": _clean(name)} for name in authors]
    if article.published.date:
        parts = [int(part) for part in article.published.date.split("-")]
        item["issued"] = {"date-parts": [parts]}
        if article.published.inferred:
            item["issued"]["circa"] = True
    return item


def _authors(article: Cited) -> list[str]:
    """Return the authors of an article one by one."""
    return [name.strip() for name in article.author.split(";") if name.strip()]


def _note(article: Cited) -> str:
    published = article.published
    return f"date: {dated(published)}" if published.inferred or not published.date else ""


def _entry(key: str, article: Cited) -> str:
    fields = {
        "entrysubtype": "newspaper",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in _authors(article)),
        "title": _tex(article.title),
        "journaltitle": _tex(article.source),
        "date": article.published.date or "",
        "url": _clean(article.url).translate(_URL_TEX),
        "note": _tex(_note(article)),
        "annotation": _tex(article.memo),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{key},\n{lines}}}\n"


def _tex(text: str) -> str:
    return _clean(text).translate(_TEX)


def _clean(text: str) -> str:
    return plain(text).encode("utf-8", "replace").decode()

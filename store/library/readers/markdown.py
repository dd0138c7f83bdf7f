"""Markdown with front matter: title, date, source, url, author; the text is what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord.store.errors import Unreadable

from .dates import head_date, name_date
from .decoding import read_text
from .metadata import facts
from .protocol import Item, Problem, ProblemKind

_FENCED = re.compile(r"\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_RULE = re.compile(r"\A\s*---[ \t]*\r?\n\s*")
_QUOTED = re.compile(r"^([\"'])(.*)\1$")
_PAIR = re.compile(r"([A-Za-z][\w -]*?)\s*:(?:\s+(.*?))?\s*$")


class MarkdownReader:
    """``.md``: the article's text is what follows the front matter."""

    suffixes = (".md", ".markdown")
    extracts = False

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell nothing: the name decides."""
        return False

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the one article, after what is to be told of its front matter and encoding."""
        item, told = _read(file, name)
        kinds = (ProblemKind.ENCODING, ProblemKind.UNREADABLE)
        for message, kind in zip(told, kinds, strict=True):
            if message:
                yield Problem(name, message, kind)
        yield item

    def again(self, file: BinaryIO, name: str, at: tuple[int, int]) -> Item:
        """Return the one article."""
        return _read(file, name)[0]


def _line_by_line(whole: str) -> tuple[dict[str, object], str]:
    """Return what stands in front matter of plain "key: value" lines, and the text after it.

    People write `title: Re: the mill`, which is no YAML. Other front matter gives no facts, and
    all of the file as text.
    """
    fenced = _FENCED.match(whole)
    lines = fenced[1].splitlines() if fenced else []
    pairs = [_PAIR.match(line) for line in lines if line.strip()]
    if fenced is None or not all(pairs):
        return {}, whole
    facts: dict[str, object] = {
        pair[1].lower(): _QUOTED.sub(r"\2", pair[2] or "") for pair in pairs if pair
    }
    return facts, whole[fenced.end() :].strip()


def _read(file: BinaryIO, name: str) -> tuple[Item, tuple[str, str]]:
    # Imported where it is needed: it brings a YAML parser with it.
    import frontmatter

    whole, size, told = read_text(file)
    broken = ""
    try:
        data, text = frontmatter.parse(whole)
    except Exception:
        # The parser below raises whatever the front matter makes it trip over.
        data, text = _line_by_line(whole)
        if not data:
            broken = "the front matter cannot be read; all of the file is taken as text"
    if not data and (fenced := _FENCED.match(whole)) and fenced[1].strip():
        text = _RULE.sub("", whole)  # rules above and below words, which are no facts
    if not text.strip():
        raise Unreadable("it holds no text after its front matter")
    item = Item("", text, at=(0, size), **facts(data))
    if not item.published.date:
        published = head_date(text)
        item = replace(item, published=published if published.date else name_date(name))
    return item, (told, broken)

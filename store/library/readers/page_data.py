"""Articles that a page holds as data: those that a program draws, and those behind a teaser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson

from onrecord.store.errors import Unreadable

from .block_text import block_text
from .fragments import plain
from .mapping import guess, signature
from .page_words import words_in
from .protocol import Item
from .record_items import Taker, flat

_SCRIPT = re.compile(
    r"<script\b[^>]*type=[\"']application/json[\"'][^>]*>\s*(\{.{200,3000000}?\})\s*</script\s*>",
    re.IGNORECASE | re.DOTALL,
)
_BODIES = (
    "articleBody", "body", "content", "text", "html", "bodyHtml", "body_html", "contentHtml",
    "paragraphs", "blocks", "components", "story", "articleContent", "content_elements",
)  # fmt: skip
_LEAST = 40
"""Words below which nothing is the body of an article."""

_MORE = 1.5
"""How many times the words that a page shows its data must have, to be taken for the article."""

_DEEPEST = 14


def fuller(item: Item, body: object) -> Item:
    """Return an article with the body that its page declares, where it shows less of it.

    Args:
        item: what was found of the article in what the page shows.
        body: ``articleBody`` of its linked data.
    """
    if not isinstance(body, str):
        return item
    text = plain(body).strip()
    joined = "\n" not in item.text and "\n" in text
    if joined or words_in(text) > _MORE * max(words_in(item.text), _LEAST):
        return replace(item, text=_parted(text))
    return item


def _parted(text: str) -> str:
    return "\n\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def embedded(html: str) -> tuple[Item, str] | None:
    """Return the article that a page keeps for its program, and a day yet to come, or ""."""
    best: tuple[int, dict[str, Any]] = (_LEAST, {})
    for script in _SCRIPT.findall(html):
        try:
            data = orjson.loads(script)
        except orjson.JSONDecodeError:
            continue
        for record in _records(data):
            best = max(best, (words_in(record["text"]), record), key=lambda it: it[0])
    if not best[1]:
        return None
    record = flat(best[1])
    try:
        return Taker([record], {signature(record): guess([record])}).item(record, "")
    except Unreadable:
        return None


def _records(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects with a title and a body, the body as text."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        titled = any(isinstance(value.get(name), str) for name in ("title", "headline", "name"))
        text, taken = _body(value) if titled or "headlines" in value else ("", "")
        if text:
            yield {name: it for name, it in value.items() if name != taken} | {"text": text}
        for inner in value.values():
            yield from _records(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:500]:
            yield from _records(inner, depth + 1)


def _body(value: Mapping[str, Any]) -> tuple[str, str]:
    """Return the longest body of an object as text, and its name."""
    bodies = []
    for name in _BODIES:
        given = value.get(name)
        if isinstance(given, Mapping):
            given = [given]
        text = block_text(given) if isinstance(given, list) else given
        if isinstance(text, str) and words_in(text) >= _LEAST:
            bodies.append((_parted(plain(text)), name))
    return max(bodies, key=lambda it: len(it[0]), default=("", ""))

"""The text of an article that is kept as a list of blocks, as editors of the web keep it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .fragments import plain

_WORDS = ("value", "html", "text", "body", "bodyTextSummary", "bodyHtml", "content", "data")
_INNER = ("content", "children", "nodes", "blocks", "items", "spans")
_DEEPEST = 12


def block_text(blocks: Sequence[Any]) -> str:
    """Return the text of blocks: strings, HTML, objects with either, quotations of GDELT."""
    return "\n\n".join(words for each in blocks for words in _block(each, 0) if words.strip())


def _block(block: Any, depth: int) -> Iterator[str]:
    if isinstance(block, str):
        yield plain(block)
    elif not isinstance(block, Mapping) or depth > _DEEPEST:
        return
    elif isinstance(block.get("quote"), str):
        pre, post = (str(block.get(name) or "").strip() for name in ("pre", "post"))
        yield f"{pre} “{block['quote'].strip()}” {post}".strip()
    elif inner := _inner(block):
        if any(_inner(each) for each in inner):
            for each in inner:
                yield from _block(each, depth + 1)
        else:
            yield "".join(_run(each) for each in inner)
    elif words := _run(block):
        yield plain(words)
    elif isinstance(block.get("data"), Mapping):  # Editor.js
        yield from _block(block["data"], depth + 1)


def _inner(block: Any) -> list[Any]:
    """Return the blocks or runs in a block."""
    if not isinstance(block, Mapping):
        return []
    return next((found for name in _INNER if isinstance(found := block.get(name), list)), [])


def _run(block: Any) -> str:
    """Return the words of a run of text: as they are, its blanks among them."""
    if isinstance(block, str):
        return block
    if not isinstance(block, Mapping):
        return ""
    return next((words for name in _WORDS if isinstance(words := block.get(name), str)), "")

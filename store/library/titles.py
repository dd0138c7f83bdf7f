"""A name for an article whose source names none."""

from __future__ import annotations

import re
from itertools import takewhile

from onrecord.analysis.layout import blocks
from onrecord.analysis.types import BlockKind

from .readers.dates import stated_date
from .readers.head_lines import head_lines

_OPENING = 1_500
_LENGTH = 300
_NO_TITLE = re.compile(
    r"\W*(?:by|from|published|posted|updated|https?|for (?:immediate )?release"
    r"|(?:strictly )?embargo(?:ed)?|(?:press|news|media) release)\b|www\.",
    re.IGNORECASE,
)
_ABOVE = (BlockKind.HEADING, BlockKind.TITLE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # IPTC 7901 parts a message by some
_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*(?=\s|$)")


def title_of(text: str) -> str:
    """Return the title that stands in a text, else its first sentence; lists cut them shorter."""
    head = head_lines(text)
    above = (text[: head.start] if head else "").strip().split("\n")[0]
    if _names(above):
        return _cut(above.lstrip("# "))
    opening = text[head.end if head else 0 :][:_OPENING]
    found = blocks(opening)
    for block in found:
        words = opening[block.start : block.end]
        if block.kind is BlockKind.TITLE and not _NO_TITLE.match(words):
            return _cut(opening[block.start : block.end].lstrip("# "))
    headings = takewhile(lambda block: block.kind in _ABOVE, found)
    if line := next((w for b in headings if _names(w := opening[b.start : b.end])), ""):
        return _cut(line.lstrip("# "))
    for block in found:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.PULL_QUOTE):
            words = opening[block.start : block.end]
            end = next((m.end() for m in _SENTENCE.finditer(words) if m.end() > 20), len(words))
            return _cut(words[:end])
    return _cut(opening)


def _names(line: str) -> bool:
    """Tell whether a short line above a text can be its title: no day, no author, no sign."""
    words = re.findall(r"[^\W\d_]{2,}", line)
    return len(words) > 1 and not _NO_TITLE.match(line) and not stated_date(line).date


def _cut(words: str) -> str:
    words = " ".join(_CONTROLS.sub(" ", words).split())
    if len(words) <= _LENGTH:
        return words
    return words[: _LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"

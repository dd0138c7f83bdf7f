"""What belongs to the page and not to the story: bylines, photo credits, teasers.

Whoever is named only there is no actor of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..layout import is_teaser
from ..types import Block, Span

_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:[ \t]+(?:(?:de|van|von|del|la|bin)[ \t]+)?[A-ZÀ-Þ][\w.'’-]*){1,3}"
_AGENCY = (
    r"(?:(?:THE|The)[ \t]+)?[A-Z][\w.&-]*"
    r"(?:[ \t]+(?:[A-Z][A-Za-z.&-]*)(?=[ \t]*[)\]\n]|[ \t]+[A-Z]))*"
)
_CREDIT = re.compile(
    rf"(?:^|[(\[.!?|—–][ \t]*|\n[ \t]*)"
    rf"(?P<name>{_NAME}[ \t]*/[ \t]*(?:[A-Z][\w.&'’ ]*/[ \t]*)?{_AGENCY})",
    re.MULTILINE,
)
"""``(Ana Brodin/The Press)``, ``Ana Brodin / Newswire``: after a stop, bracket or line break."""

_BYLINE = re.compile(
    rf"(?:(?:by|story by|text by|photos? by|with files from|reporting by)[ \t]+{_NAME}.*"
    rf"|{_NAME},[ \t]+(?:(?:the|THE|The)[ \t]+)?(?:[A-Z][\w.&'’-]*[ \t]*){{1,4}}"
    r"(?:producer|reporter|editor|writer|staff|correspondent)?)$",
    re.IGNORECASE,
)
BYLINE_LENGTH = 90
"""A line of more code points is no byline."""


def find(text: str, blocks: tuple[Block, ...]) -> Iterator[Span]:
    """Yield the spans of bylines, credits and teasers, in order of their blocks."""
    for number, block in enumerate(blocks):
        line = text[block.start : block.end]
        if is_teaser(text, block):
            yield block.start, block.end
            continue
        short = len(line) <= BYLINE_LENGTH and line[-1:] not in '.!?”"'
        if short and (number < 4 or number >= len(blocks) - 2) and _BYLINE.match(line):
            yield block.start, block.end
            continue
        if "/" in line:
            for credit in _CREDIT.finditer(text, block.start, block.end):
                yield credit.span("name")

"""A whole day that opens the running text in plain punctuation: "Geneva, March 5, 2023. We …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..types import Block, BlockKind
from . import expressions
from .expressions import When

_WORD = r"[A-ZÀ-ÝА-Я][\w.'’-]+"
_PLACE = (
    r"(?!(?:On|In|At|By|Since|Until|Before|After|From|For|To|As|When|While|It|The|That|This|But"
    r"|And|Then|Late|Early|Last|Next|Born|Also)\b)"
    rf"{_WORD}(?:[ -]{_WORD}){{0,3}}(?:,\s{_WORD}(?:\s{_WORD})?)?"
)
_BEFORE = re.compile(
    rf"(?P<place>{_PLACE},\s+)?|[(\[](?P<in>{_PLACE},\s+)?|(?P<by>{_PLACE}),?\s*[(\[]"
)
"""What may stand before the day: nothing, or a place; in brackets, or before them."""

_AFTER = re.compile(r"(?:\s*[.:]|\s*[–—]+|\s+-+)\s+")
_CLOSED = re.compile(r"\s*[)\]](?:\s*[.:–—-]+)?\s+")
_SET_OFF = re.compile(r"\s*[)\]]\s*[.:–—-]+\s+")
"""What sets it off from the first sentence: a stop, a colon, a dash, brackets."""

_LONGEST = 120
"""Characters within which such a day begins."""


class Opening(NamedTuple):
    """A day that opens a paragraph, and whether a place stands with it."""

    when: When
    placed: bool


def of(text: str, blocks: Sequence[Block]) -> Opening | None:
    """Return the whole day that opens the running text.

    A text whose later paragraphs open with days too is a chronicle, and tells nothing of its own.
    """
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    if not paragraphs or (found := _at_head(text, paragraphs[0])) is None:
        return None
    return None if any(_at_head(text, block) for block in paragraphs[1:]) else found


def _at_head(text: str, block: Block) -> Opening | None:
    end = min(block.end, block.start + _LONGEST)
    when = next(expressions.dates(text, block.start, end), None)
    if when is None or not (when.year and when.day):
        return None
    before = _BEFORE.fullmatch(text, block.start, when.start)
    if before is None:
        return None
    bracketed = text[block.start : when.start].rstrip(" ").endswith(("(", "[")) or before["in"]
    after = _SET_OFF if before["by"] else _CLOSED if bracketed else _AFTER
    behind = after.match(text, when.end, block.end)
    if behind is None or not _begins(text, behind.end(), block.end):
        return None
    return Opening(when, bool(before["place"] or before["in"] or before["by"]))


def _begins(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins there: none goes on, and it is no other end of a stretch."""
    first = next((sign for sign in text[start:end] if sign.isalnum()), "")
    if not first or first.islower():
        return False
    return all(when.start != start for when in expressions.dates(text, start, min(end, start + 40)))

"""Quotation marks: where they stand and which belong together.

Marks pair up within a block only.  A mark that is never closed ends with its block.  Everything
is one scan with a bounded look to either side, so that time is linear in the number of marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..types import Block

_MARK = re.compile(r"``|''|‘‘|’’|[\"“”„‟«»〝〞＂]")
"""A double mark: one sign, or two single ones that stand for it."""

_SINGLE = re.compile(r"(?<![\w.,!?])['‘`‚](?=[\w\[$])|(?<=[\w.,!?…\]])['’´](?!\w)")
"""A single mark that is no apostrophe inside a word: at a word's beginning or end."""

_OPENERS = frozenset("“„‟〝«") | {"``", "‘‘"}
_CLOSERS = frozenset("”〞»") | {"’’"}
_REST = re.compile(r"[^.!?…\n]{0,400}[.!?…]\s+")
"""What is left of a sentence."""

_STOPS = ",.?!…;:-–—"

MARKS_PER_BLOCK = 2_000
"""No block of prose holds more; the marks after these are left alone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark ``[start, end)``; ``lean`` is above 0 where it looks like an opening one."""

    start: int
    end: int
    lean: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The span of a quotation from mark to mark, both included.

    ``inner`` is the span between the marks; ``closed`` is false where it ends with its block,
    ``opened`` where it begins with it, or with the sentence after the pair before; ``depth`` is 1
    inside another pair.
    """

    start: int
    end: int
    inner: tuple[int, int]
    closed: bool = True
    depth: int = 0
    opened: bool = True


def marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the double marks of ``text[start:end]``, or the single ones where it has no others."""
    found = _scan(_MARK, text, start, end)
    return found or _scan(_SINGLE, text, start, end)


def _scan(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Mark]:
    found: list[Mark] = []
    for match in pattern.finditer(text, start, end):
        found.append(Mark(match.start(), match.end(), _lean(text, start, end, match)))
        if len(found) == MARKS_PER_BLOCK:
            break
    return found


def _lean(text: str, start: int, end: int, mark: re.Match[str]) -> int:
    """Tell from its shape and its neighbours whether a mark opens (above 0) or closes (below 0)."""
    before = text[mark.start() - 1] if mark.start() > start else "\n"
    after = text[mark.end()] if mark.end() < end else "\n"
    lean = 0
    if before.isspace() or before in "([{—–-/":
        lean += 1
    if after.isspace() or after in ")]}.,;:!?":
        lean -= 1
    if before in _STOPS and not (before in "—–-:" and not after.isspace()):
        lean -= 1
    if before == "\n":
        lean += 2
    if after == "\n":
        lean -= 2
    if mark[0] in _OPENERS or mark[0] in "‘`‚":
        lean += 2
    elif mark[0] in _CLOSERS or mark[0] in "’´":
        lean -= 2
    return lean


def pairs(text: str, block: Block) -> list[Pair]:
    """Return the pairs of marks of a block, in order; a pair inside another follows it."""
    found: list[Pair] = []
    opened: list[Mark] = []
    signs = marks(text, block.start, block.end)
    for index, mark in enumerate(signs):
        if not opened:
            if mark.lean >= 0 or _stands_before_word(text, mark, block):
                opened.append(mark)
            elif _closes_alone(text, mark):
                begin = _after_stop(text, found[-1].end if found else block.start, mark.start)
                found.append(Pair(begin, mark.end, (begin, mark.start), opened=False))
        elif _closes(text, mark, signs[index + 1 : index + 4], len(opened)):
            opening = opened.pop()
            found.append(
                Pair(opening.start, mark.end, (opening.end, mark.start), True, len(opened))
            )
        elif len(opened) < 2:
            opened.append(mark)
    if opened:
        opening = opened[0]
        found = [pair for pair in found if pair.start < opening.start]
        if opening.end < block.end:
            found.append(Pair(opening.start, block.end, (opening.end, block.end), False))
    return sorted(found, key=lambda pair: (pair.start, -pair.end))


def _closes_alone(text: str, mark: Mark) -> bool:
    """Whether a mark closes words that none has opened: one that never opens, beside a stop."""
    beside = text[mark.start - 1 : mark.start] + text[mark.end : mark.end + 1]
    return text[mark.start : mark.end] in _CLOSERS and any(sign in ",.?!…" for sign in beside)


def _after_stop(text: str, start: int, end: int) -> int:
    """Return where the first word of a stretch begins, the rest of a sentence left out."""
    if start and not text[start - 1].isspace() and (rest := _REST.match(text, start, end)):
        start = rest.end()
    while start < end and text[start].isspace():
        start += 1
    return start


def _stands_before_word(text: str, mark: Mark, block: Block) -> bool:
    """Whether a closing mark stands where only an opening one makes sense."""
    follows = mark.end < block.end and not text[mark.end].isspace()
    return follows and (mark.start == block.start or text[mark.start - 1].isspace())


def _closes(text: str, mark: Mark, later: list[Mark], depth: int) -> bool:
    """Whether a mark closes the pair that is open, rather than opening one inside it."""
    if mark.lean <= 0 or depth == 2:
        return True
    closers = sum(other.lean < 0 for other in later)
    before = text[max(0, mark.start - 2) : mark.start].rstrip()[-1:]
    if before and before in _STOPS:  # `..., “she said`, but not `..., “so” called, ...”`
        return closers <= depth or any(other.lean >= 0 for other in later[:2])
    return closers <= depth

"""Quotation marks: where they stand and which belong together.

Marks pair up within a block only.  Where they are printed with care, as in most blocks, a scan
pairs them; the others are decided by what was learned (:mod:`pairing`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..types import Block

_MARK = re.compile(r"``|''|‘‘|’’|[\"“”„‟«»〝〞＂]")
"""A double mark: one sign, or two single ones that stand for it."""

_SINGLE = re.compile(r"(?<!\w)['‘’`‚‛´‹›]|['‘’`‚‛´‹›](?!\w)")
"""A single mark that is no apostrophe inside a word."""

_POSSESSIVE = re.compile(
    r"(?<=[^\W\d_]s)['’](?=\s[a-zß-ÿ][^‘“”\"\n]{0,400}?"
    r"(?:(?:“[^‘“”\n]{1,100}”|\"[^‘\"\n]{1,100}\")[^‘“”\"\n]{0,200}?){0,3}[,.?!…]['’](?!\w))"
)
"""The apostrophe of "the crews’ lockers" where another one closes after it, with a stop."""

_LOW_SINGLE = re.compile(r"(?<!\w)(?:‚[^‚‘’\n]+[‘’]|›[^‹›\n]+‹|‹[^‹›\n]+›)(?!\w)")
"""Words in single marks that tell which of them opens."""

_OPENERS = frozenset("“„‟〝«") | {"``", "‘‘"}
_CLOSERS = frozenset("”〞»") | {"’’"}
_STOPS = ",.?!…;:-–—"
_AFTER = '.,;:!?)"”'
"""Signs that stand right behind a closing mark."""

MARKS_PER_BLOCK = 2_000
"""No block of prose holds more; the marks after these are left alone."""


@dataclass(frozen=True, slots=True)
class QuotationMark:
    """One mark ``[start, end)``; ``lean`` is above 0 where it looks like an opening one."""

    start: int
    end: int
    lean: int


@dataclass(frozen=True, slots=True)
class MarkPair:
    """The span of a quotation from mark to mark, both included.

    ``inner`` is the span between the marks; ``closed`` is false where its last mark is missing,
    ``opened`` where its first one is; ``depth`` is 1 inside another pair.
    """

    start: int
    end: int
    inner: tuple[int, int]
    closed: bool = True
    depth: int = 0
    opened: bool = True


def double(text: str, block: Block) -> bool:
    """Whether a double mark stands in a block."""
    return bool(_MARK.search(text, block.start, block.end))


def single(text: str, block: Block) -> bool:
    """Whether a single mark stands in a block, or what looks like one."""
    return bool(_SINGLE.search(text, block.start, block.end))


def alike(text: str, block: Block) -> list[MarkPair] | None:
    """Return the pairs of a block whose marks are all one sign, ”as here”, by their places.

    None where there are others, or they do not open and close in turn.
    """
    signs = _scan(_MARK, text, block.start, block.end)
    if len({text[sign.start : sign.end] for sign in signs}) != 1 or len(signs) % 2:
        return None
    for number, sign in enumerate(signs):
        before, after = text[sign.start - 1 : sign.start], text[sign.end : sign.end + 1]
        blanks = (sign.start == block.start or before.isspace(), not after or after.isspace())
        if number % 2 == 0 and blanks != (True, False):
            return None
        if number % 2 and (blanks[0] or not (blanks[1] or after in ".,;:!?)")):
            return None
    found = [
        MarkPair(opening.start, closing.end, (opening.end, closing.start))
        for opening, closing in zip(signs[::2], signs[1::2], strict=True)
    ]
    return None if _single_outside(text, block, found) else found


def nested(text: str, block: Block) -> list[MarkPair] | None:
    """Return the pairs of a block in which words in marks hold others in marks of the same form.

    "He told me, "Go home", and I went": the blanks tell which open.  None where they do not, where
    some mark has no other, or nothing is nested.
    """
    opened: list[QuotationMark] = []
    found: list[MarkPair] = []
    for sign in _scan(_MARK, text, block.start, block.end):
        opens = sign.start == block.start or text[sign.start - 1].isspace()
        closes = sign.end == block.end or text[sign.end].isspace() or text[sign.end] in _AFTER
        if opens == closes or len(opened) + opens > 2 or (closes and not opened):
            return None
        if opens:
            opened.append(sign)
            continue
        opening = opened.pop()
        inner = (opening.end, sign.start)
        found.append(MarkPair(opening.start, sign.end, inner, depth=len(opened)))
    outer = [pair for pair in found if not pair.depth]
    if opened or len(outer) == len(found) or _single_outside(text, block, outer):
        return None
    return sorted(found, key=lambda pair: pair.start)


def directed(text: str, block: Block) -> list[MarkPair] | None:
    """Return the pairs of a block that has none but ‚these‘, ›these‹ or ‹these› single marks."""
    found = [m.span() for m in _LOW_SINGLE.finditer(text, block.start, block.end)]
    if not found or double(text, block):
        return None
    pairs = [MarkPair(start, end, (start + 1, end - 1)) for start, end in found[:MARKS_PER_BLOCK]]
    return None if _single_outside(text, block, pairs) else pairs


def possessives(text: str, block: Block) -> frozenset[int]:
    """Return where an apostrophe after "s" stands for a possessive, and closes nothing."""
    return frozenset(m.start() for m in _POSSESSIVE.finditer(text, block.start, block.end))


def _scan(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[QuotationMark]:
    found: list[QuotationMark] = []
    for match in pattern.finditer(text, start, end):
        found.append(QuotationMark(match.start(), match.end(), _lean(text, start, end, match)))
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


def regular(text: str, block: Block) -> list[MarkPair] | None:
    """Return the pairs of a block whose double marks open and close in turn, each as it should.

    A last one may stay open where the next block opens with a mark: the quotation goes on there.
    None where it is not so simple, or single marks stand outside the pairs.
    """
    found: list[MarkPair] = []
    signs = _scan(_MARK, text, block.start, block.end)
    for opening, closing in zip(signs[::2], signs[1::2], strict=False):
        if opening.lean <= 0 or closing.lean >= 0:
            return None
        found.append(MarkPair(opening.start, closing.end, (opening.end, closing.start)))
    if len(signs) % 2:
        last = signs[-1]
        if (
            last.lean <= 0
            or last.end == block.end
            or not _MARK.match(text[block.end : block.end + 6].strip())
        ):
            return None
        found.append(MarkPair(last.start, block.end, (last.end, block.end), closed=False))
    return None if _single_outside(text, block, found) else found


def _single_outside(text: str, block: Block, found: list[MarkPair]) -> bool:
    """Whether a single mark stands outside the pairs of a block."""
    singles = (mark.start() for mark in _SINGLE.finditer(text, block.start, block.end))
    at = 0
    for place in singles:
        while at < len(found) and found[at].end <= place:
            at += 1
        if at == len(found) or place < found[at].start:
            return True
    return False

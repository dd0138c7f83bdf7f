"""What needs no learning: pull quotes, signatures, reopened paragraphs, datelines, pieces."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import numpy as np

from ..layout import is_teaser, pull_quote_name, trim
from ..types import Block, BlockKind, Quotation, QuotationKind, Span
from . import dialogue
from .cues import any_of, word
from .token_table import Flags, Ints, Sheet

PULL_QUOTE_SURETY = 0.7
"""How sure a pull quote is, which its layout alone shows."""

SIGNED = 0.9
"""How sure a quotation is that a name signs."""

SO_CALLED = re.compile(r"\bso-called \W*[\"“„«'‘]", re.IGNORECASE)

SENTENCE = re.compile(r"(?:\S+\s+){4,}\S*[.!?…]\W*$")
"""Five words or more up to a stop, with the closing mark."""

REOPENED = 0.9
"""How much surer the paragraph that closes a quotation is than the ones it reopens."""

LONGEST_PULL_QUOTE = 120
"""Tokens."""

SIGNATURE = re.compile(r"[\s\"”“’'»]*\n?\s*(?:[―—–]|-{1,2})\s*(\S[^\n]*?)[\s.]*(?=\n|$)")
"""A dash and a name that close the paragraph of a quotation, or stand below it."""

LONGEST_SIGNATURE = 14
"""Tokens."""


def mend(sheet: Sheet, found: list[Quotation]) -> list[Quotation]:
    """Apply the rules to what was learned to be a quotation.

    Pull quotes go to the name after them, a quotation that a name signs to that name, the turns
    of a conversation to their labels; an unclosed paragraph before a reopened one belongs to it;
    no quotation begins inside the dateline or stands in a pointer to another article; single
    function words are none; pieces that share their cue share a group.
    """
    shown = [q for block in sheet.blocks if (q := _pull_quote(sheet, block))]
    shown += dialogue.turns(sheet)
    barred = [(q.start, q.end) for q in shown]
    barred += [(block.start, block.end) for block in sheet.blocks if is_teaser(sheet.text, block)]
    kept = [
        _signed(sheet, clear)
        for quotation in found
        if (clear := _after_dateline(sheet, quotation)) and _says_something(sheet, clear)
        if not _meets(clear, barred)
    ]
    kept += shown
    kept += _reopened(sheet, kept)
    return _grouped(sorted(kept, key=lambda q: (q.start, -q.end)))


def stands_alone(sheet: Sheet, start: Ints, end: Ints) -> Flags:
    """Tell for each pair of marks whether it is a whole paragraph of a sentence, or is signed.

    Args:
        sheet: the article.
        start: where each pair begins.
        end: where it ends.
    """
    whole = {
        (block.start, block.end) for block in sheet.blocks if block.kind is BlockKind.PARAGRAPH
    }
    return np.array(
        [
            (span in whole and bool(SENTENCE.search(sheet.text, *span)))
            or _signature(sheet, span[1]) is not None
            for span in zip(start.tolist(), end.tolist(), strict=True)
        ],
        bool,
    )


def _meets(quotation: Quotation, spans: list[Span]) -> bool:
    return any(quotation.start < end and start < quotation.end for start, end in spans)


def _pull_quote(sheet: Sheet, block: Block) -> Quotation | None:
    """Return the words of a block that a bare name and role close, as that person's."""
    if block.kind not in (BlockKind.PULL_QUOTE, BlockKind.PARAGRAPH):
        return None
    name = _closing_name(sheet, block)
    if name is None and block.kind is BlockKind.PULL_QUOTE:
        name = pull_quote_name(sheet.text, block.start, block.end)
    if name is None:
        return None
    start, end = trim(sheet.text, block.start, name[0])
    if sheet.letters[end] == sheet.letters[start]:
        return None
    return Quotation(start, end, QuotationKind.DIRECT, speaker=name, confidence=PULL_QUOTE_SURETY)


def _closing_name(sheet: Sheet, block: Block) -> Span | None:
    """Return the span of a person's name and role that end a block without a stop.

    The name must stand somewhere else in the article too, and a verb in the words before it.
    """
    first, stop = sheet.token_at(block.start), sheet.token_at(block.end)
    if not 8 < stop - first < LONGEST_PULL_QUOTE or not sheet.words[stop - 1][-1].isalnum():
        return None
    person = sheet.entity[first:stop] == word("PERSON")
    if not person.any():
        return None
    last = stop - 1 - int(person[::-1].argmax())
    begin = last
    while begin > first and sheet.entity[begin - 1] == sheet.entity[last]:
        begin -= 1
    while begin < last and not sheet.words[begin][0].isupper():
        begin += 1
    role = range(last + 1, stop)
    plain = any_of(sheet.lower[role.start : role.stop], "of for the and to at in on ,")
    if not all(small or sheet.words[k][0].isupper() for k, small in zip(role, plain, strict=True)):
        return None
    elsewhere = np.flatnonzero(sheet.lower == sheet.lower[last])
    told = any_of(sheet.pos[first:begin], "VERB AUX").any()
    if (
        begin - first < 5
        or not role
        or not told
        or (sheet.block[elsewhere] == sheet.block[last]).all()
    ):
        return None
    return sheet.start[begin], sheet.end[stop - 1]


def _signed(sheet: Sheet, quotation: Quotation) -> Quotation:
    """Give a direct quotation the speaker who signs it."""
    name = _signature(sheet, quotation.end)
    if quotation.kind is not QuotationKind.DIRECT or name is None:
        return quotation
    return replace(quotation, speaker=name, cue=None, confidence=max(quotation.confidence, SIGNED))


def _signature(sheet: Sheet, end: int) -> Span | None:
    """Return the span of the name that signs the words before it: “...” ― Ana Brodin, Ulmen."""
    found = SIGNATURE.match(sheet.text, end)
    if found is None or not found[1][0].isupper():
        return None
    first, stop = sheet.token_at(found.start(1)), sheet.token_at(found.end(1))
    telling = any_of(sheet.pos[first:stop], "VERB AUX PRON")
    named = any_of(sheet.pos[first:stop], "PROPN") | (sheet.entity[first:stop] == word("PERSON"))
    if telling.any() or not named.any() or stop - first > LONGEST_SIGNATURE:
        return None
    return found.span(1)


def _reopened(sheet: Sheet, found: list[Quotation]) -> list[Quotation]:
    """Return the unclosed paragraphs that later ones reopen: a quotation over paragraphs."""
    by_start = {quotation.start: quotation for quotation in found}
    taken = sorted(by_start)
    pairs = {pair.start: pair for pair in sheet.pairs if not pair.depth}
    added = []
    for block, following in reversed(list(zip(sheet.blocks, sheet.blocks[1:], strict=False))):
        pair = pairs.get(block.start)
        goes_on = by_start.get(following.start)
        if pair is None or pair.closed or goes_on is None:
            continue
        at = np.searchsorted(taken, block.start)
        if at == len(taken) or taken[at] >= block.end:
            piece = replace(
                goes_on,
                start=pair.start,
                end=pair.end,
                kind=QuotationKind.DIRECT,
                confidence=round(goes_on.confidence * REOPENED, 4),
            )
            by_start[piece.start] = piece
            added.append(piece)
    return added


def _says_something(sheet: Sheet, quotation: Quotation) -> bool:
    """Whether a quotation is more than a function word such as "which", or a name at arm's length.

    What is "so-called" is named in marks, and quotes nobody.
    """
    if quotation.kind is not QuotationKind.INDIRECT:
        before = sheet.text[max(quotation.start - 12, 0) : quotation.start]
        return not SO_CALLED.search(before + sheet.text[quotation.start :][:24])
    inside = sheet.pos[sheet.token_at(quotation.start) : sheet.token_at(quotation.end)]
    return bool((~any_of(inside, "PRON ADV SCONJ CCONJ DET ADP PUNCT SPACE PART")).any())


def _after_dateline(sheet: Sheet, quotation: Quotation) -> Quotation | None:
    """Cut the dateline off a quotation; None where nothing is left."""
    line: Span | None = sheet.dateline
    if line is None or quotation.start >= line[1] or quotation.end <= line[0]:
        return quotation
    start, end = trim(sheet.text, line[1], quotation.end)
    return replace(quotation, start=start) if start < end else None


def _grouped(found: list[Quotation]) -> list[Quotation]:
    """Number the groups: quotations that one cue introduces."""
    pieces = Counter(q.cue for q in found if q.cue)
    numbers: dict[Span, int] = {}
    grouped = []
    for quotation in found:
        if quotation.cue and pieces[quotation.cue] > 1:
            number = numbers.setdefault(quotation.cue, len(numbers))
            grouped.append(replace(quotation, group=number))
        else:
            grouped.append(quotation)
    return grouped

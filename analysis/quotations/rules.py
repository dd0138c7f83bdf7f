"""What needs no learning: pull quotes, datelines, and the pieces of one utterance."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..layout import pull_quote_name, trim
from ..types import BlockKind, Quotation, QuotationKind, Span
from .sheet import Sheet

PULL_QUOTE_SURETY = 0.7
"""How sure a pull quote is, which its layout alone shows."""


def mend(sheet: Sheet, found: list[Quotation]) -> list[Quotation]:
    """Apply the rules to what was learned to be a quotation.

    Pull quotes go to the name after them; no quotation begins inside the dateline; pieces of
    one sentence that share their cue share a group.
    """
    pulled = [
        quotation for block in range(len(sheet.blocks)) for quotation in _pull_quote(sheet, block)
    ]
    kept = [
        clear
        for quotation in found
        if (clear := _after_dateline(sheet, quotation))
        if not any(q.start < clear.end and clear.start < q.end for q in pulled)
    ]
    return _grouped(sorted(kept + pulled, key=lambda q: (q.start, -q.end)))


def _pull_quote(sheet: Sheet, number: int) -> list[Quotation]:
    block = sheet.blocks[number]
    if block.kind is not BlockKind.PULL_QUOTE:
        return []
    name = pull_quote_name(sheet.text, block.start, block.end)
    if name is None:
        return []
    start, end = trim(sheet.text, block.start, name[0])
    return [Quotation(start, end, QuotationKind.DIRECT, speaker=name, confidence=PULL_QUOTE_SURETY)]


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

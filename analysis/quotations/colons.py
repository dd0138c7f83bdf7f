"""Paragraphs in marks that a colon leads to: "The union published a letter from Vera Lind:"."""

from __future__ import annotations

from dataclasses import replace

from ..types import Block, Quotation, QuotationKind, Span
from .cues import any_of, word
from .token_table import TokenTable


def given(table: TokenTable, found: list[Quotation]) -> list[Quotation]:
    """Give paragraphs in marks to who is named before the colon that leads to them."""
    whole = {quotation.start: quotation for quotation in found if _is_open(table, quotation)}
    speakers: dict[int, Span] = {}
    named: Span | None = None
    for block in table.blocks:
        quotation = whole.get(block.start)
        if quotation is None or quotation.end < block.end - 1:
            named = _named_last(table, block) if table.text[block.end - 1] == ":" else None
        elif named:
            speakers[block.start] = named
    return [
        replace(each, speaker=speakers[each.start])
        if whole.get(each.start) is each and each.start in speakers
        else each
        for each in found
    ]


def _is_open(table: TokenTable, quotation: Quotation) -> bool:
    """Whether nothing tells who says it: no verb of saying, and no person is its speaker."""
    if quotation.kind is not QuotationKind.DIRECT:
        return False
    if quotation.speaker is None or quotation.cue is not None:
        return quotation.speaker is None
    first, last = (table.token_at(edge) for edge in quotation.speaker)
    named = (table.entity[first:last] == word("PERSON")).any()
    return not (named or any_of(table.pos[first:last], "PRON").any())


def _named_last(table: TokenTable, block: Block) -> Span | None:
    """Return the last name in a paragraph, a person's or one that its colon follows."""
    first, stop = table.token_at(block.start), table.token_at(block.end)
    person = (table.entity[first:stop] == word("PERSON")) | any_of(table.pos[first:stop], "PROPN")
    if not person.any():
        return None
    last = begin = stop - 1 - int(person[::-1].argmax())
    while begin > first and person[begin - 1 - first]:
        begin -= 1
    if last < stop - 2 and table.entity[last] != word("PERSON"):
        return None
    return table.start[begin], table.end[last]

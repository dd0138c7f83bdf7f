"""Interviews and transcripts: paragraphs that a label opens, "BRODIN: ..." or "Q: ...".

Two labels, one of which comes back, make a conversation; a single line "Brodin: ..." is a headline
or a cue, which is learned.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ..layout import is_teaser, trim
from ..types import Quotation, QuotationKind, Span
from .token_table import TokenTable

SURETY = 0.85
"""How sure a turn of a conversation is."""

_MARKS = "\"'“”‘„«"
_LABEL = re.compile(
    rf"[{_MARKS}]?(?P<label>[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){{0,3}}):\s+(?=\S)"
)
_ASIDE = re.compile(rf"[{_MARKS}]?[(\[]")
_LETTERS = ("Q", "A")
_STOPPED = re.compile(r"[.?!…][\"”“»’')\]]*$")


def turns(sheet: TokenTable) -> list[Quotation]:
    """Return what is said in a conversation, a quotation a paragraph.

    The speaker is the label, none for the letters Q and A. A paragraph without a label goes on
    with the turn before it as long as another turn follows; asides in brackets are nobody's.
    """
    labelled = _labels(sheet)
    found = []
    for (number, label), (following, _) in pairwise([*labelled, (len(sheet.blocks), (0, 0))]):
        last = following if following < len(sheet.blocks) else number + 1
        words = sheet.text[slice(*label)]
        speaker = None if words in _LETTERS else label
        for block in sheet.blocks[number:last]:
            own = block is sheet.blocks[number]
            start = label[1] + 1 if own else block.start
            if own or not _ASIDE.match(sheet.text, block.start, block.end):
                start, end = trim(sheet.text, start, block.end)
                if sheet.letters[end] > sheet.letters[start]:
                    found.append(
                        Quotation(
                            start, end, QuotationKind.DIRECT, speaker=speaker, confidence=SURETY
                        )
                    )
    return found


def _labels(sheet: TokenTable) -> list[tuple[int, Span]]:
    """Return the blocks that a label of a conversation opens, and its span."""
    found = [
        (number, match.span("label"))
        for number, block in enumerate(sheet.blocks)
        if (match := _LABEL.match(sheet.text, block.start, block.end))
        and not is_teaser(sheet.text, block)
    ]
    counts = Counter(sheet.text[slice(*label)] for _, label in found)
    known = {label for label in counts if _is_somebody(sheet, label)}
    if _asks(sheet, [number for number, _ in found]):
        known = set(counts)
    if len(known) < 2 or max(counts[label] for label in known) < 2:
        return []
    return [(number, label) for number, label in found if sheet.text[slice(*label)] in known]


def _asks(sheet: TokenTable, numbers: list[int]) -> bool:
    """Whether paragraphs with labels are all sentences, and one asks what the next one answers."""
    spans = [(sheet.blocks[number].start, sheet.blocks[number].end) for number in numbers]
    asked = any(
        sheet.text[end - 1] == "?" and following - number <= 2
        for (_, end), number, following in zip(spans, numbers, numbers[1:], strict=False)
    )
    return asked and all(_STOPPED.search(sheet.text[slice(*span)]) for span in spans)


def _is_somebody(sheet: TokenTable, label: str) -> bool:
    """Whether a label is Q or A, stands in capitals, or is a name written elsewhere too."""
    return label in _LETTERS or label.isupper() or sheet.words.count(label.split()[-1]) > 2

"""Interviews and transcripts: paragraphs that a label opens, "BRODIN: ..." or "Q: ...".

Two labels, one of which comes back, make a conversation, and so do one Q and its A; a single line
"Brodin: ..." is a headline or a cue, which is learned.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from onrecord.analysis import names

from ..layout import is_teaser, trim
from ..types import Quotation, QuotationKind, Span
from . import interviews
from .token_table import TokenTable

SURETY = 0.85
"""How sure a turn of a conversation is."""

PLACES = 2
"""So many labels that are states or provinces make a list of places."""

_MARKS = "\"'“”‘„«"
_LABEL = re.compile(
    rf"[{_MARKS}]?(?:(?P<label>[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){{0,3}}):\s+"
    r"|(?P<letter>[QA]|Question|Answer)(?::|\.\s))(?=\S)"
)
_ASIDE = re.compile(rf"[{_MARKS}]?[(\[]")
_LETTERS = ("Q", "A", "Question", "Answer")
_STOPPED = re.compile(r"[.?!…][\"”“»’')\]]*$")


def turns(table: TokenTable) -> list[Quotation]:
    """Return what is said in a conversation, a quotation a paragraph.

    The speaker is the label; for the letters Q and A it is whom the beginning names, if it does.
    A paragraph without a label goes on with the turn before it as long as another turn follows;
    asides in brackets are nobody's.
    """
    labelled = _labels(table)
    found: list[Quotation] = []
    lettered: list[tuple[int, Quotation]] = []
    for (number, label), (following, _) in pairwise([*labelled, (len(table.blocks), (0, 0))]):
        last = following if following < len(table.blocks) else number + 1
        words = table.text[slice(*label)]
        speaker = None if words in _LETTERS else label
        for block in table.blocks[number:last]:
            own = block is table.blocks[number]
            start = label[1] + 1 if own else block.start
            if own or not _ASIDE.match(table.text, block.start, block.end):
                start, end = trim(table.text, start, block.end)
                if table.letters[end] > table.letters[start]:
                    said = Quotation(
                        start, end, QuotationKind.DIRECT, speaker=speaker, confidence=SURETY
                    )
                    if own and not speaker:
                        lettered.append((number, said))
                    else:
                        found.append(said)
    return sorted([*found, *interviews.with_parties(table, lettered)], key=lambda q: q.start)


def _labels(table: TokenTable) -> list[tuple[int, Span]]:
    """Return the blocks that a label of a conversation opens, and its span."""
    found = [
        (number, match.span("label" if match["label"] else "letter"))
        for number, block in enumerate(table.blocks)
        if (match := _LABEL.match(table.text, block.start, block.end))
        and not is_teaser(table.text, block)
    ]
    wordless = sum(not any(map(str.isalpha, _behind(table, *each))) for each in found)
    if 2 * wordless >= len(found):
        return []  # "Norrby: 14.": how many each has
    counts = Counter(table.text[slice(*label)] for _, label in found)
    if _is_headline(table, found, counts):
        del counts[table.text[slice(*found.pop(0)[1])]]
    if sum(map(_is_place, counts)) >= PLACES:
        return []  # "Bavaria: The fee rises.": what holds where
    known = {label for label in counts if _is_somebody(table, label)}
    letters = [number for number, label in found if table.text[slice(*label)] in _LETTERS]
    lettered = _asks(table, letters) and {label[0] for label in known & set(_LETTERS)} == {"Q", "A"}
    if _asks(table, [number for number, _ in found]):
        known = set(counts)
    elif lettered:
        known &= set(_LETTERS)
    if len(known) < 2 or (max(counts[label] for label in known) < 2 and not lettered):
        return []
    return [(number, label) for number, label in found if table.text[slice(*label)] in known]


def _is_headline(table: TokenTable, found: list[tuple[int, Span]], counts: Counter[str]) -> bool:
    """Whether the first label is a headline's, below which the article begins: "Lind: We won"."""
    number, label = found[0]
    words = table.text[slice(*label)]
    goes_on = len(found) > 1 and found[1][0] == number + 1
    return number == 0 and not goes_on and counts[words] == 1 and words not in _LETTERS


def _behind(table: TokenTable, number: int, label: Span) -> str:
    """Return what stands behind a label in its paragraph."""
    return table.text[label[1] : table.blocks[number].end]


def _asks(table: TokenTable, numbers: list[int]) -> bool:
    """Whether paragraphs with labels are all sentences, and one asks what the next one answers."""
    spans = [(table.blocks[number].start, table.blocks[number].end) for number in numbers]
    asked = any(
        table.text[end - 1] == "?" and following - number <= 2
        for (_, end), number, following in zip(spans, numbers, numbers[1:], strict=False)
    )
    return asked and all(_STOPPED.search(table.text[slice(*span)]) for span in spans)


def _is_place(label: str) -> bool:
    return bool(names.region(label) or names.country(label))


def _is_somebody(table: TokenTable, label: str) -> bool:
    """Whether a label is Q or A, stands in capitals, or is a name written elsewhere too."""
    return label in _LETTERS or label.isupper() or table.words.count(label.split()[-1]) > 2

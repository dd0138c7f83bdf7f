"""Words in marks that a noun tells of: "“No comment,” was all that Farrow would say"."""

from __future__ import annotations

import re

import numpy as np

from ..types import Quotation, QuotationKind, Span
from .cues import any_of
from .token_features import TokenFeatures
from .token_table import TokenTable

SURETY = 0.8
"""How sure the words are that a noun tells of."""

LONGEST_NAMED = 7
"""Tokens of whose words they are."""

NOMINAL = "PROPN NOUN PRON DET ADJ"
"""What a noun phrase is made of."""

_NOUN = (
    r"(?:reply|answer|response|retort|verdict|comment|words?|cry|shout|question|message|view|advice"
    r"|assessment|explanation|summary|warning|plea|conclusion|prediction|excuse|motto|reaction"
    r"|greeting|judge?ment|description|order|note)\b"
)
_LED = r"(?:[a-zß-ÿ-]+\s){0,3}?"
_WHOSE = (
    r"(?:(?:his|her|their|its)|[^\W\d_a-zß-ÿ][^.!?\"“”]{0,40}?['’]s?|the\s[^.!?\"“”]{0,40}?['’]s?)"
)
_WORDS_OF = re.compile(
    rf"\s*(?:[Tt]h(?:at|is)\s+)?(?:was|were|is|came|went|comes|ran|runs|reads?)\s+"
    rf"(?:all|the\s+{_LED}{_NOUN})\b(?:\s+(?:that|of|from|by))?\s+(?=[^\W\d_])"
    rf"|\s*(?:was|were|is|came|comes)\s+(?P<whose>(?={_WHOSE}\s{_LED}{_NOUN}))"
    r"|\s*(?:was|is)\s+how\s+(?=[^\W\d_])(?![^.]*\b(?:was|were|is|had|has)\b)"
    r"|,?\s*[Aa]s\s+(?=[^.!?\"“”]{2,60}?\s(?:put|puts|phrased|phrases)\s+it\b)"
    r"|,?\s*in\s+the\s+words\s+of\s+(?=[^\W\d_])"
    r"|,?\s*[–—-]\s*(?:this|that|so)\s+(?:is|was)\s+how\s+(?=[^\W\d_])"
    r"|(?:,|(?<=,[”\"“»]))\s+so\s+"
    r"(?=(?:[^\W\d_a-zß-ÿ][\w’'-]+|the|his|her|its)(?:\s[\w’'-]+){0,3}[.,])"
)
"""“...” was all that, was Lind's only reply, was how Lind put it, as Lind put it, so (the boss)."""


def found(token_features: TokenFeatures) -> list[Quotation]:
    """Return the words in marks that a noun tells of: "“No,” was all she would say"."""
    table = token_features.table
    return [
        quotation
        for pair in table.pairs
        if pair.closed and not pair.depth and (told := _WORDS_OF.match(table.text, pair.end))
        if (quotation := _worded(table, (pair.start, pair.end), told))
    ]


def _worded(table: TokenTable, span: Span, told: re.Match[str]) -> Quotation | None:
    """Return a span as the words of who is named right behind what tells of them."""
    first = table.token_at(told.end())
    stop = min(first + LONGEST_NAMED, len(table))
    nominal = any_of(table.pos[first:stop], NOMINAL)
    count = len(nominal) if nominal.all() else int((~nominal).argmax())
    if told["whose"] is None:
        count += _apposed(table, first + count)
    elif any_of(table.tag[first : first + 1], "PRP$").any():
        count = 1  # "was her only comment"
    if not count or not any_of(table.pos[first : first + count], "PROPN PRON NOUN").any():
        return None
    verbs = np.flatnonzero(any_of(table.pos[first:stop], "VERB"))
    verb = first + int(verbs[0]) if len(verbs) else table.token_at(span[1])
    return Quotation(
        *span,
        QuotationKind.DIRECT,
        cue=(table.start[verb], table.end[verb]),
        speaker=(table.start[first], table.end[first + count - 1]),
        confidence=SURETY,
    )


def _apposed(table: TokenTable, comma: int) -> int:
    """Return how many tokens a name behind a comma has, with the comma: "the mayor, Ana Lind."."""
    stop = min(comma + 1 + LONGEST_NAMED, len(table))
    other = ~any_of(table.pos[comma + 1 : stop], "PROPN")
    count = int(other.argmax()) if other.any() else len(other)
    ends = any_of(table.pos[comma + 1 + count : comma + 2 + count], "PUNCT SPACE").all()
    return 1 + count if count and ends and table.words[comma] == "," else 0

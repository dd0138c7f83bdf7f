"""Who asks and who answers in an interview: by what its beginning says.

Questions to Vera Lind, who keeps the light.  She talked to Jon Farrow.

Q: You never wanted to live ashore?          Jon Farrow
A: I tried it.                               Vera Lind
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from onrecord.analysis import names

from ..types import Quotation, Span
from .cues import any_of, word
from .token_table import TokenTable

EARLY, MANY = 6, 4
"""Turns that begin by this paragraph, or so many of them, are an interview; others may be told."""

INTRODUCED = 12
"""Paragraphs before the turns, at most, that may name who talks."""

_WORD = r"[^\W\d_a-zß-ÿ][\w’'-]*\.?"
_NAME = rf"(?:{_WORD}\s)+(?:(?:al|bin|de|da|del|di|la|van|von)\s)*{_WORD}"
_TALKED = r"(?:talked|talks|spoke|speaks|chatted|sat down)\s(?:to|with)"
_INTRODUCED = r"(?:(?:the|our)\s)?(?:[a-z]+\s){0,3}"
_ASKER = re.compile(
    rf"(?:^|\n)\s*[Bb]y:?\s({_NAME})"
    rf"|\b(?:[Ii]nterview(?:ed)?|[Cc]onversation|[Qq]uestions|recorded|asked)"
    rf"\s(?:(?:was|were)\s)?(?:\w+\s)?by:?\s({_NAME})"
    rf"|\b(?:[Hh]e|[Ss]he)\s{_TALKED}\s({_NAME})"
)
_ANSWERER = re.compile(
    r"\b(?:[Ii]nterview|[Cc]onversation|[Tt]alk|[Cc]hat|[Qq]uestions|[Mm]inutes|Q&A)\b"
    rf"[^.?!\n]{{0,50}}?\b(?:with|to)\s{_INTRODUCED}({_NAME})"
    rf"|\b(?:[Ww]e|I)\s{_TALKED}\s{_INTRODUCED}({_NAME})"
    rf"|(?:^|\n)\s*({_NAME})(?:,[^:.?!\n]{{3,80}})?:\s?[\"“„«‘']"
)
"""Whom an interview is with, by what it says or by its heading: "Ana Brodin, mayor: “Over.”"."""

INTERVIEW = re.compile(r"\b(?:interview|conversation|talked|spoke|answers|receives us|Q&A)\b", re.I)


def with_parties(table: TokenTable, turns: Sequence[tuple[int, Quotation]]) -> list[Quotation]:
    """Return the turns of a conversation with who asks and who answers as their speakers.

    Args:
        table: the article.
        turns: quotations without speakers, each with the number of its block, in order; behind a
            label Q or A, or behind a dash.
    """
    if not turns:
        return []
    first = turns[0][0]
    lead = (table.blocks[max(first - INTRODUCED, 0)].start, table.blocks[first].start)
    labelled = [_label(table, quotation) for _, quotation in turns]
    told = INTERVIEW.search(table.text, *lead) or first <= EARLY or len(turns) >= MANY
    if not told and not all(labelled):
        return [quotation for _, quotation in turns]
    asks, answers = parties(table, lead)
    roles = labelled if all(labelled) else _in_turn(table, turns)
    return [
        replace(quotation, speaker=asks if role == "Q" else answers)
        for (_, quotation), role in zip(turns, roles, strict=True)
    ]


def _label(table: TokenTable, quotation: Quotation) -> str:
    """Return the letter before a turn, empty for none."""
    before = table.text[max(quotation.start - 16, 0) : quotation.start]
    found = re.search(r"(?:^|\n)\W{0,3}([QA])(?:uestion|nswer)?[:.]\s*$", before)
    return found[1] if found else ""


def _in_turn(table: TokenTable, turns: Sequence[tuple[int, Quotation]]) -> list[str]:
    """Return for each turn whether it asks or answers: paragraphs that follow each other take
    turns, those that end in a question mark ask."""
    roles: list[str] = []
    for _, chain in groupby(enumerate(turns), key=lambda pair: pair[1][0] - pair[0]):
        asked = [table.text[q.start : q.end].rstrip("\"”»’' ").endswith("?") for _, (_, q) in chain]
        even = sum(asked[::2]) - sum(asked[1::2])
        opens = even > 0 or (even == 0 and len(asked) > 1)
        roles += ["Q" if (k % 2 == 0) is opens else "A" for k in range(len(asked))]
    return roles


def parties(table: TokenTable, lead: Span) -> tuple[Span | None, Span | None]:
    """Return where the one who asks and the one who answers are named."""
    asker = _span(_ASKER.search(table.text, *lead))
    answerer = _span(_ANSWERER.search(table.text, *lead))
    if asker and answerer and _last_word(table, asker) == _last_word(table, answerer):
        asker = None
    if answerer is None:
        named = [s for s in _people(table, lead) if not asker or _is_other(table, s, asker)]
        given = [s for s in named if names.is_given(table.text[slice(*s)].split()[0])]
        named = given or named
        counts = [table.text.count(_last_word(table, span)) for span in named]
        answerer = named[int(np.argmax(counts))] if named else None
    return asker, answerer


def _span(found: re.Match[str] | None) -> Span | None:
    """Return the span of the name in a match."""
    if found is None or not found.lastindex:
        return None
    start = found.start(found.lastindex)
    return start, start + len(found[found.lastindex].rstrip("."))


def _people(table: TokenTable, lead: Span) -> list[Span]:
    """Return the names of persons in a stretch, or else names of two words without a label."""
    first, stop = table.token_at(lead[0]), table.token_at(lead[1])
    person = table.entity[first:stop] == word("PERSON")
    proper = any_of(table.pos[first:stop], "PROPN") & (table.entity[first:stop] == 0)
    for name, least in ((person, 1), (proper, 2)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], name, [0]))))
        found = [
            (table.start[first + a], table.end[first + b - 1])
            for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
            if b - a >= least
        ]
        if found:
            return found
    return []


def _last_word(table: TokenTable, span: Span) -> str:
    return table.text[slice(*span)].split()[-1]


def _is_other(table: TokenTable, one: Span, other: Span) -> bool:
    return _last_word(table, one) not in table.text[slice(*other)]

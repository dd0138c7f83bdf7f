"""What needs no learning: pull quotes, signatures, reopened paragraphs, datelines, pieces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace

import numpy as np

from ..layout import is_teaser, outside, pull_quote_name, trim
from ..types import Block, BlockKind, Quotation, QuotationKind, Span
from . import (
    around,
    closed,
    dashes,
    dialogue,
    edges,
    exchanges,
    joined,
    relayed,
    reopened,
    reported,
    runs_on,
    spoken,
    unsaid,
    voices,
    worded,
)
from .cues import any_of, word
from .first_person import FirstPerson
from .token_features import TokenFeatures
from .token_table import TokenTable

PULL_QUOTE_SURETY = 0.7
"""How sure a pull quote is, which its layout alone shows."""

SIGNED = 0.9
"""How sure a quotation is that a name signs."""

SO_CALLED = re.compile(r"\bso-called \W*[\"“„«'‘]", re.IGNORECASE)

ASKED = re.compile(r"(?:When )?[Aa]sked (?:is|whether|if|about|why|how|what|by)\b")
SENTENCES = re.compile(r"[.!?]\s+\w")
BEFORE_AS = re.compile(r",\s+as\s")

LONGEST_PULL_QUOTE = 120
"""Tokens."""

SIGNATURE = re.compile(r"[\s\"”“’'»]*\n?\s*(?:[―—–]|-{1,2})\s*(\S[^\n]*?)[\s.]*(?=\n|$)")
"""A dash and a name that close the paragraph of a quotation, or stand below it."""

LONGEST_SIGNATURE = 14
"""Tokens."""

NESTED = 3
"""So many quotations before a place may run over it, at most."""


def mend(token_features: TokenFeatures, found: list[Quotation]) -> list[Quotation]:
    """Apply the rules to what was learned to be a quotation.

    Pull quotes go to the name after them, a quotation that a name signs to that name, the turns
    of a conversation to their labels or the cues between their dashes, a post to the name below;
    an unclosed paragraph before a reopened one belongs to it; what is called something in marks
    is no part of the quotation; what stands around a quotation may tell who speaks; no quotation
    begins inside the dateline or stands in a pointer to another article; single function words
    are none; pieces that share their cue share a group.
    """
    table = token_features.table
    shown = [q for block in table.blocks if (q := _pull_quote(table, block))]
    by_noun = worded.found(token_features)
    page = FirstPerson(token_features)
    for more in (
        dialogue.turns(table),
        dashes.turns(token_features),
        dashes.posts(table),
        dashes.cued_inside(token_features),
        dashes.inserted(token_features),
        spoken.paragraphs(page),
        voices.found(page),
        by_noun,
    ):
        shown += _apart(more, shown)
    barred = [(q.start, q.end) for q in shown]
    barred += [(q.end, q.speaker[0]) for q in by_noun if q.speaker]  # "that was all" says nothing
    barred += [
        (block.start, block.end)
        for block in table.blocks
        if block.kind is BlockKind.HEAD or is_teaser(table.text, block)
    ]
    free = outside(barred)
    kept = [
        _signed(table, edges.to_the_end(table, edges.mended(table, clear), token_features.speech))
        for quotation in found
        if (clear := _after_dateline(table, quotation)) and _says_something(table, clear)
        if free(clear.start, clear.end) and unsaid.by_anybody(token_features, clear)
    ]
    kept += shown
    for clauses, added in (
        (reported.clauses, _apart),
        (relayed.clauses, _apart),
        (closed.clauses, _around),
    ):
        told = [
            quotation
            for quotation in clauses(token_features)
            if free(quotation.start, quotation.end) and unsaid.by_anybody(token_features, quotation)
        ]
        kept += added(told, kept)
    kept += runs_on.begun(token_features, kept)
    kept = reopened.whole(table, kept)
    kept = [unsaid.by_its_agent(token_features, each) for each in kept]
    kept = relayed.placed(token_features, reported.written(token_features, kept))
    kept = around.attributed(
        token_features, runs_on.ended(token_features, joined.clauses(token_features, kept))
    )
    kept = runs_on.gone_on(table, runs_on.of_one_cue(kept))
    kept = exchanges.in_turn(token_features, kept)
    kept = [piece for each in _without_scraps(table, kept) for piece in _at_colon(table, each)]
    return _grouped(sorted(kept, key=lambda q: (q.start, -q.end)))


def _apart(more: list[Quotation], found: list[Quotation]) -> list[Quotation]:
    """Return the quotations that meet none of those found before."""
    free = outside([(q.start, q.end) for q in found])
    return [quotation for quotation in more if free(quotation.start, quotation.end)]


def _around(more: list[Quotation], found: list[Quotation]) -> list[Quotation]:
    """Return the quotations that meet none found before, but for short ones inside of them.

    "The port declared [an emergency], reported the Gazette": what is reported holds another.
    """
    inner = sorted(found, key=lambda q: q.start)
    starts = [q.start for q in inner]

    def holds(outer: Quotation) -> bool:
        first, last = (bisect_left(starts, edge) for edge in (outer.start, outer.end))
        return all(
            q.kind is QuotationKind.INDIRECT and 2 * (q.end - q.start) < outer.end - outer.start
            for q in inner[first:last]
        ) and not any(q.end > outer.start for q in inner[max(first - NESTED, 0) : first])

    return [outer for outer in more if holds(outer)]


def _pull_quote(table: TokenTable, block: Block) -> Quotation | None:
    """Return the words of a block that a bare name and role close, as that person's."""
    if block.kind not in (BlockKind.PULL_QUOTE, BlockKind.PARAGRAPH):
        return None
    name = _closing_name(table, block)
    if name is None and block.kind is BlockKind.PULL_QUOTE:
        name = pull_quote_name(table.text, block.start, block.end)
    if name is None:
        return None
    start, end = trim(table.text, block.start, name[0])
    if table.letters[end] == table.letters[start]:
        return None
    return Quotation(start, end, QuotationKind.DIRECT, speaker=name, confidence=PULL_QUOTE_SURETY)


def _closing_name(table: TokenTable, block: Block) -> Span | None:
    """Return the span of a person's name and role that end a block without a stop.

    The name must stand somewhere else in the article too, and a verb in the words before it.
    """
    first, stop = table.token_at(block.start), table.token_at(block.end)
    if not 8 < stop - first < LONGEST_PULL_QUOTE or not table.words[stop - 1][-1].isalnum():
        return None
    person = table.entity[first:stop] == word("PERSON")
    if not person.any():
        return None
    last = stop - 1 - int(person[::-1].argmax())
    begin = last
    while begin > first and table.entity[begin - 1] == table.entity[last]:
        begin -= 1
    while begin < last and not table.words[begin][0].isupper():
        begin += 1
    role = range(last + 1, stop)
    plain = any_of(table.lower[role.start : role.stop], "of for the and to at in on ,")
    if not all(small or table.words[k][0].isupper() for k, small in zip(role, plain, strict=True)):
        return None
    elsewhere = np.flatnonzero(table.lower == table.lower[last])
    told = any_of(table.pos[first:begin], "VERB AUX").any()
    if (
        begin - first < 5
        or not role
        or not told
        or (table.block[elsewhere] == table.block[last]).all()
    ):
        return None
    return table.start[begin], table.end[stop - 1]


def _signed(table: TokenTable, quotation: Quotation) -> Quotation:
    """Give a direct quotation the speaker who signs it."""
    name = signature(table, quotation.end)
    if quotation.kind is not QuotationKind.DIRECT or name is None:
        return quotation
    return replace(quotation, speaker=name, cue=None, confidence=max(quotation.confidence, SIGNED))


def signature(table: TokenTable, end: int) -> Span | None:
    """Return the span of the name that signs the words before it: “...” ― Ana Brodin, Ulmen."""
    found = SIGNATURE.match(table.text, end)
    if found is None or not found[1][0].isupper():
        return None
    first, stop = table.token_at(found.start(1)), table.token_at(found.end(1))
    telling = any_of(table.pos[first:stop], "VERB AUX PRON")
    named = any_of(table.pos[first:stop], "PROPN") | (table.entity[first:stop] == word("PERSON"))
    if telling.any() or not named.any() or stop - first > LONGEST_SIGNATURE:
        return None
    return found.span(1)


def _says_something(table: TokenTable, quotation: Quotation) -> bool:
    """Whether a quotation is more than a function word such as "which", or a name at arm's length.

    What is "so-called" is named in marks, and quotes nobody.
    """
    if quotation.kind is not QuotationKind.INDIRECT:
        before = table.text[max(quotation.start - 12, 0) : quotation.start]
        own = 1 if quotation.kind is QuotationKind.DIRECT else 24  # others' marks stand inside
        return not SO_CALLED.search(before + table.text[quotation.start :][:own])
    inside = table.pos[table.token_at(quotation.start) : table.token_at(quotation.end)]
    return bool((~any_of(inside, "PRON ADV SCONJ CCONJ DET ADP PUNCT SPACE PART")).any())


def _without_scraps(table: TokenTable, found: list[Quotation]) -> list[Quotation]:
    """Leave out what is no content of a cue though it stands beside it.

    The speaker of another one ("“...” - clarified [the port]"), what leads to "as" ("[At the
    same time], as the port noted, ...") and to an answer ("[Asked if it is true], she says"), what
    goes on beside words in marks ("“...,” Vera Lind told me, [her voice breaking]").
    """
    direct = [q for q in found if q.kind is QuotationKind.DIRECT]
    speakers = {(q.cue, q.speaker[0]) for q in direct if q.cue and q.speaker}
    led = {q.cue for q in direct if q.cue and q.end <= q.cue[0]}

    def is_scrap(quotation: Quotation) -> bool:
        if quotation.kind is not QuotationKind.INDIRECT:
            return False
        inside = slice(table.token_at(quotation.start), table.token_at(quotation.end))
        leads = BEFORE_AS.match(table.text, quotation.end)
        if ASKED.match(table.text, quotation.start, quotation.end):
            return True
        beside = quotation.cue in led and table.text[quotation.cue[1] : quotation.start].count(",")
        scrap = leads or beside or (quotation.cue, quotation.start) in speakers
        return bool(scrap and not any_of(table.tag[inside], "VBD VBP VBZ MD").any())

    return [quotation for quotation in found if not is_scrap(quotation)]


def _at_colon(table: TokenTable, quotation: Quotation) -> list[Quotation]:
    """Part what is reported from sentences in marks that a colon adds: "it is late: “Go. Run.”"."""
    if quotation.kind is not QuotationKind.MIXED:
        return [quotation]
    last = table.token_at(quotation.end) - 1
    pair = table.pairs[int(table.pair[last])] if table.pair[last] >= 0 else None
    if pair is None or not quotation.start < pair.start < pair.end <= quotation.end + 1:
        return [quotation]
    colon = table.text.rfind(":", quotation.start, pair.start)
    if colon < 0 or table.text[colon + 1 : pair.start].strip():
        return [quotation]
    told = slice(table.token_at(quotation.start), table.token_at(colon))
    finite = any_of(table.tag[told], "VBD VBP VBZ MD").any()
    several = SENTENCES.search(table.text, *pair.inner)
    if not (finite and several) or (table.pair[told] >= 0).any():
        return [quotation]
    return [
        replace(quotation, end=colon, kind=QuotationKind.INDIRECT),
        replace(quotation, start=pair.start, end=pair.end, kind=QuotationKind.DIRECT),
    ]


def _after_dateline(table: TokenTable, quotation: Quotation) -> Quotation | None:
    """Cut the dateline off a quotation; None where nothing is left."""
    line: Span | None = table.dateline
    if line is None or quotation.start >= line[1] or quotation.end <= line[0]:
        return quotation
    start, end = trim(table.text, line[1], quotation.end)
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

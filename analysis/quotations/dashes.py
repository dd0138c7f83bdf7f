"""Speech that dashes set apart: turns behind a dash, and cues between dashes.

    – Why now?
    – Because the pillars are rotten, – said the engineer. – Nobody wanted to look.
    “If the pillars go” – the engineer looked at the river – “we all go.”

Languages that write dialogue so keep their dashes when they are translated; the cue stands
between the dashes even where marks enclose the whole.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import numpy as np

from onrecord.analysis import names

from ..layout import trim
from ..types import Block, BlockKind, Quotation, QuotationKind, Span
from . import interviews
from .cues import any_of, word
from .token_features import TokenFeatures
from .token_table import TokenTable

SURETY = 0.8
"""How sure a turn behind a dash is."""

LIKELY = 0.3
"""A clause with a word more likely to be a cue than this may be one."""

LONGEST_CUE = 16
"""Tokens of a cue between dashes."""

LONGEST_LED = 28
"""Tokens of one that a verb of saying begins: "tells a woman of Ulm, who did not give her name"."""

SHORT_CUE = 9
"""Tokens of one that only its shape tells."""

APART = 3
"""How many paragraphs may stand between the turns of one conversation."""

_TURN = re.compile(r"[-–—―]{1,2}\s?(?=[^\s\d–—-])")
_DASH = re.compile(r"(?<=[,.?!…»”\"\w])\s[-–—―]\s")
_CLAUSE_DASH = re.compile(
    r"(?<=[,.?!…])\s?[-–—―]\s"
    r"|\s[–—]\s?(?=[^–—\n]{3,60}[–—][.,;:]\s)|\s?[–—][.,;:]\s"  # — she told the agency —. And
)
_INSERTED = re.compile(
    r",?\s?[-–—―]{1,2}\s?(?P<clause>(?:[^-–—―\n.?!:“”„«»\"]|(?<=\w)-(?=\w)){3,120}?)\s?[-–—―]{1,2}\s?"
)
_ENDED = re.compile(r"[.?!…,]")
_STOPPED = re.compile(r"[.?!…:][\"”“»’')\]]*$")


def turns(token_features: TokenFeatures) -> list[Quotation]:
    """Return what is said behind dashes, a quotation a paragraph or a piece of it.

    Paragraphs behind dashes are turns where one of them asks, or is told by a cue between dashes;
    other lists with dashes are nobody's speech.
    """
    table = token_features.table
    behind = [
        (number, (match.end(), block.end))
        for number, block in enumerate(table.blocks)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and (match := _TURN.match(table.text, block.start, block.end))
        and _STOPPED.search(table.text[match.end() : block.end])
    ]
    found: list[Quotation] = []
    talk: list[tuple[int, Quotation]] = []
    for run in _runs(behind):
        pieces = [_pieces(token_features, *span, _DASH) for _, span in run]
        asks = any(table.text[end - 1] == "?" for _, (_, end) in run[:-1])
        cued = any(cue >= 0 for parts in pieces for _, cue in parts)
        said = [
            (number, quotation)
            for (number, _), parts in zip(run, pieces, strict=True)
            for quotation in _said(token_features, parts, SURETY)
        ]
        if cued:
            found += [quotation for _, quotation in said]
        elif len(run) > 1 and asks:
            talk += said
    return sorted([*found, *interviews.with_parties(table, talk)], key=lambda q: q.start)


def _runs(behind: list[tuple[int, Span]]) -> list[list[tuple[int, Span]]]:
    """Gather turns that stand near each other."""
    runs: list[list[tuple[int, Span]]] = []
    last = -APART - 2
    for number, span in behind:
        if number - last > APART:
            runs.append([])
        runs[-1].append((number, span))
        last = number
    return runs


def cued_inside(token_features: TokenFeatures) -> list[Quotation]:
    """Return what is said in the pairs of marks that enclose a cue between dashes too."""
    found = []
    for pair in token_features.table.pairs:
        if not pair.depth:
            parts = _pieces(token_features, pair.start, pair.end, _CLAUSE_DASH)
            if any(cue >= 0 for _, cue in parts):
                found += _said(token_features, parts, SURETY)
    return found


def inserted(token_features: TokenFeatures) -> list[Quotation]:
    """Return the two pieces in marks between which dashes set what their speaker does."""
    table = token_features.table
    outer = [pair for pair in table.pairs if not pair.depth]
    found: dict[int, Quotation] = {}
    for pair, following in pairwise(outer):
        told = _INSERTED.fullmatch(table.text, pair.end, following.start)
        ends = _ENDED.search(table.text, max(following.start, following.end - 4), following.end + 1)
        doer = _doer(token_features, told.span("clause")) if told and pair.closed and ends else None
        if doer is None:
            continue
        verb, speaker = doer
        for each in (pair, following):
            found.setdefault(
                each.start,
                Quotation(
                    each.start,
                    each.end,
                    QuotationKind.DIRECT,
                    cue=(table.start[verb], table.end[verb]),
                    speaker=speaker,
                    confidence=SURETY,
                ),
            )
    return list(found.values())


def _doer(token_features: TokenFeatures, clause: Span) -> tuple[int, Span] | None:
    """Return the first finite verb of a clause and the words before it, where they are a noun's."""
    table = token_features.table
    first, stop = table.token_at(clause[0]), table.token_at(clause[1])
    verbs = np.flatnonzero(any_of(table.tag[first:stop], "VBD VBZ"))
    verb = first + int(verbs[0]) if len(verbs) else first
    before = slice(first, verb)
    nominal = any_of(table.pos[before], "DET ADJ NOUN PROPN PRON PART")
    named = any_of(table.pos[before], "NOUN PROPN PRON")
    if (
        not named.any()
        or not nominal.all()
        or any_of(table.lower[before], "i we it that this").any()
    ):
        return None
    return verb, (clause[0], table.end[verb - 1])


def _pieces(
    token_features: TokenFeatures, start: int, end: int, dash: re.Pattern[str]
) -> list[tuple[Span, int]]:
    """Cut a stretch at its dashes: pieces in order, each with the token of the cue that it is."""
    table = token_features.table
    edges = [start]
    for found in dash.finditer(table.text, start, end):
        edges += [found.start(), found.end()]
    edges.append(end)
    spans = [trim(table.text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    parts: list[tuple[Span, int]] = []
    for number, span in enumerate(spans):
        cue = _cue(token_features, span) if number else -1
        after_cue = number and parts[-1][1] >= 0
        if cue < 0 and number and not after_cue:
            parts[-1] = ((parts[-1][0][0], span[1]), -1)  # a dash inside what is said
        else:
            parts.append((span, -1 if after_cue else cue))
    return parts


def _cue(token_features: TokenFeatures, span: Span) -> int:
    """Return the token of the cue that a clause is, -1 where it is none.

    What is learned knows no cues inside marks; a short clause of one finite verb beside who does
    it is one too.
    """
    table = token_features.table
    first, stop = table.token_at(span[0]), table.token_at(span[1])
    speech = token_features.speech[first:stop] * any_of(table.pos[first:stop], "VERB AUX")
    here = any_of(table.lower[first:stop], "i we you me us my our your")
    if here.any() or not 2 <= stop - first <= LONGEST_LED:
        return -1
    begins = any_of(table.lemma[first : first + 1], _saying())
    begins &= any_of(table.tag[first : first + 1], "VBD VBZ VBN")
    named = any_of(table.pos[first + 1 : first + 2], "PROPN PRON DET NOUN ADJ")
    if (begins & (named | table.words[first + 1][:1].isupper())).all():
        return first  # "claimed Ana Brodin, the president of the guild"
    if stop - first > LONGEST_CUE:
        return -1
    if speech.max(initial=0) > LIKELY:
        return first + int(speech.argmax())
    finished = any_of(table.tag[first:stop], "VBD VBZ")
    finished[:1] |= any_of(table.tag[first : first + 1], "VBN")  # "answered Brodin"
    finite = np.flatnonzero(finished)
    if len(finite) != 1 or stop - first > SHORT_CUE:
        return -1
    verb = int(finite[0])
    nominal = any_of(table.pos[first:stop], "DET ADJ NOUN PROPN PRON")
    beside = nominal[1:3].any() if verb == 0 else verb < 5 and nominal[:verb].all()
    return first + verb if beside else -1


@cache
def _saying() -> str:
    return " ".join(sorted(names.words("speech verbs") | names.words("rare verbs of saying")))


def _said(
    token_features: TokenFeatures, parts: list[tuple[Span, int]], surety: float
) -> list[Quotation]:
    """Return the pieces that are no cues, each with the cue beside it."""
    table = token_features.table
    found = []
    for number, (span, cue) in enumerate(parts):
        if cue >= 0 or table.letters[span[1]] == table.letters[span[0]]:
            continue
        beside = [parts[k] for k in (number + 1, number - 1) if 0 <= k < len(parts)]
        told = next((part for part in beside if part[1] >= 0), None)
        found.append(
            Quotation(
                *span,
                QuotationKind.DIRECT,
                cue=(table.start[told[1]], table.end[told[1]]) if told else None,
                speaker=_speaker(token_features, *told) if told else None,
                confidence=surety,
            )
        )
    return found


def _speaker(token_features: TokenFeatures, clause: Span, cue: int) -> Span | None:
    """Return the words of a cue's clause that name who speaks: its subject, else its first name."""
    table = token_features.table
    first, stop = table.token_at(clause[0]), table.token_at(clause[1])
    head = int(token_features.subject[cue])
    if not first <= head < stop:
        named = np.flatnonzero(any_of(table.pos[first:stop], "PROPN PRON NOUN"))
        if not len(named):
            return None
        head = first + int(named[0])
    return _phrase(table, head, first, stop, cue)


def _phrase(table: TokenTable, head: int, first: int, stop: int, cue: int) -> Span:
    """Return a head with the words before it, and names after it, inside a clause."""
    begin, last = head, head
    low = cue + 1 if cue < head else first
    while begin > low and any_of(table.pos[begin - 1 : begin], "PROPN NOUN ADJ DET").all():
        begin -= 1
    high = stop if cue < head else cue
    while last + 1 < high and any_of(table.pos[last + 1 : last + 2], "PROPN NOUN").all():
        last += 1
    if (
        table.pos[last] == word("NOUN")
        and any_of(table.lower[last + 1 : last + 2], "of from").all()
    ):
        while (
            last + 1 < high
            and any_of(table.pos[last + 1 : last + 2], "PROPN NOUN ADJ DET ADP NUM").all()
            and not any_of(table.entity[last + 1 : last + 2], "DATE TIME").all()
        ):
            last += 1  # "a woman of the house on Green Street"
        while table.pos[last] == word("ADP"):
            last -= 1
    return table.start[begin], table.end[last]


_POSTED = re.compile(r"[—–―-]{1,2}\s?(?P<name>[^()\n]{2,60}?)\s\(@\w{1,30}\)")


def posts(table: TokenTable) -> list[Quotation]:
    """Return the posts that are signed below: words, then "— Name (@handle) May 3, 2021"."""
    found = []
    before: Block | None = None
    for block in table.blocks:
        signed = _POSTED.match(table.text, block.start, block.end)
        if signed and before:
            start, end = before.start, before.end
            found.append(
                Quotation(
                    start, end, QuotationKind.DIRECT, speaker=signed.span("name"), confidence=SURETY
                )
            )
        before = None if signed else block
    return found

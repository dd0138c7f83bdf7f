"""Where a quotation begins and ends beside its speaker and around the marks that it holds.

She called the deal “a farce”.                        what is called so is no part of it
Mill closes; ‘there was no choice’, says Brodin       nor is another clause of a headline
“... by its rules,” the Norwegian [embassy said]      what was found twice is parted
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from ..layout import trim
from ..types import Quotation, QuotationKind, Span
from .cues import any_of, word
from .token_table import TokenTable

NAMING = "call describe dub label brand term"
"""Verbs of giving something a name."""

NAMING_AS = """dismiss denounce condemn hail mock deride characterize characterise qualify define
portray depict"""
"""Verbs of giving something a name after "as", which is all that is said then."""

SPOKEN, REST = 0.5, 60
"""A word likelier than this to be a cue tells that somebody else speaks; so many tokens go on."""

LONGEST_SOURCE = 80
"""Code points before what is said in which its source stands."""

_CUT = re.compile(r"['’](?:tis|twas|twere|twill)\s+$", re.IGNORECASE)
_ACCORDING = re.compile(r"\b[Aa]ccording to [^.;:!?\n]{2,60},\s$")
_SEMICOLON = re.compile(r";\s+$")


def mended(table: TokenTable, quotation: Quotation) -> Quotation:
    """Return a quotation apart from its speaker, and without what its marks leave out."""
    apart = _with_apostrophe(table, _apart_from_speaker(table, _unbracketed(table, quotation)))
    apart = _behind_apposition(table, apart)
    return _named_in_marks(table, _after_semicolon(table, apart))


def to_the_end(table: TokenTable, quotation: Quotation, speech: np.ndarray) -> Quotation:
    """Let what somebody says of himself behind a colon go on to the end of its paragraph.

    "Vera Lind says: I did not refuse. My office wrote to him.", where nobody else is told to speak.
    """
    begin = quotation.start
    led = table.text[max(begin - 3, 0) : begin].rstrip().endswith(":")
    if quotation.kind is not QuotationKind.INDIRECT or not led:
        return quotation
    first, stop = table.token_at(begin), table.token_at(quotation.end)
    block = table.blocks[table.block[first]]
    end = table.token_at(block.end)
    rest = slice(stop, end)
    own = any_of(table.lower[first:stop], "i we my our me us") & (table.pair[first:stop] < 0)
    other = (table.pair[rest] >= 0).any() or (speech[rest] > SPOKEN).any()
    if not own.any() or other or not 1 < end - stop <= REST:
        return quotation
    return replace(quotation, end=trim(table.text, begin, block.end)[1])


def _unbracketed(table: TokenTable, quotation: Quotation) -> Quotation:
    """Cut a speaker before a bracket that does not close in it: "Ana Brodin [(“Our Town]”)"."""
    if quotation.speaker is None:
        return quotation
    begin, stop = quotation.speaker
    at = table.text.find("(", begin, stop)
    if at <= begin or ")" in table.text[at:stop]:
        return quotation
    return replace(quotation, speaker=trim(table.text, begin, at))


def _with_apostrophe(table: TokenTable, quotation: Quotation) -> Quotation:
    """Begin what is reported with its "'tis", which the parser takes for no verb."""
    begin = max(quotation.start - 8, 0)
    cut = _CUT.search(table.text[begin : quotation.start])
    if quotation.kind is not QuotationKind.INDIRECT or cut is None:
        return quotation
    return replace(quotation, start=begin + cut.start())


def _apart_from_speaker(table: TokenTable, quotation: Quotation) -> Quotation:
    """Part a quotation from its speaker where they run into each other.

    “... by its rules,” the Norwegian [embassy said]; “according to the mayor, [Ana Brodin, ...]”.
    """
    if quotation.speaker is None:
        return quotation
    (begin, stop), (start, end) = quotation.speaker, (quotation.start, quotation.end)
    if start < begin < end < stop:
        left = trim(table.text, start, begin)[1]
        if table.letters[left] > table.letters[start]:
            return replace(quotation, end=left)
        after = trim(table.text, end, stop)  # the parser took all of it for one noun phrase
        return replace(
            quotation, speaker=after if table.letters[stop] > table.letters[end] else None
        )
    if begin < start < stop < end:
        return replace(quotation, speaker=(begin, trim(table.text, begin, start)[1]))
    if table.text[stop:start] == ", " and (name := _name_before_comma(table, start)) is not None:
        start = trim(table.text, name[1] + 1, end)[0]
        return replace(quotation, start=start, speaker=(begin, name[1]))
    return quotation


def _behind_apposition(table: TokenTable, quotation: Quotation) -> Quotation:
    """Begin what is said behind what its speaker is: "according to Pier, a club, [it is shut]".

    Such a clause has two subjects for the parser, of which a comma ends the first.
    """
    begin = quotation.start
    led = _ACCORDING.search(table.text, max(begin - LONGEST_SOURCE, 0), begin)
    if quotation.kind is QuotationKind.DIRECT or led is None:
        return quotation
    first, stop = table.token_at(begin), table.token_at(quotation.end)
    if not any_of(table.lower[first : first + 1], "a an the").any():
        return quotation
    top = int(table.head[table.opens[first]])
    own = any_of(table.dep[first:stop], "nsubj nsubjpass") & (table.head[first:stop] == top)
    subjects = first + np.flatnonzero(own)
    if len(subjects) != 2 or subjects[1] > top or table.left[subjects[0]] != first:
        return quotation
    comma = int(table.right[subjects[0]]) + 1
    if table.words[comma] != "," or comma >= subjects[1]:
        return quotation
    return replace(quotation, start=table.start[comma + 1])


def _name_before_comma(table: TokenTable, start: int) -> Span | None:
    """Return the name of a person that stands at an offset, if a comma follows it."""
    first = last = table.token_at(start)
    while last < len(table) and table.entity[last] == word("PERSON"):
        last += 1
    named = last > first and last + 1 < len(table) and table.words[last] == ","
    return (table.start[first], table.end[last - 1]) if named else None


def _named_in_marks(table: TokenTable, quotation: Quotation) -> Quotation:
    """Cut what is called something off what it is called: "she called the deal “a farce”"."""
    if quotation.kind is not QuotationKind.MIXED or quotation.cue is None:
        return quotation
    cue = table.token_at(quotation.cue[0])
    first, stop = table.token_at(quotation.start), table.token_at(quotation.end)
    pair = table.pair[first:stop]
    inside = np.flatnonzero(pair >= 0)
    if cue > first or not len(inside):
        return quotation
    begin = first + int(inside[0])
    named_as = any_of(table.lemma[cue : cue + 1], NAMING_AS) & (pair[-1] >= 0)
    named_as &= any_of(table.lower[begin - 2 : begin], "as").any()
    if not (any_of(table.lemma[cue : cue + 1], NAMING) | named_as).all():
        return quotation
    around = any_of(table.pos[first:stop], "VERB AUX") & (pair < 0)
    behind = begin + int((pair[begin - first :] >= 0).argmin()) if pair[-1] < 0 else stop
    if any_of(table.pos[behind : behind + 1], "SCONJ").any():
        around[behind - first :] = False  # "called it “a farce” because the bridge was shut"
    if around.any() or len(set(pair[inside].tolist())) != 1:
        return quotation
    named = table.pairs[int(pair[inside[0]])]
    return replace(quotation, start=named.start, end=named.end)


def _after_semicolon(table: TokenTable, quotation: Quotation) -> Quotation:
    """Cut another clause off what is said after it: "Mill closes; ‘no choice’, says Brodin"."""
    if quotation.kind is not QuotationKind.MIXED:
        return quotation
    last = table.token_at(quotation.end) - 1
    pair = table.pairs[int(table.pair[last])] if last >= 0 and table.pair[last] >= 0 else None
    if pair is None or not quotation.start < pair.start < pair.end <= quotation.end:
        return quotation
    if not _SEMICOLON.search(table.text, max(pair.start - 4, 0), pair.start):
        return quotation
    return replace(quotation, start=pair.start, kind=QuotationKind.DIRECT)

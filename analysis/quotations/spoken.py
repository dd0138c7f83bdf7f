"""Speech without marks in paragraphs of its own, to which a colon leads.

She wrote:                                      what leads to it
I went up to the loft at six.                   who speaks says "I"
The beam came down.                             and tells of others in between
I have not worked since.
Farrow was led away.                            until the narration is back
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from ..layout import trim
from ..types import BlockKind, Quotation, QuotationKind, Span
from . import leads, speakers
from .cues import any_of
from .first_person import SELF, FirstPerson, any_in
from .leads import Lead

SURETY, PLAIN_SURETY = 0.8, 0.65
"""How sure words are in which somebody says "I", and those in which nobody does."""

BETWEEN = 2
"""Paragraphs without "I" between two that have it, at most."""

LEAST_WORDS = 5
"""Words of a paragraph in which nobody says "I", at least."""

_POSSESSIVE = re.compile(r"['’]s?$")
_STOPPED = re.compile(r"[.?!…]$")


def paragraphs(page: FirstPerson) -> list[Quotation]:
    """Return what is said without marks in paragraphs that a colon leads to, a quotation each.

    Behind a paragraph in which the author says "I" there is none: "I" may be the author again.
    """
    if not any_of(page.table.lower, ":").any():
        return []
    found: list[Quotation] = []
    number = 0
    while number + 1 < len(page.blocks):
        lead, begun = _lead(page, number)
        if not begun and page.is_authors(number):
            break
        taken = _run(page, lead, number + 1) if lead else 0
        if lead and taken and (page.says_i(number + 1) or not begun):
            found += _quoted(
                page, lead, [*begun, *map(page.span, range(number + 1, number + 1 + taken))]
            )
        number += 1 + taken
    return found


def _lead(page: FirstPerson, number: int) -> tuple[Lead | None, list[Span]]:
    """Return what a paragraph leads to, and what of it stands in the paragraph itself.

    Its colon ends it, or is followed by words of who speaks: "Vera Lind replied: I never did."
    """
    table, (start, end) = page.table, page.span(number)
    if page.blocks[number].kind is BlockKind.TITLE or table.text.find(":", start, end) < 0:
        return None, []
    first, stop = page.tokens(number)
    colons = first + np.flatnonzero(any_of(table.lower[first:stop], ":"))
    if not len(colons):
        return None, []
    at_end = table.text[end - 1] == ":"
    colon = int(colons[-1] if at_end else colons[0])
    begin = max(int(page.token_features.sentence_first[max(colon - 1, first)]), first)
    lead = leads.to_speech(page.token_features, begin, colon)
    if at_end or lead is None:
        return lead, []
    rest = trim(table.text, table.end[colon], end)
    behind = colon + 1
    sentence = slice(behind, int(page.token_features.sentence_last[behind]) + 1)
    speaks = (
        lead.plain
        and table.text[rest[0]].isupper()
        and any_of(table.lower[sentence], SELF).any()
        and not page.has_marks(behind, stop)
        and not any_in(page.told, behind, stop)
        and number + 1 < len(page.blocks)
        and page.says_i(number + 1)
    )
    return (lead, [rest]) if speaks else (None, [])


def _run(page: FirstPerson, lead: Lead, number: int) -> int:
    """Return how many paragraphs from one on are what a lead leads to."""
    if number >= len(page.blocks) or page.is_over(number) or _lead(page, number)[0]:
        return 0
    trusted = lead.plain or lead.whole
    begins = page.says_i(number) if trusted else page.begins_with_i(number)
    if not (begins or lead.verbatim or lead.whole):
        return 0
    kept = number
    for each in range(number, len(page.blocks)):
        if page.is_over(each):
            return (each if lead.whole and kept > number else kept) - number
        own = page.says_i(each) or (each == number and lead.plain and page.says_you(each))
        if (not own and page.tells_of_others(each)) or page.names(each, lead.who):
            break
        if each > number and _lead(page, each)[0]:
            break
        if own:
            kept = each + 1
        elif each - kept >= BETWEEN and not (lead.whole and kept > number):
            break
    return kept - number or int(_is_plain_speech(page, lead, number))


def _is_plain_speech(page: FirstPerson, lead: Lead, number: int) -> bool:
    """Whether a paragraph in which nobody says "I" is what somebody said, by its lead alone."""
    table, (start, end) = page.table, page.span(number)
    first, stop = page.tokens(number)
    words = page.token_features.word[stop] - page.token_features.word[first]
    return bool(
        lead.verbatim
        and words >= LEAST_WORDS
        and _STOPPED.search(table.text, start, end)
        and not page.has_marks(first, stop)
        and not page.tells_of_others(number)
        and not any_of(table.lower[first : first + 1], "he she they").any()
        and not page.names(number, lead.who)
    )


def _quoted(page: FirstPerson, lead: Lead, spans: Iterable[Span]) -> Iterator[Quotation]:
    """Yield stretches as what a lead leads to."""
    table = page.table
    [(begin, stop)] = speakers.spans(table, np.array([lead.who], np.int64))
    owner = _POSSESSIVE.search(table.text, begin, stop)
    stop = owner.start() if owner else stop
    cue = (table.start[lead.cue], table.end[lead.cue]) if lead.cue >= 0 else None
    for start, end in spans:
        inside = slice(table.token_at(start), table.token_at(end))
        surety = SURETY if any_of(table.lower[inside], SELF).any() else PLAIN_SURETY
        yield Quotation(
            start, end, QuotationKind.DIRECT, cue=cue, speaker=(begin, stop), confidence=surety
        )

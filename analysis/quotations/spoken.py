"""Speech without marks in paragraphs of its own, to which a colon leads.

She wrote:                                      what leads to it
I went up to the loft at six.                   who speaks says "I"
The beam came down.                             and tells of others in between
I have not worked since.
Farrow was led away.                            until the narration is back

How I crossed the ice
By Runa Falk, as told to Per Lind               or it is told of the whole article
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from ..layout import is_teaser, trim
from ..types import BlockKind, Quotation, QuotationKind, Span
from . import leads, speakers
from .cues import any_of, word
from .leads import Lead
from .token_features import TokenFeatures
from .token_table import Flags, Ints

SURETY, PLAIN_SURETY = 0.8, 0.65
"""How sure words are in which somebody says "I", and those in which nobody does."""

BETWEEN = 2
"""Paragraphs without "I" between two that have it, at most."""

LEAST_WORDS = 5
"""Words of a paragraph in which nobody says "I", at least."""

EARLY = 6
"""Paragraphs at the top among which it is told who wrote down whose words."""

SPEECH = 0.5
"""A word likelier than this to be a cue tells that somebody speaks in the narration."""

SHORT = 60
"""Code points of a paragraph that addresses somebody, at most."""

_SELF = "i me my myself we us our ourselves"
_MARKS = "\"“”„«»‘'`"
_ADDRESS = re.compile(r"(?:Dear|My dear|To|Honou?rable|Ladies|Fellow)\b|(?:\S+\s){0,2}\S+,$")
_OVER = re.compile(
    r"[-–—#*\s]*ENDS?\b|[-–—#*\s]{2,}(?:ends?[-–—#*\s]*)?$|©|\(c\)\s|Notes? to editors?\b"
    r"|(?:Photo|Image|Picture|Video|Editing|Reporting|Source|Contact|Copyright|Caption|Credit)s?\b"
    r"[^.!?\n]{0,40}[:/]",
    re.IGNORECASE,
)
"""What stands below an article, or below a picture."""

_POSSESSIVE = re.compile(r"['’]s?$")
_STOPPED = re.compile(r"[.?!…]$")
_NAME_WORD = r"[^\W\d_a-zß-ÿ][\w’'.-]*"
_NAME = rf"{_NAME_WORD}(?:\s(?:(?:al|bin|de|da|del|di|la|van|von)\s)*{_NAME_WORD}){{1,3}}"
_TOLD_TO = re.compile(rf"(?:[Bb]y:?\s)?(?P<who>{_NAME}),?\s[Aa]s [Tt]old [Tt]o\s(?={_NAME})")


def paragraphs(token_features: TokenFeatures) -> list[Quotation]:
    """Return what is said without marks in paragraphs that a colon leads to, a quotation each.

    Behind a paragraph in which the author says "I" there is none: "I" may be the author again.
    """
    if not any_of(token_features.table.lower, ": told").any():
        return []
    page = _Page(token_features)
    found = list(_told_to(page))
    if found:
        return found
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


class _Page:
    """The paragraphs of an article by their numbers, as speech or narration."""

    def __init__(self, token_features: TokenFeatures) -> None:
        self.token_features = token_features
        self.table = table = token_features.table
        self.blocks = table.blocks
        unmarked = table.pair < 0
        told = _told_of_others(token_features) & unmarked
        own = any_of(table.lower, _SELF) & any_of(table.pos, "PRON") & unmarked
        own &= ~_behind_in_sentence(token_features, told)
        own &= np.array([each != "US" for each in table.words], bool)
        self._own, self.told, self._marked = map(_running, (own, told, ~unmarked))
        self._authors = set(table.block[own & any_of(table.lower, "i me my")].tolist())
        self._you = _running(any_of(table.lower, "you your") & unmarked)

    def span(self, number: int) -> Span:
        """Return where a paragraph begins and ends."""
        return self.blocks[number].start, self.blocks[number].end

    def tokens(self, number: int) -> Span:
        """Return the first token of a paragraph, and the one behind its last."""
        start, end = self.span(number)
        return self.table.token_at(start), self.table.token_at(end)

    def says_i(self, number: int) -> bool:
        """Whether somebody says "I" or "we" in a paragraph, or addresses others."""
        return _any(self._own, *self.tokens(number)) or self.is_address(number)

    def begins_with_i(self, number: int) -> bool:
        """Whether the first sentence of a paragraph says "I" or "we", or addresses others."""
        first, _ = self.tokens(number)
        stop = int(self.token_features.sentence_last[first]) + 1
        return _any(self._own, first, stop) or self.is_address(number)

    def says_you(self, number: int) -> bool:
        """Whether a paragraph speaks to somebody."""
        return _any(self._you, *self.tokens(number))

    def is_address(self, number: int) -> bool:
        """Whether a paragraph is the beginning of a letter: "Dear Mayor Brandl,"."""
        start, end = self.span(number)
        text = self.table.text
        return (
            end - start < SHORT
            and text[end - 1] in ",:!"
            and bool(_ADDRESS.match(text, start, end))
        )

    def tells_of_others(self, number: int) -> bool:
        """Whether a paragraph tells what somebody else says."""
        return _any(self.told, *self.tokens(number))

    def has_marks(self, first: int, stop: int) -> bool:
        """Whether any of some tokens stand in quotation marks."""
        return _any(self._marked, first, stop)

    def is_authors(self, number: int) -> bool:
        """Whether it is the author who says "I" in a paragraph of the narration."""
        return number in self._authors and self.blocks[number].kind is BlockKind.PARAGRAPH

    def is_over(self, number: int) -> bool:
        """Whether a paragraph is none that is said: a heading, a credit, words in marks."""
        text, block = self.table.text, self.blocks[number]
        first, stop = self.tokens(number)
        heading = block.kind is not BlockKind.PARAGRAPH and not (
            block.kind is BlockKind.HEADING
            and any_of(self.table.lower[first : first + 1], "i we my our").any()
        )
        marked = 2 * int(self._marked[stop] - self._marked[first]) > stop - first
        return bool(
            heading
            or marked
            or text[block.start] in _MARKS
            or is_teaser(text, block)
            or _OVER.match(text, block.start, block.end)
        )

    def names(self, number: int, who: int) -> bool:
        """Whether a paragraph holds a name: nobody who says "I" is told of."""
        first, stop = self.tokens(number)
        named = any_of(self.table.pos[who : who + 1], "PROPN").any()
        return bool(named and (self.table.lower[first:stop] == self.table.lower[who]).any())


def _running(flags: Flags) -> Ints:
    """Return running sums: ``sums[b] - sums[a]`` counts the flags from ``a`` to ``b - 1``."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(flags)))


def _any(sums: Ints, first: int, stop: int) -> bool:
    return bool(sums[stop] > sums[first])


def _told_of_others(token_features: TokenFeatures) -> Flags:
    """Tell which tokens are likely cues of what a third person says in the narration."""
    table = token_features.table
    told = (token_features.speech > SPEECH) & any_of(table.tag, "VBD VBZ VBP")
    told &= token_features.subject >= 0
    who = token_features.subject[told]
    third = any_of(table.pos[who], "PROPN") | any_of(table.lower[who], "he she")
    third |= any_of(table.entity[who], "PERSON ORG")
    third |= np.array([lemma in _people() for lemma in table.lemma[who].tolist()], bool)
    told[told] = third
    return np.asarray(told, bool)


@cache
def _people() -> frozenset[int]:
    return frozenset(int(word(noun)) for noun in leads.people().split())


def _behind_in_sentence(token_features: TokenFeatures, flags: Flags) -> Flags:
    """Tell which tokens stand behind a flagged one in their sentence."""
    sums = _running(flags)
    return np.asarray(sums[:-1] > sums[token_features.sentence_first], bool)


def _lead(page: _Page, number: int) -> tuple[Lead | None, list[Span]]:
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
        and any_of(table.lower[sentence], _SELF).any()
        and not page.has_marks(behind, stop)
        and not _any(page.told, behind, stop)
        and number + 1 < len(page.blocks)
        and page.says_i(number + 1)
    )
    return (lead, [rest]) if speaks else (None, [])


def _run(page: _Page, lead: Lead, number: int) -> int:
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


def _is_plain_speech(page: _Page, lead: Lead, number: int) -> bool:
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


def _quoted(page: _Page, lead: Lead, spans: Iterable[Span]) -> Iterator[Quotation]:
    """Yield stretches as what a lead leads to."""
    table = page.table
    [(begin, stop)] = speakers.spans(table, np.array([lead.who], np.int64))
    owner = _POSSESSIVE.search(table.text, begin, stop)
    stop = owner.start() if owner else stop
    cue = (table.start[lead.cue], table.end[lead.cue]) if lead.cue >= 0 else None
    for start, end in spans:
        inside = slice(table.token_at(start), table.token_at(end))
        surety = SURETY if any_of(table.lower[inside], _SELF).any() else PLAIN_SURETY
        yield Quotation(
            start, end, QuotationKind.DIRECT, cue=cue, speaker=(begin, stop), confidence=surety
        )


def _told_to(page: _Page) -> Iterator[Quotation]:
    """Yield the paragraphs of an article that somebody told to its author: "as told to"."""
    for number in range(min(EARLY, len(page.blocks))):
        told = _TOLD_TO.match(page.table.text, *page.span(number))
        own = [k for k in range(number + 1, len(page.blocks)) if told and page.says_i(k)]
        if told and len(own) > 1 and own[0] < number + 3:
            for each in range(number + 1, own[-1] + 1):
                if not page.is_over(each):
                    yield Quotation(
                        *page.span(each),
                        QuotationKind.DIRECT,
                        speaker=told.span("who"),
                        confidence=SURETY,
                    )
            return

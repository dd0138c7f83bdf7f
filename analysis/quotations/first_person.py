"""The paragraphs of an article as speech or narration: in which of them somebody says "I".

What tells of others ("Lind said we must wait") says "we" for them, and not for itself.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from ..layout import is_teaser
from ..types import BlockKind, Span
from . import leads
from .cues import any_of, word
from .token_features import TokenFeatures
from .token_table import Flags, Ints

SPEECH = 0.5
"""A word likelier than this to be a cue tells that somebody speaks in the narration."""

SHORT = 60
"""Code points of a paragraph that addresses somebody, at most."""

SELF = "i me my myself we us our ourselves"
SHORT_QUESTION = 14
"""Tokens of a question that speaks to nobody, at most."""

_MARKS = "\"“”„«»‘'`"
_ADDRESS = re.compile(r"(?:Dear|My dear|To|Honou?rable|Ladies|Fellow)\b|(?:\S+\s){0,2}\S+,$")
_OVER = re.compile(
    r"[-–—#*\s]*ENDS?\b|[-–—#*\s]{2,}(?:ends?[-–—#*\s]*)?$|©|\(c\)\s|Notes? to editors?\b"
    r"|(?:Photo|Image|Picture|Video|Editing|Reporting|Source|Contact|Copyright|Caption|Credit)s?\b"
    r"[^.!?\n]{0,40}[:/]",
    re.IGNORECASE,
)
"""What stands below an article, or below a picture."""


class FirstPerson:
    """The paragraphs of an article by their numbers, as speech or narration."""

    def __init__(self, token_features: TokenFeatures) -> None:
        self.token_features = token_features
        self.table = table = token_features.table
        self.blocks = table.blocks
        unmarked = table.pair < 0
        told = _told_of_others(token_features) & unmarked
        own = any_of(table.lower, SELF) & any_of(table.pos, "PRON") & unmarked
        own &= ~_behind_in_sentence(token_features, told)
        own &= np.array([each != "US" for each in table.words], bool)
        self.own, self.told, self._marked = map(running, (own, told, ~unmarked))
        self._authors = set(table.block[own & any_of(table.lower, "i me my")].tolist())
        self._you = running(any_of(table.lower, "you your") & unmarked)

    def span(self, number: int) -> Span:
        """Return where a paragraph begins and ends."""
        return self.blocks[number].start, self.blocks[number].end

    def tokens(self, number: int) -> Span:
        """Return the first token of a paragraph, and the one behind its last."""
        start, end = self.span(number)
        return self.table.token_at(start), self.table.token_at(end)

    def says_i(self, number: int) -> bool:
        """Whether somebody says "I" or "we" in a paragraph, or addresses others."""
        return any_in(self.own, *self.tokens(number)) or self.is_address(number)

    def begins_with_i(self, number: int) -> bool:
        """Whether the first sentence of a paragraph says "I" or "we", or addresses others."""
        first, _ = self.tokens(number)
        stop = int(self.token_features.sentence_last[first]) + 1
        return any_in(self.own, first, stop) or self.is_address(number)

    def says_you(self, number: int) -> bool:
        """Whether a paragraph speaks to somebody."""
        return any_in(self._you, *self.tokens(number))

    def is_address(self, number: int) -> bool:
        """Whether a paragraph is the beginning of a letter: "Dear Mayor Brandl,"."""
        start, end = self.span(number)
        text = self.table.text
        return (
            end - start < SHORT
            and text[end - 1] in ",:!"
            and bool(_ADDRESS.match(text, start, end))
        )

    def asks(self, number: int) -> bool:
        """Whether a paragraph is a question without marks, to somebody or a short one."""
        if self.table.text[self.blocks[number].end - 1] != "?" or self.is_over(number):
            return False
        first, stop = self.tokens(number)
        return self.says_you(number) or stop - first <= SHORT_QUESTION

    def tells_of_others(self, number: int) -> bool:
        """Whether a paragraph tells what somebody else says."""
        return any_in(self.told, *self.tokens(number))

    def has_marks(self, first: int, stop: int) -> bool:
        """Whether any of some tokens stand in quotation marks."""
        return any_in(self._marked, first, stop)

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


def running(flags: Flags) -> Ints:
    """Return running sums: ``sums[b] - sums[a]`` counts the flags from ``a`` to ``b - 1``."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(flags)))


def any_in(sums: Ints, first: int, stop: int) -> bool:
    """Tell by running sums whether any token from one on, before another, is flagged."""
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
    sums = running(flags)
    return np.asarray(sums[:-1] > sums[token_features.sentence_first], bool)

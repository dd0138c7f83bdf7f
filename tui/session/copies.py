"""What counts, and once: statements, those of articles that are copies of one another once.

Acts that are told without a clause of their own ("declined to comment") are no statements: they
count where they are asked for, or where a person worked on them.

A statement that stands in a copy too counts where the first of the articles has it; where a
person worked on it in a copy alone, it counts there, so that no work is hidden, and where they
said there that it is none, it counts nowhere.  What only the copy says counts as well: a reprint
may have a sentence more, or another word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

from onrecord.analysis.types import Span
from onrecord.store.notebook.overlay import Quoted, WorkedOn

Told: TypeAlias = tuple[str, int]
"""Words as copies share them, and how often a text has told them before."""

_APART = re.compile(r"\W+")


class Counting:
    """Which quotations of an article count.

    ``unfolded`` lets those of copies count again, ``acts`` the acts that are merely told.

    ``text`` and ``quotations`` give those of an article, ``worked_on`` the passages that a person
    worked on, ``copies`` and ``also_in`` what is a copy of what, as it is known by now.
    """

    def __init__(
        self,
        text: Callable[[str], str],
        quotations: Callable[[str], list[Quoted]],
        worked_on: Callable[[str], WorkedOn],
        copies: Callable[[], Mapping[str, str]],
        also_in: Callable[[], Mapping[str, tuple[str, ...]]],
    ) -> None:
        self.unfolded = False
        self.acts = False
        self._text = text
        self._quotations = quotations
        self._worked_on = worked_on
        self._copies = copies
        self._also_in = also_in
        self._standing: dict[str, tuple[list[Quoted], set[Told], list[Quoted]]] = {}

    def copy_of(self, article: str) -> str:
        """Return the first of the articles that this one is a copy of, or ""."""
        return self._copies().get(article, "")

    def also_in(self, article: str) -> tuple[str, ...]:
        """Return the copies of an article."""
        return self._also_in().get(article, ())

    def group(self, article: str) -> tuple[str, ...]:
        """Return all articles of one text, the first before its copies."""
        first = self.copy_of(article) or article
        return (first, *self.also_in(first))

    def folded(self, article: str) -> bool:
        """Return whether an article is a copy that is folded under the first."""
        return not self.unfolded and article in self._copies()

    def counts(self, quoted: Quoted) -> bool:
        """Return whether a quotation counts, copies apart."""
        return self.acts or not quoted.is_mere_act

    def quotations(self, article: str, acts: bool = False) -> list[Quoted]:
        """Return the quotations of an article that count, in the order of its text.

        Args:
            article: its id.
            acts: whether acts that are merely told are wanted too.
        """
        found = [it for it in self.standing(article) if acts or self.counts(it)]
        if self.unfolded or not found:
            return found
        group = self.group(article)
        before = [_letters(self._text(name)) for name in group[: group.index(article)]]
        worked = [
            self._told(name, self._worked_on(name).other) for name in group if name != article
        ]
        taken = set().union(*worked)
        return [
            it
            for it in found
            if it.annotation
            or not (any(self._words(it) in text for text in before) or self._among(it, taken))
        ]

    def standing(self, article: str) -> list[Quoted]:
        """Return the quotations of an article but those that are none, as was said of a copy.

        It is the very same list as long as nothing about it changes.
        """
        found = self._quotations(article)
        if self.unfolded:
            return found
        others = [name for name in self.group(article) if name != article]
        rejected = set().union(*(self._told(it, self._worked_on(it).rejected) for it in others))
        if not rejected:
            return found
        known = self._standing.get(article)
        if known is None or known[0] is not found or known[1] != rejected:
            left = [it for it in found if it.annotation or not self._among(it, rejected)]
            known = self._standing[article] = (found, rejected, left)
        return known[2]

    def _among(self, quoted: Quoted, told: set[Told]) -> bool:
        words = self._words(quoted) if told else ""  # where it was told before is seldom asked
        if not any(words == said for said, _ in told):
            return False
        return not told.isdisjoint(self._told(quoted.article, [(quoted.start, quoted.end)]))

    def _told(self, article: str, spans: Iterable[Span]) -> set[Told]:
        return {_as_told(self._text(article), *span) for span in spans}

    def _words(self, quoted: Quoted) -> str:
        return _letters(self._text(quoted.article)[quoted.start : quoted.end])


@lru_cache(256)
def _as_told(text: str, start: int, end: int) -> Told:
    words = _letters(text[start:end])
    return words, _APART.sub("", text[:start]).casefold().count(words) if words else 0


@lru_cache(256)
def _letters(text: str) -> str:
    """Return the letters and digits of a text, the same however it is set and punctuated."""
    return _APART.sub("", text).casefold()

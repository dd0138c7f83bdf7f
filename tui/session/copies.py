"""What counts, and once: statements, those of articles that are copies of one another once.

Acts that are told without a clause of their own ("declined to comment") are no statements: they
count where they are asked for, or where a person worked on them.

A statement that stands in a copy too counts where the first of the articles has it; where a
person worked on it in a copy alone, it counts there, so that no work is hidden.  What only the
copy says counts as well: a reprint may have a sentence more, or another word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from onrecord.store.notebook.overlay import Quoted

_APART = re.compile(r"\W+")


class Counting:
    """Which quotations of an article count.

    ``unfolded`` lets those of copies count again, ``acts`` the acts that are merely told.

    ``text`` and ``quotations`` give those of an article, ``copies`` and ``also_in`` what is a copy
    of what, as it is known by now.
    """

    def __init__(
        self,
        text: Callable[[str], str],
        quotations: Callable[[str], list[Quoted]],
        copies: Callable[[], Mapping[str, str]],
        also_in: Callable[[], Mapping[str, tuple[str, ...]]],
    ) -> None:
        self.unfolded = False
        self.acts = False
        self._text = text
        self._quotations = quotations
        self._copies = copies
        self._also_in = also_in

    def copy_of(self, article: str) -> str:
        """Return the first of the articles that this one is a copy of, or ""."""
        return self._copies().get(article, "")

    def also_in(self, article: str) -> tuple[str, ...]:
        """Return the copies of an article."""
        return self._also_in().get(article, ())

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
        found = [it for it in self._quotations(article) if acts or self.counts(it)]
        if self.unfolded or not found:
            return found
        if first := self.copy_of(article):
            return self._of_a_copy(article, first, found)
        worked = [quoted for copy in self.also_in(article) for quoted in self._worked_on(copy)]
        if not worked:
            return found
        taken = {self._words(quoted) for quoted in worked}
        return [it for it in found if it.annotation or self._words(it) not in taken]

    def _of_a_copy(self, article: str, first: str, found: list[Quoted]) -> list[Quoted]:
        group = (first, *self.also_in(first))
        before = [_letters(self._text(name)) for name in group[: group.index(article)]]
        return [
            it
            for it in found
            if it.annotation or not any(self._words(it) in text for text in before)
        ]

    def _worked_on(self, article: str) -> list[Quoted]:
        return [quoted for quoted in self._quotations(article) if quoted.annotation]

    def _words(self, quoted: Quoted) -> str:
        return _letters(self._text(quoted.article)[quoted.start : quoted.end])


@lru_cache(256)
def _letters(text: str) -> str:
    """Return the letters and digits of a text, the same however it is set and punctuated."""
    return _APART.sub("", text).casefold()

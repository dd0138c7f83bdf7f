"""What the article view draws: one article with everything that is known about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.types import ActorKind, Block, QuotationKind, Span
from store.layer import Quoted

from ..session import Named
from .page import Page
from .paint import Look, Painted

_INSIDE_MARKS = re.compile(r"[“\"«„][^“”\"«»„]+[”\"»“]")
_KIND = {
    ActorKind.PERSON: Look.PERSON,
    ActorKind.ORGANISATION: Look.ORGANISATION,
    ActorKind.COUNTRY: Look.COUNTRY,
    ActorKind.GROUP: Look.GROUP,
}


@dataclass(frozen=True)
class Shown:
    """One article, ready to be laid out."""

    id: str
    text: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    quotations: Sequence[Quoted] = ()
    named: Sequence[Named] = ()
    dateline: Span | None = None
    sentences: Sequence[Span] = ()

    def painted(self, page: Page) -> Iterator[Painted]:
        """Yield the spans of the text that look like something, and what they look like."""
        for start, end in page.bold:
            yield start, end, Look.BOLD
        if self.dateline:
            yield *self.dateline, Look.FAINT
        for quoted in self.quotations:
            if quoted.kind is QuotationKind.DIRECT:
                yield quoted.start, quoted.end, Look.DIRECT
                continue
            yield quoted.start, quoted.end, Look.INDIRECT
            if quoted.kind is QuotationKind.MIXED:
                for words in _INSIDE_MARKS.finditer(page.text, quoted.start, quoted.end):
                    yield *words.span(), Look.DIRECT
        for named in self.named:
            if named.by_name:
                yield named.start, named.end, _KIND[named.kind]


NOTHING = Shown("", "")


class Spans:
    """Spans in order of their start, which may overlap: which one is at an offset, which next."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = list(spans)
        self._reach: list[int] = []
        furthest = 0
        for _, end in self.spans:
            furthest = max(furthest, end)
            self._reach.append(furthest)

    def at(self, offset: int) -> int | None:
        """Return the index of the innermost span that holds ``offset``."""
        return self.over(offset, offset + 1)

    def over(self, start: int, end: int) -> int | None:
        """Return the index of the last span to begin of those that overlap ``[start, end)``."""
        index = self.before(end)
        while index is not None and self._reach[index] > start:
            if self.spans[index][1] > start:
                return index
            index = index - 1 if index else None
        return None

    def first_over(self, start: int, end: int) -> int | None:
        """Return the index of the first span to begin of those that overlap ``[start, end)``."""
        found, index = None, self.before(end)
        while index is not None and self._reach[index] > start:
            if self.spans[index][1] > start:
                found = index
            index = index - 1 if index else None
        return found

    def after(self, offset: int) -> int | None:
        """Return the index of the first span that begins after ``offset``."""
        low, high = 0, len(self.spans)
        while low < high:
            middle = (low + high) // 2
            if self.spans[middle][0] > offset:
                high = middle
            else:
                low = middle + 1
        return low if low < len(self.spans) else None

    def before(self, offset: int) -> int | None:
        """Return the index of the last span that begins before ``offset``."""
        after = self.after(offset - 1)
        last = (len(self.spans) if after is None else after) - 1
        return last if last >= 0 else None

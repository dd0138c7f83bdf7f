"""What the article view draws: one article with everything that is known about it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.types import ActorKind, Block, BlockKind, QuotationKind, Span
from store.layer import Quoted

from ..session import Named
from .literal import literal
from .page import drawn
from .paint import Look, Painted, Runs

_INSIDE_MARKS = re.compile(r"[“\"«„][^“”\"«»„]+[”\"»“]")
_KIND = {
    ActorKind.PERSON: Look.PERSON,
    ActorKind.ORGANISATION: Look.ORGANISATION,
    ActorKind.COUNTRY: Look.COUNTRY,
    ActorKind.GROUP: Look.GROUP,
}


class Shown(NamedTuple):
    """One article, ready to be laid out."""

    id: str
    text: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    quotations: Sequence[Quoted] = ()
    named: Sequence[Named] = ()
    dateline: Span | None = None
    sentences: Sequence[Span] = ()


class Index:
    """What is drawn of an article, whatever the width: blocks, quotations, names, looks."""

    def __init__(self, shown: Shown) -> None:
        self.text = literal(shown.text)
        self.blocks = drawn(self.text, shown.blocks, shown.title)
        self._starts = [block.start for block in self.blocks]
        self.quotations = [q for q in shown.quotations if self.holds(q.start, q.end)]
        self.named = [n for n in shown.named if n.by_name and self.holds(n.start, n.end)]
        self.quoted_spans = Spans([(q.start, q.end) for q in self.quotations])
        self.named_spans = Spans([(n.start, n.end) for n in self.named])
        self.sentences = Spans(shown.sentences)
        self.runs = Runs(self._painted(shown.dateline))

    def holds(self, start: int, end: int) -> bool:
        """Whether any of a span is drawn."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and self.blocks[before].end > start

    def _painted(self, dateline: Span | None) -> Iterator[Painted]:
        """Yield the spans of the text that look like something, and what they look like."""
        for block in self.blocks:
            if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                yield block.start, block.end, Look.BOLD
        if dateline:
            yield *dateline, Look.FAINT
        for quoted in self.quotations:
            if quoted.kind is QuotationKind.DIRECT:
                yield quoted.start, quoted.end, Look.DIRECT
                continue
            yield quoted.start, quoted.end, Look.INDIRECT
            if quoted.kind is QuotationKind.MIXED:
                for words in _INSIDE_MARKS.finditer(self.text, quoted.start, quoted.end):
                    yield *words.span(), Look.DIRECT
        for named in self.named:
            yield named.start, named.end, _KIND[named.kind]


NOTHING = Shown("", "")


class Spans:
    """Spans in order of their start, which may overlap: which one is at an offset, which next."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = list(spans)
        self._starts = [start for start, _ in self.spans]
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
        index = bisect_right(self._starts, offset)
        return index if index < len(self.spans) else None

    def before(self, offset: int) -> int | None:
        """Return the index of the last span that begins before ``offset``."""
        after = self.after(offset - 1)
        last = (len(self.spans) if after is None else after) - 1
        return last if last >= 0 else None

"""What the article view draws: one article with everything that is known about it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from onrecord.analysis.types import ActorKind, Block, BlockKind, QuotationKind, Span
from onrecord.store.notebook.overlay import Quoted, overlap

from ..events import Named
from ..literal import literal
from .layout import drawn
from .looks import Look, Painted, Runs

if TYPE_CHECKING:
    from ..session import Session

_INSIDE_MARKS = re.compile(r"[“\"«„][^“”\"«»„]+[”\"»“]")
_SIGN = re.compile(r"\S")
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


def shown_of(session: Session, article: str, title: str) -> Shown:
    """Return an article of a session with all that is known of it by now.

    What was found in a text that is nowhere to be had any more has nothing to be drawn on.
    """
    text, found = session.article(article).text, session.findings(article)
    if not text:
        return Shown(article, "", title, (), [])
    return Shown(
        article,
        text,
        title,
        session.blocks(article),
        session.quotations(article),
        session.named(article),
        found.dateline if found else None,
        found.sentences if found else (),
    )


class ArticleContent:
    """What is drawn of an article, whatever the width: blocks, quotations, names, looks."""

    def __init__(self, shown: Shown) -> None:
        self.text = literal(shown.text)
        self.blocks = drawn(
            self.text, shown.blocks, shown.title, [(q.start, q.end) for q in shown.quotations]
        )
        self._starts = [block.start for block in self.blocks]
        self.quotations = [q for q in shown.quotations if self.holds(q.start, q.end)]
        self.named = [n for n in shown.named if n.by_name and self.holds(n.start, n.end)]
        self.quoted_spans = Spans([(q.start, q.end) for q in self.quotations])
        self.named_spans = Spans([(n.start, n.end) for n in self.named])
        self.sentences = Spans(shown.sentences)
        self.begin = _begin(self.text, self.blocks)
        self.runs = Runs(self._painted(shown.dateline))

    def begins_with(self, title: str) -> bool:
        """Whether the text itself begins with these words, so that no title has to."""
        words = literal(title).rstrip("…").split()
        if not self.blocks or not words:
            return False
        start = self.begin
        begun = self.text[start : start + 2 * len(title)].split()
        return begun[: len(words) - 1] == words[:-1]

    def words(self, start: int, end: int) -> str:
        """Return the words of a span as they are stored, a blank line between blocks."""
        pieces = (self.text[max(b.start, start) : min(b.end, end)] for b in self.blocks)
        return "\n\n".join(piece.strip() for piece in pieces if piece.strip())

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


def came(before: Sequence[Quoted], now: Sequence[Quoted]) -> list[int]:
    """Return which quotations of an article stand where none of those before stood."""
    places = set(map(_place, before))
    return [index for index, one in enumerate(now) if _place(one) not in places]


def again(was: Quoted, now: Sequence[Quoted], new: Sequence[int]) -> int | None:
    """Return which quotation is one that was there before; its ends may have been moved.

    ``new`` are those that :func:`came`: another that was there already never takes its place.
    """
    places = list(map(_place, now))
    if _place(was) in places:
        return places.index(_place(was))
    shared = {index: overlap(_place(was), places[index]) for index in new}
    best = max(shared, key=shared.__getitem__, default=None)
    # One that was moved wholly to other words is the only one that came.
    return best if best is not None and (shared[best] or len(new) == 1) else None


def _place(quoted: Quoted) -> Span:
    return quoted.start, quoted.end


def _begin(text: str, blocks: Sequence[Block]) -> int:
    """Return where the first line begins, 0 where there is none."""
    found = (_SIGN.search(text, block.start, block.end) for block in blocks)
    return next((one.start() for one in found if one), 0)


NOTHING = Shown("", "")


class Spans:
    """Spans in order of their start, which may overlap: which one is at an offset, which next."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = list(spans)
        self._starts = [start for start, _ in self.spans]
        # Of each the last one before it that ends later: those between are passed over at once.
        self._longer: list[int] = []
        open_: list[int] = []
        for index, (_, end) in enumerate(self.spans):
            while open_ and self.spans[open_[-1]][1] <= end:
                open_.pop()
            self._longer.append(open_[-1] if open_ else -1)
            open_.append(index)

    def at(self, offset: int) -> int | None:
        """Return the index of the innermost span that holds ``offset``."""
        return next(self._from_last(offset, offset + 1), None)

    def over(self, start: int, end: int) -> list[int]:
        """Return the indexes of the spans that overlap ``[start, end)``, in order."""
        return list(self._from_last(start, end))[::-1]

    def _from_last(self, start: int, end: int) -> Iterator[int]:
        index = bisect_left(self._starts, end) - 1
        while index >= 0:
            if self.spans[index][1] > start:
                yield index
                index -= 1
            else:
                index = self._longer[index]

    def after(self, offset: int) -> int | None:
        """Return the index of the first span that begins after ``offset``."""
        index = bisect_right(self._starts, offset)
        return index if index < len(self.spans) else None

    def before(self, offset: int) -> int | None:
        """Return the index of the last span that begins before ``offset``."""
        index = bisect_left(self._starts, offset) - 1
        return index if index >= 0 else None

"""Who said what, put together: all quotations, the versions of one, positions that changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.analysis.types import Link, LinkType, Place, QuotationKind
from onrecord.store.notebook.overlay import Quoted

from .check import MatchKind, check
from .differences import Change, Piece, differences
from .quotation_query import QuotationLine
from .session import Row, Session

WORDS = 400
"""Characters of a quotation that lists show and search."""


def line_of(session: Session, quoted: Quoted, row: Row) -> QuotationLine:
    """Return a quotation with what a list shows of it."""
    words = session.passage(row.id, quoted.start, quoted.end, WORDS)
    aside = not session.counting.counts(quoted)
    return QuotationLine(
        quoted, words, row.published, row.title, row.source, row.read, row.starred, aside
    )


def lines_of(
    session: Session, wanted: Callable[[Quoted], bool] = lambda quoted: True, acts: bool = False
) -> Iterator[QuotationLine]:
    """Yield the quotations of the library, the oldest article first.

    ``acts`` lets acts that are merely told through, for a query that may ask for them.
    """
    for row, quotations in session.counted(acts):
        for quoted in quotations:
            if wanted(quoted):
                yield line_of(session, quoted, row)


def asks(quoted: Quoted, stale: Collection[str] = ()) -> bool:
    """Whether a quotation is to be looked at, and is not listed as stale work anyway."""
    open_yet = quoted.unsure and not quoted.by_person
    return (bool(quoted.why) or open_yet) and quoted.annotation not in stale


def urgency(line: QuotationLine) -> tuple[bool, float]:
    """Return what orders the quotations to be looked at: the least sure come first."""
    return (bool(line.quoted.why), line.quoted.confidence)


def quoted_at(session: Session, place: Place) -> Quoted | None:
    """Return the quotation at a place, or None where there is none."""
    for quoted in session.quotations(place.article):
        if quoted.start < place.end and quoted.end > place.start:
            return quoted
    return None


def quotations_at(session: Session, seen: Iterable[Quoted]) -> list[Quoted]:
    """Return what quotations are by now; what is none, or not any more, is left out."""
    found: dict[Place, Quoted] = {}
    for it in seen:
        same = (q for q in session.quotations(it.article) if _place(q) == _place(it))
        if now := next(same, None) or quoted_at(session, _place(it)):
            found[_place(now)] = now
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Version:
    """One version: the quotation, a word on what it is, and how it differs from the first."""

    line: QuotationLine
    verdict: str
    pieces: tuple[Piece, ...]


def compare(lines: Sequence[QuotationLine], against: str = "") -> list[Version]:
    """Return versions; they are compared with ``against``, or with the first of them."""
    found = []
    for number, line in enumerate(lines):
        first = against or lines[0].text
        pieces = tuple(differences(first, line.text))
        changed = sum(piece.change is not Change.SAME for piece in pieces)
        if number == 0 and not against:
            verdict = "first"
        elif not changed:
            verdict = "word for word"
        else:
            verdict = f"{changed} difference{'' if changed == 1 else 's'}"
        found.append(Version(line, verdict, pieces))
    return found


@dataclass(frozen=True)
class Contradiction:
    """Two statements on the same matter that differ, the earlier first, with the link's reasons."""

    before: QuotationLine
    after: QuotationLine
    link: Link


def changes_of(session: Session, line: QuotationLine) -> list[Link]:
    """Return the links that say of a statement that another one differs from it."""
    quoted = line.quoted
    links = session.links.at(quoted.article, quoted.start, quoted.end)
    return [link for link in links if link.type is LinkType.CHANGED_POSITION]


def differing(
    session: Session, lines: Sequence[QuotationLine], links: Iterable[Link]
) -> list[Contradiction]:
    """Return the pairs among statements that links say differ, in the order of the first."""
    at = {_place(line.quoted): line for line in lines}
    order = {place: number for number, place in enumerate(at)}
    pairs: dict[tuple[int, int], Contradiction] = {}
    for link in links:
        ends = [quoted_at(session, place) for place in (link.a, link.b)]
        numbers = sorted(order.get(_place(quoted), -1) if quoted else -1 for quoted in ends)
        first, second = numbers
        if 0 <= first < second:
            before, after = lines[first], lines[second]
            pairs.setdefault((first, second), Contradiction(before, after, link))
    return [pairs[numbers] for numbers in sorted(pairs)]


def _place(quoted: Quoted) -> Place:
    return Place(quoted.article, quoted.start, quoted.end)


@dataclass(frozen=True)
class Said:
    """A place where words stand, much like them, or not at all; the best places sort first."""

    verdict: MatchKind
    likeness: float
    line: QuotationLine

    @property
    def rank(self) -> tuple[int, float, str]:
        """Return what orders the places."""
        return (list(MatchKind).index(self.verdict), -self.likeness, self.line.date)


def said_in(session: Session, row: Row, words: str) -> Said | None:
    """Return where in an article words were said, or None where nothing is like them."""
    place = check(words, session.article(row.id).text)
    if place is None:
        return None
    said = quoted_at(session, Place(row.id, place.start, place.end))
    quoted = Quoted(
        row.id,
        place.start,
        place.end,
        said.kind if said else QuotationKind.INDIRECT,
        said.speaker_id if said else None,
        said.speaker_name if said else "nobody is quoted there",
    )
    if said:
        quoted = replace(quoted, tags=said.tags, memo=said.memo, selected=said.selected)
    return Said(place.verdict, place.likeness, line_of(session, quoted, row))

"""Every version of a statement: what links say is the same one, and what has its very words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from onrecord.analysis.types import LinkType, Place
from onrecord.store.notebook.overlay import Quoted

from .check import plain_words
from .quotation_query import QuotationLine
from .session import Row, Session
from .statements import line_of, quoted_at

LEAST, MOST = 4, 60
"""Words from which a quotation that stands in another one is a version of it, and how many of its
words are looked for at most."""

Words: TypeAlias = tuple[str, ...]


class VeryWords:
    """Quotations by their words, without case and marks: which of them stand in which others.

    What is asked of it is found in one pass over all words: a quotation can begin only where the
    first words of one do, and is looked at once, however often it was said.  Of a long one its
    beginning is looked for, so that nothing costs more than its words, whatever they are.
    """

    def __init__(self) -> None:
        self._said: set[Words] = set()
        self._beginning: dict[Place, Words] = {}
        self._places: dict[Words, list[Place]] = defaultdict(list)
        self._beside: dict[Words, set[Words]] | None = None

    def add(self, place: Place, text: str) -> None:
        """Take in a quotation; one of too few words would stand in many of other matters."""
        words = tuple(plain_words(text))
        if len(words) >= LEAST and place not in self._beginning:
            self._said.add(words)
            self._beginning[place] = words[:MOST]
            self._places[words[:MOST]].append(place)
            self._beside = None

    def beside(self, place: Place) -> list[Place]:
        """Return the quotations of other articles that one stands in, or that stand in it."""
        words = self._beginning.get(place)
        if words is None:
            return []
        if self._beside is None:
            self._beside = self._joined()
        alike = (words, *sorted(self._beside.get(words, ())))
        there = (it for each in alike for it in self._places[each])
        return [it for it in there if it.article != place.article]

    def _joined(self) -> dict[Words, set[Words]]:
        lengths: dict[Words, set[int]] = defaultdict(set)
        for words in self._places:
            lengths[words[:LEAST]].add(len(words))
        beside: dict[Words, set[Words]] = defaultdict(set)
        for words in self._said:
            whole = words[:MOST]
            for at in range(len(words) - LEAST + 1):
                for length in lengths.get(words[at : at + LEAST], ()):
                    part = words[at : at + length]
                    if part != whole and part in self._places:
                        beside[whole].add(part)
                        beside[part].add(whole)
        return beside


class Versions:
    """The statements of a library, to be asked for the versions of any.

    ``asked`` are some that will be asked for, and may stand in a copy that does not count.
    """

    def __init__(self, session: Session, *asked: Quoted) -> None:
        self._session = session
        self._rows = {row.id: row for row in session.rows(copies=True)}
        self._very = VeryWords()
        for quoted in asked:
            self._take(quoted)

    def read(self) -> Iterator[tuple[Row, list[Quoted]]]:
        """Take in the words of all quotations, an article a step, the oldest first."""
        for row, quotations in self._session.counted():
            for quoted in quotations:
                self._take(quoted)
            yield row, quotations

    def _take(self, quoted: Quoted) -> None:
        text = self._session.article(quoted.article).text
        self._very.add(place_of(quoted), text[quoted.start : quoted.end])

    def too_few(self, quoted: Quoted) -> bool:
        """Tell whether a quotation is of so few words that they are looked for nowhere else."""
        text = self._session.article(quoted.article).text
        return len(plain_words(text[quoted.start : quoted.end])) < LEAST

    def verbatim(self, quoted: Quoted) -> bool:
        """Tell whether the words of a quotation stand in another one, or those of one in it."""
        return bool(self._very.beside(place_of(quoted)))

    def of(self, quoted: Quoted) -> list[QuotationLine]:
        """Return every version of a statement, itself included, the oldest first.

        Links and very words are followed from statement to statement; a place without a quotation
        counts with its own words.
        """
        start = place_of(quoted)
        waiting, seen = [start], {start}
        found: dict[Place, QuotationLine] = {}
        while waiting:
            place = waiting.pop()
            row = self._rows.get(place.article)
            if row is None:
                continue
            said = quoted_at(self._session, place)
            said = said or Quoted(place.article, place.start, place.end, quoted.kind)
            found[place_of(said)] = line_of(self._session, said, row)
            for other in (*self._linked(place), *self._very.beside(place_of(said))):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return sorted(found.values(), key=lambda line: (line.date or "9999", line.quoted.article))

    def _linked(self, place: Place) -> Sequence[Place]:
        links = self._session.links.at(place.article, place.start, place.end)
        return [link.b for link in links if link.type is LinkType.SAME_STATEMENT]


def versions_of(session: Session, quoted: Quoted) -> list[QuotationLine]:
    """Return every version of one statement, itself included, the oldest first."""
    versions = Versions(session, quoted)
    for _ in versions.read():
        pass
    return versions.of(quoted)


def place_of(quoted: Quoted) -> Place:
    """Return where a quotation stands."""
    return Place(quoted.article, quoted.start, quoted.end)

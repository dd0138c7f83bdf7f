"""Whose word each piece of a colleague's work is, when it is taken over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.store.notebook.disputes import standing
from onrecord.store.notebook.records import Annotation, LinkNote, Row, Ruling, row_of
from onrecord.store.notebook.work_log import SaidBy

from .authors import MATTERS, Authors, new, stated
from .memos import flat, in_one, signed_paragraphs


class Theirs(NamedTuple):
    """Work of theirs: its key and row, and the names that it bears."""

    key: str
    row: Row
    who: Sequence[str] = ()


def theirs(it: Annotation | LinkNote | Ruling) -> Theirs:
    """Return a record of theirs with its key."""
    return Theirs(it.id, row_of(it), it.who if isinstance(it, Annotation) else ())


@dataclass(frozen=True, slots=True)
class Whose:
    """Who wrote what in two notebooks, by their journals.

    ``names`` are all that may stand before a paragraph; ``library`` is what a colleague goes by
    where neither the journal nor the work bears a name.
    """

    ours: Authors
    theirs: Authors
    names: Collection[str]
    library: str

    def name(self, table: str, work: Theirs, what: str) -> str:
        """Return whose word work of theirs is on a matter."""
        told = (self.theirs.of(table, work.key, what, it) for it in stated(work.row, what))
        return next(filter(None, told), self._bears(work))

    def own_word(self, table: str, key: str, row: Row | None, work: Theirs, what: str) -> bool:
        """Whether theirs was said in a row of ours before, by whom it is who says otherwise now."""
        now, before = (
            self.ours.of(table, key, what, standing(one, what)) for one in (row, work.row)
        )
        return bool(before) and before == now == self.name(table, work, what)

    def memo(self, own: str, table: str, work: Theirs) -> str:
        """Return two memos in one, theirs under names; what either took over before stays one."""
        memo, writer = work.row.get("memo", ""), self._writer(table, work)
        return in_one(own, memo, self._bears(work), self.names, writer)

    def taken(
        self, table: str, key: str, before: Row | None, row: Row, work: Theirs
    ) -> Iterator[SaidBy]:
        """Yield whose word it is that a row of ours says what it did not say before."""
        for what in MATTERS.get(table, ()):
            named = self._named(table, row, work, what)
            for it in new(before, row, what):
                yield SaidBy(table, key, what, it, named[it])

    def _bears(self, work: Theirs) -> str:
        return work.who[0] if len(work.who) == 1 else self.library

    def _writer(self, table: str, work: Theirs) -> Callable[[str], str]:
        """Return what tells who wrote a paragraph of one of their memos."""
        return lambda it: self.theirs.of(table, work.key, "memo", flat(it))

    def _named(self, table: str, row: Row, work: Theirs, what: str) -> dict[str, str]:
        """Return who says each that a row of ours says of a matter, if it came from theirs."""
        if what != "memo":
            return dict.fromkeys(stated(row, what), self.name(table, work, what))
        told = signed_paragraphs(row.get("memo", ""), self.names, self._writer(table, work))
        return {flat(it): name or self._bears(work) for name, it in told}

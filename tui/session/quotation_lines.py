"""What lists show of quotations, made once as long as the quotations are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.store.notebook.overlay import Quoted

from .quotation_query import QuotationLine
from .statements import line_of

if TYPE_CHECKING:
    from .session import Row, Session


HELD = 100_000
"""Lines that are held while no list needs them; of more, none."""


@dataclass(slots=True)
class _OfArticle:
    facts: tuple[object, ...]
    lines: list[QuotationLine]
    folded: list[str] | None = None


class QuotationLines:
    """The lines of a library's quotations, article by article, for a list that is filled again.

    A line rests on its quotation, which stays the same object as long as nothing about it changes
    (:class:`~.laid_over.LaidOver`), and on a few facts about its article.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, _OfArticle] = {}

    def tidy(self) -> None:
        """Forget all lines where they are many: for a moment in which no list is being filled."""
        if sum(len(it.lines) for it in self._known.values()) > HELD:
            self._known.clear()

    def of(self, row: Row, quotations: Sequence[Quoted]) -> list[QuotationLine]:
        """Return the lines of an article's quotations, in their order."""
        acts = self._session.counting.acts
        facts = (row.published, row.title, row.source, row.read, row.starred, acts)
        known = self._known.get(row.id)
        if known is None or known.facts != facts or not _same(known.lines, quotations):
            before = {id(it.quoted): it for it in known.lines} if known else {}
            lines = [self._line(it, row, before.get(id(it))) for it in quotations]
            known = self._known[row.id] = _OfArticle(facts, lines)
        return known.lines

    def folded(self, article: str) -> list[str]:
        """Return what is looked for in each of the lines that :meth:`of` gave last."""
        known = self._known[article]
        if known.folded is None:
            known.folded = [line.everything for line in known.lines]
        return known.folded

    def _line(self, quoted: Quoted, row: Row, before: QuotationLine | None) -> QuotationLine:
        if before is None:
            return line_of(self._session, quoted, row)
        return replace(
            before,
            published=row.published,
            title=row.title,
            source=row.source,
            read=row.read,
            starred=row.starred,
            aside=not self._session.counting.counts(quoted),
        )


def _same(lines: Sequence[QuotationLine], quotations: Sequence[Quoted]) -> bool:
    return len(lines) == len(quotations) and all(
        line.quoted is quoted for line, quoted in zip(lines, quotations, strict=True)
    )

"""Where else it stands: the links of a session, as the person judged them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from onrecord.analysis.types import Article, Link, LinkType, Place
from onrecord.store.library.together import OpenLibrary
from onrecord.store.notebook.anchors import find
from onrecord.store.notebook.records import LinkNote, LinkVerdict

from .changes import Changes
from .link_builder import Linking

ANSWERS = 4096
"""Articles whose quotations and links are held in memory."""

Tied: TypeAlias = tuple[LinkType, Place, Place]
"""What a link is, whatever its score."""


class Links:
    """What is known of links by now; ``article`` gives the texts that anchors are found in.

    Links into articles that are ``passed_over``, as copies are, are left out: the first of them
    has the same.
    """

    def __init__(
        self,
        library: OpenLibrary,
        linking: Linking,
        changes: Changes,
        article: Callable[[str], Article],
    ) -> None:
        self._library = library
        self._linking = linking
        self._changes = changes
        self._article = article
        self.passed_over: Callable[[str], bool] = lambda article: False
        self._links: dict[str, tuple[object, list[Link]]] = {}
        self._verdicts: dict[Tied, LinkVerdict] = {}

    def of(self, article: str) -> list[Link]:
        """Return where else the things of an article stand: ``a`` lies in it, best first."""
        known, state = self._links.get(article), self._state()
        if known is None or known[0] != state:
            if len(self._links) >= ANSWERS:
                self._links.clear()
                self._verdicts.clear()
            links = self._judged(article, self._linking.links(article))
            known = self._links[article] = (state, links)
        return [link for link in known[1] if self._counts(link)]

    def known(self, article: str) -> bool:
        """Whether :meth:`of` has the answer at hand, and compares the article with no other."""
        known = self._links.get(article)  # another thread may forget it meanwhile
        return known is not None and known[0] == self._state()

    def _state(self) -> object:
        return self._changes.edits, self._linking.made

    def _counts(self, link: Link) -> bool:
        return not self.passed_over(link.b.article) or self.verdict(link) is not None

    def verdict(self, link: Link) -> LinkVerdict | None:
        """Return the person's word on a link that :meth:`of` gave, if there is one."""
        return self._verdicts.get(_tied(link))

    def at(self, article: str, start: int, end: int) -> list[Link]:
        """Return the links of one passage."""
        return [link for link in self.of(article) if link.a.start < end and start < link.a.end]

    def _judged(self, article: str, links: list[Link]) -> list[Link]:
        """Return links as the person judged them: rejected ones left out, drawn ones first."""
        said: dict[Tied, LinkVerdict] = {}
        drawn: list[Link] = []
        for note in self._library.notebook.links.notes():
            if article not in (note.a, note.b):
                continue
            a, b = self._place(note, "a"), self._place(note, "b")
            if a is None or b is None:
                continue
            evidence = (note.note or "drawn by you",)
            for ends in ((a, b), (b, a)):
                link = Link(note.type, *ends, 1.0, evidence)
                said[_tied(link)] = note.verdict
                if note.verdict is LinkVerdict.DRAWN and link.a.article == article:
                    drawn.append(link)
        known = {_tied(link) for link in drawn}
        for link in (*drawn, *links):
            self._verdicts.pop(_tied(link), None)
        self._verdicts.update(said)
        return drawn + [
            link
            for link in links
            if _tied(link) not in known and said.get(_tied(link)) is not LinkVerdict.REJECTED
        ]

    def _place(self, note: LinkNote, side: str) -> Place | None:
        name = note.a if side == "a" else note.b
        anchor = note.a_anchor if side == "a" else note.b_anchor
        entry = self._library.entries.get(name)
        if entry is None:
            return None
        text = self._article(name).text
        span = find(anchor, text, entry.version, self._library.notebook.text(anchor.version)).span
        return Place(name, *span) if span else None


def _tied(link: Link) -> Tied:
    return (link.type, link.a, link.b)

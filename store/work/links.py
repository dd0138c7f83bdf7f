"""Work on links: confirmed, rejected, drawn."""

from __future__ import annotations

from analysis.types import Link

from ..anchors import anchor
from ..records import LinkNote, LinkVerdict, link_note, row_of
from .base import Work, clean


class OnLinks(Work):
    """The person's word on ties between two passages, both anchored."""

    def link_notes(self) -> list[LinkNote]:
        """Return the person's word on links."""
        return [link_note(key, row) for key, row in self._ledger.rows("links").items()]

    def judge_link(self, link: Link, verdict: LinkVerdict, note: str = "") -> str:
        """Confirm or reject a link, or draw one."""
        texts: dict[str, str] = {}
        anchors = []
        for place in (link.a, link.b):
            text, version = self._text_of(place.article)
            texts[version] = text
            anchors.append(anchor(text, place.start, place.end, version))
        made = LinkNote(
            id=self.key(),
            type=link.type,
            verdict=verdict,
            a=link.a.article,
            a_anchor=anchors[0],
            b=link.b.article,
            b_anchor=anchors[1],
            note=clean(note),
        )
        label = f"Link {verdict}: {link.type}"
        self._ledger.commit(
            label, [("links", made.id, row_of(made))], article=link.a.article, texts=texts
        )
        return label

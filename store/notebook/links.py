"""Work on links: confirmed, rejected, drawn."""

from __future__ import annotations

from onrecord.analysis.types import Link

from .anchors import anchor
from .base import Part, clean, new_key
from .records import LinkNote, LinkVerdict, link_note, row_of


class LinkNotes(Part):
    """The person's word on ties between two passages, both anchored."""

    def notes(self) -> list[LinkNote]:
        """Return the person's word on links."""
        return [link_note(key, row) for key, row in self._undo_log.rows("links").items()]

    def judge(self, link: Link, verdict: LinkVerdict, note: str = "") -> str:
        """Confirm, reject or draw a link, in place of what was said of the same two before."""
        texts: dict[str, str] = {}
        anchors = []
        for place in (link.a, link.b):
            text, version = self._text_of(place.article)
            texts[version] = text
            anchors.append(anchor(text, place.start, place.end, version))
        made = LinkNote(
            id=new_key(),
            type=link.type,
            verdict=verdict,
            a=link.a.article,
            a_anchor=anchors[0],
            b=link.b.article,
            b_anchor=anchors[1],
            note=clean(note),
        )
        label = f"Link {verdict}: {link.type}"
        before = [("links", it.id, None) for it in self.notes() if _ends(it) == _ends(made)]
        self._undo_log.commit(
            label, [*before, ("links", made.id, row_of(made))], article=link.a.article, texts=texts
        )
        return label

    def withdraw(self, note_id: str) -> str:
        """Take back what was said of a link, as where its words are gone for good."""
        return self._set("links", note_id, None, "Discarded a link")


def _ends(note: LinkNote) -> tuple[object, ...]:
    """Return what a note is about: a tie of one type between two passages, in either order."""
    ends = ((note.a, note.a_anchor), (note.b, note.b_anchor))
    return (note.type, frozenset((name, at.prefix, at.exact, at.suffix) for name, at in ends))

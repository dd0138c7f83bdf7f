"""A small mode in which the ends of a quotation are moved, the change shown in its passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from onrecord.analysis.types import Span
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.boundaries import Boundary, Edge
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import literal

from ..actions.action import Pane
from .aside import Aside
from .keyed import Keyed

AROUND = (160, 120, 80, 40, 20)
"""Characters shown before and after what is moved, as many as there is room for."""
WHOLE = 4
"""That many times as many of a quotation; of a longer one is shown what stands near its ends."""
HINT = "esc leaves it"
_BLANKS = re.compile(r" +")
_BREAK = re.compile(r"[^\S\n]*\n\s*\n\s*")


class BoundaryScreen(Aside, Keyed, ModalScreen[Span | None]):
    """Answers with the span that was taken, or with None where it was left as it is."""

    pane_name = Pane.BOUNDARY
    leads_on = False

    def __init__(self, quoted: Quoted, text: str, sentences: tuple[Span, ...]) -> None:
        super().__init__()
        self.boundary = Boundary(text, quoted.start, quoted.end, sentences)
        self._quoted = quoted
        self._rows = 0  # that there are for the passage, once that is known

    def compose(self) -> ComposeResult:
        who = self._quoted.speaker_name or "nobody named"
        with Vertical(classes="-prompt"):
            yield Static(Content(literal(f"Boundaries: {who}")), classes="-title")
            yield Static(id="passage")
            yield Static(id="moving", classes="-hint")
        yield self.footer

    def on_mount(self) -> None:
        """Show the quotation as it is."""
        self.show_keys()
        self.moved()

    def moved(self) -> None:
        """Show where the ends are now."""
        it, passage = self.boundary, self.query_one("#passage", Static)
        for around in AROUND:
            shown = Content.assemble(*_parts(it, around))
            if not self._rows or len(shown.wrap(passage.size.width)) <= self._rows:
                break
        passage.update(shown)
        end = "the beginning" if it.edge is Edge.START else "the end"
        now, before = (len(it.text[a:b].split()) for a, b in (it.span, it.old))
        change = "as it was" if it.span == it.old else f"{counted(now, 'word')}, {before} before"
        self.query_one("#moving", Static).update(Content(f"moving {end} · {change} · {HINT}"))

    def give(self, rows: int) -> None:
        """Show as much around the quotation as there is room for."""
        self._rows = max(self.query_one("#passage").size.height + rows, 1)
        self.moved()

    def take(self) -> None:
        it = self.boundary
        self.close_with(None if it.span == it.old else it.span)

    def refuse(self, why: str) -> None:
        self.say(why, "error")


def _parts(it: Boundary, around: int) -> Iterator[str | tuple[str, str]]:
    """Yield the passage: what goes struck out in ``[…]``, what comes bold and underlined."""
    low, high = _around(it, around)
    yield ("" if low == 0 else "… "), "$legible-faint"
    cuts = sorted({low, it.start, it.end, *it.old, high})
    for a, b in pairwise(cuts):
        if a == it.start:
            yield _edge("⟦", it.edge is Edge.START)
        now, before = it.start <= a < it.end, it.old[0] <= a < it.old[1]
        words = _shown(it.text[a:b], WHOLE * around)
        if now and before:
            yield words, "$legible"
        elif now:
            yield words, "bold underline $legible-good"
        elif before:
            yield f"[{words}]", "strike $legible-bad"
        else:
            yield words, "$legible-faint"
        if b == it.end:
            yield _edge("⟧", it.edge is Edge.END)
    yield ("" if high == len(it.text) else " …"), "$legible-faint"


def _around(it: Boundary, many: int) -> Span:
    """Return what is shown: the words before and after as well, none of them cut in two."""
    text, first, last = it.text, min(it.start, it.old[0]), max(it.end, it.old[1])
    low, high = max(first - many, 0), min(last + many, len(text))
    while 0 < low < first and not text[low - 1].isspace():
        low += 1
    while last < high < len(text) and not text[high].isspace():
        high -= 1
    return low, high


def _edge(sign: str, moving: bool) -> tuple[str, str]:
    return sign, "bold reverse $legible-accent" if moving else "$legible-accent"


def _shown(words: str, whole: int) -> str:
    """Return words as they are shown: by paragraphs, the middle of very many left out."""
    if len(words) > whole:
        words = f"{words[: whole // 2]} … {words[-whole // 2 :]}"
    return "\n\n".join(_BLANKS.sub(" ", literal(part)) for part in _BREAK.split(words))

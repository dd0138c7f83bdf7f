"""What stands beside the text: the bar of who is speaking, and their name where they begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment

from analysis.types import Actor
from store.layer import Quoted

from ..themes import Ink, speaker_colours
from .literal import cut
from .page import Page
from .signs import kind_signs, short_name

BAR = "▎"


class Margins:
    """The two margins of a page: a bar's colour for every line, the quotations begun on it."""

    def __init__(
        self, page: Page, quotations: Sequence[Quoted], actors: Mapping[str, Actor]
    ) -> None:
        speakers = [_who(quoted) for quoted in quotations if _who(quoted)]
        colours = speaker_colours(speakers)
        self._actors = actors
        self.bars: dict[int, int | None] = {}
        self.begun: dict[int, list[Quoted]] = {}
        for quoted in quotations:
            lines = page.covering(quoted.start, quoted.end)
            for index in lines:
                self.bars.setdefault(index, colours.get(_who(quoted)))
            if lines:
                self.begun.setdefault(lines[0], []).append(quoted)

    def bar(self, line: int, ink: Ink) -> Segment:
        """Return the sign of the left margin."""
        if line not in self.bars:
            return Segment(" ")
        colour = self.bars[line]
        return Segment(BAR, ink.faint if colour is None else ink.bars[colour])

    def name(self, line: int, ink: Ink, width: int) -> list[Segment]:
        """Return the right margin of a line, exactly ``width`` cells."""
        begun = self.begun.get(line)
        if not begun or width < 6:
            return [Segment(" " * width)]
        first, *others = begun
        signs = kind_signs(first)
        for other in others:
            signs += f" {kind_signs(other)}" if _who(other) == _who(first) else " +"
        signs = cut(signs, width - 5)
        actor = self._actors.get(first.speaker_id or "")
        name = short_name(first.speaker_name, actor.kind if actor else None) or "—"
        name = cut(name, width - cell_len(signs) - 1)
        rest = width - cell_len(name) - cell_len(signs) - 1
        return [Segment(f"{name} ", ink.faint), Segment(signs, ink.text), Segment(" " * rest)]


def _who(quoted: Quoted) -> str:
    return quoted.speaker_id or quoted.speaker_name

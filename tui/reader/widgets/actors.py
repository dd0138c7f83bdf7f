"""A list of actors: who, what they are, how often they speak and are spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from onrecord.analysis.types import Actor
from onrecord.tui.session.literal import Part, facts, fit, literal
from onrecord.tui.session.roles import as_one

from ..themes import TextStyles
from .list_view import ListView

FIGURES = 43
"""The cells that kind and counts take, beside the name."""


class ActorList(ListView):
    """Actors, one a row."""

    def __init__(self, styles: TextStyles) -> None:
        super().__init__(styles)
        self.shown: Sequence[Actor] = ()

    @property
    def count(self) -> int:
        """How many actors there are."""
        return len(self.shown)

    @property
    def actor(self) -> Actor | None:
        """The actor under the cursor."""
        return self.shown[self.cursor] if self.shown else None

    def chosen(self) -> list[Actor]:
        """Return the marked actors, or the one under the cursor."""
        if self.marked:
            return [self.shown[i] for i in sorted(self.marked) if i < len(self.shown)]
        return [self.actor] if self.actor else []

    def put(self, actors: Sequence[Actor]) -> None:
        """Show other actors."""
        self.shown = actors
        self.marked = {index for index in self.marked if index < len(actors)}
        self.measure()
        self.go(self.cursor)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Draw an actor."""
        actor, styles = self.shown[index], self.text_styles
        name = min(34, max(width - 44, 12))
        others = [n for n in actor.names if n != actor.name] + list(as_one(actor.roles))
        told = facts(others, styles.faint)
        if told and cell_len(told[0][0]) > width - name - FIGURES:
            told = []
        return [
            [
                (fit(literal(actor.name), name), styles.kinds[actor.kind]),
                (f"  {actor.kind.value:<13}", styles.faint),
                (f"❝{actor.quotations:>4}  ", styles.text),
                (f"named{actor.mentions:>5}  ", styles.faint),
                (f"in{len(actor.articles):>4}  ", styles.faint),
                *told,
            ]
        ]

"""A list of actors: who, what they are, how often they speak and are spoken of."""

from __future__ import annotations

from collections.abc import Container

from rich.cells import cell_len

from onrecord.analysis.types import Actor
from onrecord.store.notebook.actors import BY_NAME
from onrecord.tui.session.literal import Part, facts, fit, literal
from onrecord.tui.session.notation import MEMO
from onrecord.tui.session.roles import as_one

from .list_view import ListView

FIGURES = 43
"""The cells that kind and counts take, beside the name."""
ONLY_NAME = "only a name"
"""What stands in place of a kind, where somebody is quoted who is no actor."""


class ActorList(ListView[Actor]):
    """Actors, one a row; ``noted`` are the ids of those on whom there is a memo."""

    noted: Container[str] = ()

    def key_of(self, row: Actor) -> object:
        return row.id

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        actor, styles = self.rows[index], self.text_styles
        name = min(34, max(width - 44, 12))
        others = [n for n in actor.names if n != actor.name] + list(as_one(actor.roles))
        told = facts(others, styles.faint)
        kind = ONLY_NAME if actor.id.startswith(BY_NAME) else actor.kind.value
        if told and cell_len(told[0][0]) > width - name - FIGURES:
            told = []
        return [
            [
                (fit(literal(actor.name), name), styles.kinds[actor.kind]),
                (f"{MEMO} " if actor.id in self.noted else "  ", styles.memo),
                (f"{kind:<13}", styles.faint),
                (f"❝{actor.quotations:>4}  ", styles.text),
                (f"named{actor.mentions:>5}  ", styles.faint),
                (f"in{len(actor.articles):>4}  ", styles.faint),
                *told,
            ]
        ]

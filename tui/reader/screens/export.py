"""Evidence out: what to export, and into which file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import literal
from onrecord.tui.session.session import Session

from ..widgets.choices import Choices
from ..widgets.input_line import Field
from .key_order import InOrder
from .pick import Choice, ranked

Gather = Callable[[], Sequence[Quoted]]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be exported, and how its quotations are gathered when it is."""

    title: str
    detail: str
    gather: Gather


def offers(session: Session, article: str, title: str) -> list[Offer]:
    """Return what can be exported now: selection, article, tags, speakers, everything."""
    found: list[Offer] = []
    if selection := session.selection():
        found.append(
            Offer("the selection", counted(len(selection), "quotation"), session.selection)
        )
    if article:
        found.append(Offer("this article", title, lambda: session.quotations(article)))
    found.append(Offer("everything", "all quotations", lambda: list(session.all_quotations())))
    for tag, count in session.notebook.codebook.tags().items():
        found.append(Offer(f"tag #{tag}", f"×{count}", partial(_tagged, session, tag)))
    quoted = (actor for actor in session.actors().values() if actor.quotations)
    for actor in sorted(quoted, key=lambda a: -a.quotations):
        said = partial(_said_by, session, actor.id)
        found.append(Offer(f"speaker {actor.name}", counted(actor.quotations, "quotation"), said))
    return found


def _said_by(session: Session, actor: str) -> list[Quoted]:
    return [quoted for quoted in session.all_quotations() if quoted.speaker_id == actor]


def _tagged(session: Session, tag: str) -> list[Quoted]:
    below = tag + "/"
    return [
        quoted
        for quoted in session.all_quotations()
        if any(one == tag or one.startswith(below) for one in quoted.tags)
    ]


def file_name(library: str, title: str) -> str:
    """Return a name for the file: letters, digits and hyphens only."""
    words = re.findall(r"\w+", f"{library} {title}".casefold())
    return ("-".join(words)[:60] or "quotations") + ".md"


class ExportScreen(InOrder[tuple[Offer, Path] | None], ModalScreen[tuple[Offer, Path] | None]):
    """Answers with what was chosen and the file's path."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", priority=True),
        Binding("down,ctrl+n", "step(1)", "next", priority=True),
        Binding("up,ctrl+p", "step(-1)", "previous", priority=True),
    ]

    def __init__(self, library: str, found: Sequence[Offer], folder: Path) -> None:
        super().__init__()
        self._library = library
        self._all = found
        self._offered: list[Offer] = []
        self._folder = folder
        self._named = ""
        self._warned = ""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Vertical(classes="-prompt"):
            yield Static("Export as Markdown", classes="-title")
            yield Field(placeholder="what: type to find a tag or a speaker", id="what")
            yield Choices()
            yield Static("into the file", classes="-label")
            yield Field(id="file")
            yield Static(
                "⏎ goes on, then exports   tab changes field   esc leaves", classes="-hint"
            )

    def on_mount(self) -> None:
        """Offer everything there is."""
        self.attend(self.query_one("#what"))
        self._offer("")

    def _offer(self, typed: str) -> None:
        choices = [Choice(str(i), one.title, one.detail) for i, one in enumerate(self._all)]
        self._offered = [self._all[int(choice.value)] for choice in ranked(choices, typed)]
        self.query_one(Choices).offer([(o.title, o.detail) for o in self._offered])
        self._suggest_name()

    def _suggest_name(self) -> None:
        """Follow the choice with the file's name, until a person has written their own."""
        box = self.query_one("#file", Field)
        if (chosen := self._chosen()) and box.value == self._named:
            self._named = str(self._folder / file_name(self._library, chosen.title))
            box.value = self._named

    def _chosen(self) -> Offer | None:
        index = self.query_one(Choices).highlighted
        return self._offered[index] if index is not None and index < len(self._offered) else None

    def written(self, field: Field) -> None:
        """Offer what fits."""
        if field.id == "what":
            self._offer(field.value)

    def entered(self, field: Field) -> None:
        """Go on to the file, and from there answer."""
        if field.id == "what":
            self.attend(self.query_one("#file"))
            return
        chosen, name = self._chosen(), field.value.strip()
        if not chosen or not name:
            return
        path = Path(name).expanduser()
        if path.exists() and self._warned != name:
            self._warned = name
            told = f"! {path.name} is there already: ⏎ again writes over it"
            self.query_one(".-hint", Static).update(
                Content.styled(literal(told), "$legible-warning")
            )
            return
        self.dismiss((chosen, path))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what the mouse points at."""
        self.query_one(Choices).highlighted = event.option_index
        self._suggest_name()
        self.attend(self.query_one("#file"))

    def action_step(self, rows: int) -> None:
        """Move the highlight."""
        self.query_one(Choices).step(rows)
        self._suggest_name()

    def action_leave(self) -> None:
        """Leave without exporting."""
        self.dismiss(None)

"""Evidence out: what to export, and into which file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from onrecord.store.errors import UnknownFormat
from onrecord.store.export import FORMATS, Format, format_for
from onrecord.tui.session.literal import cut, literal
from onrecord.tui.session.offers import Offer, file_name

from ..widgets.choices import WIDTH, Choices
from ..widgets.input_line import Field
from .aside import Fitted
from .key_order import InOrder
from .pick import Choice, ranked


def with_ending(name: str, form: Format) -> str:
    """Return a file's name with the ending of a format in place of that of another."""
    folded = name.casefold()
    known = [end for it in FORMATS for end in it.endings if folded.endswith(end)]
    return name[: len(name) - len(max(known, key=len, default=""))] + form.endings[0]


WHAT = "what: type to find a tag or a speaker"
SOMETHING_ELSE = "what: tab chooses something else"


class ExportScreen(
    Fitted, InOrder[tuple[Offer, Path] | None], ModalScreen[tuple[Offer, Path] | None]
):
    """Answers with what was chosen and the file's path, whose ending is the format.

    The list shows what can be exported, and beside the file's name the formats there are.
    """

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
        self._chosen: Offer | None = None
        self._folder = folder
        self._named = ""
        self._ending = ".md"
        self._warned = ""
        self._typed = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="-prompt"):
            yield Static("Export", classes="-title", id="chosen")
            yield Field(placeholder=WHAT, id="what")
            yield Choices()
            yield Static("into the file, its ending is the format", classes="-label")
            yield Field(id="file")
            yield Static(
                "⏎ goes on, then exports   tab changes field   esc leaves", classes="-hint"
            )

    def on_mount(self) -> None:
        """Offer everything there is."""
        self.attend(self.query_one("#what"))
        self._offer("")

    @property
    def _formats(self) -> Sequence[Format]:
        return self._chosen.formats if self._chosen else FORMATS

    @property
    def _at_file(self) -> bool:
        return self.focused is not None and self.focused.id == "file"

    def on_descendant_focus(self) -> None:
        """List what the line that has the focus is about."""
        self.query_one("#what", Field).placeholder = SOMETHING_ELSE if self._at_file else WHAT
        if self._at_file:
            self._offer_formats()
        else:
            self._offer(self._typed)

    def _offer(self, typed: str) -> None:
        self._typed = typed
        choices = [Choice(str(i), one.title, one.detail) for i, one in enumerate(self._all)]
        self._offered = [self._all[int(choice.value)] for choice in ranked(choices, typed)]
        here = self._offered.index(self._chosen) if self._chosen in self._offered else 0
        self.query_one(Choices).offer([(o.title, o.detail) for o in self._offered], here)
        self._choose()

    def _offer_formats(self) -> None:
        """Show the formats, the one that the file's name has under the highlight."""
        name = self.query_one("#file", Field).value
        try:
            here: int | None = self._formats.index(format_for(Path(name), self._formats))
        except UnknownFormat:
            here = None
        told = [(form.title, form.endings[0]) for form in self._formats]
        self.query_one(Choices).offer(told, here)

    def _choose(self) -> None:
        """Take what is under the highlight; the file's name follows until a person writes one."""
        index = self.query_one(Choices).highlighted
        fits = index is not None and index < len(self._offered)
        self._chosen = self._offered[index] if fits and index is not None else None
        told = f"Export {self._chosen.title}" if self._chosen else "Export"
        self.query_one("#chosen", Static).update(Content(cut(literal(told), WIDTH)))
        box = self.query_one("#file", Field)
        if self._chosen and box.value == self._named:
            usual = self._chosen.formats[0].endings[0]
            ending = self._ending if self._chosen.formats is FORMATS else usual
            name = file_name(self._library, self._chosen.title)
            self._named = box.value = str(self._folder / f"{name}{ending}")

    def written(self, field: Field) -> None:
        if field.id == "what":
            self._offer(field.value)
        elif self._at_file:
            self._offer_formats()

    def entered(self, field: Field) -> None:
        """Go on to the file, and from there answer."""
        if not self._chosen:
            typed = self.query_one("#what", Field).value.strip()
            self.refuse(f"nothing to export is called “{typed}”")
            return
        if field.id == "what":
            self.attend(self.query_one("#file"))
            self._offer_formats()
            return
        name = field.value.strip()
        path = Path(name).expanduser()
        if problem := self._problem(path, name):
            self.refuse(problem)
            return
        self.close_with((self._chosen, path))

    def refuse(self, why: str) -> None:
        hint = self.query_one(".-hint", Static)
        hint.update(Content.styled(literal(f"! {why}"), "$legible-warning"))

    def _problem(self, path: Path, name: str) -> str:
        """Return why a file is not written at once, or ""."""
        if not name:
            return "a file needs a name"
        try:
            format_for(path, self._formats)
        except UnknownFormat:
            return f"no format ends like {path.name}: choose one with ↑ ↓"
        if path.exists() and self._warned != name:
            self._warned = name
            return f"{path.name} is there already: ⏎ again writes over it"
        return ""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.query_one(Choices).highlighted = event.option_index
        if self._at_file:
            self._end_name()
        else:
            self._choose()
            self.attend(self.query_one("#file"))

    def action_step(self, rows: int) -> None:
        self.query_one(Choices).step(rows)
        if self._at_file:
            self._end_name()
        else:
            self._choose()

    def _end_name(self) -> None:
        """Give the file's name the ending of the format under the highlight."""
        box, index = self.query_one("#file", Field), self.query_one(Choices).highlighted
        if index is not None:
            mine = box.value == self._named
            box.value = with_ending(box.value, self._formats[index])
            box.cursor_position = len(box.value)
            self._named = box.value if mine else self._named
            self._ending = self._formats[index].endings[0]

    def action_leave(self) -> None:
        self.dismiss(None)

"""Did they say it?  Words pasted or typed, looked for in every article."""

from __future__ import annotations

from asyncio import sleep
from dataclasses import replace

from textual.app import ComposeResult

from onrecord.tui.session.check import MatchKind
from onrecord.tui.session.statements import Said, compare, said_in

from ..widgets.input_line import Field
from ..widgets.list_view import AnyList
from .versions import VersionsView

SIGNS = {MatchKind.VERBATIM: "=", MatchKind.PART: "⊂", MatchKind.ALTERED: "≈"}
NOTHING_ASKED = (
    "Type or paste a quotation, and press enter. It is found also where words were left out, put "
    "in or changed."
)


class CheckView(VersionsView):
    """A line to ask in, and the places where the words or much the same ones stand."""

    HEADING = "did they say it?"
    typing = (("enter", "look for them"), ("escape", "leave the line"))

    def __init__(self, words: str = "") -> None:
        super().__init__(None)
        self.words = words
        self._told = ""

    def compose(self) -> ComposeResult:
        self.list_view = self.make_list()
        self.asked = Field(
            self.words, placeholder="“the words”, as they are said to be", id="asked"
        )
        yield self.top_bar
        yield self.asked
        self.narrow = Field(id="narrow")
        yield self.narrow
        yield from self.body()
        yield self.footer

    def ready(self) -> None:
        """Ask first, unless words were given."""
        if not self.words:
            self.attend(self.asked)

    def make_list(self) -> AnyList:
        made = super().make_list()
        made.empty = NOTHING_ASKED
        return made

    async def fill(self) -> None:
        """Look in every article; the best places come first."""
        if not self.words.strip():
            return
        found: list[Said] = []
        for row in self.session.readable(descending=False):
            await sleep(0)
            if said := said_in(self.session, row, self.words):
                found.append(said)
        found.sort(key=lambda said: said.rank)
        versions = compare([said.line for said in found], against=self.words)
        self.versions.put(
            [
                replace(
                    version, verdict=f"{SIGNS[it.verdict]} {it.verdict.value} {it.likeness:.2f}"
                )
                for version, it in zip(versions, found, strict=True)
            ],
            lost=0,
        )
        self._told = self._answer([said.verdict for said in found])
        self.versions.empty = "These words, or words much like them, are not in this library."
        self.show_head()
        self.list_view.refresh()

    def _answer(self, verdicts: list[MatchKind]) -> str:
        if not verdicts:
            return "not in this library"
        counts = [f"{verdicts.count(v)} {v.value}" for v in MatchKind if v in verdicts]
        return " · ".join(counts)

    def facts(self) -> str:
        return self._told

    def entered(self, field: Field) -> None:
        """Look for the words."""
        super().entered(field)
        self.words = field.value
        self.reload()

    def typed_enough(self) -> None:
        """Go to the places."""
        self.attend(self.list_view)

"""The codebook: the tree of tags with their memos and colours, and what can be done to them."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult

from onrecord.store.notebook.codebook import COLOURS
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import Part, literal
from onrecord.tui.session.notation import MEMO
from onrecord.tui.session.offers import Offer, codebook_offer, tag_offer
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.tag_line import parse_tags

from ..actions.action import Pane
from ..widgets.bars import Bar
from ..widgets.containers import Column, Columns
from ..widgets.list_view import AnyList
from ..widgets.plain_list import ListRow, PlainList
from .ask import Ask
from .pick import Choice, Pick, Prompt
from .tag import TagPrompt
from .threefold import Threefold

NONE_YET = "No tags yet: t gives a quotation its first, a adds one here, i reads a codebook."
PLAIN = "plain"
TOP = "/"
"""What the choices say for no colour, and for no tag above."""


class CodebookView(Threefold):
    """The tree of tags, narrowed by any part of a name."""

    HEADING = "codebook"
    NARROW = "any part of a tag"
    pane_name = Pane.CODEBOOK
    LEAST = (90, 0)

    def make_list(self) -> AnyList:
        self.tags: PlainList[str] = PlainList()
        self._tagged: list[QuotationLine] = []
        return self.tags

    def body(self) -> ComposeResult:
        """Put the quotations of a tag beside the tree, the passage below them."""
        tree_, quotations, passage = super().body()
        with Columns():
            yield tree_
            with Column(id="beside"):
                self._memo = Bar("about -first")
                yield self._memo
                yield quotations
                yield passage

    def show_said(self) -> None:
        """Show the quotations, and what the tag is for."""
        tag = self.tags.value
        memo = self.notebook.codebook.memo(tag) if tag else ""
        told = f"{MEMO} {' '.join(memo.split())}" if memo else f"#{tag}" if tag else ""
        self._memo.put((told, self.text_styles.memo if memo else self.text_styles.faint))
        super().show_said()

    def said(self) -> list[QuotationLine]:
        """Return the quotations that wear the tag, or one below it."""
        if (tag := self.tags.value) is None:
            return []
        below = f"{tag}/"
        return [
            line
            for line in self._tagged
            if any(worn == tag or worn.startswith(below) for worn in line.quoted.tags)
        ]

    async def fill(self) -> None:
        """Show the tags there are now; the cursor stays on its own."""
        here = self.tags.value
        self._tagged = [line async for line in self.lines(lambda q: bool(q.tags), annotated=True)]
        self.narrowed()
        self._go_to(here)
        self.show_said()
        self.show_head()

    def narrowed(self) -> None:
        wanted = self.query_text.casefold()
        self.tags.empty = "Nothing fits." if wanted else NONE_YET
        on_key = {self.notebook.codebook.on_key(digit): digit for digit in range(1, 10)}
        colours = self.notebook.codebook.colours()
        rejected = self.notebook.codebook.rejected()
        self.tags.put(
            [
                ListRow(
                    tag,
                    tuple(
                        self._parts(
                            tag, own, below, rejected[tag], on_key.get(tag), colours.get(tag)
                        )
                    ),
                )
                for tag, own, below in self.notebook.codebook.tree()
                if wanted in tag.casefold()
            ]
        )
        self.at_rest("said", self.show_said)

    def _parts(
        self, tag: str, own: int, below: int, rejected: int, digit: int | None, colour: str | None
    ) -> list[Part]:
        styles, memo = self.text_styles, self.notebook.codebook.memo(tag)
        parts = [
            ("   " * tag.count("/"), styles.text),
            (f"#{literal(tag.rsplit('/')[-1])}", styles.tagged(tag)),
            (f"  ×{own}" if own else "", styles.text),
            (f"  key {digit}" if digit else "", styles.accent),
            (f"  ● {colour}" if colour else "", styles.tagged(tag)),
            (f"  {below} in all" if below != own else "", styles.faint),
            (f"  {rejected} rejected" if rejected else "", styles.faint),
        ]
        return [*parts, (f"  {MEMO}" if memo else "", styles.memo)]

    def facts(self) -> str:
        known = self.notebook.codebook.tags()  # what only stands above some is none
        return counted(sum(row.value in known for row in self.tags.rows), "tag")

    def offered(self) -> list[Offer]:
        """Return the quotations of the tag under the cursor, and the codebook itself."""
        here = [
            tag_offer(self.session, branch)
            for branch in self.notebook.codebook.tree()
            if branch.tag == self.tags.value and branch.below
        ]
        return [*super().offered(), *here, codebook_offer(self.session)]

    def did(self, text: str) -> None:
        """Say what a change did, and show it, for the very next key."""
        self.say(text)
        self.narrowed()
        self.reload()

    # -- what can be done to a tag ----------------------------------------------------------------

    def following(self) -> list[tuple[str, str]]:
        """Return the keys that can follow; those that tags are put on, with what is on them."""
        book = self.notebook.codebook
        found = super().following()
        if self.keymap.begun != "#":
            return found
        return [(key, f"#{tag}" if (tag := book.on_key(int(key))) else "free") for key, _ in found]

    def put_on_key(self, digit: str) -> None:
        """Put the tag under the cursor on a digit, or take it off again."""
        tag = self.tags.value
        if tag and digit.isdigit():
            there = self.notebook.codebook.on_key(int(digit)) == tag
            kept = "" if there else tag
            self.change(lambda notebook: notebook.codebook.set_key(int(digit), kept))

    def tag_memo(self) -> None:
        """Ask for the memo on the tag."""
        if tag := self.tags.value:
            self.write_memo(
                "Memo on the tag",
                f"#{tag}",
                self.notebook.codebook.memo(tag),
                lambda notebook, text: notebook.codebook.describe(tag, text),
            )

    def new_tag(self) -> None:
        """Ask for new tags; what is pasted into the line is a tag a line."""
        codebook = self.notebook.codebook

        def answered(line: str) -> None:
            if new := parse_tags(line):
                said = self.session.changes.do(lambda notebook: notebook.codebook.add(new))
                self.narrow.value = ""
                self.did(said or f"#{new[0]} is there already.")
                self._go_to(codebook.proper(new[0]))

        self.ask_to_do(TagPrompt("New tags", [], [], {}, codebook.proper), answered)

    def _go_to(self, tag: str | None) -> None:
        for index, entry in enumerate(self.tags.rows):
            if entry.value == tag:
                self.tags.go(index)

    def read_codebook(self) -> None:
        """Ask for a file with a codebook, and show what is in it before it is taken over."""
        from onrecord.tui.session.shelf import codebook_in

        def answered(path: str) -> None:
            told, take = codebook_in(self.session, Path(path))
            if not told:
                self.say(f"Nothing in {Path(path).name} is new.")
                return
            self.ask_to_do(Ask("Take this codebook over?", told), lambda _: self.did(take()))

        def readable(path: str) -> None:
            codebook_in(self.session, Path(path))

        places = dict.fromkeys((Path.cwd(), self.session.library.folder))
        found = (
            file
            for place in places
            for end in (".qdc", ".csv")
            for file in sorted(place.glob(f"*{end}"))
        )
        choices = [Choice(str(file), file.name, str(file.parent)) for file in found]
        title = "Read which codebook? (.csv, .qdc)"
        self.ask(Pick(title, choices, free="this path", check=readable), answered)

    def rename_tag(self) -> None:
        """Ask for another name; where that is another tag's, ask whether they are one."""
        if (old := self.tags.value) is None:
            return
        proper = self.notebook.codebook.proper

        def answered(line: str) -> None:
            new = proper(line)
            if new != old and new in self.notebook.codebook.tags():
                self.call_later(self._ask_merge, old, new)  # once this prompt is closed
            elif new != old:
                self.change(lambda notebook: notebook.codebook.rename(old, new))

        self.ask_to_do(
            Prompt(f"Call #{old} (an existing name merges)", old, check=proper), answered
        )

    def _ask_merge(self, old: str, new: str) -> None:
        told = [f"There is #{new} already: {self._worn(new)}.", f"#{old}: {self._worn(old)}."]
        self.ask_to_do(
            Ask(f"Make #{old} and #{new} one?", told),
            lambda _: self.change(lambda notebook: notebook.codebook.rename(old, new)),
        )

    def move_tag(self) -> None:
        """Ask which tag it is to stand under."""
        if (tag := self.tags.value) is None:
            return
        proper = self.notebook.codebook.proper

        def answered(under: str) -> None:
            under = "" if under == TOP else proper(under)
            new = "/".join(part for part in (under, tag.rpartition("/")[2]) if part)
            if new != tag and new in self.notebook.codebook.tags():
                self.call_later(self._ask_merge, tag, new)
            else:
                self.did(
                    self.session.changes.do(lambda notebook: notebook.codebook.move(tag, under))
                    or f"#{tag} stands there already."
                )

        choices = [
            Choice(other, f"#{other}", counted(below, "quotation"))
            for other, _, below in self.notebook.codebook.tree()
            if other != tag and not other.startswith(f"{tag}/")
        ]
        if "/" in tag:
            choices.insert(0, Choice(TOP, "to the top", "under no other tag"))
        prompt = Pick(
            f"Put #{tag} under",
            choices,
            free="a new tag",
            check=lambda under: under == TOP or proper(under),
        )
        self.ask_to_do(prompt, answered)

    def recolour(self) -> None:
        """Ask for the colour of the tag."""
        if (tag := self.tags.value) is None:
            return
        now = self.notebook.codebook.colours().get(tag, PLAIN)

        def answered(name: str) -> None:
            colour = "" if name == PLAIN else name
            self.change(lambda notebook: notebook.codebook.recolour(tag, colour))

        choices = [
            Choice(name, f"● {name}" if name != PLAIN else name, "as it is now" * (name == now))
            for name in (*COLOURS, PLAIN)
        ]
        pick = Pick(f"The colour of #{tag}", choices, styles=self.text_styles.colours)
        self.ask_to_do(pick, answered)

    def delete_tag(self) -> None:
        """Ask whether the tag is to go."""
        if (tag := self.tags.value) is None:
            return
        below = [other for other in self.notebook.codebook.tags() if other.startswith(f"{tag}/")]
        told = [f"It is taken off: {self._worn(tag)}."]
        if below:
            told.append(f"With it: {counted(len(below), 'tag')} below it.")
        self.ask_to_do(
            Ask(f"Delete #{tag}?", told),
            lambda _: self.change(lambda notebook: notebook.codebook.delete(tag)),
        )

    def _worn(self, tag: str) -> str:
        counts = {one: below for one, _, below in self.notebook.codebook.tree()}
        said = counted(counts.get(tag, 0), "quotation")
        rejected = self.notebook.codebook.rejected()
        gone = sum(n for one, n in rejected.items() if f"{one}/".startswith(f"{tag}/"))
        return f"{said}, and {gone} that you rejected" if gone else said

"""The marks of the library: each letter with the words that it holds."""

from __future__ import annotations

from asyncio import sleep

from rich.cells import cell_len

from onrecord.tui.session.literal import Part, fit, literal
from onrecord.tui.session.marks import MarkPlace, mark_at
from onrecord.tui.session.session import Row

from ..actions.action import Pane
from ..widgets.list_view import AnyList
from ..widgets.plain_list import ListRow, PlainList
from .keyed import Keyed
from .view import View


def go_to(screen: Keyed, mark: MarkPlace) -> None:
    """Leave all views for the place of a mark, keeping the way back."""
    reader, letter = screen.reader_app.reader, mark.letter
    if mark.article not in reader.rows:
        screen.say(f"The article of mark {letter} is not in the library any more.", "warning")
        return
    if mark.offset is None:
        reader.jump(mark.article, reader.notebook.articles.place(mark.article))
        reader.say(f"The words of mark {letter} are gone: this is where you last read.", "warning")
    else:
        reader.jump(mark.article, mark.offset)


NONE_YET = "No marks yet: K and a letter keep a place in an article."


class MarksView(View):
    """The list of marks, by letter."""

    HEADING = "marks"
    NARROW = "any words at a mark, or of the title of its article"
    pane_name = Pane.MARKS

    def make_list(self) -> AnyList:
        self.marks: PlainList[MarkPlace] = PlainList()
        self.marks.empty = NONE_YET
        self._all: list[ListRow[MarkPlace]] = []
        return self.marks

    async def fill(self) -> None:
        """Find where the marks lead by now."""
        found = []
        for letter in self.notebook.marks.letters():
            await sleep(0)  # each may have to read a file
            if mark := mark_at(self.session.library, letter):
                found.append(ListRow(mark, self._parts(mark)))
        self._all = found
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        self.marks.empty = self.none_yet(NONE_YET) if self.query_text else NONE_YET
        self.marks.put([row for row in self._all if self.fits(*self._told(row.value))])

    def _told(self, mark: MarkPlace) -> tuple[str, str, str]:
        row = self.reader_app.reader.rows.get(mark.article)
        return mark.letter, mark.words, row.title if row else mark.article

    def _parts(self, mark: MarkPlace) -> tuple[Part, ...]:
        styles = self.text_styles
        letter, words, title = map(literal, self._told(mark))
        gone = "" if mark.offset is not None else "∅ gone: "
        room = max(self.size.width // 2 - 6, 20)
        return (
            (f"{letter}  ", styles.key),
            (gone, styles.bad),
            (fit(words, room - cell_len(gone)), styles.text),
            ("  ", styles.faint),
            (title, styles.faint),
        )

    def here(self) -> Row | None:
        return (
            self.reader_app.reader.rows.get(self.marks.value.article) if self.marks.value else None
        )

    def open(self) -> None:
        if mark := self.marks.value:
            go_to(self, mark)

    def drop_mark(self) -> None:
        """Take the mark under the cursor away."""
        if mark := self.marks.value:
            self.change(lambda notebook: notebook.marks.drop(mark.letter))

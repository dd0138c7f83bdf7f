"""Every memo in one list: where it stands is gone to, what it says is searched and changed."""

from __future__ import annotations

from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import Part, fit, literal
from onrecord.tui.session.memos import About, MemoFound, memos
from onrecord.tui.session.notation import MEMO
from onrecord.tui.session.offers import Offer, memos_offer
from onrecord.tui.session.session import Row
from onrecord.tui.session.wrap import first_lines

from ..actions.action import Pane
from ..widgets.list_view import AnyList, ListView
from .card import CardView
from .codebook import CodebookView
from .view import View

NONE_YET = "No memos yet: m writes one on what is under the cursor, W on the whole."
KIND = 11
"""Cells for what a memo is on."""
LINES = 3
"""Lines of a memo that are shown."""


class MemoList(ListView[MemoFound]):
    """Memos, each below what it is on."""

    def key_of(self, row: MemoFound) -> object:
        return row.about, row.key, row.quoted and row.quoted.start

    @property
    def row_height(self) -> int:
        """What it is on, its words, a blank line."""
        return LINES + 2

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        it, styles = self.rows[index], self.text_styles
        head = [(fit(it.about.value, KIND), styles.faint), (literal(it.name), styles.text)]
        words = literal(" ".join(it.memo.split()))
        lines = first_lines(words, max(width - KIND - 2, 20), LINES)
        body = [[(" " * (KIND - 2), styles.memo), (line, styles.memo)] for line in lines]
        body[0][0] = (fit("", KIND - 2) + f"{MEMO} ", styles.memo)
        body[1:] = [[(" " * KIND, styles.memo), parts[1]] for parts in body[1:]]
        return [head, *body]


class MemosView(View):
    """The list of all memos, narrowed by any words of them or of what they are on."""

    HEADING = "memos"
    NARROW = "any words of a memo, or of what it is on; article, actor, tag, quotation"
    pane_name = Pane.MEMOS
    stays = True

    def make_list(self) -> AnyList:
        self._all: list[MemoFound] = []
        self.memos = MemoList()
        return self.memos

    async def fill(self) -> None:
        self._all = list(memos(self.session))
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        self.memos.empty = self.none_yet(NONE_YET)
        self.memos.put([it for it in self._all if self.fits(it.about, it.name, it.memo)])

    def facts(self) -> str:
        return counted(self.memos.count, "memo")

    def under_cursor(self) -> list[Quoted]:
        """Return the quotation that the memo is on."""
        found = self.memos.row
        return [found.quoted] if found and found.quoted else []

    def here(self) -> Row | None:
        """Return the article that the memo is on or in."""
        found = self.memos.row
        of_article = found and found.about in (About.ARTICLE, About.QUOTATION)
        return self.reader_app.reader.rows.get(found.key) if found and of_article else None

    def offered(self) -> list[Offer]:
        """Return all memos, as a table."""
        return [memos_offer(self.session, len(self._all))]

    def open(self) -> None:
        if (found := self.memos.row) is None:
            return
        if found.quoted:
            self.go_and_read(found.key, found.quoted.start)
        elif found.about is About.ARTICLE:
            self.go_and_read(found.key, self.notebook.articles.place(found.key))
        elif found.about is About.TAG:
            self.app.push_screen(CodebookView(found.key))
        elif found.key in self.session.actors():
            self.app.push_screen(CardView(found.key))
        else:
            self.say(f"{found.name} is no actor of this library any more; m changes the memo.")

    def edit_memo(self) -> None:
        """Write the memo under the cursor anew."""
        if (found := self.memos.row) is None:
            return
        key, name, quoted = found.key, found.name, found.quoted

        def change(book: Notebook, text: str) -> str:
            if quoted:
                return book.quotations.memo(quoted, text)
            if found.about is About.ARTICLE:
                return book.articles.memo(key, text)
            if found.about is About.TAG:
                return book.codebook.describe(key, text)
            return book.actors.note(key, name, text)

        self.write_memo(f"Memo on the {found.about.value}", name, found.memo, change)

"""What could not be taken in: a list, and below it the whole reason and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from onrecord.store.library.readers import Problem
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import fit, literal
from onrecord.tui.session.problems import (
    KINDS,
    articles_of,
    file_of,
    once_more,
    problems_of,
    to_do,
)
from onrecord.tui.session.session import Row

from ..actions.action import Pane
from ..widgets.list_view import AnyList
from ..widgets.plain_list import ListRow, PlainList
from .view import View

ALL_WELL = "Everything in this folder was taken in and analysed."
KIND = 14
"""Cells for the kind of a problem."""


class ProblemsView(View):
    """Every file and article that is not read, not in whole, or not analysed, narrowed by words."""

    HEADING = "not read, not analysed"
    NARROW = "any words of a file's name or of a reason"
    pane_name = Pane.PROBLEMS

    def make_list(self) -> AnyList:
        """Return the list."""
        self._all: Sequence[Problem] = ()
        self.problems: PlainList[Problem] = PlainList()
        return self.problems

    def body(self) -> ComposeResult:
        """Put the reason below the list."""
        self.reason = Static(classes="reason", markup=False)
        yield self.list_view
        yield self.reason

    async def fill(self) -> None:
        """Read what there is."""
        self._all = problems_of(self.session)
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        """Show those that fit."""
        styles = self.text_styles
        self.problems.empty = self.none_yet(ALL_WELL)
        shown = [it for it in self._all if self.fits(KINDS[it.kind], it.where, it.message)]
        self.problems.put(
            [
                ListRow(
                    it,
                    (
                        (fit(KINDS[it.kind], KIND), styles.bad),
                        (f"{literal(it.where)}  ", styles.text),
                        (literal(it.message), styles.faint),
                    ),
                )
                for it in shown
            ]
        )
        self._show_reason()

    def cursor_moved(self, view: object) -> None:
        """Show the reason of what the cursor is on."""
        super().cursor_moved(view)  # type: ignore[arg-type]
        self._show_reason()

    def _show_reason(self) -> None:
        it = self.problems.value
        self.reason.display = it is not None
        if it is None:
            return
        styles = self.text_styles
        parts = (
            (it.where, styles.strong),
            (it.message, styles.text),
            (to_do(self.session, it), styles.faint),
        )
        lines = [(literal(" ".join(words.split())), style) for words, style in parts]
        self.reason.update(
            Content("\n\n").join([Content.styled(words, str(style)) for words, style in lines])
        )

    def facts(self) -> str:
        """Return how many there are."""
        return counted(self.problems.count, "problem")

    def here(self) -> Row | None:
        """Return an article that came of the file all the same."""
        it = self.problems.value
        rows = self.reader_app.reader.rows
        found = (rows.get(name) for name in articles_of(self.session, it)) if it else ()
        return next((row for row in found if row), None)

    def open(self) -> None:
        """Read the article, where there is one all the same; else open the file."""
        if row := self.here():
            self.go_and_read(row.id, 0)
        else:
            self.open_problem()

    def open_problem(self) -> None:
        """Open the file in its own program, or in the editor."""
        from ..actions.external import open_file

        if (it := self.problems.value) is None:
            return
        if (path := file_of(self.session, it)) is None:
            self.say(f"{it.where} is not there any more; r looks again.", "warning")
        else:
            open_file(self, path)

    def retry(self) -> None:
        """Read the file again, or analyse the article again."""
        if it := self.problems.value:
            self.say(once_more(self.session, it))

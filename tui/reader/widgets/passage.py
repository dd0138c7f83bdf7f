"""What a list tells of, in its article: the whole of it, with what stands before and after."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from onrecord.analysis.types import Span
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.article.content import shown_of
from onrecord.tui.session.notation import date_of
from onrecord.tui.session.session import Session

from .article import ArticleView
from .bars import Bar
from .containers import Column


class PassageView(Column):
    """An article below a list, on the passage that is under the list's cursor; it takes no keys."""

    def __init__(self) -> None:
        super().__init__()
        self.head = Bar("of-passage")
        self.text = ArticleView()
        self.text.can_focus = False
        self._quotations: Sequence[Quoted] = ()
        self.visible = False  # until there is one: nothing, not even a scrollbar

    def compose(self) -> ComposeResult:
        yield self.head
        yield self.text
        yield self.text.details

    def show(self, session: Session, article: str, at: Span, matches: Sequence[Span] = ()) -> None:
        """Show a passage, from its first sign to behind its last; an unknown article is nothing."""
        text, entry = self.text, session.library.entries.get(article)
        self.visible = entry is not None
        if entry is None:
            return
        styles, published = text.text_styles, session.published(article)
        when = styles.primary if published.inferred else styles.faint
        source = (f"  {entry.source}",) if entry.source else ()
        self.head.put(
            (f"  {date_of(published)}  ", when),
            (entry.title, styles.strong),
            *((one, styles.faint) for one in source),
        )
        quotations = session.quotations(article)
        if text.shown.id != article or quotations is not self._quotations:
            self._quotations = quotations
            text.show(shown_of(session, article, entry.title), session.actors(), at[0])
        spans = text.index.quoted_spans.spans
        if at in spans:
            text.cursor.to_quotation(spans.index(at))
        else:
            text.cursor.to(at[0])
        if matches != text.matches:
            text.show_matches(matches)
        text.moved(centre=True)

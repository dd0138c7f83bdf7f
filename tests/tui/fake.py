"""A small session in memory: hand-made articles about an invented dispute over a canal."""

from __future__ import annotations

import re
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace as NS

from canal import ACTORS, SAID, TEXTS
from fake_work import FakeWork

from onrecord.analysis.layout import blocks
from onrecord.analysis.types import (
    Actor,
    Article,
    Block,
    Findings,
    Link,
    LinkType,
    Place,
    Published,
)
from onrecord.store.library.ui_state import UiState, keep_ui_state, read_ui_state
from onrecord.store.notebook.anchors import version_of
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.records import LinkVerdict
from onrecord.store.notebook.stale import Stale
from onrecord.store.search import Passage, Query, Shelved, TextIndex, passages
from onrecord.tui.session.copies import Counting
from onrecord.tui.session.events import Indexed
from onrecord.tui.session.marks import Marked
from onrecord.tui.session.search import shelved
from onrecord.tui.session.session import Changed, Listener, Named, Order, Progress, Row, Status


class FakeSession(FakeWork):
    """Answers like a session whose library has been analysed; changes stay in memory."""

    name = "the canal"
    folder = Path("/home/ann/canal")
    read_only = ""

    def __init__(self, articles: dict[str, tuple[str, str, Published, str]] | None = None) -> None:
        self.listen: Listener = lambda event: None
        self.calls: list[str] = []
        self._texts = dict(TEXTS if articles is None else articles)
        self._quoted = {name: self._find(name) for name in self._texts}
        self._rows = {name: self._row(name) for name in self._texts}
        self._memos: dict[str, str] = {}
        self._keys = {1: "trade"}
        self._described: dict[str, dict[str, str]] = {}
        self._places: dict[str, int] = {}
        self._searches: dict[str, str] = {}
        self._index = TextIndex()
        weakref.finalize(self, self._index.close)  # Python 3.13 minds connections left open
        self._index.add({version_of(one[3]): one[3] for one in self._texts.values()})
        self._marks: dict[str, Marked] = {}
        self._said: dict[tuple[LinkType, Place, Place], LinkVerdict] = {}
        self._drawn: list[Link] = []
        self.held: list[Stale] = []
        self._kept: set[str] = set()
        self._undo: list[tuple[str, dict[str, list[Quoted]]]] = []
        self._redo: list[tuple[str, dict[str, list[Quoted]]]] = []
        self.notebook = book = NS(
            quotations=NS(
                tag=self.tag,
                retag=self.retag,
                memo=self.memo,
                select=self.select,
                attribute=lambda chosen, key, name: self.correct_speaker(chosen, key or name),
                reject=self.reject,
                mark=lambda *args: self.mark_missed(*args[:4], args[4] or args[5]),
                respan=self.respan,
                rekind=self.rekind,
                accept=self.accept,
            ),
            articles=NS(
                notes=lambda article: NS(memo=self.article_memo(article)),
                memo=self.article_memo,
                redate=self.redate,
                place=self.place,
                remember=self.remember,
                opened=self.opened,
                mark_read=self.mark_read,
                star=self.star,
            ),
            actors=NS(
                merge=self.merge_actors,
                split=self.split_actor,
                rename=self.rename_actor,
                dismiss=self.dismiss_actor,
            ),
            links=NS(judge=self.judge_link),
            people=NS(all=list),
            marks=NS(
                letters=lambda: sorted(self._marks),
                set=self.set_mark,
                drop=self.drop_mark,
                at=self._held_mark,
            ),
            searches=NS(
                all=self.saved,
                save=self.save_search,
                rename=self.rename_search,
                forget=self.forget_search,
            ),
            codebook=NS(
                tags=self.tags,
                recent=self.recent_tags,
                memo=self.tag_memo,
                colours=self.tag_colours,
                describe=self.describe_tag,
                recolour=self.recolour,
                rename=self.rename_tag,
                move=self.move_tag,
                delete=self.delete_tag,
                on_key=self.key_tag,
                set_key=self.set_key_tag,
            ),
            text=lambda version: None,
        )
        self.changes = NS(
            do=lambda change: change(book) or "",
            undo=self.undo_last,
            redo=self.redo_last,
        )
        self.links = NS(of=self.links_of, at=self.links_at, verdict=self.verdict)
        self.counting = Counting(lambda name: self.article(name).text, self.quotations, dict, dict)
        self.search = NS(progress=self.indexed(), shelf=self.shelf, passages=self.passages)
        self.review = NS(
            stranded=lambda: 0,
            stale=self.stale,
            kept=self.kept,
            keep=self.keep_stale,
            drop=self.drop_stale,
        )
        self.library = NS(
            notebook=book,
            data_dir=Path(tempfile.mkdtemp()),
            folder=self.folder,
            file_of=lambda article: self.folder / article,
            article=self._anchored,
            entries=defaultdict(
                lambda: NS(version="", title="t", source="", url="", language="", file="f")
            ),
        )

    # -- made by hand -----------------------------------------------------------------------------

    def _find(self, name: str) -> list[Quoted]:
        text = self._texts[name][3]
        found = []
        for first, kind, last, actor, cue, confidence in SAID.get(name, []):
            start = text.index(first)
            end = text.index(last, start) + len(last)
            near = text.find(cue, max(start - 40, 0), end + 60)
            named = (
                [text.find(word, max(start - 60, 0), end + 60) for word in ACTORS[actor][2]]
                if actor
                else []
            )
            at = next((i for i in named if i >= 0), -1)
            speaker = (at, at + 6) if at >= 0 else None
            found.append(
                Quoted(
                    name,
                    start,
                    end,
                    kind,
                    actor or None,
                    ACTORS[actor][0] if actor else "",
                    speaker,
                    (near, near + len(cue)) if near >= 0 else None,
                    ((text.find("Marta Vessen"), text.find("Marta Vessen") + 12),)
                    if actor == "vessen"
                    else (),
                    confidence,
                )
            )
        return found

    def _row(self, name: str) -> Row:
        title, source, published, text = self._texts[name]
        return Row(name, title, source, "", published, len(text.split()), Status.READY)

    # -- life -------------------------------------------------------------------------------------

    def start(self, listen: Listener) -> None:
        """Tell that all is done."""
        self.listen = listen
        self.calls.append("start")
        listen(Progress(len(self._texts), len(self._texts), 0, ""))

    def rescan(self) -> None:
        """Tell that nothing changed."""
        self.calls.append("rescan")
        self.listen(Changed())

    def close(self) -> None:
        """Remember it."""
        self.calls.append("close")

    # -- reading ----------------------------------------------------------------------------------

    def readable(self, descending: bool = True) -> list[Row]:
        """Return all rows: there are no copies."""
        return self.rows(descending=descending)

    def rows(
        self, order: Order = Order.DATE, descending: bool = True, copies: bool = False
    ) -> list[Row]:
        """Return the rows in the order asked for."""
        keys = {
            Order.DATE: lambda r: r.published.date or "",
            Order.TITLE: lambda r: r.title,
            Order.SOURCE: lambda r: r.source,
        }
        for name, row in self._rows.items():
            quoted = self._quoted[name]
            tags = [tag for q in quoted for tag in q.tags]
            if row.status is Status.READY:
                row.quotations = len(quoted)
            row.tags = {tag: tags.count(tag) for tag in tags}
            row.memos = sum(1 for q in quoted if q.memo)
            row.selected = sum(1 for q in quoted if q.selected)
        return sorted(self._rows.values(), key=keys[order], reverse=descending)

    def article(self, article: str) -> Article:
        """Return the article's text."""
        title, source, published, text = self._texts[article]
        return Article(article, text, title, source, published=published)

    def published(self, article: str) -> Published:
        """Return the date of the row."""
        return self._rows[article].published

    def blocks(self, article: str) -> tuple[Block, ...]:
        """Return the blocks."""
        return blocks(self._texts[article][3])

    def findings(self, article: str) -> Findings | None:
        """Return blocks and sentences."""
        text = self._texts[article][3]
        spans, start = [], 0
        for block in self.blocks(article):
            start = block.start
            while start < block.end:
                stop = text.find(". ", start, block.end)
                stop = block.end if stop < 0 else stop + 1
                spans.append((start, stop))
                start = stop + 1
        return Findings(blocks=self.blocks(article), sentences=tuple(spans))

    def quotations(self, article: str) -> list[Quoted]:
        """Return the quotations."""
        return sorted(self._quoted[article], key=lambda q: q.start)

    def named(self, article: str) -> list[Named]:
        """Return every place where an actor is named."""
        text = self._texts[article][3]
        return sorted(
            (
                Named(*at.span(), actor, name, kind, True)
                for actor, (name, kind, words) in ACTORS.items()
                for at in re.finditer(rf"\b({'|'.join(words)})\b", text)
            ),
            key=lambda n: n.start,
        )

    def actors(self) -> dict[str, Actor]:
        """Return the actors."""
        return {
            actor: Actor(
                actor,
                name,
                kind,
                dict.fromkeys(words, 1),
                {},
                tuple(self._texts),
                3,
                sum(q.speaker_id == actor for all_ in self._quoted.values() for q in all_),
            )
            for actor, (name, kind, words) in ACTORS.items()
        }

    def links_of(self, article: str) -> list[Link]:
        """Return the links by hand."""
        return [
            link
            for link in [*self._drawn, *self._links()]
            if link.a.article == article and self.verdict(link) is not LinkVerdict.REJECTED
        ]

    def verdict(self, link: Link) -> LinkVerdict | None:
        """Return what was said of a link."""
        return self._said.get((link.type, link.a, link.b))

    def judge_link(self, link: Link, verdict: LinkVerdict, note: str = "") -> str:
        """Remember what is said of a link."""
        self._said[link.type, link.a, link.b] = self._said[link.type, link.b, link.a] = verdict
        if verdict is LinkVerdict.DRAWN:
            self._drawn += [link, replace(link, a=link.b, b=link.a)]
        return self._told(f"Link {verdict}.")

    def links_at(self, article: str, start: int, end: int) -> list[Link]:
        """Return the links of a place."""
        return [x for x in self.links_of(article) if x.a.start < end and x.a.end > start]

    def _links(self) -> list[Link]:
        if not {"closure.txt", "answer.txt"} <= self._texts.keys():
            return []
        said, again = SAID["closure.txt"][4], SAID["answer.txt"][0]

        def place(name: str, first: str, last: str) -> Place:
            text = self._texts[name][3]
            start = text.index(first)
            return Place(name, start, text.index(last, start) + len(last))

        one = place("closure.txt", said[0], said[2])
        two = place("answer.txt", again[0], again[2])
        threat = place("closure.txt", "the canal will be closed", "no result")
        return [
            Link(LinkType.SAME_STATEMENT, one, two, 0.98, ("“canal in spring”",)),
            Link(LinkType.SAME_STATEMENT, two, one, 0.98, ("“canal in spring”",)),
            Link(LinkType.ANSWERS, two, threat, 0.64, ("a day later", "canal, close")),
            Link(LinkType.SAME_EVENT, threat, two, 0.55, ("Canal Commission", "2031-03-04")),
        ]

    def passage(self, article: str, start: int, end: int, width: int = 80) -> str:
        """Return words of an article on one line."""
        words = " ".join(self._texts[article][3][start:end].split())
        return words if len(words) <= width else words[: width - 1] + "…"

    # -- the machine's own -------------------------------------------------------------------------

    @property
    def kept_seat(self) -> UiState:
        """Where the person left off."""
        return read_ui_state(self.library.data_dir, self.library.folder)

    @kept_seat.setter
    def kept_seat(self, ui_state: UiState) -> None:
        keep_ui_state(self.library.data_dir, self.library.folder, ui_state)

    def pause(self) -> str:
        """Stop, or go on."""
        self.calls.append("pause")
        return "The analysis stops."

    def source(self, article: str) -> Path:
        """Return the file of an article."""
        return self.folder / article

    # -- searching --------------------------------------------------------------------------------

    def indexed(self) -> Indexed:
        """Tell that every text can be searched."""
        return Indexed(len(self._texts), len(self._texts))

    def shelf(self) -> list[Shelved]:
        """Return the articles, the latest first."""
        return [shelved(row, version_of(self._texts[row.id][3])) for row in self.rows()]

    def passages(
        self, query: Query, shelf: Sequence[Shelved], wanted: Callable[[], bool] = lambda: True
    ) -> Iterator[list[Passage]]:
        """Look in the texts."""
        return passages(query, shelf, self._index, wanted)

    def saved(self) -> dict[str, str]:
        """Return what is kept."""
        return dict(sorted(self._searches.items()))

    def save_search(self, name: str, query: str) -> str:
        """Keep it."""
        self._searches[name] = query
        return self._told(f"Saved search: {name}")

    def rename_search(self, name: str, to: str) -> str:
        """Give it another name."""
        self._searches[to] = self._searches.pop(name)
        return self._told(f"Search {name} is called {to}")

    def forget_search(self, name: str) -> str:
        """Forget it."""
        del self._searches[name]
        return self._told(f"Forgotten search: {name}")

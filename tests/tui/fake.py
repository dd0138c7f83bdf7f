"""A small session in memory: hand-made articles about an invented dispute over a canal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from analysis.layout import blocks
from analysis.types import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Block,
    Findings,
    Link,
    LinkType,
    Place,
    Precision,
    Published,
    QuotationKind,
)
from store.anchors import version_of
from store.layer import Quoted
from store.records import LinkVerdict
from store.review import Stale
from store.search import Passage, Query, Shelved, TextIndex, passages
from store.seat import Seat
from tui.facts import Indexed
from tui.marking import Marked
from tui.searching import shelved
from tui.session import Changed, Listener, Named, Order, Progress, Row, Session, Status

KIND = QuotationKind
ACTORS = {
    "vessen": ("Marta Vessen", ActorKind.PERSON, ("Marta Vessen", "Vessen")),
    "oduya": ("Ilan Oduya", ActorKind.PERSON, ("Ilan Oduya", "Oduya")),
    "canal": ("Canal Commission", ActorKind.ORGANISATION, ("Canal Commission",)),
    "tarsia": ("Tarsia", ActorKind.COUNTRY, ("Tarsia", "Tarsian")),
    "belmark": ("Belmark", ActorKind.COUNTRY, ("Belmark", "Belmarkan")),
}
"""Actor id: name, kind, the words that name it."""

TEXTS = {
    "closure.txt": (
        "Vessen: Tarsia will close the canal if talks fail",
        "Northern Wire",
        Published("2031-03-04", Precision.DAY, Basis.HEADER, (0, 15), "The text begins with it."),
        "date 2031-03-04\n\nVessen: Tarsia will close the canal if talks fail\n\n"
        "Tarsian Transport Minister Marta Vessen said that the canal will be closed to foreign "
        "ships by the end of the month, if the talks with Belmark bring no result. She told this "
        "to reporters after a meeting of the Canal Commission.\n\n"
        "According to her, the country has every right to do so and will use it when it must. "
        "“We shall not be spoken to in this way,” she added.\n\n"
        "A narrow channel\n\n"
        "At the same time, Ilan Oduya called the threat “a bad joke” and said that Belmark would "
        "keep its ships moving. “Nobody closes a canal in spring,” Oduya told the newspaper. "
        "An unnamed diplomat warned of delays.\n",
    ),
    "answer.txt": (
        "Oduya laughs off canal threat",
        "Belmark Herald",
        Published("2031-03-05", Precision.DAY, Basis.INFERRED, None, "It answers an article."),
        "Oduya laughs off canal threat\n\n"
        "“Nobody closes a canal in spring,” said Ilan Oduya, who speaks for the Belmarkan "
        "government. He added that the Canal Commission had not been told of any plan.\n",
    ),
    "undated.txt": (
        "What the canal is worth to Belmark and its neighbours in the north",
        "",
        Published(),
        "Every third ship that calls at Belmark has come through the canal, the Canal Commission "
        "estimates.\n",
    ),
}
SAID: dict[str, list[tuple[str, KIND, str, str, str, float]]] = {
    "closure.txt": [
        ("the canal will be closed", KIND.INDIRECT, "no result", "vessen", "said", 0.91),
        ("the country has every right", KIND.INDIRECT, "it must", "vessen", "According to", 0.84),
        ("“We shall not", KIND.DIRECT, "this way,”", "vessen", "added", 0.97),
        ("the threat “a bad", KIND.MIXED, "joke”", "oduya", "called", 0.41),
        ("“Nobody closes", KIND.DIRECT, "spring,”", "oduya", "told", 0.95),
        ("of delays", KIND.INDIRECT, "of delays", "", "warned", 0.33),
    ],
    "answer.txt": [
        ("“Nobody closes", KIND.DIRECT, "spring,”", "oduya", "said", 0.96),
        ("the Canal Commission had", KIND.INDIRECT, "any plan", "oduya", "added", 0.88),
    ],
    "undated.txt": [
        ("Every third ship", KIND.INDIRECT, "the canal", "canal", "estimates", 0.77),
    ],
}
"""Article: first words, kind, last words, actor, cue, confidence."""


class FakeSession(Session):
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
        self._index.add({version_of(one[3]): one[3] for one in self._texts.values()})
        self._marks: dict[str, Marked] = {}
        self.kept_seat = Seat()
        self._said: dict[tuple[LinkType, Place, Place], LinkVerdict] = {}
        self._drawn: list[Link] = []
        self.held: list[Stale] = []
        self._kept: set[str] = set()
        self._undo: list[tuple[str, dict[str, list[Quoted]]]] = []
        self._redo: list[tuple[str, dict[str, list[Quoted]]]] = []

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

    def _change(self, quoted: Quoted, **new: object) -> None:
        mine = self._quoted[quoted.article]
        index = next(
            i for i, q in enumerate(mine) if (q.start, q.end) == (quoted.start, quoted.end)
        )
        mine[index] = replace(mine[index], **new)  # type: ignore[arg-type]

    def _keep(self, what: str) -> str:
        self._undo.append((what, {name: list(all_) for name, all_ in self._quoted.items()}))
        self._redo.clear()
        self.calls.append(what)
        return what

    def _told(self, said: str) -> str:
        self.listen(Changed())
        return said

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

    def rows(self, order: Order = Order.DATE, descending: bool = True) -> list[Row]:
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

    def links(self, article: str) -> list[Link]:
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
        return [x for x in self.links(article) if x.a.start < end and x.a.end > start]

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

    # -- the person's work ------------------------------------------------------------------------

    def tag(self, quotations: Sequence[Quoted], tags: Sequence[str]) -> str:
        """Set the tags."""
        said = self._keep(f"Tagged with {' '.join(tags) or 'nothing'}.")
        for quoted in quotations:
            self._change(quoted, tags=tuple(tags))
        return self._told(said)

    def retag(self, quotations: Sequence[Quoted], add: Sequence[str], drop: Sequence[str]) -> str:
        """Add tags and take others off."""
        said = self._keep(f"+{' '.join(add)} -{' '.join(drop)} on {len(quotations)}")
        for quoted in quotations:
            kept = [tag for tag in quoted.tags if tag not in drop]
            self._change(quoted, tags=tuple(dict.fromkeys([*kept, *add])))
        return self._told(said)

    def memo(self, quotation: Quoted, text: str) -> str:
        """Set the memo."""
        said = self._keep("Memo saved.")
        self._change(quotation, memo=text)
        return self._told(said)

    def article_memo(self, article: str, text: str | None = None) -> str:
        """Set or return the article's memo."""
        if text is None:
            return self._memos.get(article, "")
        self._memos[article] = text
        self.calls.append("article memo")
        return self._told("Memo on the article saved.")

    def select(self, quotations: Sequence[Quoted], selected: bool) -> str:
        """Select or not."""
        said = self._keep("Selected." if selected else "Not selected any more.")
        for quoted in quotations:
            self._change(quoted, selected=selected)
        return self._told(said)

    def correct_speaker(self, quotations: Sequence[Quoted], speaker: str) -> str:
        """Set the speaker."""
        name = ACTORS[speaker][0] if speaker in ACTORS else speaker
        said = self._keep(f"Said by {name or 'nobody'}.")
        known = speaker if speaker in ACTORS else None
        for quoted in quotations:
            self._change(quoted, speaker_id=known, speaker_name=name, by_person=True)
        return self._told(said)

    def reject(self, quotations: Sequence[Quoted]) -> str:
        """Take quotations out."""
        said = self._keep("Rejected.")
        for quoted in quotations:
            mine = self._quoted[quoted.article]
            self._quoted[quoted.article] = [q for q in mine if q.start != quoted.start]
        return self._told(said)

    def mark_missed(
        self, article: str, start: int, end: int, kind: QuotationKind, speaker: str
    ) -> str:
        """Put a quotation in."""
        said = self._keep(f"Marked as {kind.value}.")
        name = ACTORS[speaker][0] if speaker in ACTORS else speaker
        new = Quoted(article, start, end, kind, speaker or None, name, by_person=True, confidence=1)
        self._quoted[article] = [*self._quoted[article], new]
        return self._told(said)

    def respan(
        self, quotation: Quoted, start: int, end: int, kind: QuotationKind | None = None
    ) -> str:
        """Give a quotation another span."""
        said = self._keep("Other boundaries.")
        self._change(quotation, start=start, end=end, by_person=True)
        return self._told(said)

    def rekind(self, quotations: Sequence[Quoted], kind: QuotationKind) -> str:
        """Set the kind."""
        said = self._keep(f"Of kind {kind}.")
        for quoted in quotations:
            self._change(quoted, kind=kind, by_person=True)
        return self._told(said)

    def accept(self, quotations: Sequence[Quoted]) -> str:
        """Say that they are right."""
        said = self._keep("Accepted.")
        for quoted in quotations:
            self._change(quoted, by_person=True, confidence=1.0, why="")
        return self._told(said)

    def redate(self, article: str, iso: str) -> str:
        """Set the date."""
        self._rows[article].published = Published(
            iso, Precision.DAY, Basis.USER, why="You said so."
        )
        self.calls.append(f"redate {iso}")
        return self._told(f"Dated {iso}.")

    def stale(self) -> list[Stale]:
        """Return what the test says is stale."""
        return list(self.held)

    def kept(self, it: Stale) -> bool:
        """Whether it is to stay."""
        return it.id in self._kept

    def keep_stale(self, it: Stale) -> str:
        """Keep it."""
        self._kept.add(it.id)
        return self._told("Kept as it is.")

    def drop_stale(self, it: Stale) -> str:
        """Discard it."""
        self.held.remove(it)
        return self._told("Discarded.")

    def merge_actors(self, actors: Sequence[Actor], name: str = "") -> str:
        """Remember that they are one."""
        self.calls.append(" ".join(["merge", *(actor.id for actor in actors), name]).strip())
        return self._told("Merged.")

    def split_actor(self, actor: Actor, articles: Sequence[str], name: str) -> str:
        """Remember where it is somebody else."""
        self.calls.append(f"split {actor.id} {' '.join(articles)} {name}")
        return self._told("Split.")

    def dismiss_actor(self, actor: Actor) -> str:
        """Remember that it is none."""
        self.calls.append(f"dismiss {actor.id}")
        return self._told("Not an actor.")

    def rename_actor(self, actor: Actor, name: str) -> str:
        """Remember the name."""
        self.calls.append(f"rename {actor.id} {name}")
        return self._told("Renamed.")

    def undo(self) -> str:
        """Undo the last change."""
        return self._step(self._undo, self._redo, "Undone: ")

    def redo(self) -> str:
        """Do it again."""
        return self._step(self._redo, self._undo, "Done again: ")

    def _step(self, source: list, target: list, word: str) -> str:  # type: ignore[type-arg]
        if not source:
            return ""
        what, state = source.pop()
        target.append((what, self._quoted))
        self._quoted = state
        return self._told(word + what)

    def tags(self) -> dict[str, int]:
        """Return the codebook."""
        used = [tag for all_ in self._quoted.values() for q in all_ for tag in q.tags]
        return {tag: used.count(tag) for tag in dict.fromkeys([*used, "threat/closure"])}

    def tag_memo(self, tag: str) -> str:
        """Return the memo on a tag."""
        return self._described.get(tag, {}).get("memo", "")

    def tag_colours(self) -> dict[str, str]:
        """Return the colours of tags."""
        return {tag: it["colour"] for tag, it in self._described.items() if it.get("colour")}

    def describe_tag(self, tag: str, memo: str) -> str:
        """Set the memo on a tag."""
        self._described.setdefault(tag, {})["memo"] = memo
        return self._told(f"memo on #{tag}")

    def recolour(self, tag: str, colour: str) -> str:
        """Set the colour of a tag."""
        self._described.setdefault(tag, {})["colour"] = colour
        return self._told(f"#{tag} is {colour}")

    def rename_tag(self, old: str, new: str) -> str:
        """Rename on every quotation."""
        return self._rewrite(f"renamed #{old} to #{new}", old, new)

    def move_tag(self, tag: str, under: str) -> str:
        """Put under another."""
        new = "/".join(part for part in (under, tag.rpartition("/")[2]) if part)
        return self._rewrite(f"moved #{tag} to #{new}", tag, new)

    def delete_tag(self, tag: str) -> str:
        """Take off every quotation."""
        return self._rewrite(f"deleted #{tag}", tag, "")

    def _rewrite(self, what: str, old: str, new: str) -> str:
        said = self._keep(what)
        for quoted in self.all_quotations():
            tags = []
            for tag in quoted.tags:
                inside = tag == old or tag.startswith(old + "/")
                tags.append((new + tag[len(old) :] if new else "") if inside else tag)
            self._change(quoted, tags=tuple(dict.fromkeys(tag for tag in tags if tag)))
        return self._told(said)

    def recent_tags(self) -> list[str]:
        """Return the tags used last."""
        return ["threat/closure", "trade"]

    def all_quotations(self, annotated: bool = False) -> list[Quoted]:
        """Return every quotation, the oldest article first."""
        return [q for row in self.rows(descending=False) for q in self.quotations(row.id)]

    def key_tag(self, key: int) -> str:
        """Return the tag on a key."""
        return self._keys.get(key, "")

    def set_key_tag(self, key: int, tag: str) -> str:
        """Put a tag on a key."""
        self._keys[key] = tag
        return self._told(f"#{tag} is on {key}.")

    def selection(self) -> list[Quoted]:
        """Return what is selected."""
        return [q for all_ in self._quoted.values() for q in all_ if q.selected]

    def marks(self) -> list[str]:
        """Return the letters of the marks."""
        return sorted(self._marks)

    def mark_at(self, letter: str) -> Marked | None:
        """Return a mark."""
        return self._marks.get(letter)

    def set_mark(self, letter: str, article: str, offset: int) -> str:
        """Set a mark."""
        words = self.passage(article, offset, offset + 80)
        self._marks[letter] = Marked(letter, article, offset, words)
        return self._told(f"Mark {letter}")

    def drop_mark(self, letter: str) -> str:
        """Take a mark away."""
        del self._marks[letter]
        return self._told(f"No mark {letter}")

    # -- the machine's own -------------------------------------------------------------------------

    def seat(self) -> Seat:
        """Return where the person left off."""
        return self.kept_seat

    def keep_seat(self, seat: Seat) -> None:
        """Remember where they are."""
        self.kept_seat = seat

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

    def searches(self) -> dict[str, str]:
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

    # -- reading state ----------------------------------------------------------------------------

    def place(self, article: str) -> int:
        """Return where reading stopped."""
        return self._places.get(article, 0)

    def remember(self, article: str, offset: int) -> None:
        """Remember where reading stopped."""
        self._places[article] = offset

    def opened(self, article: str) -> None:
        """Mark as read by opening it."""
        self._rows[article].read = True

    def mark_read(self, articles: Sequence[str], read: bool) -> str:
        """Mark as read or unread."""
        for name in articles:
            self._rows[name].read = read
        return self._told("Marked as read." if read else "Marked as unread.")

    def star(self, articles: Sequence[str], starred: bool) -> str:
        """Star or not."""
        for name in articles:
            self._rows[name].starred = starred
        return self._told("Starred." if starred else "The star is gone.")

    def export(
        self, quotations: Sequence[Quoted], to: Path, title: str, overwrite: bool = False
    ) -> str:
        """Write the words to the file."""
        words = [self.passage(q.article, q.start, q.end, 1000) for q in quotations]
        to.write_text("\n".join([title, *words]), encoding="utf-8")
        return f"Wrote {len(words)} quotations to {to}."

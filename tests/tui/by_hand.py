"""A session as any other, over a folder of its own, but for the findings: they are made by hand."""

from __future__ import annotations

import re
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.analysis.layout import blocks
from onrecord.analysis.pipeline import MODEL
from onrecord.analysis.types import (
    Actor,
    ActorKind,
    Block,
    Findings,
    Link,
    LinkType,
    LocalActor,
    Mention,
    MentionForm,
    Place,
    Quotation,
    QuotationKind,
    Resolution,
    Span,
)
from onrecord.store.library.library import Library
from onrecord.store.library.ui_state import UiState, keep_ui_state, read_ui_state
from onrecord.store.notebook.actor_overlay import lay_actors
from onrecord.store.notebook.anchors import anchor, version_of
from onrecord.store.notebook.records import (
    ActorRef,
    Annotation,
    LinkNote,
    LinkVerdict,
    Ruling,
    RulingKind,
    row_of,
)
from onrecord.tui.session.events import Changed, Listener, Progress, Status
from onrecord.tui.session.indexer import Indexer
from onrecord.tui.session.knowledge import Knowledge
from onrecord.tui.session.link_builder import Linking
from onrecord.tui.session.session import Session
from onrecord.tui.session.workers import Workers

from .canal import ACTORS, SAID, TEXTS, Text

NAMES = tuple(ACTORS)


class Unused(Executor):
    """Is given nothing to do: all findings are there already."""

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> Future[object]:  # type: ignore[override]
        """Refuse."""
        raise AssertionError("nothing is analysed here")


class HandMadeLinks(Linking):
    """Links made by hand, instead of those that a linker finds."""

    def __init__(self, library: Library, texts: Mapping[str, Text]) -> None:
        super().__init__(library)
        self.found = _links(texts)

    def links(self, name: str) -> list[Link]:
        """Return those that begin in an article."""
        return [link for link in self.found if link.a.article == name]


class HandMadeFindings(Indexer):
    """Knows from the beginning what was found, and runs no thread."""

    linking: HandMadeLinks

    def __init__(self, library: Library, texts: Mapping[str, Text]) -> None:
        super().__init__(library, Workers(MODEL, 1, Unused()))
        self.linking = HandMadeLinks(library, texts)
        self.made: dict[str, Findings] = {}
        self.looked, self.begun = 0, False
        for name, text in texts.items():
            self.keep(name, text)
        self._lay()

    def keep(self, name: str, text: Text) -> None:
        """Take in an article that the library has, with what there is to be found in it."""
        title, source, published, words = text
        entry = self.library.entries[name]
        entry.title, entry.source, entry.stated, entry.titled = title, source, published, True
        self.made[name] = _findings(name, words)
        self.library.keep(name, self.made[name])
        entry.published = published
        self.status[name] = Status.READY
        self._kept[self.library.entries[name].version] += 1

    def find(self, name: str, quotations: Sequence[Quotation]) -> None:
        """Let these be the quotations of an article."""
        self.made[name] = replace(self.made[name], quotations=tuple(quotations))
        published = self.library.entries[name].published
        self.library.keep(name, self.made[name])
        self.library.entries[name].published = published
        self._kept[self.library.entries[name].version] += 1
        self._lay()

    def _lay(self) -> None:
        found = Resolution(
            {key: _actor(key, self.made) for key in NAMES if self.made},
            dict.fromkeys(self.made, NAMES),
        )
        laid, _ = lay_actors(found, self.library.notebook.actors.rulings(), self.findings)
        self.knowledge = Knowledge(laid, found, {})

    def start(self, listen: Listener, links_late: bool = False) -> None:
        """Tell that all is done."""
        self.reports.listen, self.begun = listen, True
        self._lay()
        listen(Changed())
        listen(Progress(len(self.made), len(self.made), 0, ""))

    def rescan(self) -> None:
        """Tell that nothing changed."""
        self.looked += 1
        self.tell()

    def tell(self) -> None:
        """Tell whoever listens that all may look different now."""
        self.reports.tell(Changed())

    def relay(self) -> None:
        """Lay the person's corrections over the actors again, at once."""
        self._lay()

    def close(self) -> None:
        """Stop nothing: no thread runs."""


OPEN: list[CanalSession] = []
"""The sessions that were opened and are to be closed."""


class CanalSession(Session):
    """Somebody's session in a folder called "the canal"; ``texts`` lie in it as files.

    In the codebook stands a tag that nobody wears, another is on the key 1.
    """

    indexer: HandMadeFindings

    def watch(self, busy: Callable[[], bool] = lambda: False) -> None:
        """Leave the files alone: the tests say when they are looked at."""

    def __init__(self, texts: Mapping[str, Text] = TEXTS) -> None:
        place = tempfile.TemporaryDirectory(prefix="canal-")
        weakref.finalize(self, place.cleanup)
        folder = Path(place.name) / "the canal"
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text[3], "utf-8")
        library = Library.open([folder], data_dir=Path(place.name) / "data", model=MODEL)
        library.scan()
        super().__init__(library, HandMadeFindings(library, texts))
        if texts:
            log = library.notebook._undo_log
            log.set_quietly("tags", "threat/closure", {})
            log.set_quietly("recent", "tags", {"tags": ["threat/closure", "trade"]})
            log.set_quietly("keys", "1", {"tag": "trade"})
        OPEN.append(self)

    def add(self, name: str, text: Text) -> None:
        """Put an article in the folder, as if it had been found and analysed."""
        (self.folder / name).write_text(text[3], "utf-8")
        self.library.scan()
        self.indexer.keep(name, text)
        self.indexer.tell()

    def find(self, name: str, quotations: Sequence[Quotation]) -> None:
        """Let the analysis find these quotations in an article, and tell of it."""
        self.indexer.find(name, quotations)
        self.indexer.tell()

    def leave_behind(self, *tables: str, words: str = "No ship") -> None:
        """Do work of which an edit of the texts has left nothing to stand on, one piece a table."""
        text = self.article("closure.txt").text
        gone = anchor(words, 0, len(words), "old")
        nobody = anchor("Nobody knows", 0, 12, "old")
        kind = QuotationKind.DIRECT
        note = Annotation("1", "closure.txt", gone, kind, tags=("trade",), memo="ask")
        there = anchor(text, 0, 4, version_of(text))
        ends = ("answer.txt", nobody, "closure.txt", there)
        drawn = LinkNote("2", LinkType.ANSWERS, LinkVerdict.DRAWN, *ends)
        actors = tuple(ActorRef(name, name, ActorKind.PERSON) for name in ("Ana Bro", "Bro"))
        ruling = Ruling("3", 1, RulingKind.MERGE, actors)
        rows: dict[str, Any] = {"annotations": note, "links": drawn, "rulings": ruling}
        self.notebook.adopt(
            "work", [(table, rows[table].id, row_of(rows[table])) for table in tables]
        )

    @property
    def labels(self) -> list[str]:
        """What was done, in the words in which undo tells it, the first thing first."""
        return [step.label for step in self.notebook.history()]

    @property
    def ui_state(self) -> UiState:
        """Where the person left off."""
        return read_ui_state(self.library.data_dir, self.library.folder)

    @ui_state.setter
    def ui_state(self, ui_state: UiState) -> None:
        keep_ui_state(self.library.data_dir, self.library.folder, ui_state)


def _findings(name: str, text: str) -> Findings:
    found = blocks(text)
    return Findings(
        blocks=found,
        sentences=tuple(_sentences(found, text)),
        actors=tuple(LocalActor(name, kind) for name, kind, _ in ACTORS.values()),
        mentions=tuple(_mentions(text)),
        quotations=tuple(_quotation(text, *said) for said in SAID.get(name, ()) if said[0] in text),
    )


def _sentences(found: Sequence[Block], text: str) -> Iterator[Span]:
    for block in found:
        start = block.start
        while start < block.end:
            stop = text.find(". ", start, block.end)
            stop = block.end if stop < 0 else stop + 1
            yield start, stop
            start = stop + 1


def _mentions(text: str) -> list[Mention]:
    return sorted(
        Mention(*at.span(), MentionForm.NAME, number)
        for number, (_, _, words) in enumerate(ACTORS.values())
        for at in re.finditer(rf"\b({'|'.join(words)})\b", text)
    )


def _quotation(
    text: str, first: str, kind: QuotationKind, last: str, actor: str, cue: str, confidence: float
) -> Quotation:
    start = text.index(first)
    end = text.index(last, start) + len(last)
    near = text.find(cue, max(start - 40, 0), end + 60)
    words = ACTORS[actor][2] if actor else ()
    named = [at for word in words if (at := text.find(word, max(start - 60, 0), end + 60)) >= 0]
    full = text.find("Marta Vessen")
    return Quotation(
        start,
        end,
        kind,
        cue=(near, near + len(cue)) if near >= 0 else None,
        speaker=(named[0], named[0] + 6) if named else None,
        actor=NAMES.index(actor) if actor else None,
        chain=((full, full + 12),) if actor == "vessen" else (),
        confidence=confidence,
    )


def _actor(key: str, made: Mapping[str, Findings]) -> Actor:
    name, kind, words = ACTORS[key]
    number = NAMES.index(key)
    said = sum(q.actor == number for findings in made.values() for q in findings.quotations)
    return Actor(key, name, kind, dict.fromkeys(words, 1), {}, tuple(made), 3, said)


def _links(texts: Mapping[str, Text]) -> list[Link]:
    if not {"closure.txt", "answer.txt"} <= texts.keys():
        return []
    said, again = SAID["closure.txt"][4], SAID["answer.txt"][0]
    one = _place("closure.txt", said[0], said[2])
    two = _place("answer.txt", again[0], again[2])
    threat = _place("closure.txt", "the canal will be closed", "no result")
    return [
        Link(LinkType.SAME_STATEMENT, one, two, 0.98, ("“canal in spring”",)),
        Link(LinkType.SAME_STATEMENT, two, one, 0.98, ("“canal in spring”",)),
        Link(LinkType.ANSWERS, two, threat, 0.64, ("a day later", "canal, close")),
        Link(LinkType.SAME_EVENT, threat, two, 0.55, ("Canal Commission", "2021-03-04")),
    ]


def _place(name: str, first: str, last: str) -> Place:
    text = TEXTS[name][3]
    start = text.index(first)
    return Place(name, start, text.index(last, start) + len(last))

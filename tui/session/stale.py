"""What of a person's work no longer fits the articles or the analysis: listed, never dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from onrecord.analysis.types import Findings, Resolution, Span
from onrecord.store.errors import StoreError
from onrecord.store.library.together import OpenLibrary
from onrecord.store.notebook.actor_overlay import lay_actors
from onrecord.store.notebook.anchors import Anchor, AnchorState, find
from onrecord.store.notebook.overlay import OVERLAP, overlap, place, spans
from onrecord.store.notebook.records import Annotation, LinkVerdict, Verdict

GONE = "the words are no longer in the source"
ALTERED = "the words were altered in the source"
UNREADABLE = "the article cannot be read any more"
NOT_FOUND = "the analysis no longer finds this quotation"


class Stale(NamedTuple):
    """A piece of work that no longer applies, and why.

    ``table`` is where it is kept (``annotations``, ``links``, ``rulings``; ``disputes`` are what a
    colleague says otherwise), ``id`` under what;
    ``words`` are what it is about, ``what`` says what was done with them; ``span`` is where
    altered words are taken to stand.
    """

    table: str
    id: str
    article: str
    words: str
    why: str
    span: Span | None = None
    what: str = ""
    at: int = 0  # where the words once stood

    @property
    def disputed(self) -> bool:
        """Whether it applies, and a colleague says otherwise."""
        return self.table == "disputes"


def stale(
    library: OpenLibrary, resolution: Resolution, findings_of: Callable[[str], Findings | None]
) -> list[Stale]:
    """Return all that no longer applies; ``resolution`` is that of the analysis itself."""
    found = [*_annotations(library, findings_of), *_links(library)]
    _, unapplied = lay_actors(resolution, library.notebook.actors.rulings(), findings_of)
    for it in unapplied:
        names = ", ".join(ref.name for ref in it.ruling.actors)
        found.append(Stale("rulings", it.ruling.id, "", f"{it.ruling.kind}: {names}", it.why))
    for said in library.notebook.disputes.all():
        why = f"{said.who} says: {said.says}"
        yours = f"yours: {said.mine}; " if said.mine else ""
        what = f"{yours}accept keeps yours, reject follows {said.who}"
        at = said.at
        found.append(Stale("disputes", said.id, said.article, said.words, why, None, what, at))
    return found


def _annotations(
    library: OpenLibrary, findings_of: Callable[[str], Findings | None]
) -> Iterable[Stale]:
    for article in sorted(library.notebook.annotated()):
        work = library.notebook.quotations.of(article)
        if not work:
            continue
        try:
            text = library.article(article).text
        except (StoreError, OSError, KeyError):
            yield from (_stale(it, UNREADABLE) for it in work)
            continue
        version = library.entries[article].version
        findings = findings_of(article)
        for it in work:
            at = place(it, text, version, library.notebook)
            if at.state is AnchorState.ORPHAN:
                yield _stale(it, GONE)
            elif at.state is AnchorState.FUZZY:
                yield _stale(it, ALTERED, at.span)
            elif (
                findings
                and _corrects(it)
                and not _finds(findings, spans(it, at, text, version, library.notebook))
            ):
                yield _stale(it, NOT_FOUND, at.span)


def _links(library: OpenLibrary) -> Iterable[Stale]:
    """Yield the links that the person drew of which one end is nowhere any more."""
    for note in library.notebook.links.notes():
        if note.verdict is not LinkVerdict.DRAWN:
            continue
        for name, held, other in (
            (note.a, note.a_anchor, note.b_anchor),
            (note.b, note.b_anchor, note.a_anchor),
        ):
            if why := _lost(library, name, held):
                words = " ".join(other.exact.split())
                what = f"link you drew: {note.type}, with {words}"
                yield Stale("links", note.id, name, held.exact, why, None, what)
                break


def _lost(library: OpenLibrary, article: str, held: Anchor) -> str:
    """Return why the words of an anchor are not to be had, or "" where they are."""
    try:
        text = library.article(article).text
        version = library.entries[article].version
    except (StoreError, OSError, KeyError):
        return UNREADABLE
    found = find(held, text, version, library.notebook.text(held.version))
    return "" if found.span else GONE


def _corrects(it: Annotation) -> bool:
    """Return whether it is a word against what the machine had found."""
    return it.verdict is Verdict.REJECTED or (it.attributed and not it.verdict)


def _finds(findings: Findings, spans: Iterable[Span]) -> bool:
    found = [(q.start, q.end) for q in findings.quotations]
    return any(overlap(it, span) >= OVERLAP for it in found for span in spans)


def _stale(it: Annotation, why: str, span: Span | None = None) -> Stale:
    words, at = it.anchor.exact, it.anchor.start
    return Stale("annotations", it.id, it.article, words, why, span, _what(it), at)


def stranded(library: OpenLibrary) -> list[Stale]:
    """Return the work on quotations that an edited text has taken the words away from.

    Only texts that changed since the work was done are read.
    """
    entries, notebook = library.entries, library.notebook
    found: list[Stale] = []
    for article in sorted(notebook.quotations.articles() & entries.keys()):
        version = entries[article].version
        work = [it for it in notebook.quotations.of(article) if it.anchor.version != version]
        if not work or not library.has_text(article):
            continue
        try:
            text = library.article(article).text
        except (StoreError, OSError, KeyError):
            continue
        for it in work:
            at = place(it, text, version, notebook)
            if at.state in (AnchorState.ORPHAN, AnchorState.FUZZY):
                found.append(_stale(it, GONE if at.span is None else ALTERED, at.span))
    return found


def _what(it: Annotation) -> str:
    """Return in words what a person did with a quotation."""
    said = {Verdict.REJECTED: "not a quotation", Verdict.MARKED: "marked as a quotation"}
    parts = [said.get(it.verdict, "")]
    if it.attributed or it.verdict is Verdict.MARKED:
        parts.append(f"said by {it.speaker or 'nobody'}")
    if it.respanned:
        parts.append("other span")
    if it.selected:
        parts.append("selected")
    parts += [f"#{tag}" for tag in it.tags]
    if it.memo:
        parts.append(f"memo: {' '.join(it.memo.split())}")
    return " · ".join(part for part in parts if part)

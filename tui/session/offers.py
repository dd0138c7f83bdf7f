"""What can be exported now: what is at hand first, then the selection, tags, speakers, all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.analysis.types import Actor
from onrecord.store.export import CODEBOOK, FORMATS, MEMOS, Format
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.tag_tree import Branch
from onrecord.store.statistics.figures import Figure

from .counts import counted
from .figures import FIGURES, as_file
from .session import Session

Gather = Callable[[], Sequence[Quoted]]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be exported, and how its quotations are gathered when it is.

    ``whole`` takes along what hangs on no quotation; ``formats`` are those that it can leave in.
    ``made``, where it is no quotations that leave, returns the file by its name.
    """

    title: str
    detail: str
    gather: Gather
    whole: bool = False
    formats: Sequence[Format] = FORMATS
    made: Callable[[Path], bytes] | None = None


def offers(session: Session, article: str, title: str) -> list[Offer]:
    """Return what can be exported now: selection, article, tags, speakers, everything."""
    found: list[Offer] = []
    if selection := session.selection():
        found.append(
            Offer("the selection", counted(len(selection), "quotation"), session.selection)
        )
    if article:
        counts = session.counting.counts
        found.append(
            Offer("this article", title, lambda: list(filter(counts, session.quotations(article))))
        )
    found.append(
        Offer("everything", "all quotations", lambda: list(session.all_quotations()), whole=True)
    )
    found += [
        tag_offer(session, branch) for branch in session.notebook.codebook.tree() if branch.below
    ]
    quoted = (actor for actor in session.actors().values() if actor.quotations)
    return found + [speaker_offer(session, a) for a in sorted(quoted, key=lambda a: -a.quotations)]


def list_offer(title: str, detail: str, quotations: Sequence[Quoted]) -> Offer:
    """Return the offer of quotations that are at hand."""
    told = counted(len(quotations), "quotation")
    return Offer(title, f"{told} · {detail}" if detail else told, lambda: quotations)


def speaker_offer(session: Session, actor: Actor) -> Offer:
    """Return the offer of all that an actor said."""

    def gather() -> list[Quoted]:
        return [quoted for quoted in session.all_quotations() if quoted.speaker_id == actor.id]

    return Offer(f"speaker {actor.name}", counted(actor.quotations, "quotation"), gather)


def tag_offer(session: Session, branch: Branch) -> Offer:
    """Return the offer of all that is tagged with a tag or one below it."""
    within = f"{branch.tag}/"

    def gather() -> list[Quoted]:
        tagged = session.all_quotations(annotated=True)
        return [it for it in tagged if any(f"{one}/".startswith(within) for one in it.tags)]

    return Offer(f"tag #{branch.tag}", counted(branch.below, "quotation"), gather)


def codebook_offer(session: Session) -> Offer:
    """Return the offer of the codebook with all its tags, for onrecord and other programs."""

    def gather() -> list[Quoted]:
        return [quoted for quoted in session.all_quotations(annotated=True) if quoted.tags]

    told = counted(len(session.notebook.codebook.tags()), "tag")
    return Offer("the codebook", f"{told} · a table, or .qdc", gather, whole=True, formats=CODEBOOK)


def figures_offer(rows: Sequence[Figure], by: str, count: str) -> Offer:
    """Return the offer of figures, as a table or a chart."""
    title, made = f"{count} by {by}", as_file(rows, by, count)
    told = f"{counted(len(rows), 'row')} · a table, or a chart"
    return Offer(title, told, lambda: (), True, FIGURES, made)


def file_name(library: str, title: str) -> str:
    """Return a name for the file, without an ending: letters, digits and hyphens only."""
    words = re.findall(r"\w+", f"{library} {title}".casefold())
    return "-".join(words)[:60] or "quotations"


def memos_offer(session: Session, count: int) -> Offer:
    """Return the offer of all memos."""

    def gather() -> list[Quoted]:
        return [quoted for quoted in session.all_quotations(annotated=True) if quoted.memo]

    return Offer("all memos", counted(count, "memo"), gather, whole=True, formats=MEMOS)

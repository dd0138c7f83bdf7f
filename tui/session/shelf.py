"""An open library, as files that come in are looked up in it; taking them over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path

from onrecord.analysis.types import QuotationKind
from onrecord.store.errors import Unreadable
from onrecord.store.exchange.claims import Claim
from onrecord.store.exchange.files import read
from onrecord.store.exchange.merge import names_in
from onrecord.store.exchange.shelf import HeldArticle, Placed, Shelf
from onrecord.store.exchange.take import Conflict, Plan, Taking, plan
from onrecord.store.library.catalogue import AWAY
from onrecord.store.notebook.anchors import anchor
from onrecord.store.notebook.base import clean, new_key
from onrecord.store.notebook.disputes import Dispute
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.records import Annotation, Verdict, reworked, row_of
from onrecord.store.notebook.who import me
from onrecord.store.notebook.work_log import Change, now

from .counts import counted
from .session import Session

SHOWN = 12
"""Tags that are named before a codebook is taken over."""


def shelf_of(session: Session) -> Shelf:
    """Return a session's library for looking up; it answers as the session does."""
    library = session.library
    held = {
        name: HeldArticle(it.version, it.title, it.url, it.status in AWAY, it.earlier)
        for name, it in library.entries.items()
        if library.has_text(name)
    }
    return Shelf(
        held,
        lambda article: session.article(article).text,
        session.quotations,
        session.notebook.text,
        session.notebook.codebook.proper,
        {me(), *names_in(session.notebook)},
        partial(_names_of, session),
    )


def _names_of(session: Session, actor: str) -> set[str]:
    found = session.actors().get(actor)
    return {found.name, *found.names} if found else set()


def codebook_in(session: Session, path: Path) -> tuple[list[str], Callable[[], str]]:
    """Return what a file's codebook brings, line by line, and what takes it over.

    Where nothing in it is new there are no lines.

    Raises:
        StoreError: the file cannot be read, or there are no tags in it.
    """
    made = plan(replace(read(path.expanduser()), claims=()), shelf_of(session))
    if not made.codebook:
        raise Unreadable(f"there are no tags in {path}")
    if not _codebook(session.library.notebook, made):
        return [], str
    known = session.notebook.codebook.tags()
    new = [f"#{tag}" for tag in made.codebook if tag not in known]
    told = [f"{counted(len(made.codebook), 'tag')} in {path.name}, new here: {len(new)}."]
    told += [", ".join(new[:SHOWN]) + " …" * (len(new) > SHOWN)] if new else []
    told += [f"“{name}” is written #{tag}." for name, tag in list(made.spelled.items())[:SHOWN]]
    return told, lambda: take(session, made, path.name)


def take(session: Session, made: Plan, source: str) -> str:
    """Do what a plan says, in the reader: as one action.

    Raises:
        NotDone: it cannot be done, and nothing was.
    """
    return session.changes.do(lambda notebook: taken(session, made, source, notebook=notebook))


def taken(
    session: Session,
    made: Plan,
    source: str,
    passages: bool = False,
    disputes: Sequence[Dispute] = (),
    notebook: Notebook | None = None,
) -> str:
    """Do what a plan says, as one action that can be undone; return what was done, "" for nothing.

    ``passages`` marks as quotations what the file tags where there is none; ``disputes`` are put
    into the review queue.

    Raises:
        StoreError: nothing can be changed, or the disk has no room; nothing was.
    """
    return _take(
        notebook or session.library.notebook,
        session=session,
        plan=made,
        source=source,
        passages=passages,
        disputes=disputes,
    )


def contradictions(session: Session, made: Plan, who: str) -> list[Dispute]:
    """Return the conflicts of a plan as what a colleague says otherwise."""
    return [_dispute(session, it, it.claim.who or who) for it in made.conflicts]


def _dispute(session: Session, it: Conflict, who: str) -> Dispute:
    own = session.notebook.quotations.work_on(it.quotation)
    if it.what == "tags":
        followed, verb = replace(own, tags=it.claim.tags or ()), "tags are"
    elif it.what == "memo":
        followed, verb = replace(own, memo=it.theirs), "the memo is"
    else:
        speaker = _actor(session, it.claim)
        followed = replace(own, attributed=True, speaker=it.theirs, speaker_id=speaker)
        verb = "the speaker is"
    nobody = "nobody" if it.what == "speaker" else "none"
    says, mine = (f"{verb} {' '.join(said.split()) or nobody}" for said in (it.theirs, it.ours))
    q = it.quotation
    words = session.article(q.article).text[q.start : q.end]
    named = f"{q.article} {own.anchor.start} {who} {says}"
    key = blake2b(named.encode("utf-8", "replace"), digest_size=8).hexdigest()
    theirs = row_of(followed)
    return Dispute(
        key,
        q.article,
        words,
        who,
        says,
        own.id,
        theirs,
        it.what,
        at=q.start,
        mine=mine,
    )


def _actor(session: Session, claim: Claim) -> str:
    """Return the actor that a claim's speaker is: of its id, where that bears the name here too."""
    actor = session.actors().get(claim.speaker)
    return claim.speaker if actor and actor.name == claim.speaker_name else ""


def _take(
    notebook: Notebook,
    session: Session,
    plan: Plan,
    source: str,
    passages: bool,
    disputes: Sequence[Dispute],
) -> str:
    work = [
        (it.quotation, partial(_taken, taking=it, actor=_actor(session, it.claim)))
        for it in plan.takings
    ]
    more: list[Change] = list(_codebook(notebook, plan))
    texts: dict[str, str] = {}
    marked = plan.passages if passages else []
    for claim, placed in marked:
        more.append(_marked(session, claim, placed, texts))
    said = len(work) + len(marked)
    told = counted(said, "quotation") if said else counted(len(more), "tag")
    if asked := notebook.disputes.asking(disputes):
        told = told if work or more else counted(len(asked), "contradiction")
        more += asked
    label = clean(f"Taken over from {source}: {told}")
    return notebook.quotations.rework(label, work, more, texts) if work or more else ""


def _taken(it: Annotation, taking: Taking, actor: str) -> Annotation:
    memo = None if taking.memo is None else clean(taking.memo)
    if taking.speaker is not None:
        it = replace(it, attributed=True, speaker=clean(taking.speaker), speaker_id=actor)
    it = replace(it, selected=it.selected or taking.selected)
    return reworked(it, taking.tags, memo, taking.who)


def _codebook(notebook: Notebook, plan: Plan) -> list[Change]:
    """Return the codebook's changes: what it says already is kept, what is new is added."""
    changes: list[Change] = []
    colours = notebook.codebook.colours()
    known = notebook.codebook.tags()
    for tag, coded in plan.codebook.items():
        memo, colour = notebook.codebook.memo(tag), colours.get(tag, "")
        row = {"memo": memo or clean(coded.memo), "colour": colour or coded.colour}
        if tag not in known or row != {"memo": memo, "colour": colour}:
            changes.append(("tags", tag, {key: value for key, value in row.items() if value}))
    return changes


def _marked(session: Session, claim: Claim, placed: Placed, texts: dict[str, str]) -> Change:
    assert placed.article is not None and placed.span is not None
    version = session.library.entries[placed.article].version
    texts[version] = placed.text
    made = Annotation(
        id=new_key(),
        article=placed.article,
        anchor=anchor(placed.text, *placed.span, version),
        kind=QuotationKind(claim.kind)
        if claim.kind in set(QuotationKind)
        else QuotationKind.DIRECT,
        speaker=clean(claim.speaker_name),
        tags=claim.tags or (),
        memo=clean(claim.memo or ""),
        verdict=Verdict.MARKED,
        at=now(),
        who=(clean(claim.who),) if claim.who else (),
    )
    return ("annotations", made.id, row_of(made))

"""An open library, as files that come in are looked up in it; taking them over."""

from __future__ import annotations

from functools import partial

from onrecord.analysis.types import QuotationKind
from onrecord.store.exchange.claims import Claim
from onrecord.store.exchange.shelf import HeldArticle, Placed, Shelf
from onrecord.store.exchange.take import Plan, Taking
from onrecord.store.notebook.anchors import anchor
from onrecord.store.notebook.base import clean, clean_tag, new_key
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.records import Annotation, Verdict, reworked, row_of
from onrecord.store.notebook.undo_log import Change, now

from .session import Session


def shelf_of(session: Session) -> Shelf:
    """Return a session's library for looking up; it answers as the session does."""
    entries = session.library.entries.items()
    return Shelf(
        {name: HeldArticle(entry.version, entry.title, entry.url) for name, entry in entries},
        lambda article: session.article(article).text,
        session.quotations,
        session.notebook.text,
    )


def take(session: Session, plan: Plan, source: str, passages: bool = False) -> str:
    """Do what a plan says, as one action that can be undone; return what was done.

    ``passages`` marks as quotations what the file tags where there is none.
    """
    return session.changes.do(
        partial(_take, session=session, plan=plan, source=source, passages=passages)
    )


def _take(notebook: Notebook, session: Session, plan: Plan, source: str, passages: bool) -> str:
    work = [(it.quotation, partial(_taken, taking=it)) for it in plan.takings]
    more: list[Change] = list(_codebook(notebook, plan))
    texts: dict[str, str] = {}
    marked = plan.passages if passages else []
    for claim, placed in marked:
        more.append(_marked(session, claim, placed, texts))
    label = clean(f"Taken over from {source}: {len(work) + len(marked)} quotations")
    return notebook.quotations.rework(label, work, more, texts) if work or more else ""


def _taken(it: Annotation, taking: Taking) -> Annotation:
    tags = None if taking.tags is None else tuple(filter(None, map(clean_tag, taking.tags)))
    memo = None if taking.memo is None else clean(taking.memo)
    return reworked(it, tags, memo, taking.claim.who)


def _codebook(notebook: Notebook, plan: Plan) -> list[Change]:
    """Return the codebook's changes: what it says already is kept, what is new is added."""
    changes: list[Change] = []
    colours = notebook.codebook.colours()
    known = notebook.codebook.tags()
    for name, coded in plan.codebook.items():
        tag = clean_tag(name)
        memo = notebook.codebook.memo(tag) or clean(coded.memo)
        row = {"memo": memo, "colour": colours.get(tag, "") or coded.colour}
        filled = {key: value for key, value in row.items() if value}
        if tag and (filled or tag not in known):
            changes.append(("tags", tag, filled))
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
        tags=tuple(filter(None, map(clean_tag, claim.tags or ()))),
        memo=clean(claim.memo or ""),
        verdict=Verdict.MARKED,
        at=now(),
        who=(clean(claim.who),) if claim.who else (),
    )
    return ("annotations", made.id, row_of(made))

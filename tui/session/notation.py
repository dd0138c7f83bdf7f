"""The signs that tell kinds and states by shape, so that nothing rests on colour alone."""

from __future__ import annotations

from onrecord.analysis.types import ActorKind, LinkType, Published, QuotationKind
from onrecord.store.notebook.overlay import Quoted

from .literal import literal
from .session import Row, Status

KIND = {QuotationKind.DIRECT: "❝", QuotationKind.INDIRECT: "~", QuotationKind.MIXED: "≈"}
UNSURE = "?"
MEMO = "✎"
SELECTED = "✓"
STAR = "★"
CONFIRMED = "✓"
DRAWN = "+"

STATUS = {
    Status.WAITING: "○",
    Status.ANALYSING: "◐",
    Status.READY: "",
    Status.FAILED: "✗",
    Status.VANISHED: "∅",
}
COPY = "≡"
LINK = {
    LinkType.SAME_STATEMENT: "=",
    LinkType.ANSWERS: "↩",
    LinkType.CHANGED_POSITION: "⇄",
    LinkType.SAME_EVENT: "◆",
    LinkType.SAME_ACTORS: "@",
    LinkType.NEAR_DUPLICATE: COPY,
}


def kind_signs(quoted: Quoted) -> str:
    """Return the signs of a quotation: its kind, unsure, memo, selected."""
    signs = [KIND[quoted.kind]]
    if quoted.unsure:
        signs.append(UNSURE)
    if quoted.memo:
        signs.append(MEMO)
    if quoted.selected:
        signs.append(SELECTED)
    return " ".join(signs)


def short_name(name: str, kind: ActorKind | None) -> str:
    """Return what a margin has room for: a person's last name, else the name."""
    name = literal(name).strip()
    if kind is ActorKind.PERSON and " " in name:
        return name.rsplit(maxsplit=1)[-1]
    return name


def date_of(published: Published) -> str:
    """Return a date as the reader shows it: ``~`` where it is inferred, ``undated``."""
    if not published.date:
        return "undated"
    return ("~" if published.inferred else "") + literal(published.date)


def state_of(row: Row) -> str:
    """Return an article's status by sign and word, empty where it is ready."""
    if row.status is Status.READY:
        return ""
    problem = f": {literal(row.problem)}" if row.problem else ""
    return f"{STATUS[row.status]} {row.status.value}{problem}"

"""Two persons' work on one quotation: whether it is one, what both did, and what contradicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from onrecord.analysis.types import Span
from onrecord.store.notebook.overlay import OVERLAP, overlap
from onrecord.store.notebook.records import Annotation, Verdict, signed

from .memos import flat


class OpposedWork(NamedTuple):
    """What two persons disagree on: the matter, what each says, and our work as theirs has it."""

    what: str
    says: str
    mine: str
    followed: Annotation


def same_work(
    it: Annotation, span: Span | None, placed: Iterable[tuple[Annotation, Span | None]]
) -> Annotation | None:
    """Return our work on the quotation that theirs is on; all of it with where it stands now."""
    for own, at in placed:
        if (own.anchor.version, own.anchor.start, own.anchor.end) == (
            it.anchor.version,
            it.anchor.start,
            it.anchor.end,
        ):
            return own
        same = it.instead or own.instead
        if same and (own.instead == it.anchor or it.instead in (own.anchor, own.instead)):
            return own
        if span and at and overlap(span, at) >= OVERLAP:
            return own
    return None


def united(
    own: Annotation, it: Annotation, memo: str, who: Iterable[str]
) -> tuple[Annotation, list[OpposedWork]]:
    """Return both persons' work on a quotation in one, and what of theirs contradicts our own.

    Args:
        own: our work, which has the say.
        it: theirs; what we have not ruled on is taken from it.
        memo: both memos in one.
        who: whose work theirs is.
    """
    both = replace(
        own,
        tags=tuple(dict.fromkeys((*own.tags, *it.tags))),
        memo=memo,
        selected=own.selected or it.selected,
    )
    against: list[OpposedWork] = []
    is_one, is_none = "it is a quotation", "it is not a quotation"
    if it.verdict is Verdict.REJECTED and own.verdict is not Verdict.REJECTED:
        other = replace(both, verdict=Verdict.REJECTED)
        against.append(OpposedWork("verdict", is_none, is_one, other))
    elif own.verdict is Verdict.REJECTED and it.verdict is not Verdict.REJECTED:
        other = replace(both, verdict=it.verdict)
        against.append(OpposedWork("verdict", is_one, is_none, other))
    if it.attributed and not own.attributed:
        both = replace(both, attributed=True, speaker=it.speaker, speaker_id=it.speaker_id)
    elif it.attributed and it.speaker != own.speaker:
        other = replace(both, speaker=it.speaker, speaker_id=it.speaker_id)
        says, mine = (f"the speaker is {one.speaker or 'nobody'}" for one in (it, own))
        against.append(OpposedWork("speaker", says, mine, other))
    if it.respanned and not (own.respanned or own.verdict is Verdict.MARKED):
        both = _respanned(both, own, it)
    elif it.respanned and it.anchor.exact != own.anchor.exact:
        says, mine = (f"the words are {flat(one.anchor.exact)}" for one in (it, own))
        against.append(OpposedWork("words", says, mine, _respanned(both, own, it)))
    if both != own or against:
        for one in who:
            both = signed(both, one)
    return both, against


def _respanned(both: Annotation, own: Annotation, it: Annotation) -> Annotation:
    """Return our work with the words that theirs gives the quotation."""
    instead = it.instead or own.anchor
    return replace(both, respanned=True, anchor=it.anchor, kind=it.kind, instead=instead)
